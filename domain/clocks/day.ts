import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'

/**
 * A date of the calendar with no zone: whole days since 1 January 1970 (proleptic Gregorian).
 * Which instants a day holds is a question for a zone (`zone.ts`).
 */
export type Day = number

const millisecondsOfDay = 86_400_000

/** The day of a year, month (1 to 12) and date. A date past the month's end runs on, as in `Date.UTC`. */
export function dayFrom(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / millisecondsOfDay
}

/** The year, month (1 to 12) and date of a day. */
export function dateOf(day: Day): { year: number; month: number; date: number } {
  const moment = new Date(day * millisecondsOfDay)
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, date: moment.getUTCDate() }
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7
}

export function isWeekend(day: Day): boolean {
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6
}

export function lastDayOfMonth(year: number, month: number): Day {
  return dayFrom(year, month + 1, 1) - 1
}

/** The day as `2026-09-28`. */
export function dayText(day: Day): string {
  return new Date(day * millisecondsOfDay).toISOString().slice(0, 10)
}

/** Reads `2026-09-28`; refuses what is not a date of the calendar. */
export function parseDay(text: string, field?: string): Answer<Day> {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? dayFrom(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)))
    : Number.NaN
  if (Number.isNaN(day) || dayText(day) !== text) {
    return refuse(
      'invalid',
      say('날짜를 2026-09-28과 같이 적으십시오.', 'Write the date like 2026-09-28.'),
      field,
    )
  }
  return accept(day)
}

const weekdays = [
  say('일', 'Sun'),
  say('월', 'Mon'),
  say('화', 'Tue'),
  say('수', 'Wed'),
  say('목', 'Thu'),
  say('금', 'Fri'),
  say('토', 'Sat'),
]
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The day as people read it: `2026. 9. 28.(월)`, `Mon 28 Sep 2026`. */
export function spokenDay(day: Day): Words {
  const { year, month, date } = dateOf(day)
  const weekday = weekdays[weekdayOf(day)] ?? say('', '')
  return say(
    `${year}. ${month}. ${date}.(${weekday.ko})`,
    `${weekday.en} ${date} ${months[month - 1] ?? ''} ${year}`,
  )
}
