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
import { parseBody } from '../parse.ts'
import { performanceGap } from './performance-gap.ts'

const example = examples['performance-gap'] ?? {}
const submit = (change: object) =>
  stepped(performanceGap, opened(performanceGap, wholeBody(change)), 'submit')
const wholeBody = (change: object) =>
  Object.fromEntries(Object.entries({ ...example, ...change }).filter(([, value]) => value !== undefined))

test('what was copied from the result cannot be changed afterwards, the decision can', () => {
  const record = opened(performanceGap, example)
  for (const change of [{ difference: '-0.05' }, { group: '고정형' }, { n: 610 }, { pAdjusted: '0.5' }]) {
    expect(refused(edited(performanceGap, record, change)).code).toBe('conflict')
  }
  expect(wanted(edited(performanceGap, record, { decision: 'accept' })).after.body.decision).toBe('accept')
})

test('a restriction is not submitted before users are told in Korean and in English', () => {
  expect(refused(submit({ labelText: undefined })).because.en).toMatch(/Korean and English/)
  expect(refused(submit({ labelText: { ko: '주의', en: '' } })).because.en).toMatch(/Korean and English/)
  expect(submit({}).ok).toBe(true)
  expect(submit({ decision: 'accept', labelText: undefined }).ok).toBe(true)
})

test('a mitigation is not submitted before a corrective action or a change names the gap', () => {
  expect(refused(submit({ decision: 'mitigate' })).because.en).toMatch(/corrective action/)
  const record = opened(performanceGap, wholeBody({ decision: 'mitigate' }))
  const named = { action: 'submit', in: [link('gaps', 'change')] }
  expect(steppedWith(performanceGap, record, named).ok).toBe(true)
})

test('a group with too few cases is not decided without saying how it is looked at again', () => {
  const unknown = {
    finding: 'unknown',
    measure: undefined,
    difference: undefined,
    lower: undefined,
    upper: undefined,
    nextEvidence: undefined,
  }
  expect(refused(submit(unknown)).because.en).toMatch(/looked at again/)
  expect(submit({ ...unknown, nextEvidence: '500건을 더 모은다.' }).ok).toBe(true)
})

test('a decision without hazard or reason is incomplete, and nobody approves their own', () => {
  expect(refused(submit({ hazards: undefined })).code).toBe('invalid')
  expect(refused(submit({ reason: undefined })).code).toBe('invalid')
  const submitted = walked(performanceGap, opened(performanceGap, example), 'submit')
  expect(walked(performanceGap, submitted, 'approve').state).toBe('approved')
})

test('a shown gap without half of its numbers, or with an estimate outside its interval, is refused', () => {
  expect(parseBody(performanceGap, wholeBody({ lower: undefined })).ok).toBe(false)
  expect(parseBody(performanceGap, wholeBody({ upper: '-0.2' })).ok).toBe(false)
  const none = { difference: undefined, lower: undefined, upper: undefined }
  expect(refused(submit(none)).because.en).toMatch(/interval are needed/)
})
