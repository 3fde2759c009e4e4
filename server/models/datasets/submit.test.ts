import { hash } from 'node:crypto'
import { decideAction } from '@maek/domain/decide.ts'
import type { Body } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { manifestText, pseudonymOf, type Told } from '@maek/domain/models/datasets/test/manifest-text.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../../test/examples/models.ts'
import { accepted, rowsOf, written } from '../../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { withOrganisation } from '../../database/scope.ts'
import { findLinks, findRecord } from '../../records/find.ts'
import { readDatasetPassport } from './passport.ts'
import { takeInManifest } from './submit.ts'

let house: StandingHouse
let quality: Actor
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
})
afterAll(() => house.close())

const items: readonly Told[] = [
  { name: 'a', content: '1', subject: 's1', split: 'training', label: 'x' },
  { name: 'b', content: '2', subject: 's2', split: 'training', label: 'x' },
  { name: 'c', content: '3', subject: 's3', split: 'testing', label: 'y' },
]
const bytesOf = (told: readonly Told[], claim = {}) => Buffer.from(manifestText(told, claim))
const submit = (id: string, told: readonly Told[], claim = {}) =>
  takeInManifest(house, quality, { id, name: 'd.jsonl', bytes: bytesOf(told, claim) })

async function draft(): Promise<StoredRecord> {
  const { suppliers: _, sites: __, manifest: ___, rightsFiles: ____, ...body } = examples.dataset ?? {}
  return written(house, quality, { kind: 'dataset', body })
}

async function standing(kind: string, id: string) {
  return withOrganisation(house.database, quality.organisation, async (client) => ({
    record: accepted(await findRecord(client, quality.organisation, { kind, id })).record,
    links: await findLinks(client, quality.organisation, id),
  }))
}

/** A step of the life as a signature would take it; refused where the house hinders it. */
async function act(kind: string, id: string, action: string) {
  const { record, links } = await standing(kind, id)
  const own = kindByName(kind)
  if (!own) throw new Error(`no kind ${kind}`)
  const subject = { kind: own, record }
  const hindrance = await house.hindrances(house, quality.organisation, { subject, action })
  if (hindrance) return { ok: false as const, refusal: hindrance }
  const meaning = own.life.actions[action]?.signs
  const signature = meaning && {
    meaning,
    method: 'password' as const,
    statement: { ko: '승인', en: 'Approval' },
    signedDigest: 'ab'.repeat(32),
    signedVersion: record.version,
    canonical: '{}',
    assertion: null,
  }
  const actor = person(house.organisation, '박승인', 'management', 'quality')
  const decided = decideAction(
    subject,
    { action, version: record.version, links, signature },
    { actor: { ...actor, id: 'user-approver' }, at: house.now() },
  )
  if (!decided.ok) return decided
  return house.committer.commit({ organisation: quality.organisation, decisions: [decided.value] })
}

async function approved(told: readonly Told[], claim = {}): Promise<StoredRecord> {
  const record = await draft()
  accepted(await submit(record.id, told, claim))
  accepted(await act('dataset', record.id, 'submit'))
  accepted(await act('dataset', record.id, 'approve'))
  return (await standing('dataset', record.id)).record
}

test('a manifest fills what was counted on the site: hash, items, subjects, splits, leak check', async () => {
  const { id } = await draft()
  const bytes = bytesOf(items)
  const sent = accepted(await takeInManifest(house, quality, { id, name: 'd.jsonl', bytes }))
  expect(sent).toMatchObject({
    into: 'draft',
    known: false,
    changes: null,
    manifest: { items: 3, subjects: 3 },
  })
  const { record } = await standing('dataset', id)
  expect(record.body).toMatchObject({
    contentSha256: hash('sha256', bytes, 'hex'),
    items: 3,
    subjects: 3,
    leakCheck: 'subjects-and-items',
    splits: [
      { part: 'testing', subjects: 1, items: 1 },
      { part: 'training', subjects: 2, items: 2 },
    ],
  })
  expect(accepted(await submit(id, items))).toMatchObject({ known: true })
})

test('a manifest with a patient in two splits is refused with how many, and nothing of it is kept', async () => {
  const { id } = await draft()
  const files = () => rowsOf(house, quality.organisation, 'select 1 from file')
  const before = (await files()).length
  const answer = await submit(id, [...items, { name: 'd', content: '4', subject: 's1', split: 'testing' }])
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  expect(JSON.stringify(answer)).toContain('1 subject in more than one split')
  expect(JSON.stringify(answer)).toContain(pseudonymOf('s1'))
  expect((await files()).length).toBe(before)
})

test('a manifest whose root is not that of its items is refused', async () => {
  const { id } = await draft()
  expect(await submit(id, items, { root: '0'.repeat(64) })).toMatchObject({
    ok: false,
    refusal: { because: { en: expect.stringContaining('root') } },
  })
})

test('a manifest that claims ten million items, or is no manifest, is refused', async () => {
  const { id } = await draft()
  for (const bytes of [
    bytesOf(items, { items: 10_000_000 }),
    Buffer.from('a,b\n1,2\n'),
    Buffer.from([0xff, 0x0a]),
  ])
    expect((await takeInManifest(house, quality, { id, name: 'd.bin', bytes })).ok).toBe(false)
})

test('whoever types another number of items after the manifest cannot submit the dataset', async () => {
  const { id } = await draft()
  accepted(await submit(id, items))
  const { record } = await standing('dataset', id)
  const kind = kindByName('dataset')
  if (!kind) throw new Error('datasets are a kind')
  const lying = { ...record, body: { ...record.body, items: 4 } }
  const asked = { subject: { kind, record: lying }, action: 'submit' }
  expect(await house.hindrances(house, quality.organisation, asked)).toMatchObject({ code: 'conflict' })
})

test('an approved dataset that was altered is told by a check, until a nonconformity explains it', async () => {
  const { id } = await approved(items)
  const altered = items.map((item) =>
    item.name === 'a' ? { ...item, content: 'poisoned', label: 'y' } : item,
  )
  expect(accepted(await submit(id, items))).toMatchObject({ into: 'check' })
  const sent = accepted(await submit(id, altered))
  expect(sent).toMatchObject({ into: 'check', changes: { counts: { altered: 1, relabelled: 1 } } })
  const passport = async () => accepted(await readDatasetPassport(house, quality.organisation, id))
  expect(await passport()).toMatchObject({
    alterations: [{ check: { id: sent.record.id }, changed: 2, explainedBy: [], isAdopted: false }],
    history: [{ check: { id: sent.record.id } }, {}, { isFirst: true, check: null }],
  })
  const body: Body = {
    name: '학습데이터 변경',
    area: 'data',
    description: '한 건의 내용과 라벨이 바뀌었다.',
    foundOn: '2026-11-21',
    datasetChecks: [sent.record.id],
  }
  const explaining = await written(house, quality, { kind: 'nonconformity', body })
  expect(await passport()).toMatchObject({ alterations: [{ explainedBy: [{ id: explaining.id }] }] })
})

test('an alteration is adopted once a revision with that very manifest is approved', async () => {
  const { id } = await approved(items)
  const more = [...items, { name: 'd', content: '4', subject: 's4', split: 'testing', label: 'x' }]
  accepted(await submit(id, more))
  const revise = await standing('dataset', id)
  const kind = kindByName('dataset')
  if (!kind) throw new Error('datasets are a kind')
  const revised = accepted(
    decideAction(
      { kind, record: revise.record },
      { action: 'revise', version: revise.record.version, links: revise.links },
      { actor: quality, at: house.now(), reason: '자료 추가' },
    ),
  )
  accepted(await house.committer.commit({ organisation: quality.organisation, decisions: [revised] }))
  expect(accepted(await submit(id, more))).toMatchObject({ into: 'draft', changes: { counts: { added: 1 } } })
  accepted(await act('dataset', id, 'submit'))
  accepted(await act('dataset', id, 'approve'))
  const passport = accepted(await readDatasetPassport(house, quality.organisation, id))
  expect(passport.alterations).toMatchObject([{ isAdopted: true }])
})

test('a check under another key cannot be compared and is refused', async () => {
  const { id } = await approved(items)
  expect(await submit(id, items, { key: pseudonymOf('other') })).toMatchObject({
    ok: false,
    refusal: { because: { en: expect.stringContaining('another key') } },
  })
})

async function planOn(fitted: string, tested: string): Promise<string> {
  const owner = await written(house, quality, {
    kind: 'person',
    body: { name: { ko: '김책임', en: 'Kim' }, engagement: 'employee' },
  })
  const aiSystem = await written(house, quality, {
    kind: 'ai-system',
    body: {
      name: { ko: '시험', en: 'Test' },
      use: 'device',
      roles: ['developer'],
      purpose: { ko: '시험', en: 'Test' },
      owner: owner.id,
    },
  })
  const model = await written(house, quality, {
    kind: 'model-version',
    body: { name: '모델', version: '1', aiSystem: aiSystem.id, output: 'score', trainedOn: [fitted] },
  })
  const plan = await written(house, quality, {
    kind: 'evaluation',
    body: {
      name: '평가',
      modelVersion: model.id,
      dataset: tested,
      purpose: 'standalone',
      question: '충족하는가.',
      method: '윌슨',
      plannedSize: 3,
      independence: '다른 병원',
      operatingPoint: '0.5',
      acceptanceCriteria: [{ metric: 'AUROC', judgedBy: 'lower', comparison: 'at-least', limit: '0.9' }],
    },
  })
  return plan.id
}

test('a plan is not signed whose test data hold a patient the model learned from', async () => {
  const fitted = await approved([{ name: 'p', content: '1', subject: 's1' }])
  const tested = await approved([
    { name: 'q', content: '8', subject: 's1' },
    { name: 'r', content: '9', subject: 's9' },
  ])
  const answer = await act('evaluation', await planOn(fitted.id, tested.id), 'sign-plan')
  expect(answer).toMatchObject({
    ok: false,
    refusal: { because: { en: expect.stringContaining('subjects 1, identical items 0') } },
  })
})

test('a plan is signed whose test data share nothing with what the model learned from', async () => {
  const fitted = await approved([{ name: 'p', content: '1', subject: 's1' }])
  const tested = await approved([{ name: 'q', content: '8', subject: 's8' }])
  accepted(await act('evaluation', await planOn(fitted.id, tested.id), 'sign-plan'))
})

test('where keys differ the passport says that nothing can be compared, not that nothing is shared', async () => {
  const fitted = await approved([{ name: 'p', content: '1', subject: 's1' }], { key: pseudonymOf('other') })
  const tested = await approved([{ name: 'q', content: '1', subject: 's1' }])
  await planOn(fitted.id, tested.id)
  const passport = accepted(await readDatasetPassport(house, quality.organisation, tested.id))
  expect(passport.evaluations).toMatchObject([{ against: [{ overlap: { comparable: false } }] }])
})

test('an auditor cannot submit a manifest', async () => {
  const { id } = await draft()
  const auditor = person(house.organisation, '심사원', 'auditor')
  const answer = await takeInManifest(house, auditor, { id, name: 'd.jsonl', bytes: bytesOf(items) })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
})

test('a manifest of many thousand lines, read beside the event loop, gives what a small one gives', async () => {
  const { id } = await draft()
  const many = Array.from({ length: 3000 }, (_, n) => ({
    name: `n${n}`,
    content: `c${n}`,
    subject: `s${n % 50}`,
  }))
  expect(accepted(await submit(id, many))).toMatchObject({ manifest: { items: 3000, subjects: 50 } })
  const fewer = many.slice(1)
  expect(accepted(await submit(id, fewer))).toMatchObject({ changes: { counts: { removed: 1 } } })
})
