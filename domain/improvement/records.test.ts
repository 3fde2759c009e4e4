import { expect, test } from 'vitest'
import { examples } from '../../test/examples/improvement.ts'
import { edited, opened, refused, stepped, walked, wanted } from '../../test/examples/walk.ts'
import { parseBody } from '../parse.ts'
import { correctiveAction } from './corrective-action.ts'
import { nonconformity } from './nonconformity.ts'

const found = examples.nonconformity ?? {}
const whole = examples['corrective-action'] ?? {}
const { effect, effectFindings, effectCheckedOn, ...plan } = whole
const result = { effect, effectFindings, effectCheckedOn }
const working = () => walked(correctiveAction, opened(correctiveAction, plan), 'start')

test('the criteria of effect stand and are sealed before the effect is checked', () => {
  expect(refused(stepped(correctiveAction, opened(correctiveAction, whole), 'start')).because.en).toMatch(
    /before the effect/,
  )
  expect(refused(edited(correctiveAction, working(), { effectCriteria: '느낌상 나아짐' })).field).toBe(
    'body.effectCriteria',
  )
})

test('an action without effect cannot be closed, and the search for the cause begins again', () => {
  const failed = wanted(edited(correctiveAction, working(), { ...result, effect: 'not-effective' })).after
  const checking = walked(correctiveAction, failed, 'ask-check')
  expect(refused(stepped(correctiveAction, checking, 'close')).because.en).toMatch(/cannot be closed/)
  expect(walked(correctiveAction, checking, 'send-back', 'plan-again').state).toBe('open')
})

test('an effective action is closed by another than its author', () => {
  const done = wanted(edited(correctiveAction, working(), result)).after
  expect(walked(correctiveAction, done, 'ask-check', 'close').state).toBe('closed')
})

test('the day it was opened cannot be moved, and nothing is done before it', () => {
  const record = opened(correctiveAction, plan)
  expect(refused(edited(correctiveAction, record, { awareOn: '2026-11-01' })).field).toBe('body.awareOn')
  const steps = [{ action: '수집', role: '데이터', dueOn: '2026-12-01', doneOn: '2026-10-06' }]
  expect(refused(parseBody(correctiveAction, { ...plan, steps })).because.en).toMatch(/Row 1/)
})

test('a concession needs its justification and the one who allowed it', () => {
  const record = (change: object) =>
    walked(nonconformity, opened(nonconformity, { ...found, ...change }), 'start')
  const concession = { disposition: 'concession', concessionFit: '사용목적과 안전에 영향 없음' }
  expect(refused(stepped(nonconformity, record(concession), 'ask-check')).because.en).toMatch(/who allowed/)
  const allowed = record({ ...concession, concessionBy: found.owner })
  expect(walked(nonconformity, allowed, 'ask-check').state).toBe('checking')
})

test('rework is verified again, and delivered product is judged for its effect', () => {
  const record = (change: object) =>
    walked(nonconformity, opened(nonconformity, { ...found, ...change }), 'start')
  expect(refused(stepped(nonconformity, record({ disposition: 'rework' }), 'ask-check')).because.en).toMatch(
    /re-verif/,
  )
  expect(refused(stepped(nonconformity, record({ area: 'after-delivery' }), 'ask-check')).because.en).toMatch(
    /delivered/,
  )
})
