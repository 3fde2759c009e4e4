import { readFileSync } from 'node:fs'
import type { Actor } from '@maek/domain/record.ts'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { examples as models } from '../../test/examples/models.ts'
import { examples as monitoring } from '../../test/examples/monitoring.ts'
import { accepted } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { databaseDigest, type Visitor, visitor } from '../../test/visitor.ts'
import { handlers } from '../handlers.ts'
import { openApp } from '../http/app.ts'
import { takeInPredictions } from './intake.ts'
import { signedEvaluation } from './test/signed-evaluation.ts'

let house: StandingHouse
let app: Hono
let quality: Actor
let hand: Visitor
beforeAll(async () => {
  house = await standingHouse()
  app = openApp(house, handlers)
  quality = person(house.organisation, '김품질', 'quality')
  hand = await visitor(app, house, { organisation: house.organisation, name: '한손', roles: ['quality'] })
})
afterAll(() => house.close())

const columns = { case: 'case_id', label: 'malignant', score: 'probability' }
const bytes = readFileSync(new URL('../sample/predictions.csv', import.meta.url))
const recordShape = z.object({
  record: z.looseObject({ version: z.number(), body: z.record(z.string(), z.unknown()) }),
})

test('results that were computed cannot be taken out or rewritten to test again under another plan', async () => {
  const id = await signedEvaluation(house, quality, { operatingPoint: '0.25' })
  accepted(await takeInPredictions(house, quality, { ...columns, name: 'p.csv', bytes, evaluation: id }))
  const path = `/records/evaluation/${id}`
  const { record } = recordShape.parse((await hand.ask('GET', path)).body)
  const { results: _results, resultDigest: _digest, resultDocument, predictions, ...emptied } = record.body
  for (const body of [
    emptied,
    { ...record.body, verdict: 'not-met' },
    { ...record.body, results: undefined },
    { ...record.body, resultDocument: { ...z.object({}).loose().parse(predictions) } },
  ]) {
    const told = await hand.ask('PUT', path, { json: { version: record.version, body } })
    expect(told.status, JSON.stringify(told.body)).toBe(409)
    expect(told.body).toMatchObject({ because: { ko: expect.stringMatching(/시스템/) } })
  }
  expect(resultDocument).toBeDefined()
  const concluded = await hand.ask('PUT', path, {
    json: { version: record.version, body: { ...record.body, conclusion: '기준을 충족한다.' } },
  })
  expect(concluded.status).toBe(200)
})

test('observations, looks and gaps are refused from a form and from a file, and nothing is written', async () => {
  const before = await databaseDigest(house, [house.organisation])
  for (const kind of ['observation-batch', 'monitoring-look', 'alert', 'performance-gap']) {
    const body = { ...models, ...monitoring }[kind]
    const told = await hand.ask('POST', `/records/${kind}`, { json: { body } })
    expect(told.status, kind).toBe(409)
    const imported = await hand.ask('POST', `/records/${kind}/import?format=json&mode=write`, {
      bytes: JSON.stringify([body]),
    })
    expect(imported.body, kind).toMatchObject({ written: 0, refusals: [{ row: 1 }] })
  }
  expect(await databaseDigest(house, [house.organisation])).toBe(before)
})
