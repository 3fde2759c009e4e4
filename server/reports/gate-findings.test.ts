import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../test/house-records.ts'
import { withOrganisation } from '../database/scope.ts'
import { takeInFeed } from '../vulnerabilities/import.ts'
import { advisoryOf, json } from '../vulnerabilities/test/archives.ts'
import { notAffected, type TriageHouse, triageHouse } from '../vulnerabilities/test/triage-house.ts'
import { readGateFindings } from './gate-findings.ts'

const scored = (vector: string) => ({ severity: [{ type: 'CVSS_V3', score: vector }] })
const medium = scored('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N')
const critical = scored('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H')

let at: TriageHouse
let release: string
beforeAll(async () => {
  at = await triageHouse()
  release = await at.release('1.0.0')
  await at.sbom(release, 'brittle@1.0.0')
  await at.feed(
    ...Array.from({ length: 220 }, (_, n) => advisoryOf(`OSV-${n}`, medium)),
    advisoryOf('CVE-2026-3000', medium),
    advisoryOf('CVE-2026-3001'),
    advisoryOf('CVE-2026-3002', critical),
  )
})
afterAll(() => at.house.close())

const read = async (blocks: readonly string[]) =>
  accepted(
    await withOrganisation(at.house.database, at.organisation, (client) =>
      readGateFindings(client, at.organisation, { release, now: at.house.now(), blocks }),
    ),
  )
const open = async (blocks: readonly string[]) =>
  (await read(blocks)).open.map(({ vulnerability, exploited }) => ({ vulnerability, exploited }))

test('what nobody scored is found among the open ones, however many milder ones there are', async () => {
  expect(await open(['critical', 'unknown'])).toEqual([
    { vulnerability: 'CVE-2026-3002', exploited: false },
    { vulnerability: 'CVE-2026-3001', exploited: false },
  ])
  expect(await open([])).toEqual([])
})

test('a finding known to be exploited is open whatever severities stop a release, and told once', async () => {
  const catalogue = {
    title: 'CISA Catalog of Known Exploited Vulnerabilities',
    catalogVersion: '2026.11.20',
    dateReleased: '2026-11-20T00:00:00.000Z',
    count: 1,
    vulnerabilities: ['CVE-2026-3000', 'CVE-2026-3002'].map((cveID) => ({
      cveID,
      vendorProject: 'Brittle',
      product: 'brittle',
      vulnerabilityName: 'Brittle breaks',
      dateAdded: '2026-11-19',
      shortDescription: 'It breaks.',
      requiredAction: 'Mend it.',
      dueDate: '2026-12-10',
      knownRansomwareCampaignUse: 'Unknown',
      notes: '',
    })),
  }
  accepted(await takeInFeed(at.house, { bytes: json(catalogue), name: 'kev.json', source: 'kev' }))
  expect(await open(['critical'])).toEqual([
    { vulnerability: 'CVE-2026-3002', exploited: true },
    { vulnerability: 'CVE-2026-3000', exploited: true },
  ])
  expect(await open([])).toHaveLength(2)
})

test('a signed “affected” stays open and names its record; “not affected” does not', async () => {
  const about = (vulnerability: string) => ({
    vulnerabilities: [{ vulnerability, package: 'pkg:npm/brittle' }],
    scope: 'all',
  })
  const affected = await at.decided({
    ...about('CVE-2026-3002'),
    outcome: 'affected',
    actionStatement: { ko: '끄십시오.', en: 'Turn it off.' },
    detail: '다음 판에서 고친다.',
  })
  await at.decided({ ...about('CVE-2026-3000'), ...notAffected })
  const { open: left, decided } = await read([])
  expect(left).toMatchObject([{ vulnerability: 'CVE-2026-3002', affectedBy: affected.number }])
  expect(decided.map(({ vulnerability }) => vulnerability)).toEqual(['CVE-2026-3000'])
})
