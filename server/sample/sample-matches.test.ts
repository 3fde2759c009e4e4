import { readFileSync } from 'node:fs'
import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { filesOfZip, isOutsidePresent } from '@maek/domain/components/test/outside-files.ts'
import { matchComponents } from '@maek/domain/vulnerabilities/match.ts'
import { type Advisory, readAdvisory } from '@maek/domain/vulnerabilities/osv.ts'
import { leadingScore, scoresOf } from '@maek/domain/vulnerabilities/severity.ts'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url))
const records: readonly unknown[] = JSON.parse(read('./advisories.json').toString('utf8'))
const advisories = records.flatMap((record): readonly Advisory[] => {
  const answer = readAdvisory(record)
  return answer.ok ? [answer.value] : []
})

function matchSample() {
  const list = readSbom(read('./device-sbom.json'))
  if (!list.ok) throw new Error(list.refusal.because.en)
  const ecosystems = new Set(['PyPI', 'npm', 'crates.io'])
  return {
    list: list.value,
    ...matchComponents({ components: list.value.components, advisories, ecosystems }),
  }
}

test('the sample SBOM is a clean CycloneDX 1.6 document that says it is sample data', () => {
  const { list } = matchSample()
  expect([list.format, list.specVersion, list.faultCount, list.components.length]).toEqual([
    'CycloneDX',
    '1.6',
    0,
    51,
  ])
  expect(list.subject?.name).toContain('sample data, not a real device')
})

test('the sample advisories are all readable, and each is summed up in both languages', () => {
  expect(advisories.length).toBe(27)
  for (const record of records) {
    expect(record).toMatchObject({
      database_specific: {
        summary: { ko: expect.stringMatching(/[가-힣]/), en: expect.stringMatching(/^[A-Za-z]/) },
      },
    })
  }
})

test('the sample device has 21 vulnerabilities, three of them told by two publishers', () => {
  const { findings } = matchSample()
  expect(findings.map((one) => `${one.vulnerability} ${one.reference} ${one.fixedIn}`).sort()).toEqual([
    'CVE-2021-23337 pkg:npm/lodash@4.17.20 4.17.21',
    'CVE-2022-22491',
  ])
  expect(
    findings
      .filter((one) => one.advisories.length > 1)
      .map((one) => one.vulnerability)
      .sort(),
  ).toEqual(['CVE-2022-45907', 'CVE-2023-25577', 'CVE-2023-32681'])
  expect(findings.every((one) => one.how === 'range')).toBe(true)
})

test('versions already fixed are not findings: NumPy 1.23.5, PyYAML 6.0, minimist 1.2.7', () => {
  const { findings } = matchSample()
  expect(findings.filter((one) => /numpy|pyyaml|minimist/.test(one.reference))).toEqual([])
})

test('what no advisory source covers is told apart: Debian package, operating system, model weights', () => {
  const { coverage } = matchSample()
  expect([...coverage].filter(([, state]) => state !== 'answered').map(([, state]) => state)).toEqual([
    'no-source',
    'no-purl',
    'no-purl',
  ])
})

test('the worst of the sample is scored 9.8, and what its publisher did not score stays unscored', () => {
  const { vulnerabilities } = matchSample()
  const scores = vulnerabilities.map((one) => leadingScore(scoresOf(one.severities))?.overall)
  expect(Math.max(...scores.filter((score) => score !== undefined))).toBe(9.8)
  expect(scores.filter((score) => score === undefined).length).toBe(9)
})

const folders = ['PyPI', 'crates.io'].map((name) => `osv/${name}/all.zip`)

test.skipIf(!isOutsidePresent(...folders))(
  'the sample restates the public records of PyPA and RustSec exactly (skipped without the outside data)',
  () => {
    const published = new Map<string, Advisory>()
    for (const folder of folders) {
      for (const [, bytes] of filesOfZip(folder)) {
        const answer = readAdvisory(JSON.parse(bytes.toString('utf8')))
        if (answer.ok) published.set(answer.value.id, answer.value)
      }
    }
    const ours = advisories.filter((one) => /^(PYSEC|RUSTSEC)-/.test(one.id))
    expect(ours.length).toBe(19)
    for (const one of ours) {
      const source = published.get(one.id)
      expect(source?.affected[0]?.name).toBe(one.affected[0]?.name)
      expect(source?.affected[0]?.ranges).toEqual(one.affected[0]?.ranges)
      expect(source?.aliases).toEqual(expect.arrayContaining([...one.aliases]))
    }
  },
)
