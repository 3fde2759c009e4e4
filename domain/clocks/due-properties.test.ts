import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarKorea } from './calendar-korea.ts'
import { dateOf, dayFrom, weekdayOf } from './day.ts'
import { type Counting, dueAt } from './due.ts'
import type { Limit } from './duties.ts'
import { calendars, rulesEurope, rulesKorea, rulesUnitedStates } from './rules.ts'
import { localOf, startOfDay } from './zone.ts'

const korea = (rule: keyof typeof rulesKorea): Counting => ({
  rule: rulesKorea[rule],
  calendar: calendars.KR,
})
const europe = (rule: keyof typeof rulesEurope): Counting => ({
  rule: rulesEurope[rule],
  calendar: calendars.EU,
})
const states = (rule: keyof typeof rulesUnitedStates): Counting => ({
  rule: rulesUnitedStates[rule],
  calendar: calendars.US,
})

const days = (amount: number): Limit => ({ amount, unit: 'day' })
const months = (amount: number): Limit => ({ amount, unit: 'month' })
const hours = (amount: number): Limit => ({ amount, unit: 'hour' })

const second = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2030, 5, 1) / 1000 })
  .map((value) => value * 1000)
const midnight = fc
  .integer({ min: dayFrom(2024, 1, 1), max: dayFrom(2030, 6, 1) })
  .chain((day) => fc.constantFrom(startOfDay('Asia/Seoul', day), startOfDay('Asia/Seoul', day) - 1000))
const start = fc.oneof(second, midnight)

const forwards: readonly Counting[] = [
  ...(['day', 'month', 'hour', 'businessDay', 'authority', 'burden'] as const).map(korea),
  ...(['day', 'month', 'hour', 'businessDay'] as const).map(europe),
  ...(['day', 'month', 'hour', 'businessDay'] as const).map(states),
]
const limit = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom('hour', 'day', 'businessDay', 'month'),
})

function endOf(of: Limit, at: number, counting: Counting): number {
  const found = dueAt(of, at, counting)
  if (found.kind === 'atOnce') throw new Error('a limit with a number has an end')
  return found.at
}

test('a limit is never due before it starts', () => {
  fc.assert(
    fc.property(limit, start, fc.constantFrom(...forwards), (of, at, counting) => {
      expect(endOf(of, at, counting)).toBeGreaterThanOrEqual(at)
    }),
    { numRuns: 1000 },
  )
})

test('who starts later is never due earlier', () => {
  fc.assert(
    fc.property(limit, start, start, fc.constantFrom(...forwards), (of, one, other, counting) => {
      const early = Math.min(one, other)
      const late = Math.max(one, other)
      expect(endOf(of, early, counting)).toBeLessThanOrEqual(endOf(of, late, counting))
    }),
    { numRuns: 2000 },
  )
})

test('one second later is never due earlier, around every midnight', () => {
  fc.assert(
    fc.property(limit, midnight, fc.constantFrom(...forwards), (of, at, counting) => {
      expect(endOf(of, at, counting)).toBeLessThanOrEqual(endOf(of, at + 1000, counting))
    }),
    { numRuns: 1000 },
  )
})

test('a longer limit is never due earlier', () => {
  fc.assert(
    fc.property(limit, start, fc.constantFrom(...forwards), (of, at, counting) => {
      const longer = { ...of, amount: of.amount + 1 }
      expect(endOf(of, at, counting)).toBeLessThanOrEqual(endOf(longer, at, counting))
    }),
    { numRuns: 1000 },
  )
})

test('a Korean period of days or months never ends on a Saturday, a Sunday or a holiday', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('day', 'month'),
      fc.integer({ min: 1, max: 60 }),
      start,
      (unit, amount, at) => {
        const end = localOf('Asia/Seoul', endOf({ amount, unit }, at, korea(unit))).day
        expect([0, 6]).not.toContain(weekdayOf(end))
        expect(calendarKorea.holidayOn(end)).toBeUndefined()
      },
    ),
    { numRuns: 1000 },
  )
})

test('between the first counted day and the end of N Korean days lie N days or a block of days off more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), start, (amount, at) => {
      const { day, passed } = localOf('Asia/Seoul', at)
      const plain = day + amount - (passed === 0 ? 1 : 0)
      const end = localOf('Asia/Seoul', endOf(days(amount), at, korea('day'))).day
      expect(end).toBeGreaterThanOrEqual(plain)
      for (let off = plain; off < end; off += 1) expect(calendarKorea.isWorkingDay(off)).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test('hours are exact whatever day it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1200 }), start, (amount, at) => {
      expect(endOf(hours(amount), at, korea('hour')) - at).toBe(amount * 3_600_000)
    }),
  )
})

test('a month never skips a month: the last day by count lies in that month or is its last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), start, (amount, at) => {
      const from = dateOf(localOf('Europe/Brussels', at).day)
      const end = dateOf(localOf('Europe/Brussels', endOf(months(amount), at, europe('month'))).day)
      expect(end.year * 12 + end.month).toBe(from.year * 12 + from.month + amount)
    }),
  )
})

test('milliseconds never change a due date', () => {
  fc.assert(
    fc.property(limit, start, fc.integer({ min: 0, max: 999 }), (of, at, milliseconds) => {
      expect(endOf(of, at + milliseconds, korea('day'))).toBe(endOf(of, at, korea('day')))
    }),
  )
})
