import { expect, test } from 'vitest'
import { say } from '../words.ts'
import { judgeGate } from './gate.ts'
import type { GateFacts, GateOpen, GateRecord } from './gate-facts.ts'

const record = (kind: string, more: Partial<GateRecord> = {}): GateRecord => ({
  id: `${kind}-id`,
  kind,
  number: `${kind}-1`,
  title: kind,
  state: 'approved',
  approved: true,
  closed: false,
  ended: false,
  body: {},
  ...more,
})
const draft = { state: 'draft', approved: false } as const

/** A release with which nothing is wrong. */
const sound: GateFacts = {
  release: record('release', { state: 'in-review', approved: false }),
  device: record('device', { body: { usesAi: true } }),
  sboms: [record('sbom')],
  components: { all: 3, covered: 2 },
  findings: [],
  decided: [],
  policy: null,
  forbidden: [],
  models: [record('model-version')],
  evaluations: [record('evaluation', { body: { modelVersion: 'model-version-id', verdict: 'met' } })],
  aiSystems: [record('ai-system')],
  assessments: [record('impact-assessment', { body: { aiSystem: 'ai-system-id' } })],
  hazards: [record('hazard', { body: { residual: 'acceptable' } })],
  nonconformities: [],
  incidents: [],
}
const rulesOf = (change: Partial<GateFacts>) =>
  judgeGate({ ...sound, ...change }).blockers.map(({ rule }) => rule)
const finding = (severity: GateOpen['severity'], more: Partial<GateOpen> = {}): GateOpen => ({
  vulnerability: 'CVE-2026-1',
  aliases: [],
  summary: '',
  component: 'pkg:npm/x',
  version: null,
  fixedIn: null,
  severity,
  score: null,
  exploited: false,
  affectedBy: null,
  case: null,
  ...more,
})

test('a release with which nothing is wrong passes, and every rule says so with its source', () => {
  const answer = judgeGate(sound)
  expect(answer).toMatchObject({ pass: true, blockers: [] })
  expect(answer.passed).toHaveLength(9)
  for (const { because } of answer.passed) expect(because.en).toMatch(/\(.+\)$/)
})

test('a draft or withdrawn release does not ship', () => {
  for (const state of ['draft', 'withdrawn', 'cancelled', 'unheard-of'])
    expect(rulesOf({ release: record('release', { state }) })).toEqual(['release-reviewed'])
})

test('no SBOM, a draft one, and a retired one all block', () => {
  for (const sboms of [[], [record('sbom', draft)], [record('sbom', { ended: true })]])
    expect(rulesOf({ sboms })).toEqual(['sbom-in-force'])
})

test('no findings say nothing when no advisory could have answered', () => {
  expect(rulesOf({ components: { all: 3, covered: 0 } })).toEqual(['components-covered'])
  // Of an SBOM that names nothing, no finding was to be expected; without any SBOM another rule speaks.
  expect(rulesOf({ components: { all: 0, covered: 0 } })).toEqual(['components-covered'])
  expect(rulesOf({ components: { all: 0, covered: 0 }, sboms: [] })).toEqual(['sbom-in-force'])
})

test('a gate that passes says how many components nobody could answer for', () => {
  const told = (components: GateFacts['components']) =>
    judgeGate({ ...sound, components }).passed.find(({ rule }) => rule === 'components-covered')?.because.en
  expect(told({ all: 3, covered: 2 })).toContain('2 of 3 components')
  expect(told({ all: 3, covered: 3 })).toContain('All 3 components')
})

test('an open finding blocks from high upwards and when nobody scored it, and not below', () => {
  expect(
    judgeGate({
      ...sound,
      findings: (['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const).map((severity) =>
        finding(severity),
      ),
    }).blockers.map((blocker) => blocker.finding?.severity),
  ).toEqual(['critical', 'high', 'unknown'])
})

test('what is known to be exploited blocks whatever its score and whatever the policy says', () => {
  const policy = { id: 'p', number: 'CPL-1', blocks: [] }
  const findings = (['low', 'unknown'] as const).map((severity) => finding(severity, { exploited: true }))
  expect(rulesOf({ policy, findings })).toEqual(['findings-decided', 'findings-decided'])
  expect(judgeGate({ ...sound, findings }).blockers[0]?.because.en).toContain('known exploited (KEV)')
})

test('a signed “affected” is no leave to ship, and names the record that says so', () => {
  const answer = judgeGate({ ...sound, findings: [finding('high', { affectedBy: 'VEX-2026-0001' })] })
  expect(answer.pass).toBe(false)
  expect(answer.blockers[0]?.because.en).toMatch(/VEX-2026-0001 .*accept it until a date/)
  expect(answer.blockers[0]?.because.ko).toContain('VEX-2026-0001')
})

test('the policy in force says which severities stop a release', () => {
  const policy = { id: 'p', number: 'CPL-1', blocks: ['critical', 'unknown'] }
  const findings = (['critical', 'high', 'unknown'] as const).map((severity) => finding(severity))
  expect(rulesOf({ policy, findings })).toEqual(['findings-decided', 'findings-decided'])
  expect(rulesOf({ policy: { ...policy, blocks: [] }, findings })).toEqual([])
})

test('a licence the policy forbids blocks', () => {
  const policy = { id: 'p', number: 'CPL-1', blocks: [] }
  const forbidden = [{ component: 'x 1', licence: 'GPL-3.0-only', because: say('금지', 'Forbidden') }]
  expect(rulesOf({ policy, forbidden })).toEqual(['licences-allowed'])
})

test('a thousand open findings are told by fifty', () => {
  expect(rulesOf({ findings: Array.from({ length: 1000 }, () => finding('high')) })).toHaveLength(50)
})

test('a model needs an approved evaluation whose criteria were met', () => {
  const judged = (more: Partial<GateRecord>) => rulesOf({ evaluations: [record('evaluation', more)] })
  const own = { modelVersion: 'model-version-id' }
  expect(judged({ body: { modelVersion: 'another', verdict: 'met' } })).toEqual(['models-evaluated'])
  expect(judged({ body: { ...own, verdict: 'partly-met' } })).toEqual(['models-evaluated'])
  expect(judged({ ...draft, body: { ...own, verdict: 'met' } })).toEqual(['models-evaluated'])
  expect(judged({ ended: true, body: { ...own, verdict: 'met' } })).toEqual(['models-evaluated'])
})

test('a device with AI needs a model and an approved impact assessment, one without needs neither', () => {
  expect(rulesOf({ models: [], aiSystems: [], evaluations: [], assessments: [] })).toEqual([
    'models-evaluated',
    'impact-assessed',
  ])
  const assessments = [record('impact-assessment', { ...draft, body: { aiSystem: 'ai-system-id' } })]
  expect(rulesOf({ assessments })).toEqual(['impact-assessed'])
  const device = record('device', { body: { usesAi: false } })
  expect(rulesOf({ device, models: [], aiSystems: [], evaluations: [], assessments: [] })).toEqual([])
})

test('a residual risk that is unacceptable, or not judged, blocks; so does a device nobody analysed', () => {
  expect(rulesOf({ hazards: [record('hazard', { body: { residual: 'not-acceptable' } })] })).toEqual([
    'risks-acceptable',
  ])
  expect(rulesOf({ hazards: [record('hazard')] })).toEqual(['risks-acceptable'])
  expect(rulesOf({ hazards: [] })).toEqual(['risks-acceptable'])
  expect(rulesOf({ hazards: [record('hazard', { body: { residual: 'outweighed' } })] })).toEqual([])
})

test('a critical case blocks while it is open', () => {
  const incident = (more: Partial<GateRecord>) =>
    rulesOf({ incidents: [record('incident', { body: { severity: 'critical' }, ...more })] })
  expect(incident({})).toEqual(['nothing-critical-open'])
  expect([
    ...incident({ closed: true }),
    ...incident({ ended: true }),
    ...incident({ body: { severity: 'serious' } }),
  ]).toEqual([])
})
