import { evaluation } from '@maek/domain/models/evaluation.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { findRecord } from '../records/find.ts'
import { readEvaluationResult } from './evaluation-result.ts'
import { takeInPredictions } from './intake.ts'
import { signedEvaluation, writtenModel } from './test/signed-evaluation.ts'

let house: StandingHouse
let quality: Actor
let model: StoredRecord
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  model = await writtenModel(house, quality)
})
afterAll(() => house.close())

const signed = (plan: Readonly<Record<string, unknown>>) =>
  signedEvaluation(house, quality, {
    method: undefined,
    operatingPoint: undefined,
    acceptanceCriteria: undefined,
    modelVersion: model.id,
    ...plan,
  })

const take = (id: string, lines: readonly string[], columns?: string) =>
  takeInPredictions(house, quality, {
    name: 'p.csv',
    bytes: Buffer.from(`${lines.join('\n')}\n`),
    evaluation: id,
    ...(columns !== undefined && { columns }),
  })

const bodyOf = async (id: string) => {
  const found = await withOrganisation(house.database, quality.organisation, (client) =>
    findRecord(client, quality.organisation, { kind: 'evaluation', id }),
  )
  return accepted(found).record.body
}

const atLeast = (measure: string, limit: string, rest = {}) => ({
  measure,
  judgedBy: 'lower',
  comparison: 'at-least',
  limit,
  ...rest,
})

test('grades of three classes are judged by the signed plan and the whole result is kept', async () => {
  const id = await signed({
    task: 'multi-class',
    classes: [{ code: 'none' }, { code: 'mild' }, { code: 'severe' }],
    ordered: true,
    acceptanceCriteria: [atLeast('accuracy', '0.8'), atLeast('sensitivity', '0.999', { of: 'severe' })],
  })
  const grades = ['none', 'mild', 'severe']
  const rows = Array.from({ length: 120 }, (_, at) => `C${at},${grades[at % 3]},${grades[at % 3]}`)
  const lines = ['image,truth,call', ...rows]
  const taken = accepted(await take(id, lines, 'case=image,truth=truth,called=call'))
  expect(taken).toMatchObject({ cases: 120, positives: null, criteria: [{ met: true }, { met: false }] })
  expect(await bodyOf(id)).toMatchObject({ verdict: 'partly-met', resultDigest: taken.resultDigest })
  const kept = accepted(await readEvaluationResult(house, quality, id))
  expect(kept).toMatchObject({ digest: taken.resultDigest, result: { task: 'multi-class', n: 120 } })
  const rowsOfResult = evaluation.shape.results.parse((await bodyOf(id)).results)
  expect(rowsOfResult).toContainEqual(
    expect.objectContaining({ metric: '민감도 · Sensitivity', of: 'severe', met: false }),
  )
})

test('a table that does not fit the task is refused with its place, and nothing is kept', async () => {
  const id = await signed({
    task: 'segmentation',
    acceptanceCriteria: [atLeast('mean-dice', '0.8')],
  })
  const before = await rowsOf(house, quality.organisation, 'select 1 from file')
  const answer = await take(id, ['case_id,dice,hd95_mm', 'C1,0.9,1', 'C2,1.2,1'])
  expect(answer).toMatchObject({ ok: false, refusal: { field: 'row 2, column dice' } })
  expect((await take(id, ['case_id,dice', 'C1,0.9'], 'case')).ok).toBe(false)
  expect((await rowsOf(house, quality.organisation, 'select 1 from file')).length).toBe(before.length)
  expect((await bodyOf(id)).resultDigest).toBeUndefined()
})

const scores = (shift: number) => (at: number) =>
  (at % 2 === 0 ? 0.2 : 0.7) + ((at * 7919) % 100) / 400 + shift

test('an update is compared with the predictions of the earlier evaluation, joined by case', async () => {
  const earlier = await signed({ operatingPoint: '0.5', acceptanceCriteria: [atLeast('auroc', '0.5')] })
  const cases = Array.from({ length: 200 }, (_, at) => at)
  accepted(
    await take(earlier, [
      'case_id,label,score',
      ...cases.map((at) => `C${at},${at % 2},${scores(0)(at)}`).toReversed(),
    ]),
  )
  const plan = {
    purpose: 'update',
    task: 'comparison',
    operatingPoint: '0.5',
    clearedEvaluation: earlier,
    comparisons: [
      { against: 'cleared', measure: 'auroc', hypothesis: 'non-inferiority', margin: '0.05' },
      { against: 'cleared', measure: 'sensitivity', hypothesis: 'non-inferiority', margin: '0.05' },
    ],
  }
  const lines = ['case_id,label,score', ...cases.map((at) => `C${at},${at % 2},${scores(0.001)(at)}`)]
  const id = await signed(plan)
  const taken = accepted(await take(id, lines))
  expect(
    taken.metrics.find(({ metric, of }) => metric === 'sensitivity-difference' && of === 'cleared'),
  ).toMatchObject({ estimate: '0', n: 100 })
  expect(await bodyOf(id)).toMatchObject({ resultDigest: taken.resultDigest })
  const strange = await signed(plan)
  expect(await take(strange, [...lines, 'C999,1,0.9'])).toMatchObject({
    ok: false,
    refusal: { field: 'row 201' },
  })
  const other = await signed({ ...plan, clearedModel: (await writtenModel(house, quality)).id })
  expect(await take(other, lines)).toMatchObject({
    ok: false,
    refusal: { code: 'conflict', because: { en: expect.stringContaining('not of the model version') } },
  })
  const relabelled = lines.map((line) => line.replace('C0,0,', 'C0,1,'))
  expect(await take(strange, relabelled)).toMatchObject({
    ok: false,
    refusal: { because: { en: expect.stringContaining('reference standard') } },
  })
})

test('the same table in another order of rows gives the same digest', async () => {
  const plan = {
    task: 'agreement',
    classes: [{ code: 'a' }, { code: 'b' }],
    acceptanceCriteria: [atLeast('cohen-kappa', '0.1', { of: 'R1 – R2' })],
  }
  const rows = Array.from({ length: 60 }, (_, at) => [
    `C${at},R1,${at % 2 ? 'a' : 'b'}`,
    `C${at},R2,${at % 3 ? 'a' : 'b'}`,
  ]).flat()
  const first = accepted(await take(await signed(plan), ['case_id,reader,rating', ...rows]))
  const second = accepted(await take(await signed(plan), ['case_id,reader,rating', ...rows.toReversed()]))
  expect(second.resultDigest).toBe(first.resultDigest)
})

test('a larger table, judged beside the event loop, gives what it gives in place', async () => {
  const plan = {
    task: 'multi-class',
    classes: [{ code: 'a' }, { code: 'b' }],
    acceptanceCriteria: [atLeast('accuracy', '0.5')],
  }
  const rows = Array.from({ length: 3000 }, (_, at) => `C${at},${at % 2 ? 'a' : 'b'},${at % 5 ? 'a' : 'b'}`)
  const taken = accepted(await take(await signed(plan), ['case_id,label,predicted', ...rows]))
  expect(taken).toMatchObject({ cases: 3000, criteria: [{ met: false }] })
})
