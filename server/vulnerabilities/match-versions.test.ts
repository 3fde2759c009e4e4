import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
