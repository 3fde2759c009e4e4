import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayFrom, dayText, parseDay, spokenDay, weekdayOf } from './day.ts'
import { instantText, parseInstant } from './instant.ts'
import { endOfDay, localOf, startOfDay, wallTime, zones } from './zone.ts'

const first = Date.UTC(2024, 0, 1)
const last = Date.UTC(2040, 11, 31)

const formats = Object.fromEntries(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
)

test('wall times agree with the time zone database of Node, 2024 to 2040', () => {
  const instant = fc.integer({ min: first / 1000, max: last / 1000 }).map((second) => second * 1000)
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
      expect(wallTime(zone, at)).toBe(formats[zone]?.format(at))
    }),
    { numRuns: 2000 },
  )
})

test('wall times agree in the hours around every change of summer time', () => {
  for (let day = first; day < last; day += 86_400_000) {
    const month = new Date(day).getUTCMonth() + 1
    if (![3, 10, 11].includes(month)) continue
    for (const zone of zones) {
      for (const hour of [0, 1, 5, 6, 7]) {
        for (const at of [day + hour * 3_600_000 - 1000, day + hour * 3_600_000]) {
          expect(wallTime(zone, at)).toBe(formats[zone]?.format(at))
        }
      }
    }
  }
})

test('every day begins at 00:00:00 and ends at 23:59:59 of its zone', () => {
  for (let day = dayFrom(2024, 1, 1); day < dayFrom(2032, 1, 1); day += 1) {
    for (const zone of zones) {
      expect(localOf(zone, startOfDay(zone, day))).toEqual({ day, passed: 0 })
      expect(wallTime(zone, endOfDay(zone, day))).toBe(`${dayText(day)} 23:59:59`)
    }
  }
})

test('an instant is read in any zone and written in UTC', () => {
  const read = parseInstant('2026-09-28T23:59:59+09:00')
  expect(read.ok && instantText(read.value)).toBe('2026-09-28T14:59:59Z')
  const elsewhere = parseInstant('2026-09-28T10:59:59.999-04:00')
  expect(elsewhere.ok && instantText(elsewhere.value)).toBe('2026-09-28T14:59:59Z')
})

test.each([
  '2026-09-28T10:00:00', // no zone
  '2026-09-28',
  '2026-02-30T10:00:00Z',
  '2027-02-29T10:00:00+09:00',
  '2026-13-01T10:00:00Z',
  '2026-09-28T24:00:00Z',
  '2026-09-28T10:60:00Z',
  '2026-09-28T10:00:60Z',
  '2026-09-28T10:00:00+15:00',
  '2026-09-28 10:00:00Z',
  ' 2026-09-28T10:00:00Z',
  '1790000000000',
  '',
])('%j is not an instant', (text) => {
  const read = parseInstant(text, 'awareAt')
  expect(!read.ok && read.refusal.code).toBe('invalid')
  expect(!read.ok && read.refusal.field).toBe('awareAt')
})

test('29 February is a date of a leap year only', () => {
  expect(parseDay('2028-02-29').ok).toBe(true)
  expect(parseDay('2027-02-29').ok).toBe(false)
  expect(parseDay('2028-2-29').ok).toBe(false)
})

test('a day is spoken with its weekday in both languages', () => {
  expect(weekdayOf(dayFrom(2026, 9, 28))).toBe(1)
  expect(spokenDay(dayFrom(2026, 9, 28))).toEqual({ ko: '2026. 9. 28.(월)', en: 'Mon 28 Sep 2026' })
})
