import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { workingDayFrom } from './calendar.ts'
import { calendarKorea, holidaysOfKorea, lunarDates } from './calendar-korea.ts'
import { type Day, dayFrom, dayText, isWeekend, parseDay } from './day.ts'

function day(text: string): Day {
  const parsed = parseDay(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

function tableOf(year: number): readonly string[] {
  const lunar = lunarDates[year]
  if (lunar === undefined) throw new Error(`${year} has no lunar dates`)
  return [...holidaysOfKorea(year, lunar).keys()]
    .sort((a, b) => a - b)
    .map((found) => dayText(found).slice(5))
}

test('the holidays of 2024, with two that the cabinet and the voters added', () => {
  expect(tableOf(2024)).toEqual(
    [
      '01-01',
      '02-09',
      '02-10',
      '02-11',
      '02-12',
      '03-01',
      '04-10',
      '05-05',
      '05-06',
      '05-15',
      '06-06',
      '08-15',
    ].concat(['09-16', '09-17', '09-18', '10-01', '10-03', '10-09', '12-25']),
  )
})

test('the holidays of 2025, where Children’s Day and Buddha’s Birthday meet and are made up for once', () => {
  expect(tableOf(2025)).toEqual(
    [
      '01-01',
      '01-27',
      '01-28',
      '01-29',
      '01-30',
      '03-01',
      '03-03',
      '05-05',
      '05-06',
      '06-03',
      '06-06',
      '08-15',
    ].concat(['10-03', '10-05', '10-06', '10-07', '10-08', '10-09', '12-25']),
  )
})

test('the holidays of 2026, with Labour Day and Constitution Day as public holidays', () => {
  expect(tableOf(2026)).toEqual(
    [
      '01-01',
      '02-16',
      '02-17',
      '02-18',
      '03-01',
      '03-02',
      '05-01',
      '05-05',
      '05-24',
      '05-25',
      '06-03',
      '06-06',
    ].concat(['07-17', '08-15', '08-17', '09-24', '09-25', '09-26', '10-03', '10-05', '10-09', '12-25']),
  )
})

test('the holidays of 2027, with seven substitutes', () => {
  expect(tableOf(2027)).toEqual(
    [
      '01-01',
      '02-06',
      '02-07',
      '02-08',
      '02-09',
      '03-01',
      '05-01',
      '05-03',
      '05-05',
      '05-13',
      '06-06',
      '07-17',
    ]
      .concat(['07-19', '08-15', '08-16', '09-14', '09-15', '09-16', '10-03', '10-04', '10-09', '10-11'])
      .concat(['12-25', '12-27']),
  )
})

test('the holidays of 2028, where Chuseok covers National Foundation Day and 5 October makes up for it', () => {
  expect(tableOf(2028)).toEqual(
    [
      '01-01',
      '01-26',
      '01-27',
      '01-28',
      '03-01',
      '04-12',
      '05-01',
      '05-02',
      '05-05',
      '06-06',
      '07-17',
      '08-15',
    ].concat(['10-02', '10-03', '10-04', '10-05', '10-09', '12-25']),
  )
})

test('the holidays of 2029 and 2030, before any election is called', () => {
  expect(tableOf(2029)).toEqual([
    ...['01-01', '02-12', '02-13', '02-14', '03-01', '05-01', '05-05', '05-07', '05-20', '05-21', '06-06'],
    ...['07-17', '08-15', '09-21', '09-22', '09-23', '09-24', '10-03', '10-09', '12-25'],
  ])
  expect(tableOf(2030)).toEqual([
    ...['01-01', '02-02', '02-03', '02-04', '02-05', '03-01', '05-01', '05-05', '05-06', '05-09', '06-06'],
    ...['07-17', '08-15', '09-11', '09-12', '09-13', '10-03', '10-09', '12-25'],
  ])
})

test('Buddha’s Birthday on a Saturday is made up for, Chuseok on a Saturday is not', () => {
  const found = holidaysOfKorea(2034, { seollal: [2, 19], buddha: [5, 27], chuseok: [9, 29] })
  expect(found.has(day('2034-05-29'))).toBe(true) // 27 May 2034 taken as the day, a Saturday
  expect(found.has(day('2034-10-02'))).toBe(false) // 28 to 30 September, Thursday to Saturday
})

test('two substitutes that would meet are given one after the other (Article 3(2))', () => {
  const in2036 = holidaysOfKorea(2036, { seollal: [1, 28], buddha: [5, 3], chuseok: [10, 4] })
  // Chuseok 3 to 5 October: the 3rd is also 개천절, the 5th a Sunday.
  expect(in2036.has(day('2036-10-06')) && in2036.has(day('2036-10-07'))).toBe(true)
  expect(in2036.has(day('2036-10-08'))).toBe(false)
})

test('1 January and Memorial Day have no substitute', () => {
  expect(calendarKorea.isWorkingDay(day('2028-01-03'))).toBe(true)
  expect(calendarKorea.isWorkingDay(day('2027-06-07'))).toBe(true)
})

test('a substitute carries the name of the holiday it makes up for', () => {
  expect(calendarKorea.holidayOn(day('2027-05-03'))).toEqual({
    ko: '대체공휴일(노동절)',
    en: 'Substitute holiday (Labour Day)',
  })
})

test('no substitute lies on a weekend, whatever the year', () => {
  for (const [year, lunar] of Object.entries(lunarDates)) {
    for (const [found, name] of holidaysOfKorea(Number(year), lunar)) {
      if (name.ko.startsWith('대체')) expect(isWeekend(found)).toBe(false)
    }
  }
})

test('a changed table of holidays carries a new version', () => {
  const table = Object.keys(lunarDates).map((year) => [year, tableOf(Number(year))])
  const digest = createHash('sha256').update(JSON.stringify(table)).digest('hex').slice(0, 16)
  // When this fails: give the calendar a new version and write the new pair here.
  expect([calendarKorea.version, digest]).toEqual(['kr-2026-04-30.1', 'ef6eb795a43f90ab'])
})

test('the calendar says which years it knows', () => {
  expect(calendarKorea.covers(day('2023-12-31'))).toBe(false)
  expect(calendarKorea.covers(day('2024-01-01'))).toBe(true)
  expect(calendarKorea.covers(day('2030-12-31'))).toBe(true)
  expect(calendarKorea.covers(day('2031-01-01'))).toBe(false)
})

test('after the Chuseok block of 2026 the first working day is Monday 28 September', () => {
  expect(dayText(workingDayFrom(calendarKorea, day('2026-09-24')))).toBe('2026-09-28')
})

const dangi = new Intl.DateTimeFormat('en-u-ca-dangi', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
const hasDangi = dangi.resolvedOptions().calendar === 'dangi'

test.skipIf(!hasDangi)(
  'the lunar dates agree with the Korean calendar of ICU (skipped where Node lacks it)',
  () => {
    for (const [year, lunar] of Object.entries(lunarDates)) {
      const found: Record<string, string> = {}
      for (let at = dayFrom(Number(year), 1, 1); at < dayFrom(Number(year) + 1, 1, 1); at += 1) {
        const key = dangi.format(new Date(at * 86_400_000))
        if (['1/1', '4/8', '8/15'].includes(key)) found[key] = dayText(at)
      }
      expect(found).toEqual({
        '1/1': dayText(dayFrom(Number(year), ...lunar.seollal)),
        '4/8': dayText(dayFrom(Number(year), ...lunar.buddha)),
        '8/15': dayText(dayFrom(Number(year), ...lunar.chuseok)),
      })
    }
  },
)
