import { expect, test } from 'vitest'
import { calendarUnitedStates, holidaysOfUnitedStates } from './calendar-united-states.ts'
import { dayFrom, dayText } from './day.ts'

const tableOf = (year: number) =>
  [...holidaysOfUnitedStates(year).keys()].sort((a, b) => a - b).map((day) => dayText(day))

test('the federal holidays of 2026, with 4 July observed on the Friday', () => {
  expect(tableOf(2026)).toEqual(
    ['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03', '2026-09-07'].concat(
      ['2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25'],
    ),
  )
})

test('the federal holidays of 2027, with three moved off a weekend', () => {
  expect(tableOf(2027)).toEqual(
    ['2027-01-01', '2027-01-18', '2027-02-15', '2027-05-31', '2027-06-18', '2027-07-05', '2027-09-06'].concat(
      ['2027-10-11', '2027-11-11', '2027-11-25', '2027-12-24'],
    ),
  )
})

test('a New Year’s Day on a Saturday is observed on the last day of the old year', () => {
  expect(calendarUnitedStates.isWorkingDay(dayFrom(2027, 12, 31))).toBe(false)
  expect(dayText(dayFrom(2028, 1, 1))).toBe('2028-01-01')
  expect(calendarUnitedStates.isWorkingDay(dayFrom(2028, 1, 3))).toBe(true)
})

test('the American calendar says which years it knows', () => {
  expect(calendarUnitedStates.covers(dayFrom(2021, 12, 31))).toBe(false)
  expect(calendarUnitedStates.covers(dayFrom(2022, 1, 1))).toBe(true)
  expect(calendarUnitedStates.covers(dayFrom(2060, 12, 31))).toBe(true)
  expect(calendarUnitedStates.covers(dayFrom(2061, 1, 1))).toBe(false)
  expect(calendarUnitedStates.isWorkingDay(dayFrom(2060, 12, 24))).toBe(false) // Christmas on a Saturday
})
