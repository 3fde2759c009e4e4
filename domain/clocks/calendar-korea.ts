import { say, type Words } from '../words.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { type Day, dayFrom, weekdayOf } from './day.ts'

/**
 * Public holidays of Korea: 관공서의 공휴일에 관한 규정 (as amended 2026-04-30) Articles 2 and 3, and
 * 공휴일에 관한 법률 No. 21338, which brought 제헌절 back from 2026-05-11.
 */

/** When a day that falls on another day of rest is made up for (Article 3). */
type Substitute = 'weekend' | 'sunday' | 'none'
type Observance = { readonly name: Words; readonly substitute: Substitute }

/** The Gregorian dates of three lunar ones: 1.1 (Seollal), 4.8 (Buddha's Birthday), 8.15 (Chuseok). */
export type LunarDates = {
  readonly seollal: readonly [number, number]
  readonly buddha: readonly [number, number]
  readonly chuseok: readonly [number, number]
}

/**
 * Source: the Korean lunisolar calendar of ICU 78 (`dangi`), checked in the test; to be compared with the
 * 월력요항 of the Korea Astronomy and Space Science Institute before each release.
 */
export const lunarDates: Readonly<Record<number, LunarDates>> = {
  2024: { seollal: [2, 10], buddha: [5, 15], chuseok: [9, 17] },
  2025: { seollal: [1, 29], buddha: [5, 5], chuseok: [10, 6] },
  2026: { seollal: [2, 17], buddha: [5, 24], chuseok: [9, 25] },
  2027: { seollal: [2, 7], buddha: [5, 13], chuseok: [9, 15] },
  2028: { seollal: [1, 27], buddha: [5, 2], chuseok: [10, 3] },
  2029: { seollal: [2, 13], buddha: [5, 20], chuseok: [9, 22] },
  2030: { seollal: [2, 3], buddha: [5, 9], chuseok: [9, 12] },
}

/**
 * Election days (Article 2, item 10-2) and days set by the cabinet (item 11). The local and presidential
 * elections of 2030 are left out until they are announced: a day too few makes a deadline early, never late.
 */
const announced: readonly (readonly [number, number, number, Words])[] = [
  [2024, 4, 10, say('국회의원선거일', 'General election')],
  [2024, 10, 1, say('임시공휴일(국군의 날)', 'Ad-hoc holiday (Armed Forces Day)')],
  [2025, 1, 27, say('임시공휴일', 'Ad-hoc holiday')],
  [2025, 6, 3, say('대통령선거일', 'Presidential election')],
  [2026, 6, 3, say('지방선거일', 'Local elections')],
  [2028, 4, 12, say('국회의원선거일', 'General election')],
]

type YearlyDay = readonly [month: number, date: number, name: Words, substitute: Substitute, from?: number]

const yearly: readonly YearlyDay[] = [
  [1, 1, say('1월 1일', "New Year's Day"), 'none'],
  [3, 1, say('3·1절', 'Independence Movement Day'), 'weekend'],
  [5, 1, say('노동절', 'Labour Day'), 'weekend', 2026],
  [5, 5, say('어린이날', "Children's Day"), 'weekend'],
  [6, 6, say('현충일', 'Memorial Day'), 'none'],
  [7, 17, say('제헌절', 'Constitution Day'), 'weekend', 2026],
  [8, 15, say('광복절', 'Liberation Day'), 'weekend'],
  [10, 3, say('개천절', 'National Foundation Day'), 'weekend'],
  [10, 9, say('한글날', 'Hangeul Day'), 'weekend'],
  [12, 25, say('기독탄신일', 'Christmas Day'), 'weekend'],
]

/** Every public holiday of a year with its name, Sundays apart, substitutes included (Articles 2 and 3). */
export function holidaysOfKorea(year: number, lunar: LunarDates): ReadonlyMap<Day, Words> {
  const observed = observancesOf(year, lunar)
  const holidays = new Map<Day, Words>()
  for (const [day, observances] of observed) holidays.set(day, joined(observances))
  const isHoliday = (day: Day) => holidays.has(day) || weekdayOf(day) === 0
  for (const day of [...observed.keys()].sort((a, b) => a - b)) {
    const reason = substituted(day, observed.get(day) ?? [])
    if (reason === undefined) continue
    // Article 3(1): the first day after it that is no holiday; (3): not a Saturday; (2): nor one given before.
    let substitute = day + 1
    while (isHoliday(substitute) || weekdayOf(substitute) === 6) substitute += 1
    holidays.set(substitute, say(`대체공휴일(${reason.ko})`, `Substitute holiday (${reason.en})`))
  }
  return holidays
}

function observancesOf(year: number, lunar: LunarDates): ReadonlyMap<Day, readonly Observance[]> {
  const found = new Map<Day, readonly Observance[]>()
  const add = (day: Day, name: Words, substitute: Substitute) =>
    found.set(day, [...(found.get(day) ?? []), { name, substitute }])
  for (const [month, date, name, substitute, from] of yearly) {
    if (from === undefined || year >= from) add(dayFrom(year, month, date), name, substitute)
  }
  for (const beside of [-1, 0, 1]) {
    add(dayFrom(year, ...lunar.seollal) + beside, say('설 연휴', 'Seollal'), 'sunday')
    add(dayFrom(year, ...lunar.chuseok) + beside, say('추석 연휴', 'Chuseok'), 'sunday')
  }
  add(dayFrom(year, ...lunar.buddha), say('부처님오신날', "Buddha's Birthday"), 'weekend')
  for (const [y, month, date, name] of announced) {
    if (y === year) add(dayFrom(year, month, date), name, 'none')
  }
  return found
}

/** The holiday a substitute is due for, if any. Two holidays on one weekday are made up for once. */
function substituted(day: Day, observances: readonly Observance[]): Words | undefined {
  const weekday = weekdayOf(day)
  const isWeekday = weekday !== 0 && weekday !== 6
  return observances.find(({ substitute }) => {
    if (substitute === 'none') return false
    if (isWeekday) return observances.length > 1
    return substitute === 'weekend' || weekday === 0
  })?.name
}

function joined(observances: readonly Observance[]): Words {
  return say(observances.map((o) => o.name.ko).join('·'), observances.map((o) => o.name.en).join(', '))
}

const years = Object.keys(lunarDates).map(Number)
const firstDay = dayFrom(Math.min(...years), 1, 1)
const lastDay = dayFrom(Math.max(...years), 12, 31)

/** Working days of Korean authorities, 2024 to 2030. Fixed +09:00: no summer time since 1988. */
export const calendarKorea: Calendar = calendarOf(
  {
    name: say(
      '대한민국 관공서 공휴일(2026. 4. 30. 개정)',
      'Public holidays of Korea (as amended 2026-04-30)',
    ),
    version: 'kr-2026-04-30.1',
    zone: 'Asia/Seoul',
    covers: (day) => day >= firstDay && day <= lastDay,
  },
  new Map(Object.entries(lunarDates).flatMap(([year, lunar]) => [...holidaysOfKorea(Number(year), lunar)])),
)
