import { expect, test } from 'vitest'
import { calendarKorea } from './calendar-korea.ts'
import { anchorOf, type Counting, dueAt } from './due.ts'
import { duties, isBefore, type Limit } from './duties.ts'
import { parseInstant } from './instant.ts'
import { calendars, countingFor, rulesEurope, rulesKorea, rulesUnitedStates } from './rules.ts'
import { wallTime } from './zone.ts'

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
  ['2027-02-01T12:00:00+09:00', '2027-02-10 13:00:00', 'noon itself belongs to the pause'],
  ['2027-02-01T13:00:00+09:00', '2027-02-10 13:00:00', 'one o’clock does not'],
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

test('American calendar days begin on the day after, even at midnight, and end on a Saturday too', () => {
  expect(due('2026-12-10T00:00:00-05:00', days(30), states('day'))).toBe('2027-01-09 23:59:59')
  expect(due('2026-12-10T23:59:59-05:00', days(30), states('day'))).toBe('2027-01-09 23:59:59')
})

test('each duty is counted by the law of its jurisdiction, its actor and its unit', () => {
  const rules = Object.fromEntries(duties.map((duty) => [duty.id, countingFor(duty, duty).rule.name]))
  expect(rules).toMatchObject({
    'kr-ae-death': 'kr-civil-days',
    'kr-supply-report': 'kr-civil-months',
    'kr-pipa-leak-authority': 'kr-civil-hours',
    'kr-licence-decision': 'kr-authority-processing',
    'kr-review-publication': 'kr-civil-days', // an authority, but its 180 days are plain days
    'kr-conformity-renewal': 'kr-civil-backwards',
    'eu-mdr-87-3': 'eu-calendar-days',
    'eu-gdpr-33': 'eu-hours',
    'us-803-30day': 'us-calendar-days',
    'us-803-5day': 'us-work-days',
  })
  const firm = { jurisdiction: 'KR', actor: 'manufacturer' } as const
  expect(countingFor(firm, { limit: working(5), startsAt: 'receipt' }).rule.name).toBe('kr-working-days')
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

test('a plain weekend is named by its day', () => {
  const onSunday = dueAt(days(15), instant('2026-11-21T10:00:00+09:00'), korea('day'))
  expect(onSunday.how.ko).toContain('2026. 12. 6.(일)[일요일]')
  const onSaturday = dueAt(days(14), instant('2026-11-21T10:00:00+09:00'), korea('day'))
  expect(onSaturday.how.en).toContain('Sat 5 Dec 2026 [Saturday], so to the end of Mon 7 Dec 2026')
})

test('a due date past the table of holidays says so', () => {
  const found = dueAt(months(60), instant('2026-11-21T10:00:00+09:00'), korea('month'))
  expect(found.kind === 'by' && found.holidaysKnown).toBe(false)
  const near = dueAt(months(1), instant('2026-11-21T10:00:00+09:00'), korea('month'))
  expect(near.kind === 'by' && near.holidaysKnown).toBe(true)
  // The day it moves to is known; the last day by count, 31 December 2023, is not.
  const across = dueAt(days(2), instant('2023-12-29T10:00:00+09:00'), korea('day'))
  expect(across.kind === 'by' && across.holidaysKnown).toBe(false)
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
