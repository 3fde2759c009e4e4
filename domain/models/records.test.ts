import { expect, test } from 'vitest'
import { examples } from '../../test/examples/models.ts'
import {
  edited,
  link,
  opened,
  refused,
  stepped,
  steppedWith,
  walked,
  wanted,
} from '../../test/examples/walk.ts'
import { type Kind, missingFields } from '../kind.ts'
import { parseBody } from '../parse.ts'
import { aiSystem } from './ai-system.ts'
import { dataset } from './dataset.ts'
import { evaluation } from './evaluation.ts'
import { impactAssessment } from './impact-assessment.ts'
import { modelVersion } from './model-version.ts'

const body = (kind: Kind) => examples[kind.name] ?? {}

test.each([aiSystem, dataset, modelVersion, evaluation, impactAssessment])(
  'the example of $name is accepted and complete',
  (kind) => {
    const parsed = parseBody(kind, body(kind))
    expect(parsed.ok ? missingFields(kind, parsed.value) : parsed.refusal).toEqual([])
  },
)

const resultFields = [
  'predictions',
  'executedOn',
  'evaluator',
  'results',
  'deviations',
  'verdict',
  'conclusion',
  'resultDigest',
  'gapsFound',
]
const planOnly = Object.fromEntries(
  Object.entries(body(evaluation)).filter(([name]) => !resultFields.includes(name)),
)
const results = Object.fromEntries(resultFields.map((name) => [name, body(evaluation)[name]]))

test('acceptance criteria cannot be changed once the plan is signed', () => {
  const signed = walked(evaluation, opened(evaluation, planOnly), 'sign-plan')
  const softer = [{ metric: '민감도', judgedBy: 'estimate', comparison: 'at-least', limit: '0.5' }]
  expect(refused(edited(evaluation, signed, { acceptanceCriteria: softer })).field).toBe(
    'body.acceptanceCriteria',
  )
  expect(refused(edited(evaluation, signed, { dataset: undefined })).field).toBe('body.dataset')
})

test('what the statistics rest on cannot be changed once the plan is signed', () => {
  const signed = walked(evaluation, opened(evaluation, planOnly), 'sign-plan')
  const changes = {
    task: 'multi-class',
    operatingPoint: '0.1',
    operatingPoints: [{ name: 'x', threshold: '0.1' }],
    classes: [{ code: 'a' }],
    confidenceLevel: '0.8',
    intervalMethod: 'wilson',
    minimumCases: 1,
    strata: [{ column: 'sex' }],
    multiplicity: 'fixed-sequence',
    comparisons: [{ against: 'previous', measure: 'auroc', hypothesis: 'superiority' }],
    alpha: '0.2',
    plannedUpdates: 1,
  }
  for (const [name, value] of Object.entries(changes)) {
    expect(refused(edited(evaluation, signed, { [name]: value })).field).toBe(`body.${name}`)
  }
})

test('a plan that names a task is signed only when it can be read', () => {
  const unread = { ...planOnly, task: 'multi-class' }
  const record = opened(evaluation, unread)
  expect(refused(stepped(evaluation, record, 'sign-plan')).because.en).toMatch(/two classes or more/)
})

test('a comparison of an update is signed only when it names the version it compares with', () => {
  const row = { against: 'previous', measure: 'auroc', hypothesis: 'non-inferiority', margin: '0.05' }
  const unnamed = { ...planOnly, purpose: 'update', comparisons: [row], previousModel: undefined }
  const because = (change: object) =>
    refused(stepped(evaluation, opened(evaluation, { ...unnamed, ...change }), 'sign-plan')).because.en
  expect(because({})).toMatch(/version before/)
  expect(because({ comparisons: [{ ...row, against: 'cleared' }] })).toMatch(/first cleared/)
})

test('a plan with results in it cannot be signed, since its criteria may have been chosen after them', () => {
  const record = opened(evaluation, body(evaluation))
  expect(refused(stepped(evaluation, record, 'sign-plan')).because.en).toMatch(/before results are seen/)
})

test('a plan is changed with a reason until results are in, and never after', () => {
  const signed = walked(evaluation, opened(evaluation, planOnly), 'sign-plan')
  expect(walked(evaluation, signed, 'reopen-plan').state).toBe('planning')
  const withResults = wanted(edited(evaluation, signed, results)).after
  expect(refused(stepped(evaluation, withResults, 'reopen-plan')).because.en).toMatch(/open a new one/)
})

test('an evaluation is approved by another than who entered its results', () => {
  const signed = walked(evaluation, opened(evaluation, planOnly), 'sign-plan')
  const submitted = walked(evaluation, wanted(edited(evaluation, signed, results)).after, 'submit')
  const own = steppedWith(evaluation, submitted, { action: 'approve', by: { ...authorOf(submitted) } })
  expect(refused(own).code).toBe('not-allowed')
  expect(walked(evaluation, submitted, 'approve').state).toBe('approved')
})

function authorOf(record: { authorId: string; authorName: string }) {
  return {
    id: record.authorId,
    name: record.authorName,
    kind: 'human',
    roles: ['quality'],
    organisation: 'maek',
  } as const
}

test('a verdict “met” is refused where one result misses its criterion', () => {
  const missed = [
    { metric: '민감도', estimate: '0.7', lower: '0.6', upper: '0.8', method: '윌슨', n: 50, met: false },
  ]
  expect(refused(parseBody(evaluation, { ...body(evaluation), results: missed })).field).toBe('body.verdict')
})

test('an estimate outside its own interval is refused with its row', () => {
  const crossed = [{ metric: '민감도', estimate: '0.9', lower: '0.6', upper: '0.8', method: '윌슨', n: 50 }]
  expect(refused(parseBody(evaluation, { ...body(evaluation), results: crossed })).because.en).toMatch(
    /Row 1/,
  )
})

test('a model is approved only after the datasets that made it', () => {
  const submitted = walked(modelVersion, opened(modelVersion, body(modelVersion)), 'submit')
  const draft = link('trainedOn', 'dataset')
  expect(refused(steppedWith(modelVersion, submitted, { action: 'approve', out: [draft] })).code).toBe(
    'conflict',
  )
  const approved = link('trainedOn', 'dataset', { approved: true })
  expect(
    wanted(steppedWith(modelVersion, submitted, { action: 'approve', out: [approved] })).after.state,
  ).toBe('approved')
})

test('a model that decides is not submitted without its operating point', () => {
  const record = opened(modelVersion, { ...body(modelVersion), operatingPoint: undefined })
  expect(refused(stepped(modelVersion, record, 'submit')).because.en).toMatch(/operating point/)
  const score = opened(modelVersion, { ...body(modelVersion), operatingPoint: undefined, output: 'score' })
  expect(walked(modelVersion, score, 'submit').state).toBe('in-review')
})

test('a dataset with an ethics approval is not submitted without its number', () => {
  const record = opened(dataset, { ...body(dataset), irbNumber: undefined })
  expect(refused(stepped(dataset, record, 'submit')).because.en).toMatch(/IRB/)
  const notNeeded = opened(dataset, { ...body(dataset), irbNumber: undefined, ethics: 'not-needed' })
  expect(walked(dataset, notNeeded, 'submit').state).toBe('in-review')
})

test('a shortened commit and a hash in capitals are refused', () => {
  expect(parseBody(modelVersion, { ...body(modelVersion), codeCommit: '3d3d3d3' }).ok).toBe(false)
  expect(parseBody(modelVersion, { ...body(modelVersion), weightsSha256: '2C'.repeat(32) }).ok).toBe(false)
})
