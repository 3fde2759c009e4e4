import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOutsidePresent, outsideFile } from '../components/test/outside-files.ts'
import type { Answer } from '../refusal.ts'
import { readEpss } from './epss.ts'
import { readKev } from './kev.ts'
import { modifiedRecordsMax, readModifiedList } from './modified-list.ts'
import { readNvd } from './nvd.ts'
import { readSupportDates } from './support-dates.ts'

const accepted = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}
const outside = (path: string): unknown => JSON.parse(readFileSync(outsideFile(path), 'utf8'))

const hostile = [
  null,
  1,
  '',
  'x',
  [],
  {},
  { vulnerabilities: 5 },
  { vulnerabilities: [] },
  { __proto__: null },
  [[]],
]

test('what is none of a feed is refused as a whole', () => {
  for (const document of hostile) {
    expect(readKev(document).ok).toBe(false)
    expect(readNvd(document).ok).toBe(false)
    expect(readSupportDates(document).ok).toBe(false)
  }
  for (const text of ['', '#', 'cve,epss', 'PK\u0003\u0004', '{"cve":1}', '#a\n#b\ncve,epss,percentile'])
    expect(readEpss(text).ok).toBe(false)
})

test('any JSON at all is answered by every reader, never with an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      for (const document of [
        value,
        { vulnerabilities: [value], version: '2.0', catalogVersion: '1' },
        { products: [value] },
        { vulnerabilities: [{ cve: value }], version: '2.0' },
      ])
        for (const read of [readKev, readNvd, readSupportDates])
          expect(typeof read(document).ok).toBe('boolean')
    }),
  )
})

const kevOf = (...vulnerabilities: unknown[]) => ({
  catalogVersion: '2026.11.20',
  dateReleased: '2026-11-20T17:00:00.1Z',
  vulnerabilities,
})

test('KEV: malformed entries are refused by their place and the rest is taken', () => {
  const read = accepted(
    readKev(
      kevOf(
        {
          cveID: 'CVE-2026-0001',
          dateAdded: '2026-11-02',
          dueDate: '2026-11-23',
          knownRansomwareCampaignUse: 'Known',
        },
        { cveID: 'CVE-2026-2', dateAdded: '2026-11-02' },
        { cveID: 'CVE-2026-0003', dateAdded: '2026-02-30' },
        null,
        { cveID: 'CVE-2026-0001', dateAdded: '2026-11-01' },
      ),
    ),
  )
  expect(read.rows).toEqual([
    { vulnerability: 'CVE-2026-0001', on: '2026-11-01', due: null, ransomware: false },
  ])
  expect(read.refused.map(({ place }) => place)).toEqual([1, 2, 3].map((at) => `vulnerabilities[${at}]`))
  expect(read.contentAt).toBe('2026-11-20T17:00:00.100Z')
})

test('EPSS: each line that is no score is refused by its number', () => {
  const text = [
    '#model_version:v2025.03.14,score_date:2026-11-20T00:00:00+0000',
    'cve,epss,percentile',
    'CVE-2026-0001,0.97512,0.99981',
    'CVE-2026-0002,1e-05,0.0\r',
    'CVE-2026-0003,1.5,0.1',
    'CVE-2026-0004,-0.1,0.1',
    'CVE-2026-0005,NaN,0.1',
    'CVE-2026-0006,0.1',
    "CVE-2026-0007'; drop table advisory,0.1,0.2",
    'CVE-2026-0008,0.1,0.2,0.3',
    '',
  ].join('\n')
  const read = accepted(readEpss(text))
  expect(read.rows).toEqual([
    { vulnerability: 'CVE-2026-0001', epss: 0.97512, percentile: 0.99981 },
    { vulnerability: 'CVE-2026-0002', epss: 0.00001, percentile: 0 },
  ])
  expect(read.refused.map(({ place }) => place)).toEqual(['5', '6', '7', '8', '9', '10'])
  expect([read.contentAt, read.model]).toEqual(['2026-11-20T00:00:00.000Z', 'v2025.03.14'])
})

test('OSV: the list of changes is read down to what is known, and its ids never lead elsewhere', () => {
  const list = '2026-11-20T10:00:00.1Z,GHSA-a\n2026-11-19T10:00:00Z,GHSA-b\n2026-11-18T10:00:00Z,GHSA-c\n'
  expect(accepted(readModifiedList(list, '2026-11-19T00:00:00.000Z'))?.map(({ id }) => id)).toEqual([
    'GHSA-a',
    'GHSA-b',
  ])
  expect(accepted(readModifiedList('', '2026-11-19T00:00:00.000Z'))).toEqual([])
  for (const line of ['2026-11-20T10:00:00Z,../../etc', 'yesterday,GHSA-a', '2026-11-20T10:00:00Z,a,b', 'x'])
    expect(readModifiedList(line, '').ok).toBe(false)
  const many = Array.from({ length: modifiedRecordsMax + 1 }, (_, n) => `2026-11-20T10:00:00Z,A-${n}`).join(
    '\n',
  )
  expect(accepted(readModifiedList(many, '2026-01-01T00:00:00.000Z'))).toBeNull()
})

test.skipIf(!isOutsidePresent('kev/known_exploited_vulnerabilities.json'))(
  'the whole KEV catalogue (shared data, skipped without it) is read: 1,404 entries, none refused',
  () => {
    const read = accepted(readKev(outside('kev/known_exploited_vulnerabilities.json')))
    expect([read.rows.length, read.refusedCount, read.contentAt]).toEqual([
      1404,
      0,
      '2025-08-25T17:04:19.979Z',
    ])
    expect(read.rows.filter(({ ransomware }) => ransomware).length).toBeGreaterThan(100)
  },
)
