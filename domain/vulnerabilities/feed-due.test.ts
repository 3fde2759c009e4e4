import { expect, test } from 'vitest'
import { feedDue, isSourceStale } from './feed-due.ts'

const now = '2026-11-22T00:00:00.000Z'
const hoursAgo = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString()

test('a source is fetched only where somebody turned it on, and when its hours are over', () => {
  const never = { lastSuccessAt: null, lastTryAt: null, failures: 0 }
  expect(feedDue(never, { isOn: false, everyHours: 1 }, now)).toBe(false)
  expect(feedDue(never, { isOn: true, everyHours: 1 }, now)).toBe(true)
  const tried = (hours: number, failures = 0) => ({
    lastSuccessAt: null,
    lastTryAt: hoursAgo(hours),
    failures,
  })
  const rhythm = { isOn: true, everyHours: 6 }
  expect([5.99, 6, 7].map((hours) => feedDue(tried(hours), rhythm, now))).toEqual([false, true, true])
})

test('after a failure the wait is five minutes, then doubles, and never grows beyond the rhythm', () => {
  const dueAfter = (failures: number, minutes: number) =>
    feedDue(
      { lastSuccessAt: null, lastTryAt: hoursAgo(minutes / 60), failures },
      { isOn: true, everyHours: 6 },
      now,
    )
  expect([dueAfter(1, 4), dueAfter(1, 5), dueAfter(3, 19), dueAfter(3, 20)]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect([dueAfter(60, 359), dueAfter(60, 360)]).toEqual([false, true])
})

test('a clock that was set back does not stop a source for good', () => {
  expect(
    feedDue(
      { lastSuccessAt: null, lastTryAt: hoursAgo(-48), failures: 0 },
      { isOn: true, everyHours: 6 },
      now,
    ),
  ).toBe(true)
})

test('each source grows stale by its own measure; one never taken in is missing and not stale', () => {
  const taken = (hours: number, contentAt: string | null = null) => ({
    lastSuccessAt: hoursAgo(hours),
    contentAt,
  })
  expect(isSourceStale('kev', taken(72), now)).toBe(false)
  expect(isSourceStale('kev', taken(73), now)).toBe(true)
  expect(isSourceStale('osv', taken(73), now)).toBe(false)
  expect(isSourceStale('eol', taken(24 * 46), now)).toBe(true)
  expect(isSourceStale('nvd', { lastSuccessAt: null, contentAt: null }, now)).toBe(false)
})

test('an old edition carried in today is stale today', () => {
  const carried = (days: number) => ({ lastSuccessAt: now, contentAt: hoursAgo(24 * days) })
  expect([21, 22].map((days) => isSourceStale('kev', carried(days), now))).toEqual([false, true])
  expect([120, 121].map((days) => isSourceStale('osv', carried(days), now))).toEqual([false, true])
})
