import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import catalogue from './duties.json' with { type: 'json' }
import { duties, dutiesVersion, dutyById, readDuties } from './duties.ts'
import { eventNames } from './events.ts'

test('the catalogue holds 64 duties, each found by its id', () => {
  expect(duties).toHaveLength(64)
  for (const duty of duties) expect(dutyById(duty.id)).toBe(duty)
  expect(dutyById('kr-nothing')).toBeUndefined()
})

test('a changed catalogue carries a new version', () => {
  const digest = createHash('sha256').update(JSON.stringify(catalogue)).digest('hex').slice(0, 16)
  // When this fails: give `dutiesVersion` a new date and write the new pair here.
  expect([dutiesVersion, digest]).toEqual(['2026-11-21', '36acdbbd6eecb6f4'])
})

test('an event in the table starts at least one duty, and every event a duty names is in the table', () => {
  const named = new Set(duties.flatMap((duty) => duty.events))
  expect([...named].sort()).toEqual([...eventNames].sort())
})

test.each([
  ['a text instead of a list', 'duties'],
  ['an empty list', []],
  ['a duty without Korean words', [{ ...catalogue[0], title: { en: 'Report' } }]],
  ['a duty with an empty text', [{ ...catalogue[0], title: { ko: '', en: 'Report' } }]],
  ['an unknown field', [{ ...catalogue[0], extra: 1 }]],
  ['an unknown condition', [{ ...catalogue[0], appliesWhen: { planet: ['earth'] } }]],
  ['an unknown unit', [{ ...catalogue[0], limit: { amount: 7, unit: 'week' } }]],
  ['a negative amount', [{ ...catalogue[0], limit: { amount: -7, unit: 'day' } }]],
  ['half a day', [{ ...catalogue[0], limit: { amount: 0.5, unit: 'day' } }]],
  ['seven times immediately', [{ ...catalogue[0], limit: { amount: 7, unit: 'immediate' } }]],
  ['zero days', [{ ...catalogue[0], limit: { amount: 0, unit: 'day' } }]],
  ['an unknown event', [{ ...catalogue[0], events: ['eclipse'] }]],
  ['an event named like a method', [{ ...catalogue[0], events: ['toString'] }]],
  ['a date that does not exist', [{ ...catalogue[0], inForceFrom: '2026-02-30' }]],
  [
    'hours counted backwards',
    [{ ...catalogue[0], startsAt: 'beforeExpiry', limit: { amount: 24, unit: 'hour' } }],
  ],
])('the loader refuses %s', (_name, input) => {
  const read = readDuties(input)
  expect(!read.ok && read.refusal.code).toBe('invalid')
  expect(!read.ok && read.refusal.more?.length).toBeGreaterThan(0)
})

test('the loader refuses an id given twice and names it', () => {
  const read = readDuties([catalogue[0], catalogue[0]])
  expect(!read.ok && read.refusal.field).toBe('kr-ae-death')
})
