import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { gateRules } from './gate-rules.ts'
import { gateSarif } from './gate-sarif.ts'
import { findingOf, type Gate, gateOf, hostileNames } from './test/gate-answers.ts'

/** What SARIF 2.1.0 demands of the parts we write, from the text of the standard (3.13 to 3.58). */
const text = z.strictObject({ text: z.string().min(1) })
const level = z.enum(['none', 'note', 'warning', 'error'])
const bag = z.looseObject({ tags: z.array(z.string()).optional() })
const sarifShape = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.string().min(1),
            semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
            rules: z.array(
              z.strictObject({
                id: z.string().min(1),
                shortDescription: text,
                fullDescription: text,
                help: text,
                helpUri: z.url().optional(),
                defaultConfiguration: z.strictObject({ level }),
                properties: bag,
              }),
            ),
          }),
        }),
        automationDetails: z.strictObject({ id: z.string() }),
        language: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
        columnKind: z.literal('utf16CodeUnits'),
        invocations: z.array(z.strictObject({ executionSuccessful: z.boolean(), exitCode: z.int() })),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0),
            kind: z.literal('fail'),
            level,
            message: text,
            locations: z
              .array(
                z.strictObject({
                  physicalLocation: z.strictObject({
                    artifactLocation: z.strictObject({
                      uri: z.string().regex(/^(?!\/)(?:[\w.\-~!'()*/]|%[0-9A-F]{2})+$/),
                    }),
                    region: z.strictObject({ startLine: z.literal(1) }),
                  }),
                  logicalLocations: z.array(
                    z.strictObject({ fullyQualifiedName: z.string(), kind: z.string() }),
                  ),
                }),
              )
              .min(1),
            partialFingerprints: z.record(z.string(), z.string()),
            suppressions: z.array(
              z.strictObject({
                kind: z.literal('external'),
                status: z.literal('accepted'),
                justification: z.string().min(1),
              }),
            ),
            properties: bag,
          }),
        ),
        properties: bag,
      }),
    )
    .length(1),
})

const told = {
  language: 'en',
  version: '0.1.0',
  file: 'build/bom file.json',
  digest: (of: string) => Buffer.from(of).toString('hex'),
} as const
const written = (gate: Gate, more: Partial<Parameters<typeof gateSarif>[1]> = {}) => {
  const [run] = sarifShape.parse(JSON.parse(JSON.stringify(gateSarif(gate, { ...told, ...more })))).runs
  if (!run) throw new Error('one run')
  return run
}
const decidedOf = (because: string) => ({
  ...findingOf({ vulnerability: 'CVE-2020-1' }),
  decision: { number: 'VULN-2026-0001', because },
})

test('a release with nothing against it is a run without results, in which every rule is still explained in both languages', () => {
  const run = written(gateOf([]))
  expect(run.results).toEqual([])
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(gateRules.map(({ id }) => id))
  for (const { help } of run.tool.driver.rules) expect(help.text).toMatch(/[가-힣]/)
  expect(run.invocations).toEqual([{ executionSuccessful: true, exitCode: 0 }])
})

test('a blocking vulnerability names its component, its score, its fix and the file of the SBOM', () => {
  const run = written(gateOf([findingOf()]))
  const [result] = run.results
  expect(run.tool.driver.rules[result?.ruleIndex ?? 0]).toMatchObject({
    id: 'CVE-2021-44228',
    helpUri: 'https://osv.dev/vulnerability/CVE-2021-44228',
    properties: { 'security-severity': '10.0', tags: ['security', 'vulnerability', 'critical'] },
  })
  expect(result).toMatchObject({
    level: 'error',
    suppressions: [],
    properties: { gateRule: 'findings-decided', fixedIn: '2.15.0' },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'build/bom%20file.json' } },
        logicalLocations: [
          { fullyQualifiedName: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1', kind: 'package' },
        ],
      },
    ],
  })
})

test('two components with one vulnerability are two results of one rule', () => {
  const run = written(gateOf([findingOf(), findingOf({ component: 'pkg:maven/a/b@1' })]))
  expect(run.tool.driver.rules).toHaveLength(gateRules.length + 1)
  expect(new Set(run.results.map(({ ruleIndex }) => ruleIndex)).size).toBe(1)
  const prints = run.results.map(({ partialFingerprints }) => partialFingerprints['maekGate/v1'])
  expect(new Set(prints).size).toBe(2)
})

test('a finding with a signed decision is told as suppressed, with the decision as its justification', () => {
  const run = written(gateOf([findingOf()], [decidedOf('not-affected: vulnerable_code_not_present')]))
  expect(run.results.map(({ suppressions }) => suppressions.length)).toEqual([0, 1])
  expect(run.results[1]?.suppressions[0]?.justification).toBe(
    'VULN-2026-0001: not-affected: vulnerable_code_not_present',
  )
})

test('a result keeps its fingerprint when the language, the file, or the rest of the answer changes', () => {
  const one = written(gateOf([findingOf()])).results[0]?.partialFingerprints
  const other = written(gateOf([findingOf({ component: 'x', severity: 'high' }), findingOf()]), {
    language: 'ko',
    file: 'other.json',
  }).results[1]?.partialFingerprints
  expect(other).toEqual(one)
})

test('a finding that nobody scored has the lower end of its band, and one that nobody rated has none', () => {
  const rules = (severity: string) =>
    written(gateOf([findingOf({ score: null, severity })])).tool.driver.rules.at(-1)?.properties
  expect(rules('high')).toMatchObject({ 'security-severity': '7.0' })
  expect(rules('unknown')).not.toHaveProperty('security-severity')
})

test.for(hostileNames)(
  'a component called %j makes no link, no placeholder and no control character',
  (name) => {
    const gate = gateOf(
      [findingOf({ component: name, vulnerability: name, summary: name })],
      [{ ...findingOf({ component: name }), decision: { number: 'VULN-1', because: name } }],
    )
    const run = written(gate, { file: name })
    for (const said of run.results.map(({ message }) => message.text)) {
      expect(said.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(
        /[{}]|\]\(|[\p{Cc}\p{Bidi_Control}]/u,
      )
    }
  },
)

test('whatever the names, what is written is SARIF', () => {
  const name = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(name, name, (component, summary) => {
      written(gateOf([findingOf({ component, summary })]), { file: `${component}x` })
    }),
  )
})
