import { readFileSync } from 'node:fs'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { findRecord } from '../records/find.ts'
import { takeInPredictions } from './intake.ts'
import { plannedEvaluation, signedEvaluation, writtenModel } from './test/signed-evaluation.ts'

let house: StandingHouse
let quality: Actor
let model: StoredRecord
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  model = await writtenModel(house, quality)
})
afterAll(() => house.close())

const csv = readFileSync(new URL('../sample/predictions.csv', import.meta.url))
const columns = { case: 'case_id', label: 'malignant', score: 'probability', subgroups: 'nucleus_size' }
const criterion = (metric: string, limit: string) => ({
  metric,
  judgedBy: 'lower',
  comparison: 'at-least',
  limit,
})

const plan = () => ({
  modelVersion: model.id,
  operatingPoint: '0.25',
  acceptanceCriteria: [
    criterion('AUROC', '0.95'),
    criterion('민감도', '0.85'),
    criterion('Specificity', '0.999'),
  ],
})
const planned = () => plannedEvaluation(house, quality, plan())
const signed = () => signedEvaluation(house, quality, plan())

const bytesKept = async () => (await rowsOf(house, quality.organisation, 'select 1 from file')).length

test('results are refused before the plan is signed', async () => {
  const answer = await takeInPredictions(house, quality, {
    ...columns,
    name: 'p.csv',
    bytes: csv,
    evaluation: await planned(),
  })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
})

test('a table with personal data is refused with its row and reason, and nothing is kept', async () => {
  const id = await signed()
  const rows = csv.toString('utf8').split('\n')
  const dirty = [rows[0], rows[1], rows[2]?.replace(/^[^,]+/, '900101-1234567'), ...rows.slice(3)].join('\n')
  const answer = await takeInPredictions(house, quality, {
    ...columns,
    name: 'p.csv',
    bytes: Buffer.from(dirty),
    evaluation: id,
  })
  expect(answer).toMatchObject({ ok: false, refusal: { field: expect.stringContaining('row 2') } })
  expect(JSON.stringify(answer)).not.toContain('900101')
  expect(await bytesKept()).toBe(0)
})

test('bytes that are no UTF-8 table, and a table without the named columns, are refused', async () => {
  const id = await signed()
  for (const bytes of [
    Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]),
    Buffer.from('a,b\n1,2\n'),
    Buffer.from('"open'),
  ]) {
    const answer = await takeInPredictions(house, quality, { ...columns, name: 'p', bytes, evaluation: id })
    expect(answer.ok).toBe(false)
  }
})

test('predictions are judged by the signed plan and land in the record with a digest that repeats', async () => {
  const id = await signed()
  const given = { ...columns, name: 'p.csv', bytes: csv, evaluation: id }
  const first = accepted(await takeInPredictions(house, quality, given))
  expect(first).toMatchObject({ cases: 226, criteria: [{ met: true }, { met: true }, { met: false }] })
  const { record } = accepted(
    await withOrganisation(house.database, quality.organisation, (client) =>
      findRecord(client, quality.organisation, { kind: 'evaluation', id }),
    ),
  )
  expect(record.body).toMatchObject({ verdict: 'partly-met', resultDigest: first.resultDigest })
  expect(accepted(await takeInPredictions(house, quality, given))).toEqual(first)
})

test('a second table does not replace the results of the first', async () => {
  const id = await signed()
  accepted(await takeInPredictions(house, quality, { ...columns, name: 'p.csv', bytes: csv, evaluation: id }))
  const fewer = Buffer.from(csv.toString('utf8').split('\n').slice(0, 150).join('\n'))
  const answer = await takeInPredictions(house, quality, {
    ...columns,
    name: 'p.csv',
    bytes: fewer,
    evaluation: id,
  })
  expect(answer).toMatchObject({
    ok: false,
    refusal: { because: { en: expect.stringContaining('until it passes') } },
  })
})

test('an auditor cannot take in results', async () => {
  const auditor = person(house.organisation, '심사원', 'auditor')
  const answer = await takeInPredictions(house, auditor, { ...columns, name: 'p.csv', bytes: csv })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
})

test('a large table, read beside the event loop, gives what a small one gives', async () => {
  const id = await signed()
  const rows = Array.from(
    { length: 4000 },
    (_, n) => `C-${n},${n % 2},${(n % 2) * 0.6 + (n % 50) / 130},small`,
  )
  const bytes = Buffer.from(['case_id,malignant,probability,nucleus_size', ...rows].join('\n'))
  const taken = accepted(
    await takeInPredictions(house, quality, { ...columns, name: 'large.csv', bytes, evaluation: id }),
  )
  expect(taken).toMatchObject({ cases: 4000, positives: 2000, criteria: [{}, { met: true }, { met: false }] })
})
