import { expect, test } from 'vitest'
import { wanted } from '../../test/examples/walk.ts'
import { readNvd } from './nvd.ts'

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

const described = {
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
}

test('NVD: criteria stand under vendor and product; those that leave one open, and the platform, are left out', () => {
  const read = wanted(readNvd(cve(described)))
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
  expect(wanted(readNvd(cve({ vulnStatus: 'Rejected', configurations: node(1) }))).rows).toMatchObject([
    { withdrawn: '2026-11-01T00:00:00.000Z', criteria: new Map() },
  ])
  expect(wanted(readNvd(cve({ configurations: node(20_001) })))).toMatchObject({
    rows: [],
    refusedCount: 1,
  })
})
