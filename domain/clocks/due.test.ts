import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarKorea } from './calendar-korea.ts'
import { dateOf, dayFrom, weekdayOf } from './day.ts'
import { anchorOf, type Counting, dueAt } from './due.ts'
import { duties, isBefore, type Limit } from './duties.ts'
import { parseInstant } from './instant.ts'
import { calendars, countingFor, rulesEurope, rulesKorea, rulesUnitedStates } from './rules.ts'
import { localOf, startOfDay, wallTime } from './zone.ts'

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

function instant(text: string): number {
  const read = parseInstant(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

/** The wall time, in the zone of the authority, of the last second in time. */
function due(start: string, limit: Limit, counting: Counting): string {
  const found = dueAt(limit, instant(start), counting)
  return found.kind === 'by' ? wallTime(counting.calendar.zone, found.at) : found.kind
}

const days = (amount: number): Limit => ({ amount, unit: 'day' })
const months = (amount: number): Limit => ({ amount, unit: 'month' })
const working = (amount: number): Limit => ({ amount, unit: 'businessDay' })
const hours = (amount: number): Limit => ({ amount, unit: 'hour' })

test.each([
  ['2026-09-18', 7, '2026-09-28', 'Chuseok, a Saturday and a Sunday lie at the end'],
  ['2026-11-21', 15, '2026-12-07', 'the last day is a Sunday'],
  ['2026-12-22', 7, '2026-12-29', 'Christmas inside the period does not matter'],
  ['2027-04-25', 7, '2027-05-04', 'a Sunday, then the substitute for Labour Day'],
  ['2026-07-02', 15, '2026-07-20', 'Constitution Day, then a weekend'],
])('from %s, %i days end on %s: %s', (start, amount, end) => {
  for (const time of ['00:00:01', '10:00:00', '23:59:59']) {
    expect(due(`${start}T${time}+09:00`, days(amount), korea('day'))).toBe(`${end} 23:59:59`)
  }
})

test('24 and 72 hours end at the same clock time, through a holiday block', () => {
  expect(due('2026-09-23T18:30:15+09:00', hours(24), korea('hour'))).toBe('2026-09-24 18:30:15')
  expect(due('2026-09-23T18:30:15+09:00', hours(72), korea('hour'))).toBe('2026-09-26 18:30:15')
})

test('72 hours are 72 hours where the clocks change inside them', () => {
  expect(due('2026-10-24T10:00:00+02:00', hours(72), europe('hour'))).toBe('2026-10-27 09:00:00')
})

test('15 processing days of an authority count the first day and leave out Seollal and weekends', () => {
  expect(due('2027-02-01T10:00:00+09:00', working(15), korea('authority'))).toBe('2027-02-23 23:59:59')
})

test('25 processing days from an application on a Saturday begin on the next working day', () => {
  expect(due('2027-02-27T10:00:00+09:00', working(25), korea('authority'))).toBe('2027-04-05 23:59:59')
})

test.each([
  ['2027-02-01T14:00:00+09:00', '2027-02-10 14:00:00', 'same hour, Seollal left out'],
  ['2027-02-01T09:00:00+09:00', '2027-02-05 18:00:00', 'from the opening hour, five whole days'],
  ['2027-02-01T07:00:00+09:00', '2027-02-05 18:00:00', 'before opening counts from opening'],
  ['2027-02-01T12:30:00+09:00', '2027-02-10 13:00:00', 'the noon pause is no office hour'],
  ['2027-02-01T18:00:00+09:00', '2027-02-10 18:00:00', 'at closing time, from the next opening'],
  ['2027-02-06T11:00:00+09:00', '2027-02-16 18:00:00', 'on a holiday, from the next opening'],
])('5 processing days from %s end at %s: %s', (start, end) => {
  expect(due(start, working(5), korea('authority'))).toBe(end)
})

test('a period that starts at 00:00 counts its first day, one second later it does not', () => {
  expect(due('2026-12-01T00:00:00+09:00', days(7), korea('day'))).toBe('2026-12-07 23:59:59')
  expect(due('2026-12-01T00:00:01+09:00', days(7), korea('day'))).toBe('2026-12-08 23:59:59')
  expect(due('2026-11-30T23:59:59+09:00', days(7), korea('day'))).toBe('2026-12-07 23:59:59')
})

test('a trigger stated in another time zone is a trigger at its Korean time', () => {
  // 16:00 in New York is 05:00 of the next day in Seoul.
  expect(due('2026-12-01T16:00:00-05:00', days(7), korea('day'))).toBe('2026-12-09 23:59:59')
  expect(due('2026-12-01T15:00:00Z', days(7), korea('day'))).toBe('2026-12-08 23:59:59')
})

test.each([
  ['2027-01-31', 1, '2027-03-02', 'no 31 February: 28 February, a Sunday, then 3·1절'],
  ['2026-03-31', 1, '2026-04-30', 'April has no 31st'],
  ['2028-01-31', 1, '2028-02-29', 'a leap year'],
  ['2028-02-29', 12, '2029-02-28', '1 March to the last of February'],
  ['2026-04-30', 1, '2026-06-01', 'from 1 May the whole of May, whose last day is a Sunday'],
  ['2026-11-21', 1, '2026-12-21', 'the matching day'],
  ['2026-10-15', 2, '2026-12-15', 'two months'],
])('from %s, %i month(s) end on %s: %s', (start, amount, end) => {
  expect(due(`${start}T10:00:00+09:00`, months(amount), korea('month'))).toBe(`${end} 23:59:59`)
})

test('a month under European law ends on the same date', () => {
  expect(due('2027-02-28T10:00:00+01:00', months(1), europe('month'))).toBe('2027-03-28 23:59:59')
  expect(due('2027-01-31T10:00:00+01:00', months(1), europe('month'))).toBe('2027-02-28 23:59:59')
})

test('a last day on a substitute holiday that follows a holiday block moves past both', () => {
  // Seollal 6 to 8 February 2027, substitute on the 9th.
  expect(due('2027-01-30T10:00:00+09:00', days(7), korea('day'))).toBe('2027-02-10 23:59:59')
  expect(due('2027-02-02T10:00:00+09:00', days(7), korea('day'))).toBe('2027-02-10 23:59:59')
  expect(due('2027-02-03T10:00:00+09:00', days(7), korea('day'))).toBe('2027-02-10 23:59:59')
})

test('a period of burden counts the first day and does not move (행정기본법 6(2))', () => {
  expect(due('2026-09-19T10:00:00+09:00', days(7), korea('burden'))).toBe('2026-09-25 23:59:59')
})

test('European days are calendar days of Brussels and end on a Sunday too', () => {
  expect(due('2026-12-05T10:00:00+01:00', days(15), europe('day'))).toBe('2026-12-20 23:59:59')
  expect(due('2026-12-05T00:00:00+01:00', days(15), europe('day'))).toBe('2026-12-20 23:59:59')
})

test('American work days begin on the day after and leave out federal holidays', () => {
  // Thanksgiving is 26 November 2026.
  expect(due('2026-11-23T10:00:00-05:00', working(5), states('businessDay'))).toBe('2026-12-01 23:59:59')
  expect(due('2026-12-18T10:00:00-05:00', working(10), states('businessDay'))).toBe('2027-01-05 23:59:59')
})

test('90 days before an expiry leave 90 whole days, and are not moved off a weekend', () => {
  const from = anchorOf('beforeExpiry', instant('2027-06-30T00:00:00+09:00'), calendarKorea)
  const found = dueAt(days(90), from, korea('backwards'))
  expect(found.kind === 'by' && wallTime('Asia/Seoul', found.at)).toBe('2027-04-01 23:59:59')
  const sunday = anchorOf('beforeExpiry', instant('2027-06-26T12:00:00+09:00'), calendarKorea)
  const onSunday = dueAt(days(90), sunday, korea('backwards'))
  expect(onSunday.kind === 'by' && wallTime('Asia/Seoul', onSunday.at)).toBe('2027-03-28 23:59:59')
})

test('7 days before an inspection leave 7 whole days between', () => {
  expect(due('2026-12-10T10:00:00+09:00', days(7), korea('backwards'))).toBe('2026-12-02 23:59:59')
})

test('what must come before an event is due in the second before it', () => {
  expect(due('2026-12-10T10:00:00+09:00', { amount: 0, unit: 'immediate' }, korea('backwards'))).toBe(
    '2026-12-10 09:59:59',
  )
})

test.each([
  ['endOfMonth', '2026-10-15T10:00:00+09:00', 1, '2026-11-30'],
  ['endOfQuarter', '2026-11-03T10:00:00+09:00', 1, '2027-02-01'], // 31 January is a Sunday
  ['endOfYear', '2026-11-03T10:00:00+09:00', 1, '2027-02-01'],
  ['endOfYear', '2026-11-03T10:00:00+09:00', 2, '2027-03-02'], // Sunday, then 3·1절
  ['endOfYear', '2027-11-03T10:00:00+09:00', 2, '2028-02-29'],
  ['endOfYear', '2026-12-31T23:59:59+09:00', 3, '2027-03-31'],
  ['startOfYear', '2027-05-03T10:00:00+09:00', 12, '2027-12-31'],
] as const)('%s of %s, %i month(s): due %s', (start, event, amount, end) => {
  const found = dueAt(months(amount), anchorOf(start, instant(event), calendarKorea), korea('month'))
  expect(found.kind === 'by' && wallTime('Asia/Seoul', found.at)).toBe(`${end} 23:59:59`)
})

test('the words say which day was moved, why, and by which article', () => {
  const found = dueAt(days(7), instant('2026-09-18T10:00:00+09:00'), korea('day'))
  expect(found.how.ko).toContain('말일 2026. 9. 25.(금)[추석 연휴] → 2026. 9. 28.(월) 24시')
  expect(found.how.ko).toContain('민법 제157조·제159조·제161조')
  expect(found.how.en).toContain('Last day Fri 25 Sep 2026 [Chuseok], so to the end of Mon 28 Sep 2026')
  expect(found.how.en).toContain('Civil Act Arts. 157, 159 and 161')
})

test('a due date past the table of holidays says so', () => {
  const found = dueAt(months(60), instant('2026-11-21T10:00:00+09:00'), korea('month'))
  expect(found.kind === 'by' && found.holidaysKnown).toBe(false)
  const near = dueAt(months(1), instant('2026-11-21T10:00:00+09:00'), korea('month'))
  expect(near.kind === 'by' && near.holidaysKnown).toBe(true)
})

test('every duty of the catalogue and every follow-up has a due date or says why it has none', () => {
  for (const duty of duties) {
    for (const step of [duty, ...duty.followUps]) {
      const counting = countingFor(duty, step)
      const event = instant('2026-11-21T10:00:00+09:00')
      const found = dueAt(step.limit, anchorOf(step.startsAt, event, counting.calendar), counting)
      expect(found.how.ko.length).toBeGreaterThan(10)
      expect(found.how.en.length).toBeGreaterThan(10)
      if (found.kind === 'atOnce') expect(step.limit.unit).toBe('immediate')
      else if (isBefore(step.startsAt)) expect(found.at).toBeLessThan(event)
      else expect(found.at).toBeGreaterThan(event)
    }
  }
})

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
