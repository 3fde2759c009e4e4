import type { Actor } from '@maek/domain/record.ts'
import { readQuestion } from '@maek/domain/vulnerabilities/reach.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInSbom } from '../components/intake.ts'
import { withOrganisation } from '../database/scope.ts'
import { createOrganisation } from '../organisations.ts'
import { takeInFeed } from './import.ts'
import { readReach } from './reach.ts'
import { advisoryOf, json } from './test/archives.ts'

let house: StandingHouse
let quality: Actor
let release: string
let sites: readonly [string, string, string]

const installed = (site: string, more: object = {}) =>
  written(house, quality, { kind: 'installation', body: { name: '판독실', site, release, ...more } })

beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
  const siteOf = async (name: string, releases: readonly string[] = []) =>
    (
      await written(house, quality, {
        kind: 'site',
        body: {
          name: { ko: name, en: '' },
          siteType: 'hospital',
          country: '대한민국',
          noticeEmail: 'safety@hospital.example',
          ...(releases.length > 0 && { releases }),
        },
      })
    ).id
  sites = [await siteOf('갑병원', [release]), await siteOf('을병원', [release]), await siteOf('병병원')]
  const components = [
    { type: 'library', name: 'brittle', version: '1.0.0', purl: 'pkg:npm/brittle@1.0.0' },
    { type: 'library', name: 'brittle', version: '2.0.0', purl: 'pkg:npm/brittle@2.0.0' },
    { type: 'operating-system', name: 'vendor/Tiny-RTOS', version: '9' },
  ]
  const bytes = json({ bomFormat: 'CycloneDX', specVersion: '1.6', components })
  accepted(await takeInSbom(house, quality, { bytes, name: 'a.json', release }))
  const feed = json([advisoryOf('GHSA-aaaa-bbbb-cccc', { aliases: ['CVE-2026-1111'] })])
  accepted(await takeInFeed(house, { bytes: feed, name: 'feed.json', source: 'osv' }))
  await installed(sites[0], { units: 40, connection: 'hospital-network', patcher: 'site' })
  await installed(sites[0], { serial: 'A-1', confirmedOn: '2026-01-05' })
  await installed(sites[2], { units: 2, connection: 'none', confirmedOn: '2026-10-01' })
})
afterAll(() => house.close())

const reachOf = async (text: string) => {
  const question = accepted(readQuestion(text))
  return withOrganisation(house.database, quality.organisation, (client) =>
    readReach(client, quality.organisation, { ...question, today: '2026-11-21' }),
  )
}

test('from a CVE to every component version, release, site and unit in one step', async () => {
  const reach = await reachOf('CVE-2026-1111')
  expect(reach.names.toSorted()).toEqual(['CVE-2026-1111', 'GHSA-aaaa-bbbb-cccc'])
  expect(reach.components.map(({ purl }) => purl)).toContain('pkg:npm/brittle@1.0.0')
  expect(reach.releases.map(({ id }) => id)).toEqual([release])
  expect(reach.counts).toMatchObject({
    sboms: 1,
    devices: 1,
    releases: 1,
    sites: 3,
    units: 43,
    connected: 40,
    unsaid: 1,
    sitesWithoutRegister: 1,
  })
  expect(reach.cut).toBe(false)
})

test('any other id of the vulnerability reaches the same places', async () => {
  const [byCve, byAlias] = [await reachOf('cve-2026-1111'), await reachOf('GHSA-aaaa-bbbb-cccc')]
  expect(byAlias.counts).toEqual(byCve.counts)
  const [finding] = await rowsOf<{ id: string }>(
    house,
    quality.organisation,
    `select encode(component, 'hex') || ':' || vulnerability as id from finding limit 1`,
  )
  expect((await reachOf(finding?.id ?? '')).counts.units).toBe(43)
})

test('a site that names the release without a record of units is shown as having none', async () => {
  const [only] = (await reachOf('CVE-2026-1111')).releases
  const place = only?.places.find(({ site }) => site === sites[1])
  expect(place).toEqual({ site: sites[1], installed: null })
  const counted = only?.places.find(({ site }) => site === sites[0])?.installed
  expect(counted).toEqual({
    records: 2,
    units: 41,
    connected: 40,
    unsaid: 1,
    patchers: ['site'],
    confirmedOn: '2026-01-05',
  })
})

test('a release with a finding nobody has decided is shown in triage', async () => {
  expect((await reachOf('CVE-2026-1111')).releases[0]?.finding).toBe('in-triage')
  expect((await reachOf('brittle')).releases[0]?.finding).toBe(null)
})

test('whom to tell stands beside each site', async () => {
  const reach = await reachOf('CVE-2026-1111')
  expect(reach.sites.map(({ noticeEmail }) => noticeEmail)).toEqual(Array(3).fill('safety@hospital.example'))
})

test.each([
  ['pkg:npm/brittle', 2],
  ['pkg:npm/brittle@2.0.0', 1],
  ['pkg:npm/brittle@3.0.0', 0],
  ['pkg:pypi/brittle', 0],
  ['brittle', 2],
  ['BRITTLE', 2],
  ['tiny-rtos', 1],
  ['Vendor/tiny-rtos', 1],
  ['other/tiny-rtos', 0],
  ['britt', 0],
])('%s is in %i component versions', async (text, count) => {
  const reach = await reachOf(text)
  expect(reach.components).toHaveLength(count)
  expect(reach.counts.units).toBe(count === 0 ? 0 : 43)
})

test('text that would break a query finds nothing and harms nothing', async () => {
  for (const text of [`'; drop table record; --`, '%', '_', '\\', 'pkg:npm/%25', 'CVE-2026-1111.*'])
    expect((await reachOf(text)).components).toEqual([])
  expect(readQuestion(' ')).toMatchObject({ refusal: { field: 'q' } })
  expect(readQuestion('pkg:npm')).toMatchObject({ refusal: { field: 'q' } })
})

test('a flaw that no feed knows is reached through its vulnerability case', async () => {
  const found = await written(house, quality, {
    kind: 'vulnerability-case',
    body: {
      name: '자체 코드의 인증 우회',
      vulnerability: 'MAEK-SELF-1',
      component: 'own code',
      source: 'test',
      awareAt: '2026-11-20T00:00:00.000Z',
      releases: [release],
    },
  })
  const reach = await reachOf('MAEK-SELF-1')
  expect(reach.components).toEqual([])
  expect(reach.cases.map(({ id }) => id)).toEqual([found.id])
  expect(reach.releases[0]).toMatchObject({ id: release, cases: [found.id] })
  expect(reach.counts.units).toBe(43)
})

test('units that were removed or rest are no longer reached', async () => {
  const unit = await installed(sites[2], { units: 1000 })
  expect((await reachOf('brittle')).counts.units).toBe(1043)
  const removed = { ...unit, state: 'removed', version: 2 }
  await house.committer.commit({
    organisation: quality.organisation,
    decisions: [
      {
        act: 'remove',
        before: unit,
        after: removed,
        actor: quality,
        at: house.now(),
        reason: 'x',
        changedFields: [],
        links: [],
        files: [],
        clocks: { start: [], stop: [] },
        signature: null,
      },
    ],
  })
  expect((await reachOf('brittle')).counts.units).toBe(43)
})

test('another organisation reaches nothing of ours', async () => {
  const other = await createOrganisation(house.database, {
    name: { ko: '다른 회사', en: 'Another' },
    sample: false,
    at: house.now(),
  })
  const question = accepted(readQuestion('CVE-2026-1111'))
  const reach = await withOrganisation(house.database, other.id, (client) =>
    readReach(client, other.id, question),
  )
  expect(reach.counts).toMatchObject({ components: 0, releases: 0, units: 0 })
})
