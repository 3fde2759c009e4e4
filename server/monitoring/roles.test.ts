import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { freezePlanReference } from './reference.ts'
import { casesOf, fieldOf, planBody, predictionsCsv, send } from './test/field.ts'

let house: StandingHouse
beforeAll(async () => {
  house = await standingHouse()
})
afterAll(() => house.close())

test('whoever may only read sends no observations and freezes no reference, and no file is kept', async () => {
  const field = await fieldOf(house)
  const body = planBody(field, '2026-08-03')
  const plan = await written(house, field.quality, { kind: 'monitoring-plan', body })
  const csv = predictionsCsv(casesOf({ seed: 3, from: '2026-08-03T00:00:00.000Z', days: 1, perDay: 2 }))
  for (const role of ['auditor', 'administrator'] as const) {
    const quality = person(house.organisation, '이심사', role)
    const refused = { ok: false, refusal: { code: 'not-allowed' } }
    expect(await send(house, { ...field, quality }, csv, { contents: 'predictions' })).toMatchObject(refused)
    const asked = { plan: plan.id, version: plan.version }
    expect(await freezePlanReference(house, quality, asked)).toMatchObject(refused)
  }
  expect(await rowsOf(house, house.organisation.id, 'select sha256 from file')).toEqual([])
})
