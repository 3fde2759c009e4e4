import { z } from 'zod'

/** How observations are gathered into points of a chart; a look is due when one has ended. */
export const periodLengthSchema = z.enum(['day', 'week', 'month'])
export type PeriodLength = z.infer<typeof periodLengthSchema>

/** Where a day begins. Fixed offsets only: neither zone has summer time, so every day has 24 hours. */
export const dayBeginnings = { seoul: 540, utc: 0 } as const
export type DayBegins = keyof typeof dayBeginnings

const dayMs = 86_400_000

/** The day an instant falls on, counted from 1970-01-01 of that zone. Throws on what is no instant. */
export function dayNumber(at: string, begins: DayBegins): number {
  const ms = Date.parse(at)
  if (!Number.isFinite(ms)) throw new RangeError('an instant is needed')
  return Math.floor((ms + dayBeginnings[begins] * 60_000) / dayMs)
}

/** `2026-11-22` of a day's number. */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The number of a calendar day. */
export function dayOf(text: string): number {
  return dayNumber(`${text}T00:00:00.000Z`, 'utc')
}

/** The first day of the period a day belongs to: itself, its Monday, or the first of its month. */
export function periodStart(day: number, length: PeriodLength): number {
  if (length === 'day') return day
  // 1970-01-01 was a Thursday.
  if (length === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  const date = new Date(day * dayMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / dayMs
}

/** The first day after the period that begins on `start`. */
export function periodEnd(start: number, length: PeriodLength): number {
  if (length === 'day') return start + 1
  if (length === 'week') return start + 7
  const date = new Date(start * dayMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / dayMs
}

/** The first day of the newest period that has wholly passed before `today`; what still runs is never judged. */
export function lastEnded(today: number, length: PeriodLength): number {
  return periodStart(periodStart(today, length) - 1, length)
}
