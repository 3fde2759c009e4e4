import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesInForce, type KeptVersion } from '../in-force.ts'
import { register } from '../lives.ts'
import { say } from '../words.ts'
import { type GroundChange, stalenessOf } from './impact-staleness.ts'

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`
const change = (day: number): GroundChange => ({
  ground: 'site',
  record: { id: 'x', kind: 'site', number: 'SIT-1', title: 'x', version: 1 },
  field: null,
  at: at(day),
  what: say('새 사용처', 'New site'),
})

test('an assessment goes stale by what changed after its approval, and says since when', () => {
  expect(stalenessOf(at(10), [change(9), change(12), change(11)])).toMatchObject({
    state: 'stale',
    staleSince: at(11),
    changes: [change(11), change(12)],
  })
})

test('what changed before or at the very approval was known to it', () => {
  expect(stalenessOf(at(10), [change(9), change(10)]).state).toBe('current')
  expect(stalenessOf(at(10), []).state).toBe('current')
})

test('what was never approved is neither current nor stale', () => {
  expect(stalenessOf(null, [change(9)]).state).toBe('not-approved')
})

test('only a newer approval clears it, and any newer approval does', () => {
  const days = fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 28 }), (changed, approved) => {
      const changes = changed.map(change)
      expect(stalenessOf(at(approved), changes).state === 'stale').toBe(Math.max(...changed) > approved)
    }),
  )
})

const version = (
  ...[n, state, approvedVersion, purpose]: [number, string, number | null, string]
): KeptVersion => ({
  version: n,
  state,
  approvedVersion,
  at: at(n),
  body: { purpose },
})

test('a confirmed purpose changes when its change is confirmed, not while it is drafted', () => {
  const versions = [
    version(1, 'active', null, 'a'),
    version(2, 'confirmed', 2, 'a'),
    version(3, 'active', 2, 'a'),
    version(4, 'active', 2, 'b'),
    version(5, 'confirmed', 5, 'b'),
  ]
  expect(changesInForce(register, versions, ['purpose']).map(({ at: when }) => when)).toEqual([at(1), at(5)])
})

test('a purpose changed and changed back before it was confirmed has not changed', () => {
  const versions = [
    version(1, 'confirmed', 1, 'a'),
    version(2, 'active', 1, 'b'),
    version(3, 'active', 1, 'a'),
    version(4, 'confirmed', 4, 'a'),
  ]
  expect(changesInForce(register, versions, ['purpose'])).toHaveLength(1)
})
