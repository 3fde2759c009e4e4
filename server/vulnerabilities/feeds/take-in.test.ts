import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Actor } from '@maek/domain/record.ts'
import type { FeedSourceName } from '@maek/domain/vulnerabilities/feed-source.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf } from '../../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { takeInSbom } from '../../components/intake.ts'
import { takeInFeed } from '../import.ts'
import { advisoryOf, json } from '../test/archives.ts'
import { readFeedStates } from './feed-state.ts'

let house: StandingHouse
let actor: Actor
beforeAll(async () => {
  house = await standingHouse()
  actor = person(house.organisation, '김품질', 'quality')
  const { id } = await releaseOf(house, actor)
  const components = [
    {
      type: 'library',
      name: 'openssl',
      version: '3.0.1',
      cpe: 'cpe:2.3:a:openssl:openssl:3.0.1:*:*:*:*:*:*:*',
    },
    { type: 'library', name: 'openssl', version: '3.0.9', cpe: 'cpe:/a:openssl:openssl:3.0.9' },
    { type: 'library', name: 'ace', version: '1.0', cpe: 'cpe:2.3:a:ajaxorg:ace:1.0:*:*:*:*:*:*:*' },
    {
      type: 'library',
      name: 'brittle',
      version: '1.0.0',
      purl: 'pkg:npm/brittle@1.0.0',
      cpe: 'cpe:2.3:a:brittle:brittle:1.0.0',
    },
    {
      type: 'library',
      name: 'openssl',
      version: '3.0.1-1',
      purl: 'pkg:deb/debian/openssl@3.0.1-1?distro=debian-12',
      cpe: 'cpe:2.3:a:openssl:openssl:3.0.1-1',
    },
    { type: 'library', name: 'broken', version: '1', cpe: 'cpe:2.3:x' },
  ]
  const bytes = json({ bomFormat: 'CycloneDX', specVersion: '1.6', components })
  accepted(await takeInSbom(house, actor, { bytes, name: 'a.json', release: id }))
})
afterAll(() => house.close())

const take = (source: FeedSourceName, bytes: Buffer) =>
  takeInFeed(house, { bytes, name: `${source}.json`, source })
const rows = <T extends object>(sql: string) => rowsOf<T>(house, house.organisation.id, sql)
const found = async () =>
  (
    await rows<{ found: string }>(
      `select concat_ws(' ', vulnerability, name, version, how, fixed_in) as found from finding
       join component_version version on key = component and version.org_id = finding.org_id order by 1`,
    )
  ).map((row) => row.found)

const nvd = (id: string, more: object = {}, criteria: object[] = [{}]) => ({
  cve: {
    id,
    lastModified: '2026-11-01T00:00:00.000',
    descriptions: [{ lang: 'en', value: `about ${id}` }],
    metrics: {
      cvssMetricV31: [
        {
          source: 'nvd@nist.gov',
          cvssData: { vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
        },
      ],
    },
    configurations: [
      { nodes: [{ operator: 'OR', cpeMatch: criteria.map((one) => ({ vulnerable: true, ...one })) }] },
    ],
    ...more,
  },
})
const nvdOf = (...vulnerabilities: object[]) =>
  json({ version: '2.0', timestamp: '2026-11-20T00:00:00', vulnerabilities })
const openssl = { criteria: 'cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*', versionEndExcluding: '3.0.7' }

test('bytes that are no document of their source are refused and change nothing', async () => {
  const bomb = gzipSync(Buffer.alloc(60_000_000, 0x20))
  for (const source of ['kev', 'epss', 'nvd', 'eol'] as const) {
    for (const bytes of [
      Buffer.from(''),
      Buffer.from('{'),
      Buffer.from('\u0000'),
      json({}),
      Buffer.from('\x1f\x8bxx', 'latin1'),
      Buffer.from(`${'['.repeat(100_000)}`),
    ])
      expect(await take(source, bytes)).toMatchObject({ ok: false })
  }
  expect(await take('kev', bomb)).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
  expect(await readFeedStates(house.database.pool)).toEqual([])
})

test('a CVE record finds components by vendor and product, marked as found by CPE', async () => {
  const ace = { criteria: 'cpe:2.3:a:vmware:ace:*:*:*:*:*:*:*:*' }
  const brittle = { criteria: 'cpe:2.3:a:brittle:brittle:1.0.0:*:*:*:*:*:*:*' }
  const told = accepted(
    await take(
      'nvd',
      nvdOf(
        nvd('CVE-2026-0001', {}, [openssl]),
        nvd('CVE-2026-0002', {}, [ace]),
        nvd('CVE-2026-0003', {}, [brittle]),
        { cve: {} },
      ),
    ),
  )
  expect(told).toMatchObject({ read: 4, added: 3, changed: 0, findings: 3 })
  expect(told.refused.map(({ place }) => place)).toEqual(['vulnerabilities[3]'])
  expect(await found()).toEqual([
    'CVE-2026-0001 openssl 3.0.1 cpe 3.0.7',
    'CVE-2026-0001 openssl 3.0.1-1 cpe-distribution 3.0.7',
    'CVE-2026-0003 brittle 1.0.0 cpe',
  ])
})

test('a hit by purl of the same vulnerability stands before the hit by CPE, and both publishers are named', async () => {
  accepted(await take('osv', json([advisoryOf('GHSA-aaaa', { aliases: ['CVE-2026-0003'] })])))
  expect(await found()).toContain('CVE-2026-0003 brittle 1.0.0 range 2.0.0')
  const [row] = await rows<{ advisories: string[] }>(
    `select advisories from finding where vulnerability = 'CVE-2026-0003'`,
  )
  expect(row?.advisories).toEqual(['CVE-2026-0003', 'GHSA-aaaa'])
})

test('an older record changes nothing, a newer one that names less takes its findings back, a rejected one all', async () => {
  const older = nvd('CVE-2026-0001', { lastModified: '2026-10-01T00:00:00.000' }, [])
  expect(accepted(await take('nvd', nvdOf(older)))).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
  const less = nvd('CVE-2026-0001', { lastModified: '2026-11-02T00:00:00.000' }, [
    { ...openssl, versionEndExcluding: '3.0.1' },
  ])
  expect(accepted(await take('nvd', nvdOf(less)))).toMatchObject({ changed: 1 })
  expect((await found()).filter((name) => name.startsWith('CVE-2026-0001'))).toEqual([])
  accepted(
    await take(
      'nvd',
      nvdOf(nvd('CVE-2026-0003', { lastModified: '2026-11-02T00:00:00.000', vulnStatus: 'Rejected' })),
    ),
  )
  expect(await found()).toEqual(['CVE-2026-0003 brittle 1.0.0 range 2.0.0'])
})

const kev = (day: string, ...ids: string[]) =>
  json({
    catalogVersion: '1',
    dateReleased: `${day}T00:00:00Z`,
    vulnerabilities: ids.map((cveID) => ({
      cveID,
      dateAdded: day,
      dueDate: day,
      knownRansomwareCampaignUse: 'Known',
    })),
  })

test('KEV and EPSS move the vulnerabilities found, through their aliases, and an entry that left is taken back', async () => {
  expect(accepted(await take('kev', kev('2026-11-18', 'CVE-2026-0003', 'CVE-2020-0001')))).toMatchObject({
    read: 2,
    added: 2,
  })
  const epss =
    '#model_version:v1,score_date:2026-11-19T00:00:00+0000\ncve,epss,percentile\nCVE-2026-0003,0.5,0.9\nx,1,1\n'
  const told = accepted(await take('epss', gzipSync(Buffer.from(epss))))
  expect(told).toMatchObject({ read: 2, changed: 1, added: 0, refused: [{ place: '4' }] })
  const signals = () => rows('select kev_on::text, epss from found_vulnerability order by 1 nulls last, 2')
  expect(await signals()).toEqual(expect.arrayContaining([{ kev_on: '2026-11-18', epss: 0.5 }]))
  accepted(await take('kev', kev('2026-11-19', 'CVE-2020-0001')))
  expect(await signals()).toEqual(expect.arrayContaining([{ kev_on: null, epss: 0.5 }]))
})

test('an older edition never replaces a newer one', async () => {
  expect(await take('kev', kev('2026-11-01', 'CVE-2026-0003'))).toMatchObject({
    ok: false,
    refusal: { code: 'conflict' },
  })
  const [state] = (await readFeedStates(house.database.pool)).filter(({ source }) => source === 'kev')
  expect(state).toMatchObject({ entries: 1, signedBy: null, contentAt: expect.stringMatching(/^2026-11-19/) })
})

const eol = new URL('../../../../shared/data/eol/endoflife-products.json', import.meta.url)
test.skipIf(!existsSync(eol))(
  'all end-of-life data (shared data, skipped without it) stands, and again the same',
  async () => {
    const bytes = readFileSync(eol)
    expect(accepted(await take('eol', bytes))).toMatchObject({ read: 464, added: 464, refused: [] })
    expect(accepted(await take('eol', bytes))).toMatchObject({
      read: 464,
      added: 0,
      changed: 0,
      unchanged: 464,
    })
    expect(await rows('select count(*)::int as count from support_cycle')).toEqual([{ count: 8351 }])
    const [node] = await rows(
      `select product from support_identifier where identifier = 'a:openssl:openssl' and scheme = 'cpe'`,
    )
    expect(node).toEqual({ product: 'openssl' })
  },
)

const catalogue = new URL('../../../../shared/data/kev/known_exploited_vulnerabilities.json', import.meta.url)
test.skipIf(!existsSync(catalogue))(
  'the whole KEV catalogue (shared data, skipped without it) is older and refused',
  async () => {
    expect(await take('kev', readFileSync(catalogue))).toMatchObject({
      ok: false,
      refusal: { code: 'conflict' },
    })
  },
)

test('a document in which nothing can be read, or most of what stands is missing, takes nothing away', async () => {
  const epss = (count: number, day: string) => {
    const lines = Array.from({ length: count }, (_, at) => `CVE-2025-${10_000 + at},0.1,0.5`)
    return Buffer.from(
      [`#model_version:v1,score_date:${day}T00:00:00+0000`, 'cve,epss,percentile', ...lines].join('\n'),
    )
  }
  accepted(await take('epss', epss(1000, '2027-01-01')))
  for (const bytes of [
    epss(0, '2027-01-02'),
    Buffer.concat([epss(0, '2027-01-02'), Buffer.from('\nfoo,1,2')]),
    epss(499, '2027-01-02'),
  ])
    expect(await take('epss', bytes)).toMatchObject({ ok: false })
  const [state] = (await readFeedStates(house.database.pool)).filter(({ source }) => source === 'epss')
  expect(state?.entries).toBe(1000)
  expect((await take('epss', epss(500, '2027-01-03'))).ok).toBe(true)
})
