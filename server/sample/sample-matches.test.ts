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
    'CVE-2022-23491 pkg:pypi/certifi@2022.9.24 2022.12.7',
    'CVE-2022-25882 pkg:pypi/onnx@1.12.0 1.13.0',
    'CVE-2022-40897 pkg:pypi/setuptools@65.3.0 65.5.1',
    'CVE-2022-45198 pkg:pypi/pillow@9.1.0 9.2.0',
    'CVE-2022-45907 pkg:pypi/torch@1.12.1 1.13.1',
    'CVE-2023-25399 pkg:pypi/scipy@1.9.3 1.10.0',
    'CVE-2023-25577 pkg:pypi/werkzeug@2.2.2 2.2.3',
    'CVE-2023-30861 pkg:pypi/flask@2.2.2 2.2.5',
    'CVE-2023-32681 pkg:pypi/requests@2.28.1 2.31.0',
    'CVE-2023-43804 pkg:pypi/urllib3@1.26.12 1.26.17',
    'CVE-2023-44271 pkg:pypi/pillow@9.1.0 10.0.0',
    'CVE-2023-45803 pkg:pypi/urllib3@1.26.12 1.26.18',
    'CVE-2023-45857 pkg:npm/axios@0.27.2 0.28.0',
    'CVE-2023-46136 pkg:pypi/werkzeug@2.2.2 2.3.8',
    'CVE-2023-49083 pkg:pypi/cryptography@38.0.4 41.0.6',
    'CVE-2024-28849 pkg:npm/follow-redirects@1.15.2 1.15.6',
    'CVE-2024-32650 pkg:cargo/rustls@0.20.7 0.21.11',
    'CVE-2024-37890 pkg:npm/ws@8.11.0 8.17.1',
    'PYSEC-2023-175 pkg:pypi/pillow@9.1.0 10.0.1',
    'PYSEC-2023-184 pkg:pypi/opencv-python-headless@4.6.0.66 4.8.1.78',
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
