import { readFileSync } from 'node:fs'
import { decideAction } from '@maek/domain/decide.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf, written } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { withOrganisation } from '../database/scope.ts'
import { findLinks, findRecord } from '../records/find.ts'
import { takeInPredictions } from './intake.ts'

let house: StandingHouse
let quality: Actor
let model: StoredRecord
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  const owner = await written(house, quality, {
    kind: 'person',
    body: {
      name: { ko: '김책임', en: 'Kim' },
      engagement: 'employee',
    },
  })
  const system = await written(house, quality, {
    kind: 'ai-system',
    body: {
      name: { ko: '시험 AI', en: 'Test AI' },
      use: 'device',
      roles: ['developer'],
      purpose: { ko: '시험', en: 'Test' },
      owner: owner.id,
    },
  })
  model = await written(house, quality, {
    kind: 'model-version',
    body: {
      name: '시험 모델',
      version: '1.0.0',
      aiSystem: system.id,
      output: 'decision',
    },
  })
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

/** An evaluation as it stands right after its plan was signed (the guards of signing have tests of their own). */
async function planned(): Promise<string> {
  const record = await written(house, quality, {
    kind: 'evaluation',
    body: {
      name: '시험 평가',
      modelVersion: model.id,
      purpose: 'standalone',
      question: '허용기준을 충족하는가.',
      method: '클로퍼-피어슨',
      operatingPoint: '0.25',
      acceptanceCriteria: [
        criterion('AUROC', '0.95'),
        criterion('민감도', '0.85'),
        criterion('Specificity', '0.999'),
      ],
    },
  })
  return record.id
}

async function signed(): Promise<string> {
  const id = await planned()
  const { record, links } = await withOrganisation(house.database, quality.organisation, async (client) => ({
    record: accepted(await findRecord(client, quality.organisation, { kind: 'evaluation', id })).record,
    links: await findLinks(client, quality.organisation, id),
  }))
  const signPlan = evaluation.life.actions['sign-plan']
  if (!signPlan) throw new Error('plans are signed')
  const unguarded = {
    ...evaluation,
    life: { ...evaluation.life, actions: { 'sign-plan': { ...signPlan, guards: [] } } },
  }
  const signer = person(house.organisation, '박서명', 'management')
  const signature = {
    meaning: 'review' as const,
    method: 'password' as const,
    statement: { ko: '검토', en: 'Review' },
    signedDigest: 'ab'.repeat(32),
    signedVersion: record.version,
    canonical: '{}',
    assertion: null,
  }
  const decided = accepted(
    decideAction(
      { kind: unguarded, record },
      { action: 'sign-plan', version: record.version, signature, links },
      { actor: signer, at: house.now() },
    ),
  )
  accepted(await house.committer.commit({ organisation: quality.organisation, decisions: [decided] }))
  return id
}

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
