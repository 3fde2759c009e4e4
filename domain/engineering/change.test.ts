import { expect, test } from 'vitest'
import { examples } from '../../test/examples/engineering.ts'
import { edited, opened, refused, stepped, walked, wanted } from '../../test/examples/walk.ts'
import { change } from './change.ts'

const example = examples.change ?? {}
const major = { ...example, krDecision: 'major', causeOn: '2026-05-04', implementedOn: undefined }

test('a change is made only after its approval, and completed only after it was verified', () => {
  const plan = { ...example, implementedOn: undefined, result: undefined }
  const approved = walked(change, opened(change, plan), 'submit', 'approve')
  expect(refused(stepped(change, approved, 'ask-check')).because.en).toMatch(/day it was made/)
  const made = wanted(edited(change, approved, { implementedOn: '2026-05-20', result: '이상 없음' })).after
  expect(walked(change, made, 'ask-check', 'close').state).toBe('closed')
})

test('the decision on significance cannot be changed after approval', () => {
  const approved = walked(change, opened(change, example), 'submit', 'approve')
  expect(refused(edited(change, approved, { krDecision: 'none' })).field).toBe('body.krDecision')
})

test('a reportable change is not submitted without the day its cause arose', () => {
  const record = opened(change, { ...major, causeOn: undefined })
  expect(refused(stepped(change, record, 'submit')).because.en).toMatch(/cause arose/)
})

test('a major change starts its 30 days at approval, from the day its cause arose', () => {
  const submitted = walked(change, opened(change, major), 'submit')
  const { clocks } = wanted(stepped(change, submitted, 'approve'))
  expect(clocks.start).toEqual([{ duty: 'kr-change-major', startedAt: '2026-05-04T03:00:00.000Z' }])
})

test('a change inside the plan starts no clock', () => {
  const submitted = walked(change, opened(change, example), 'submit')
  expect(wanted(stepped(change, submitted, 'approve')).clocks).toEqual({ start: [], stop: [] })
})

test('the filing stops the clock once, and a later edit does not stop it again', () => {
  const approved = walked(change, opened(change, major), 'submit', 'approve')
  const filed = wanted(edited(change, approved, { filedOn: '2026-05-30' }))
  expect(filed.clocks.stop).toEqual([{ duty: 'kr-change-major', stoppedAt: '2026-05-30T03:00:00.000Z' }])
  expect(wanted(edited(change, filed.after, { filing: '제2026-118호' })).clocks.stop).toEqual([])
})

test('a major change is not called done without the number of its approval', () => {
  const approved = walked(change, opened(change, major), 'submit', 'approve')
  const made = wanted(edited(change, approved, { implementedOn: '2026-07-01' })).after
  expect(refused(stepped(change, made, 'ask-check')).because.en).toMatch(/give the number/)
})
