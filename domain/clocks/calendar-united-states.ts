import { say, type Words } from '../words.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { type Day, dayFrom, lastDayOfMonth, weekdayOf } from './day.ts'

/**
 * Federal holidays (5 U.S.C. 6103(a)) on the day they are observed: a Saturday's on the Friday before, a
 * Sunday's on the Monday after (6103(b), E.O. 11582). Inauguration Day is left out, as it binds only the
 * capital's area, and so are days a president closes offices by order: too few days make a deadline early.
 */
export function holidaysOfUnitedStates(year: number): ReadonlyMap<Day, Words> {
  const monday = 1
  const thursday = 4
  const fixed: readonly (readonly [Day, Words])[] = [
    [dayFrom(year, 1, 1), say('새해 첫날', "New Year's Day")],
    [dayFrom(year, 6, 19), say('노예해방일', 'Juneteenth National Independence Day')],
    [dayFrom(year, 7, 4), say('독립기념일', 'Independence Day')],
    [dayFrom(year, 11, 11), say('재향군인의 날', 'Veterans Day')],
    [dayFrom(year, 12, 25), say('성탄절', 'Christmas Day')],
  ]
  const moving: readonly (readonly [Day, Words])[] = [
    [nth(3, monday, dayFrom(year, 1, 1)), say('마틴 루서 킹의 날', 'Birthday of Martin Luther King, Jr.')],
    [nth(3, monday, dayFrom(year, 2, 1)), say('대통령의 날', "Washington's Birthday")],
    [lastMonday(year, 5), say('현충일(메모리얼 데이)', 'Memorial Day')],
    [nth(1, monday, dayFrom(year, 9, 1)), say('노동절', 'Labor Day')],
    [nth(2, monday, dayFrom(year, 10, 1)), say('콜럼버스의 날', 'Columbus Day')],
    [nth(4, thursday, dayFrom(year, 11, 1)), say('추수감사절', 'Thanksgiving Day')],
  ]
  return new Map([...fixed.map(([day, name]) => [observed(day), name] as const), ...moving])
}

function observed(day: Day): Day {
  const weekday = weekdayOf(day)
  if (weekday === 6) return day - 1
  return weekday === 0 ? day + 1 : day
}

function nth(which: number, weekday: number, first: Day): Day {
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (which - 1) * 7
}

function lastMonday(year: number, month: number): Day {
  const last = lastDayOfMonth(year, month)
  return last - ((weekdayOf(last) + 6) % 7)
}

const firstYear = 2022 // the first whole year with Juneteenth
const lastYear = 2060

/** Working days of United States federal offices, in Eastern time, where FDA sits. */
export const calendarUnitedStates: Calendar = calendarOf(
  {
    name: say('미국 연방 공휴일(동부시각)', 'United States federal holidays (Eastern time)'),
    version: 'us-2021-06-17.1',
    zone: 'America/New_York',
    covers: (day) => day >= dayFrom(firstYear, 1, 1) && day <= dayFrom(lastYear, 12, 31),
  },
  new Map(
    // One year more, because 1 January of the next may be observed on 31 December of this one.
    Array.from({ length: lastYear - firstYear + 2 }, (_, n) => firstYear + n).flatMap((year) => [
      ...holidaysOfUnitedStates(year),
    ]),
  ),
)
