import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveOutright } from '../../test/approved-outright.ts'
import { accepted, releaseOf, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import type { Call } from '../http/handler.ts'
import { findBaseline } from './baseline.ts'
import { storedComponents, tellDiff } from './diff-read.ts'
import { takeInSbom } from './intake.ts'
import { readComponents } from './list.ts'
import { readPaths } from './paths-read.ts'
import { qualityCsv, readQuality } from './quality-read.ts'
import { sbomHandlers } from './sbom-handlers.ts'

let house: StandingHouse
let quality: Actor
let release: string
beforeAll(async () => {
  house = await standingHouse()
  // It looks a second after each intake; here reports are read as they stand before.
  await house.examiner.close()
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
})
afterAll(() => house.close())

const npm = (name: string, version: string, more: object = {}) => ({
  type: 'library',
  'bom-ref': name,
  name,
  version,
  purl: `pkg:npm/${name}@${version}`,
  ...more,
})
const bom = (components: readonly object[], dependencies: readonly object[] = []) =>
  Buffer.from(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { type: 'application', 'bom-ref': 'device', name: 'device', version: '1.0.0' } },
      components,
      dependencies,
    }),
  )
const take = async (bytes: Buffer, name = 'bom.json') =>
  accepted(await takeInSbom(house, quality, { bytes, name, release })).record.id
const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(house.database, quality.organisation, work)
const org = () => quality.organisation

/** The baseline only asks when it was approved. */
const approve = (id: string, at: string) => approveOutright(house.database.owner, org(), { record: id, at })

test('an SBOM is compared with the approved one of its release, and with none while none is approved', async () => {
  const first = await take(bom([npm('a', '1.0.0'), npm('b', '1.0.0'), npm('c', '1.0.0')]))
  expect(await inside((client) => findBaseline(client, org(), { sbom: first }))).toBeNull()
  await approve(first, '2026-11-21T01:00:00Z')
  house.at('2026-11-21T02:00:00.000Z')
  const second = await take(
    bom([
      npm('a', '1.0.0', { licenses: [{ license: { id: 'MIT' } }] }),
      npm('b', '2.0.0'),
      npm('d', '1.0.0'),
    ]),
  )
  const baseline = await inside((client) => findBaseline(client, org(), { sbom: second }))
  expect(baseline).toMatchObject({ id: first, release: { id: release } })
  expect(await inside((client) => findBaseline(client, org(), { sbom: first }))).toBeNull()
  expect(await inside((client) => findBaseline(client, org(), { release }))).toMatchObject({ id: first })
  const [before, after] = await inside(async (client) => [
    await storedComponents(client, org(), first),
    await storedComponents(client, org(), second),
  ])
  const told = tellDiff({ baseline, before: before ?? [], after: after ?? [] }, {})
  expect(told.impact).toBe('significant')
  expect(told.changes.map(({ name, classes }) => [name, classes])).toEqual([
    ['a', ['licence-change']],
    ['b', ['upgrade-major']],
    ['d', ['new-component']],
    ['c', ['removed']],
  ])
  const paged = tellDiff(
    { baseline, before: before ?? [], after: after ?? [] },
    { class: 'removed', limit: 1 },
  )
  expect([paged.changes.map(({ name }) => name), paged.next]).toEqual([['c'], null])
})

test('a file is checked against the baseline of a release and leaves nothing behind', async () => {
  const handler = sbomHandlers.find(({ endpoint }) => endpoint.name === 'checkSbom')
  if (!handler) throw new Error('no handler')
  const count = () => rowsOf(house, org(), 'select 1 from record')
  const before = await count()
  const bytes = bom([npm('a', '0.9.0'), npm('b', '1.0.0'), npm('c', '1.0.0')])
  const call: Call = {
    house,
    actor: quality,
    request: new Request('http://x'),
    digest: Buffer.alloc(0),
    bytes,
    headers: new Headers(),
  }
  const answer = accepted(await handler.run({ name: 'x.json', release }, call))
  expect(answer).toMatchObject({ impact: 'significant', counts: { downgrade: 1 }, unchanged: 2 })
  const refused = await handler.run({ name: 'x.json', release }, { ...call, bytes: Buffer.from('no sbom') })
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'wrong-type' } })
  expect((await count()).length).toBe(before.length)
})

test('why a component is in is told by the shortest way from the product, circles and all', async () => {
  const id = await take(
    bom(
      [npm('app', '1'), npm('mid', '1'), npm('leaf', '1'), npm('lone', '1')],
      [
        { ref: 'device', dependsOn: ['app'] },
        { ref: 'app', dependsOn: ['mid'] },
        { ref: 'mid', dependsOn: ['leaf', 'app'] },
      ],
    ),
  )
  const list = accepted(await inside((client) => readComponents(client, org(), { id })))
  const at = (name: string) => list.components.find((one) => one.name === name)?.position ?? -1
  const of = async (name: string) =>
    accepted(await inside((client) => readPaths(client, org(), { id, position: at(name) })))
  expect((await of('leaf')).paths.map((path) => path.map(({ name }) => name))).toEqual([
    ['app', 'mid', 'leaf'],
  ])
  expect(await of('lone')).toMatchObject({ unconnected: true, parents: 0 })
  expect(await inside((client) => readPaths(client, org(), { id, position: 99 }))).toMatchObject({
    ok: false,
  })
})

test('the quality report names the components at fault, on the page, by filter and as CSV without formulas', async () => {
  const id = await take(
    bom([npm('zlib', '1'), { type: 'library', name: 'zlіb' }, { type: 'library', name: '=cmd()' }]),
  )
  const report = await inside((client) => readQuality(client, org(), id))
  expect(report).toMatchObject({ read: true, components: 3, mistakable: 1, schema: { state: 'waiting' } })
  const ntia = report.frameworks.find(({ name }) => name === 'ntia-2021')
  expect(ntia?.groups[0]?.rows.find(({ element }) => element === 'version')).toMatchObject({
    covered: 1,
    of: 3,
  })
  const names = async (asked: object) =>
    accepted(await inside((client) => readComponents(client, org(), { id, ...asked }))).components.map(
      ({ name }) => name,
    )
  expect(await names({ lacking: 'version' })).toEqual(['=cmd()', 'zlіb'])
  expect(await names({ only: 'mistakable' })).toEqual(['zlіb'])
  expect(await names({ only: 'no-purl', q: 'CMD' })).toEqual(['=cmd()'])
  expect(await names({ only: 'uncovered' })).toHaveLength(3)
  expect(await names({ only: 'with-findings' })).toEqual([])
  const csv = await inside((client) => qualityCsv(client, org(), { id, element: 'version' }))
  expect(csv.split('\r\n')).toHaveLength(4)
  expect(csv).toContain(`'=cmd()`)
})

test('a document that says nothing of dependencies gives no way and no moved dependency', async () => {
  const id = await take(bom([npm('a', '1')]))
  expect(await inside((client) => storedComponents(client, org(), id))).toMatchObject([
    { name: 'a', version: '1' },
  ])
  expect((await inside((client) => storedComponents(client, org(), id)))[0]?.parents).toBeUndefined()
})
