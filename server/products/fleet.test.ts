import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, releaseOf, rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInReports } from './fleet.ts'

let house: StandingHouse
let quality: Actor
let older: StoredRecord
let newer: StoredRecord
let site: StoredRecord
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  older = await releaseOf(house, quality, '1.0.0')
  newer = await releaseOf(house, quality, '1.1.0')
  site = await written(house, quality, {
    kind: 'site',
    body: {
      name: { ko: '갑병원', en: '' },
      siteType: 'hospital',
      country: '대한민국',
      institutionCode: '11100000',
    },
  })
})
afterAll(() => house.close())

const send = (reports: unknown, mode: 'write' | 'preview' = 'write') =>
  takeInReports(house, quality, { format: 'json', mode, bytes: Buffer.from(JSON.stringify(reports)) })
const sendTable = (text: string | Buffer) =>
  takeInReports(house, quality, { format: 'csv', mode: 'write', bytes: Buffer.from(text) })
const versionsOf = (serial: string) =>
  rowsOf<{ version: number; release: string }>(
    house,
    quality.organisation,
    `select revision.version, revision.canonical::jsonb -> 'body' ->> 'release' as release
     from record join record_revision revision on revision.org_id = record.org_id and revision.record_id = record.id
     where installed_serial = '${serial}' order by 1`,
  )

test('five thousand units reported at once are taken in, and the same report again changes nothing', async () => {
  const fleet = Array.from({ length: 5000 }, (_, at) => ({
    serial: `F-${at}`,
    site: '11100000',
    release: '1.0.0',
    connection: 'hospital-network',
    seenOn: '2026-11-01',
  }))
  expect(accepted(await send(fleet))).toMatchObject({ rows: 5000, added: 5000, refusals: [] })
  expect(accepted(await send(fleet))).toMatchObject({ added: 0, moved: 0, changed: 0, unchanged: 5000 })
  expect(await send([...fleet, {}])).toMatchObject({ refusal: { code: 'too-large' } })
})

test('a unit that was updated keeps the history of its versions', async () => {
  const report = { serial: 'F-7', release: newer.number, seenOn: '2026-11-10' }
  expect(accepted(await send([report]))).toMatchObject({ moved: 1 })
  expect(accepted(await send([{ ...report, release: '1.0.0', seenOn: '2026-11-09' }]))).toMatchObject({
    unchanged: 1,
  })
  expect(await versionsOf('F-7')).toEqual([
    { version: 1, release: older.id },
    { version: 2, release: newer.id },
  ])
})

test('a preview says what would be written and writes nothing', async () => {
  const report = { serial: 'P-1', site: site.number, release: '1.0.0' }
  expect(accepted(await send([report], 'preview'))).toMatchObject({ added: 1 })
  expect(await versionsOf('P-1')).toEqual([])
})

test('a wrong row is answered with its reason and keeps no right one back', async () => {
  const answer = accepted(
    await send([
      { serial: 'W-1', site: site.id, release: '9.9.9' },
      { serial: 'W-2', release: '1.0.0' },
      { serial: 'W-3', site: 'SIT-0000-0000', release: '1.0.0' },
      { site: site.id, release: '1.0.0' },
      { serial: 'W-4', site: site.id, release: '1.0.0', admin: true },
      { serial: 'W-5', site: site.id, release: '1.0.0', units: 3 },
      { serial: 'W-6', site: site.id, release: '1.0.0' },
      { serial: 'W-6', site: site.id, release: '1.1.0' },
      'text',
    ]),
  )
  expect(answer.added).toBe(1)
  expect(answer.refusals.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 8, 9])
  expect(await versionsOf('W-6')).toHaveLength(1)
})

test('a spreadsheet of groups is taken in by name, and again as the same groups', async () => {
  const text = `\uFEFFname,site,release,units,patcher\n"외래, 1층",11100000,1.0.0,12,site\n병동,11100000,1.1.0,,\n`
  expect(accepted(await sendTable(text))).toMatchObject({ rows: 2, added: 2, refusals: [] })
  expect(accepted(await sendTable(text))).toMatchObject({ unchanged: 2 })
  expect(accepted(await sendTable(text.replace('12', '15')))).toMatchObject({ changed: 1, unchanged: 1 })
})

test('a table that is none is refused with what is wrong about it', async () => {
  for (const text of [
    '',
    'serial,serial\n',
    'serial,password\nA,B\n',
    'serial,release\n"A',
    'serial,release\nA\n',
    Buffer.from([0xc0, 0xaf]),
  ])
    expect((await sendTable(text)).ok).toBe(false)
})

test('a version that two devices have needs the device', async () => {
  const other = await releaseOf(house, quality, '1.0.0')
  const report = { serial: 'D-1', site: site.id, release: '1.0.0' }
  expect(accepted(await send([report])).refusals).toMatchObject([{ field: 'release' }])
  expect(accepted(await send([{ ...report, device: String(other.body.device) }]))).toMatchObject({ added: 1 })
})
