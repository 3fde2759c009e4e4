import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { accepted, releaseOf, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInSbom } from '../components/intake.ts'
import { takeInFeed } from './import.ts'

let house: StandingHouse
beforeAll(async () => {
  house = await standingHouse()
})
afterAll(() => house.close())

const sample = (name: string) => readFileSync(new URL(`../sample/${name}`, import.meta.url))

test('an SBOM taken in after the advisories is matched in the same act, and once only', async () => {
  const quality = person(house.organisation, '김품질', 'quality')
  const { id: release } = await releaseOf(house, quality)
  const bytes = sample('device-sbom.json')
  await takeInFeed(house, { bytes: sample('advisories.json'), name: 'advisories.json', source: 'osv' })
  const first = accepted(await takeInSbom(house, quality, { bytes, name: 'bom.json', release }))
  expect(first).toMatchObject({ components: 51, findings: 21, known: false })
  const again = accepted(await takeInSbom(house, quality, { bytes, name: 'bom.json', release }))
  expect(again).toEqual({ ...first, known: true })
  expect(await rowsOf(house, quality.organisation, 'select 1 from finding')).toHaveLength(21)
})

test('a house without a connection to spare finds the same, and what is stored is neither written again nor missed', async () => {
  const other = await standingHouse()
  onTestFinished(() => other.close())
  const quality = person(other.organisation, '김품질', 'quality')
  await takeInFeed(other, { bytes: sample('advisories.json'), name: 'advisories.json', source: 'osv' })
  const { id: first } = await releaseOf(other, quality)
  const { id: second } = await releaseOf(other, quality)
  const bytes = sample('device-sbom.json')
  const busy = await Promise.all(Array.from({ length: 6 }, () => other.database.pool.connect()))
  const alone = await takeInSbom(other, quality, { bytes, name: 'bom.json', release: first })
  for (const client of busy) client.release()
  expect(accepted(alone)).toMatchObject({ components: 51, findings: 21, known: false })
  // All its versions are stored and known to be: nothing is new, and nothing is missing.
  const again = accepted(await takeInSbom(other, quality, { bytes, name: 'bom.json', release: second }))
  expect(again).toMatchObject({ components: 51, findings: 21, known: false })
  expect(again.covered).toBe(accepted(alone).covered)
  expect(await rowsOf(other, quality.organisation, 'select 1 from finding')).toHaveLength(21)
  expect(await rowsOf(other, quality.organisation, 'select 1 from sbom_component')).toHaveLength(102)
})

test('versions removed by hand behind a running house are refused once and written at the next attempt', async () => {
  const other = await standingHouse()
  onTestFinished(() => other.close())
  const quality = person(other.organisation, '김품질', 'quality')
  const { id: first } = await releaseOf(other, quality)
  const { id: second } = await releaseOf(other, quality)
  const bytes = sample('device-sbom.json')
  accepted(await takeInSbom(other, quality, { bytes, name: 'bom.json', release: first }))
  const owner = await other.database.owner.connect()
  await owner.query(`select set_config('maek.org', $1, false)`, [quality.organisation])
  await owner.query('delete from sbom_component')
  await owner.query('delete from component_version')
  owner.release(true)
  const taken = () => takeInSbom(other, quality, { bytes, name: 'bom.json', release: second })
  await expect(taken()).rejects.toThrow('names a component version that is not there')
  expect(accepted(await taken())).toMatchObject({ components: 51, known: false })
})
