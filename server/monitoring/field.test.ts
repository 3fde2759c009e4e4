import { existsSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accepted, rowsOf, written } from '../../test/house-records.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { lookBy } from './look.ts'
import { modelFolder } from './places.ts'
import { openPlan } from './plan.ts'
import { casesOf, type Field, fieldOf, labelsCsv, planBody, predictionsCsv, send } from './test/field.ts'
import { takeDueLook } from './watch.ts'

let house: StandingHouse
let field: Field
beforeAll(async () => {
  house = await standingHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  field = await fieldOf(house)
})

const weeks = { seed: 7, from: '2026-08-03T00:00:00.000Z', days: 70, perDay: 24 }
const steady = casesOf(weeks)
const failing = casesOf({ ...weeks, missed: (day) => (day < 35 ? 0.1 : 0.45) })

async function planned(): Promise<StoredRecord> {
  return written(house, field.quality, { kind: 'monitoring-plan', body: planBody(field, '2026-08-03') })
}

async function looked(plan: StoredRecord) {
  const opened = accepted(await openPlan(house, field.quality.organisation, plan))
  return accepted(await lookBy(house, field.quality.organisation, { plan: opened, at: house.now() }))
}

test('predictions and the labels that came for them give the metrics of mature cases with their numbers', async () => {
  accepted(await send(house, field, predictionsCsv(steady), { contents: 'predictions' }))
  accepted(await send(house, field, labelsCsv(steady), { contents: 'labels' }))
  const { result } = await looked(await planned())
  expect(result.labels).toMatchObject({ predictions: 1680, mature: 1680, matureLabelled: 1680, unknown: 0 })
  const positives = steady.filter(({ label }) => label === 1)
  const found = positives.filter(({ score }) => score >= 0.5)
  expect(result.metrics[0]?.measure).toMatchObject({
    estimate: Number((found.length / positives.length).toPrecision(12)),
    n: positives.length,
  })
  expect(result.outcome).toBe('quiet')
  expect(result.groups.map(({ predictions }) => predictions).reduce((a, b) => a + b, 0)).toBe(1680)
})

test('a fall of sensitivity alarms, is kept as a look, and opens one alert however often it is looked at', async () => {
  accepted(await send(house, field, predictionsCsv(failing), { contents: 'predictions' }))
  accepted(await send(house, field, labelsCsv(failing), { contents: 'labels' }))
  const plan = { ...(await planned()), state: 'in-force' }
  const first = accepted(await takeDueLook(house, field.quality.organisation, plan))
  expect(first.look?.body).toMatchObject({ outcome: 'alarm', through: '2026-11-15', labelsSuffice: 'yes' })
  expect(first.alerts.map(({ body }) => body.cause)).toContainEqual(expect.stringContaining('/chart/1/'))
  const again = accepted(await takeDueLook(house, field.quality.organisation, plan))
  expect(again).toEqual({ look: null, alerts: [] })
  const alerts = await rowsOf<{ state: string }>(
    house,
    field.quality.organisation,
    `select state from record where kind = 'alert' and body ->> 'plan' = '${plan.id}'`,
  )
  expect(alerts).toHaveLength(first.alerts.length)
})

test('what is made of the original bytes is made again when it is gone, to the same digest', async () => {
  accepted(await send(house, field, labelsCsv(steady.slice(0, 900)), { contents: 'labels' }))
  accepted(await send(house, field, predictionsCsv(steady), { contents: 'predictions' }))
  accepted(await send(house, field, labelsCsv(steady.slice(900)), { contents: 'labels' }))
  const plan = await planned()
  const before = await looked(plan)
  expect(before.result.labels).toMatchObject({ unknown: 0, matureLabelled: 1680 })
  const folder = modelFolder(house, field.quality.organisation, field.model.id)
  expect((await readdir(folder)).sort()).toContain('month=2026-08')
  rmSync(folder, { recursive: true })
  expect(existsSync(folder)).toBe(false)
  expect((await looked(plan)).digest).toBe(before.digest)
  rmSync(join(folder, 'sums'), { recursive: true })
  expect((await looked(plan)).digest).toBe(before.digest)
}, 180_000)

test('the order in which batches come plays no part', async () => {
  const [early, late] = [steady.slice(0, 700), steady.slice(700)]
  accepted(await send(house, field, labelsCsv(late), { contents: 'labels' }))
  accepted(await send(house, field, predictionsCsv(late), { contents: 'predictions' }))
  accepted(await send(house, field, predictionsCsv(early), { contents: 'predictions' }))
  accepted(await send(house, field, labelsCsv(early), { contents: 'labels' }))
  const one = (await looked(await planned())).result
  expect(one.labels).toMatchObject({ predictions: 1680, matureLabelled: 1680, unknown: 0 })
  expect(one.charts.map(({ failures, cases }) => [failures, cases])[0]).toEqual([
    steady.filter(({ label, score }) => label === 1 && score < 0.5).length,
    steady.filter(({ label }) => label === 1).length,
  ])
})

test('a batch sent again makes nothing new, and its rows inside another batch count once', async () => {
  const csv = predictionsCsv(steady.slice(0, 300))
  const first = accepted(await send(house, field, csv, { contents: 'predictions' }))
  const again = accepted(await send(house, field, csv, { contents: 'predictions' }))
  expect(again).toMatchObject({ known: true, record: { id: first.record.id } })
  const more = accepted(await send(house, field, predictionsCsv(steady), { contents: 'predictions' }))
  expect(more).toMatchObject({ known: false, replayed: 300 })
  const { result } = await looked(await planned())
  expect(result.labels).toMatchObject({ predictions: 1680, repeatedPredictions: 300 })
})

test('the same key with other bytes is refused, with the same bytes answered alike', async () => {
  const csv = predictionsCsv(steady.slice(0, 50))
  const first = accepted(await send(house, field, csv, { contents: 'predictions', key: 'k-1' }))
  const again = accepted(await send(house, field, csv, { contents: 'predictions', key: 'k-1' }))
  expect(again.record.id).toBe(first.record.id)
  const other = await send(house, field, predictionsCsv(steady.slice(50, 90)), {
    contents: 'predictions',
    key: 'k-1',
  })
  expect(other).toMatchObject({ ok: false, refusal: { code: 'conflict', field: 'key' } })
})

test('an event known otherwise refuses the file, unless it corrects the batch it names', async () => {
  const first = accepted(
    await send(house, field, predictionsCsv(steady.slice(0, 100)), { contents: 'predictions' }),
  )
  accepted(await send(house, field, labelsCsv(steady.slice(0, 100)), { contents: 'labels' }))
  const changed = steady
    .slice(0, 100)
    .map((one) => ({ ...one, score: 0.1, at: one.at.replace('2026-08', '2026-07') }))
  const refused = await send(house, field, predictionsCsv(changed), { contents: 'predictions' })
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  accepted(
    await send(house, field, predictionsCsv(changed), {
      contents: 'predictions',
      supersedes: first.record.number,
    }),
  )
  const { result } = await looked({
    ...(await written(house, field.quality, {
      kind: 'monitoring-plan',
      body: planBody(field, '2026-07-01'),
    })),
  })
  expect(result.labels).toMatchObject({ predictions: 100, labelled: 100, unknown: 0 })
  expect(result.metrics[0]?.measure).toMatchObject({ estimate: 0 })
  const superseded = await send(house, field, predictionsCsv(steady.slice(0, 99)), {
    contents: 'predictions',
    supersedes: first.record.number,
  })
  expect(superseded).toMatchObject({ ok: false, refusal: { code: 'conflict', field: 'supersedes' } })
})
