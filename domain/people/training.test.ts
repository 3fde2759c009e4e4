import { expect, test } from 'vitest'
import { examples } from '../../test/examples/people.ts'
import { parseBody } from '../parse.ts'
import { training } from './training.ts'

const body = examples.training ?? {}
const view = (change: object, today = '2026-05-12') => ({
  body: { ...body, ...change },
  links: { out: [], in: [] },
  today,
})
const refusals = (action: string, change: object, today?: string) =>
  (training.life.actions[action]?.guards ?? []).map((guard) => guard(view(change, today))).filter(Boolean)

test('training may be marked as held on its day, and not the day before', () => {
  expect(refusals('hold', {}, '2026-05-11')).toHaveLength(1)
  expect(refusals('hold', {}, '2026-05-12')).toEqual([])
})

test('a statutory course without its certificate does not count as held', () => {
  expect(refusals('hold', { evidence: undefined })).toHaveLength(1)
  expect(refusals('hold', { evidence: undefined, trainingType: 'reading' })).toEqual([])
})

test('training without effect cannot be confirmed as effective', () => {
  expect(refusals('confirm-effect', { effect: 'not-effective' })).toHaveLength(1)
  expect(refusals('confirm-effect', { effect: undefined })).toHaveLength(1)
  expect(refusals('confirm-effect', {})).toEqual([])
})

test('the effect is checked on the day of the training or after it', () => {
  expect(parseBody(training, { ...body, effectCheckedOn: '2026-05-12' })).toMatchObject({ ok: true })
  expect(parseBody(training, { ...body, effectCheckedOn: '2026-05-11' })).toMatchObject({
    ok: false,
    refusal: { field: 'body.effectCheckedOn' },
  })
})
