import { change } from '@maek/domain/engineering/change.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { type UpdatedHouse, updatedHouse } from '../../test/updated-house.ts'
import { takeInPredictions } from '../models/intake.ts'

/* Several updates one after another under one plan (PCP-2026-0001: 0.025 in five equal shares, margins of 0.10). */

let house: UpdatedHouse
let day = 22
beforeAll(async () => {
  house = await updatedHouse()
}, 120_000)
afterAll(() => house.served.close())

const testShape = z.looseObject({ id: z.string(), answer: z.string() })
const shape = z.looseObject({
  outcome: z.string(),
  paths: z.array(z.looseObject({ path: z.string() })),
  budget: z.unknown(),
  tests: z.array(testShape),
  filings: z.array(z.looseObject({ citation: z.looseObject({ en: z.string() }) })),
})

async function decided(model: string) {
  const ran = await house.served.run('model', 'decide', model, '--json')
  const json = shape.parse(JSON.parse(ran.out || '{}'))
  const answers = Object.fromEntries(json.tests.map(({ id, answer }) => [id, answer]))
  return { exit: ran.exit, ...json, answers }
}

async function first(kind: string, number: string): Promise<StoredRecord> {
  const { house: own } = house.served
  const [row] = await rowsOf<StoredRecord>(
    own,
    own.organisation.id,
    `select id, kind, number, title, state, version, edition, approved_version as "approvedVersion",
       approved_at as "approvedAt", author_id as "authorId", author_name as "authorName",
       created_at as "createdAt", updated_at as "updatedAt", body from record
     where kind = '${kind}' and number = '${number}'`,
  )
  if (!row) throw new Error(`no ${number}`)
  return row
}

const bare = (body: StoredRecord['body'], ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))

/** The next day, a version built on another, with test data of its own. */
async function nextVersion(version: string, basedOn: string): Promise<StoredRecord> {
  house.served.house.at(`2026-11-${++day}T00:00:00.000Z`)
  const { body } = await first(modelVersion.name, 'MOD-2026-0002')
  const before = await first(modelVersion.name, basedOn)
  const changed = { version, basedOn: before.id }
  return house.pen.lead(await house.pen.write(modelVersion, { ...body, ...changed }), 'submit', 'approve')
}

async function freshData(): Promise<string> {
  const { body } = await first(dataset.name, 'DAT-2026-0002')
  return (await house.pen.lead(await house.pen.write(dataset, body), 'submit', 'approve')).id
}

/** Misses of each version among 200 positives, worst cases first; all negatives are right. */
type Misses = { readonly now: number; readonly cleared: number; readonly previous: number }

async function compared(model: StoredRecord, data: string, misses: Misses): Promise<void> {
  const { pen } = house
  const { body } = await first(evaluation.name, 'EVL-2026-0002')
  const cleared = await first(modelVersion.name, 'MOD-2026-0001')
  const row = (against: string, measure: string) => ({
    ...{ against, measure, hypothesis: 'non-inferiority', margin: '0.10', threshold: '0.5' },
  })
  const rows = ['cleared', 'previous'].flatMap((one) => [row(one, 'sensitivity'), row(one, 'specificity')])
  const results = ['results', 'resultDigest', 'resultDocument', 'gapsFound', 'predictions', 'executedOn']
  const plan = await pen.write(evaluation, {
    ...bare(body, ...results, 'verdict', 'conclusion', 'deviations', 'evaluator', 'clearedEvaluation'),
    ...{ modelVersion: model.id, dataset: data, operatingPoint: '0.5', comparisons: rows },
    ...{ clearedModel: cleared.id, previousModel: model.body.basedOn },
  })
  const signed = await pen.lead(plan, 'sign-plan')
  const lines = Array.from({ length: 400 }, (_, at) => {
    const score = (missed: number) => (at < 200 && at >= missed ? 0.9 : 0.1)
    const scores = [score(misses.now), score(misses.cleared), score(misses.previous)]
    return `C${at},${at < 200 ? 1 : 0},${scores.join(',')}`
  })
  const given = {
    name: 'predictions.csv',
    evaluation: signed.id,
    columns: 'case=case_id,truth=label,score=now,score:cleared=cleared,score:previous=previous',
    bytes: Buffer.from(['case_id,label,now,cleared,previous', ...lines].join('\n')),
  }
  accepted(await takeInPredictions(pen.house, pen.author, given))
  const finished = await pen.rewrite(await pen.read(signed), {
    ...{ evaluator: body.evaluator, deviations: '없음 (샘플 데이터 · sample data)' },
    conclusion: '확인했다. (샘플 데이터 · sample data)',
  })
  await pen.lead(finished, 'submit', 'approve')
}

async function changedBy(model: StoredRecord): Promise<void> {
  const { body } = await first(change.name, 'CHG-2026-0001')
  const written = await house.pen.write(change, { ...body, modelVersions: [model.id] })
  await house.pen.lead(written, 'submit', 'approve')
}

test('the second update has the second share of the error, and is held against both versions', async () => {
  const model = await nextVersion('1.2.0', 'MOD-2026-0002')
  await changedBy(model)
  await compared(model, await freshData(), { now: 4, cleared: 4, previous: 4 })
  const found = await decided(model.number)
  expect(found).toMatchObject({
    exit: 0,
    outcome: 'within-plan',
    budget: { look: 2, allowed: 0.005, spent: 0.005 },
    answers: { P6: 'yes', P7: 'yes', 'P8.1c': 'yes', 'P8.1p': 'yes', 'P8.2c': 'yes', 'P8.2p': 'yes' },
  })
  expect(found.filings.length).toBeGreaterThan(0)
})

test('bio-creep: a loss that the version before hides and the one first cleared shows takes the Korean path', async () => {
  const model = await nextVersion('1.3.0', 'MOD-2026-0003')
  await changedBy(model)
  await compared(model, await freshData(), { now: 30, cleared: 4, previous: 24 })
  const found = await decided(model.number)
  expect(found).toMatchObject({
    exit: 1,
    outcome: 'korean-change-path',
    budget: { look: 3, spent: 0.01 },
    answers: { 'P8.1c': 'no', 'P8.1p': 'yes' },
  })
})

test('a version that failed and drops the plan has spent its share all the same', async () => {
  const failed = await house.pen.lead(await first(modelVersion.name, 'MOD-2026-0004'), 'revise')
  await house.pen.lead(await house.pen.rewrite(failed, { changePlan: undefined }), 'submit', 'approve')
  const model = await nextVersion('1.4.0', 'MOD-2026-0003')
  await changedBy(model)
  expect((await decided(model.number)).budget).toMatchObject({ look: 4, spent: 0.015 })
})

test('test data on which a version without a plan was compared are no new data', async () => {
  const data = await freshData()
  const stray = await nextVersion('1.4.1', 'MOD-2026-0003')
  const free = await house.pen.rewrite(await house.pen.lead(stray, 'revise'), { changePlan: undefined })
  await compared(free, data, { now: 4, cleared: 4, previous: 4 })
  const model = await nextVersion('1.4.2', 'MOD-2026-0003')
  await changedBy(model)
  await compared(model, data, { now: 4, cleared: 4, previous: 4 })
  expect(await decided(model.number)).toMatchObject({
    outcome: 'korean-change-path',
    answers: { P6: 'no' },
  })
})
