import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../../test/house-records.ts'
import { type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { takeInFeed } from '../import.ts'
import { advisoryOf, json } from '../test/archives.ts'
import { readCovering } from './covering.ts'
import { noteUnchanged } from './feed-state.ts'

let house: StandingHouse
beforeAll(async () => {
  house = await standingHouse()
})
afterAll(() => house.close())

const take = (contentAt: string | null) =>
  takeInFeed(house, {
    bytes: json([advisoryOf('OSV-A')]),
    name: 'npm.zip',
    source: 'osv',
    part: 'npm',
    contentAt,
  })
const staleAt = async (now: string) =>
  (await readCovering(house.database.pool, now)).map(({ stale }) => stale)

test('an ecosystem is stale after a week without news, and fresh again when its publisher had none', async () => {
  accepted(await take('2026-11-21T00:00:00.000Z'))
  expect(await staleAt('2026-11-28T00:00:00.000Z')).toEqual([false])
  expect(await staleAt('2026-11-28T00:00:00.001Z')).toEqual([true])
  await noteUnchanged(house.database.pool, { source: 'osv', part: 'npm', at: '2026-11-27T00:00:00.000Z' })
  expect(await staleAt('2026-11-28T00:00:00.001Z')).toEqual([false])
})

test('an old edition is stale however lately it was brought', async () => {
  expect(await staleAt('2027-03-22T00:00:00.000Z')).toEqual([true])
  house.at('2027-03-21T12:00:00.000Z')
  accepted(await take('2026-11-21T00:00:00.000Z'))
  expect(await staleAt('2027-03-22T00:00:00.000Z')).toEqual([true])
})
