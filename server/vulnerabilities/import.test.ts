import { existsSync, readFileSync } from 'node:fs'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInSbom } from '../components/intake.ts'
import { withOrganisation } from '../database/scope.ts'
import { readFindings } from './findings.ts'
import { matchUnfinished, takeInFeed } from './import.ts'
import { advisoryOf, json, zipOf } from './test/archives.ts'

let house: StandingHouse
let quality: Actor
let release: string
let sbom: string
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  release = (await releaseOf(house, quality)).id
  const components = ['1.0.0', '1.5.0', '2.0.0'].map((version) => ({
    type: 'library',
    name: 'brittle',
    version,
    purl: `pkg:npm/brittle@${version}`,
  }))
  const bytes = json({ bomFormat: 'CycloneDX', specVersion: '1.6', components })
  sbom = accepted(await takeInSbom(house, quality, { bytes, name: 'a.json', release })).record.id
})
afterAll(() => house.close())

const feed = (...records: readonly unknown[]) =>
  takeInFeed(house, { bytes: json(records), name: 'feed.json', source: 'osv' })
const list = async (asked: object = {}) =>
  accepted(
    await withOrganisation(house.database, quality.organisation, (client) =>
      readFindings(client, quality.organisation, { ...asked, now: house.now() }),
    ),
  )
const namesOf = async (asked: object = {}) =>
  (await list(asked)).findings.map((one) => `${one.vulnerability} ${one.version}`)

const vectors = {
  critical: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  low: 'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N',
}
const scored = (vector: string) => ({ severity: [{ type: 'CVSS_V3', score: vector }] })

test('an import counts exactly what it read, added, changed, left and refused', async () => {
  const first = accepted(await feed(advisoryOf('OSV-1', scored(vectors.low)), advisoryOf('OSV-2'), { id: 5 }))
  expect(first).toMatchObject({ read: 3, added: 2, changed: 0, unchanged: 0, findings: 4 })
  expect(first.refused).toEqual([
    { place: '[2]', because: expect.objectContaining({ en: expect.any(String) }) },
  ])
  const again = accepted(
    await feed(
      advisoryOf('OSV-1', scored(vectors.low)),
      advisoryOf('OSV-2', { modified: '2025-01-01T00:00:00Z', summary: 'older' }),
      advisoryOf('OSV-3', scored(vectors.critical)),
      advisoryOf('OSV-3', { ...scored(vectors.critical), modified: '2026-02-01T00:00:00Z' }),
    ),
  )
  expect(again).toMatchObject({ read: 4, added: 1, changed: 1, unchanged: 2, findings: 2 })
})

test('a file in which nothing is an advisory is refused, and makes no source look brought up to date', async () => {
  const before = await rowsOf(house, quality.organisation, 'select * from feed_state order by source, part')
  expect(await feed({ bomFormat: 'CycloneDX' }, { id: 7 })).toMatchObject({
    ok: false,
    refusal: { code: 'invalid', field: 'body' },
  })
  expect(await rowsOf(house, quality.organisation, 'select * from feed_state order by source, part')).toEqual(
    before,
  )
})

test('findings are listed worst first, unscored ones last, in pages without gap or repeat', async () => {
  const all = await namesOf()
  expect(all.map((name) => name.slice(0, 5))).toEqual(['OSV-3', 'OSV-3', 'OSV-1', 'OSV-1', 'OSV-2', 'OSV-2'])
  const paged: string[] = []
  let after: string | undefined
  do {
    const page = await list({ limit: 1, after })
    paged.push(...page.findings.map((one) => `${one.vulnerability} ${one.version}`))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(paged).toEqual(all)
})

test('a foreign page mark is refused, whatever it holds', async () => {
  for (const mark of [
    'x',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from(`[1,"'","b"]`).toString('base64url'),
  ]) {
    const answer = await withOrganisation(house.database, quality.organisation, (client) =>
      readFindings(client, quality.organisation, { after: mark, now: house.now() }),
    )
    expect(answer).toMatchObject({ ok: false, refusal: { field: 'after' } })
  }
})

test('a finding names its releases, and none for a release or SBOM that does not hold it', async () => {
  expect((await list({ release })).findings[0]?.releases).toMatchObject([{ id: release }])
  expect(await namesOf({ sbom })).toHaveLength(6)
  const other = await releaseOf(house, quality, '2.0.0')
  expect(await namesOf({ release: other.id })).toEqual([])
})

test('a withdrawn advisory and one that no longer names the package take their findings with them', async () => {
  const gone = { modified: '2026-03-01T00:00:00Z' }
  const elsewhere = [{ package: { ecosystem: 'npm', name: 'other' }, versions: ['1.0.0'] }]
  accepted(
    await feed(
      advisoryOf('OSV-1', { ...gone, withdrawn: '2026-03-01T00:00:00Z' }),
      advisoryOf('OSV-2', { ...gone, affected: elsewhere }),
    ),
  )
  expect(new Set((await namesOf()).map((name) => name.slice(0, 5)))).toEqual(new Set(['OSV-3']))
})

test('two publishers of one vulnerability make one finding under its CVE', async () => {
  accepted(
    await feed(
      advisoryOf('GHSA-aaaa', { aliases: ['CVE-2026-1000'] }),
      advisoryOf('PYSEC-9', { aliases: ['CVE-2026-1000'] }),
    ),
  )
  expect((await namesOf()).filter((name) => name.startsWith('CVE-2026-1000'))).toHaveLength(2)
  expect((await namesOf()).some((name) => name.startsWith('GHSA'))).toBe(false)
})

test('an advisory that gains an alias renames its findings, and no row of another package is written', async () => {
  const elsewhere = (name: string) => [{ package: { ecosystem: 'npm', name }, versions: ['1.0.0'] }]
  accepted(await feed(advisoryOf('GHSA-bbbb')))
  const before = await rowsOf<{ row: string }>(
    house,
    quality.organisation,
    `select vulnerability || component || xmin as row from finding where vulnerability not like '%bbbb' order by 1`,
  )
  accepted(await feed(advisoryOf('GHSA-cccc', { affected: elsewhere('nobody-has-it') })))
  const after = await rowsOf<{ row: string }>(
    house,
    quality.organisation,
    `select vulnerability || component || xmin as row from finding where vulnerability not like '%bbbb' order by 1`,
  )
  expect(after).toEqual(before)
  const alias = { aliases: ['CVE-2026-2000'], modified: '2026-04-01T00:00:00Z' }
  accepted(await feed(advisoryOf('GHSA-bbbb', alias)))
  expect((await namesOf()).filter((name) => /bbbb|2000/.test(name))).toEqual([
    'CVE-2026-2000 1.0.0',
    'CVE-2026-2000 1.5.0',
  ])
  accepted(
    await feed(
      advisoryOf('GHSA-bbbb', {
        ...alias,
        modified: '2026-05-01T00:00:00Z',
        withdrawn: '2026-05-01T00:00:00Z',
      }),
    ),
  )
})

test('an open case is shown beside its finding, but only a decided one closes it', async () => {
  await written(house, quality, {
    kind: 'vulnerability-case',
    body: {
      name: '시험 취약점',
      vulnerability: 'GHSA-aaaa',
      component: 'pkg:npm/brittle@1.0.0',
      source: 'feed',
      awareAt: '2026-11-20T00:00:00Z',
      releases: [release],
    },
  })
  const found = (await list({ open: 'true' })).findings.find((one) => one.vulnerability === 'CVE-2026-1000')
  expect(found?.case).toMatchObject({ state: 'received' })
  expect(await namesOf({ open: 'false' })).toEqual([])
})

test('an archive is read as well as an array, and a second import waits its turn', async () => {
  const archive = zipOf([{ name: 'OSV-7.json', bytes: json(advisoryOf('OSV-7')) }])
  const both = await Promise.all([
    takeInFeed(house, { bytes: archive, name: 'all.zip', source: 'osv' }),
    takeInFeed(house, { bytes: archive, name: 'all.zip', source: 'osv' }),
  ])
  expect(both.filter((answer) => answer.ok).length).toBeGreaterThan(0)
  for (const answer of both) if (!answer.ok) expect(answer.refusal.code).toBe('conflict')
})

test('an import cut off before matching is matched at the next start', async () => {
  const before = (await namesOf()).length
  const { owner } = house.database
  await owner.query(`insert into feed_import (source, name, started_at) values ('osv', 'cut', now())`)
  await owner.query(`insert into feed_import_package select max(id), 'npm', 'brittle' from feed_import`)
  await owner.query('set row_security to on')
  await withOrganisation(house.database, quality.organisation, (client) =>
    client.query('delete from finding'),
  )
  expect(accepted(await matchUnfinished(house))).toBe(before)
  expect(await namesOf()).toHaveLength(before)
  expect(await rowsOf(house, quality.organisation, 'select 1 from feed_import_package')).toEqual([])
})

const outside = new URL('../../../shared/data/osv/PyPI/all.zip', import.meta.url)
test.skipIf(!existsSync(outside))(
  'a whole ecosystem of OSV (shared data, skipped without it) is taken in',
  async () => {
    const bytes = readFileSync(outside)
    const first = accepted(await takeInFeed(house, { bytes, name: 'all.zip', source: 'osv' }))
    expect(first.read).toBe(first.added + first.refused.length)
    expect(first.refused).toEqual([])
    const again = accepted(await takeInFeed(house, { bytes, name: 'all.zip', source: 'osv' }))
    expect(again).toMatchObject({ read: first.read, unchanged: first.read, added: 0, findings: 0 })
  },
)
