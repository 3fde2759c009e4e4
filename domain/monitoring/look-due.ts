import { dayNumber, dayOf, dayText, lastEnded, periodEnd } from './period.ts'
import type { WatchTerms } from './terms.ts'

/**
 * The last day of the newest period that has ended and was not looked at, or null when no look is due. A look is due
 * once for each period; several missed are made up for by one, which sees them all.
 */
export function lookDue(
  { period, dayBegins, startsOn }: Pick<WatchTerms, 'period' | 'dayBegins' | 'startsOn'>,
  lastThrough: string | null,
  now: string,
): string | null {
  const start = lastEnded(dayNumber(now, dayBegins), period)
  const last = periodEnd(start, period) - 1
  if (last < dayOf(startsOn)) return null
  const through = dayText(last)
  return lastThrough !== null && lastThrough >= through ? null : through
}
