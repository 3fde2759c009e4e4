import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOutsidePresent, outsideFile } from '../components/test/outside-files.ts'
import type { Answer } from '../refusal.ts'
import { readEpss } from './epss.ts'
import { feedDue, isSourceStale } from './feed-due.ts'
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

const cve = (more: object = {}) => ({
  version: '2.0',
  timestamp: '2026-11-20T00:00:00.000',
  totalResults: 1,
  vulnerabilities: [
    {
      cve: {
        id: 'CVE-2026-0001',
        lastModified: '2026-11-01T00:00:00.000',
        descriptions: [{ lang: 'en', value: 'Bad\nthing' }],
        ...more,
      },
    },
  ],
})

test('NVD: criteria stand under vendor and product; those that leave one open, and the platform, are left out', () => {
  const read = accepted(
    readNvd(
      cve({
        metrics: {
          cvssMetricV31: [
            {
              source: 'nvd@nist.gov',
              cvssData: { vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
            },
          ],
          cvssMetricV40: [{ source: 'cna@example.org', cvssData: { vectorString: 'CVSS:4.0/x' } }],
        },
        weaknesses: [{ description: [{ value: 'CWE-79' }, { value: 'NVD-CWE-noinfo' }] }],
        references: [{ url: 'javascript:alert(1)' }, { url: 'https://example.org/a' }],
        configurations: [
          {
            operator: 'AND',
            nodes: [
              {
                operator: 'OR',
                negate: false,
                cpeMatch: [
                  {
                    vulnerable: true,
                    criteria: 'cpe:2.3:o:v:firmware:*:*:*:*:*:*:*:*',
                    versionEndExcluding: '2.0',
                  },
                ],
              },
              {
                operator: 'OR',
                negate: false,
                cpeMatch: [{ vulnerable: false, criteria: 'cpe:2.3:h:v:box:-:*:*:*:*:*:*:*' }],
              },
            ],
          },
          {
            nodes: [
              {
                operator: 'OR',
                negate: false,
                cpeMatch: [
                  { vulnerable: true, criteria: 'cpe:2.3:a:*:lib:1:*:*:*:*:*:*:*' },
                  { vulnerable: true, criteria: 'nonsense' },
                ],
              },
              {
                operator: 'OR',
                negate: true,
                cpeMatch: [{ vulnerable: true, criteria: 'cpe:2.3:a:v:other:1:*:*:*:*:*:*:*' }],
              },
            ],
          },
        ],
      }),
    ),
  )
  const [row] = read.rows
  expect([...(row?.criteria ?? [])]).toEqual([
    ['v:firmware', [{ cpe: 'cpe:2.3:o:v:firmware:*:*:*:*:*:*:*:*', endExcluding: '2.0', conditional: true }]],
  ])
  expect(row?.severities.map(({ issuer, type }) => [issuer, type])).toEqual([
    ['cna@example.org', 'CVSS_V4'],
    ['NVD', 'CVSS_V3'],
  ])
  expect([row?.summary, row?.cwes, row?.references]).toEqual([
    'Bad thing',
    ['CWE-79'],
    ['https://example.org/a'],
  ])
  expect(read.contentAt).toBe('2026-11-20T00:00:00.000Z')
})

test('NVD: a rejected record names nothing, and one that floods with criteria is refused alone', () => {
  const node = (count: number) => [
    {
      nodes: [
        {
          operator: 'OR',
          cpeMatch: Array.from({ length: count }, () => ({ vulnerable: true, criteria: 'cpe:2.3:a:v:p:1' })),
        },
      ],
    },
  ]
  expect(accepted(readNvd(cve({ vulnStatus: 'Rejected', configurations: node(1) }))).rows).toMatchObject([
    { withdrawn: '2026-11-01T00:00:00.000Z', criteria: new Map() },
  ])
  expect(accepted(readNvd(cve({ configurations: node(20_001) })))).toMatchObject({
    rows: [],
    refusedCount: 1,
  })
})

test('end-of-life data in both its forms says the same', () => {
  const files = {
    date: '2026-08-22',
    products: [
      {
        name: 'lib',
        title: 'Lib',
        category: 'framework',
        identifiers: [
          { purl: 'pkg:npm/%40a/lib@1' },
          { cpe: 'cpe:/a:v:lib' },
          { repology: 'lib' },
          { purl: 'junk' },
        ],
        releases: [
          {
            releaseCycle: '2',
            releaseDate: '2024-01-01',
            eoas: '2025-01-01',
            eol: false,
            eoes: '2027-01-01',
            latest: '2.1',
          },
          { releaseCycle: '1', eol: '2024-02-30' },
          {},
        ],
      },
      { name: '../x', releases: [] },
    ],
  }
  const api = {
    schema_version: '1.2.0',
    generated_at: '2026-08-22T00:00:00+00:00',
    result: [
      {
        name: 'lib',
        label: 'Lib',
        category: 'framework',
        identifiers: [
          { id: 'pkg:npm/%40a/lib@1', type: 'purl' },
          { id: 'cpe:/a:v:lib', type: 'cpe' },
        ],
        releases: [
          {
            name: '2',
            releaseDate: '2024-01-01',
            isEoas: true,
            eoasFrom: '2025-01-01',
            isEol: false,
            eolFrom: null,
            eoesFrom: '2027-01-01',
            latest: { name: '2.1' },
          },
          { name: '1', isEol: null },
        ],
      },
    ],
  }
  const [fromFiles, fromApi] = [accepted(readSupportDates(files)), accepted(readSupportDates(api))]
  expect(fromFiles.rows[0]).toEqual({
    name: 'lib',
    title: 'Lib',
    category: 'framework',
    link: null,
    identifiers: [
      { scheme: 'purl', identifier: 'pkg:npm/%40a/lib' },
      { scheme: 'cpe', identifier: 'a:v:lib' },
    ],
    cycles: [
      {
        cycle: '2',
        label: null,
        released: '2024-01-01',
        supportUntil: '2025-01-01',
        eol: null,
        ended: false,
        extendedUntil: '2027-01-01',
        latest: '2.1',
        link: null,
      },
      {
        cycle: '1',
        label: null,
        released: null,
        supportUntil: null,
        eol: null,
        ended: null,
        extendedUntil: null,
        latest: null,
        link: null,
      },
    ],
  })
  expect(fromApi.rows).toEqual(fromFiles.rows)
  expect(fromFiles.refused.map(({ place }) => place)).toEqual(['products[1]'])
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

test.skipIf(!isOutsidePresent('eol/endoflife-products.json'))(
  'all end-of-life data (shared data, skipped without it) is read: 464 products, 8,351 cycles',
  () => {
    const read = accepted(readSupportDates(outside('eol/endoflife-products.json')))
    const cycles = read.rows.flatMap((row) => row.cycles)
    expect([read.rows.length, read.refusedCount, cycles.length]).toEqual([464, 0, 8351])
    expect(cycles.every((cycle) => cycle.eol !== null || cycle.ended !== null)).toBe(true)
  },
)

const now = '2026-11-22T00:00:00.000Z'
const hoursAgo = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString()

test('a source is fetched only where somebody turned it on, and when its hours are over', () => {
  const never = { lastSuccessAt: null, lastTryAt: null, failures: 0 }
  expect(feedDue(never, { isOn: false, everyHours: 1 }, now)).toBe(false)
  expect(feedDue(never, { isOn: true, everyHours: 1 }, now)).toBe(true)
  const tried = (hours: number, failures = 0) => ({
    lastSuccessAt: null,
    lastTryAt: hoursAgo(hours),
    failures,
  })
  const rhythm = { isOn: true, everyHours: 6 }
  expect([5.99, 6, 7].map((hours) => feedDue(tried(hours), rhythm, now))).toEqual([false, true, true])
})

test('after a failure the wait is five minutes, then doubles, and never grows beyond the rhythm', () => {
  const dueAfter = (failures: number, minutes: number) =>
    feedDue(
      { lastSuccessAt: null, lastTryAt: hoursAgo(minutes / 60), failures },
      { isOn: true, everyHours: 6 },
      now,
    )
  expect([dueAfter(1, 4), dueAfter(1, 5), dueAfter(3, 19), dueAfter(3, 20)]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect([dueAfter(60, 359), dueAfter(60, 360)]).toEqual([false, true])
})

test('a clock that was set back does not stop a source for good', () => {
  expect(
    feedDue(
      { lastSuccessAt: null, lastTryAt: hoursAgo(-48), failures: 0 },
      { isOn: true, everyHours: 6 },
      now,
    ),
  ).toBe(true)
})

test('each source grows stale by its own measure; one never taken in is missing and not stale', () => {
  const taken = (hours: number, contentAt: string | null = null) => ({
    lastSuccessAt: hoursAgo(hours),
    contentAt,
  })
  expect(isSourceStale('kev', taken(72), now)).toBe(false)
  expect(isSourceStale('kev', taken(73), now)).toBe(true)
  expect(isSourceStale('osv', taken(73), now)).toBe(false)
  expect(isSourceStale('eol', taken(24 * 46), now)).toBe(true)
  expect(isSourceStale('nvd', { lastSuccessAt: null, contentAt: null }, now)).toBe(false)
})

test('an old edition carried in today is stale today', () => {
  const carried = (days: number) => ({ lastSuccessAt: now, contentAt: hoursAgo(24 * days) })
  expect([21, 22].map((days) => isSourceStale('kev', carried(days), now))).toEqual([false, true])
  expect([120, 121].map((days) => isSourceStale('osv', carried(days), now))).toEqual([false, true])
})
