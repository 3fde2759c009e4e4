import { expect, test } from 'vitest'
import { examples } from '../../test/examples/vulnerabilities.ts'
import { edited, opened, refused, walked, wanted } from '../../test/examples/walk.ts'
import type { Body } from '../kind.ts'
import { parseBody } from '../parse.ts'
import { vulnerabilityCase as kind } from './vulnerability-case.ts'

const example: Body = examples['vulnerability-case'] ?? {}
const fieldOf = (changes: Body) => refused(parseBody(kind, { ...example, ...changes })).field

test('a score that does not follow from the vector is refused, and the right one is named', () => {
  const refusal = refused(parseBody(kind, { ...example, deviceScore: '9.9' }))
  expect(refusal).toMatchObject({ field: 'body.deviceScore' })
  expect(refusal.because.en).toContain('6.1')
})

test('a score without a vector is refused', () => {
  expect(fieldOf({ deviceVector: undefined, rubric: undefined })).toBe('body.deviceScore')
})

test('a vector that does not follow from the answers is refused', () => {
  expect(fieldOf({ deviceVector: 'CVSS:3.0/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N', deviceScore: '0.0' })).toBe(
    'body.deviceVector',
  )
})

test('a vector beside an unfinished rubric is refused', () => {
  expect(fieldOf({ rubric: [{ question: 'XAVN', answer: 'no' }] })).toBe('body.deviceVector')
})

test.for(['CVSS:3.0/AV:N', 'nonsense', 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N/AV:N'])(
  'the broken vector %s is refused',
  (deviceVector) => {
    expect(fieldOf({ rubric: undefined, deviceVector, deviceScore: undefined })).toBe('body.deviceVector')
  },
)

test('answers that do not belong to their question are refused', () => {
  const answer = (question: string, value: string) => ({ question, answer: value })
  expect(fieldOf({ rubric: [answer('XAVN', 'high')] })).toBe('body.rubric')
  expect(fieldOf({ rubric: [answer('XAVN', 'no'), answer('XAVN', 'yes')] })).toBe('body.rubric')
  expect(fieldOf({ ssvc: [{ point: 'automatable', value: 'total' }] })).toBe('body.ssvc')
})

test('a priority SSVC does not give is refused, complete or not', () => {
  expect(fieldOf({ ssvcPriority: 'defer' })).toBe('body.ssvcPriority')
  expect(fieldOf({ ssvc: [{ point: 'automatable', value: 'no' }] })).toBe('body.ssvcPriority')
})

test('left empty, vector, score and priority are filled in from the answers', () => {
  const { deviceVector: _v, deviceScore: _s, ssvcPriority: _p, ...answers } = example
  expect(opened(kind, answers).body).toMatchObject({
    deviceVector: example.deviceVector,
    deviceScore: example.deviceScore,
    ssvcPriority: 'scheduled',
  })
})

test('an unfinished rubric keeps its answers and makes up no vector', () => {
  const { deviceVector: _v, deviceScore: _s, ...rest } = example
  const body = opened(kind, { ...rest, rubric: [{ question: 'XAVN', answer: 'no' }] }).body
  expect(body).not.toHaveProperty('deviceVector')
  expect(body).not.toHaveProperty('deviceScore')
})

test('once the remedy is decided the answers are fixed with what follows from them', () => {
  const remedying = walked(kind, opened(kind, example), 'start', 'propose', 'decide')
  const rubric = (Array.isArray(example.rubric) ? example.rubric : []).map((row) =>
    row.question === 'XUI' ? { ...row, answer: 'no' } : row,
  )
  expect(
    refused(edited(kind, remedying, { rubric, deviceVector: undefined, deviceScore: undefined })).field,
  ).toBe('body.rubric')
  expect(wanted(edited(kind, remedying, { remedyResult: 'x' })).after.body.deviceScore).toBe('6.1')
})
