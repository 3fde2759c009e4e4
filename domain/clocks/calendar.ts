import { say, type Words } from '../words.ts'
import { type Day, isWeekend } from './day.ts'
import type { Zone } from './zone.ts'

/**
 * Which days an authority works. A clock keeps `version`, so that its due date can be computed again as it was
 * computed first, whatever holidays the government adds later.
 */
export type Calendar = {
  readonly name: Words
  /** Changes whenever the answer for any day changes. */
  readonly version: string
  readonly zone: Zone
  /** The public holiday of a day, by name; a plain Saturday or Sunday has none. */
  readonly holidayOn: (day: Day) => Words | undefined
  /** Neither a Saturday, a Sunday nor a public holiday. */
  readonly isWorkingDay: (day: Day) => boolean
  /** Whether the holidays of that day are known. Outside, only weekends are. */
  readonly covers: (day: Day) => boolean
}

/** A calendar out of a table of holidays; weekends are never working days. */
export function calendarOf(
  head: Pick<Calendar, 'name' | 'version' | 'zone' | 'covers'>,
  holidays: ReadonlyMap<Day, Words>,
): Calendar {
  return {
    ...head,
    holidayOn: (day) => holidays.get(day),
    isWorkingDay: (day) => !isWeekend(day) && !holidays.has(day),
  }
}

/** The first working day on or after a day. */
export function workingDayFrom(calendar: Calendar, day: Day): Day {
  let next = day
  while (!calendar.isWorkingDay(next)) next += 1
  return next
}

/**
 * Days in the European Union, in Central European time. Its limits in the catalogue run in hours or calendar
 * days, so national holidays are never asked for and none are carried.
 */
export const calendarEurope: Calendar = calendarOf(
  {
    name: say('유럽연합(중앙유럽시각)', 'European Union (Central European time)'),
    version: 'eu-1',
    zone: 'Europe/Brussels',
    covers: () => true,
  },
  new Map(),
)
