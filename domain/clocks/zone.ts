import { type Day, dateOf, dayFrom, weekdayOf } from './day.ts'
import type { Instant } from './instant.ts'

/** The zones whose days the law counts. No locale database is asked, so the result is the same everywhere. */
export type Zone = 'Asia/Seoul' | 'Europe/Brussels' | 'America/New_York'

export const zones = ['Asia/Seoul', 'Europe/Brussels', 'America/New_York'] as const satisfies readonly Zone[]

const hour = 3_600_000
const day = 24 * hour

const standardOffset: Record<Zone, number> = {
  'Asia/Seoul': 9 * hour,
  'Europe/Brussels': 1 * hour,
  'America/New_York': -5 * hour,
}

/**
 * Milliseconds local time is ahead of UTC. Right for Seoul since 1989 (last summer time 1988), Brussels since
 * 1996 (Directive 2000/84/EC: last Sundays of March and October, 01:00 UTC) and New York since 2007 (15 U.S.C.
 * 260a: second Sunday of March and first Sunday of November, 02:00 local).
 */
export function offsetAt(zone: Zone, at: Instant): number {
  return standardOffset[zone] + (isSummerTime(zone, at) ? hour : 0)
}

function isSummerTime(zone: Zone, at: Instant): boolean {
  const year = new Date(at).getUTCFullYear()
  switch (zone) {
    case 'Asia/Seoul':
      return false
    case 'Europe/Brussels': {
      const start = lastSunday(year, 3) * day + hour
      const end = lastSunday(year, 10) * day + hour
      return at >= start && at < end
    }
    case 'America/New_York': {
      const start = sunday(year, 3, 2) * day + 7 * hour
      const end = sunday(year, 11, 1) * day + 6 * hour
      return at >= start && at < end
    }
    default:
      return zone satisfies never
  }
}

function lastSunday(year: number, month: number): Day {
  const last = dayFrom(year, month + 1, 1) - 1
  return last - weekdayOf(last)
}

function sunday(year: number, month: number, which: number): Day {
  const first = dayFrom(year, month, 1)
  return first + ((7 - weekdayOf(first)) % 7) + (which - 1) * 7
}

/** The local day of an instant and the milliseconds that have passed in it. */
export function localOf(zone: Zone, at: Instant): { day: Day; passed: number } {
  const local = at + offsetAt(zone, at)
  const whole = Math.floor(local / day)
  return { day: whole, passed: local - whole * day }
}

/** 00:00:00 of a local day. Never inside a change of summer time: those lie at 01:00 local or later. */
export function startOfDay(zone: Zone, of: Day): Instant {
  const guess = of * day - standardOffset[zone]
  return of * day - offsetAt(zone, guess)
}

/** The last second of a local day, 23:59:59. */
export function endOfDay(zone: Zone, of: Day): Instant {
  return startOfDay(zone, of + 1) - 1000
}

/** A local wall time as an instant, for days without a change of summer time at that hour. */
export function instantIn(zone: Zone, of: Day, passed: number): Instant {
  return startOfDay(zone, of) + passed
}

/** The local wall time as people read it, `2026-09-28 23:59:59`, for a deadline shown beside its authority. */
export function wallTime(zone: Zone, at: Instant): string {
  const local = localOf(zone, at)
  const { year, month, date } = dateOf(local.day)
  const clock = new Date(local.passed).toISOString().slice(11, 19)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(month)}-${two(date)} ${clock}`
}
