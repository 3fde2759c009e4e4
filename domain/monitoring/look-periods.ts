import { dayText, lastEnded, periodEnd, periodStart } from './period.ts'
import { addDays, type DaySums } from './sums.ts'
import type { WatchTerms } from './terms.ts'

/** One period that has ended, with the sums of its days; null where nothing was seen in it. */
export type Ended = {
  readonly start: number
  /** First day after it. */
  readonly end: number
  readonly sums: DaySums | null
  /** All of its cases are old enough for their labels. */
  readonly isMature: boolean
}

/**
 * Every period from the first one observed to the last that has ended before `today`, without a gap: a period in which
 * nothing came is told as such. Days before the plan starts are left out.
 */
export function endedPeriods(
  {
    period,
    startsOn,
    matureAfterDays,
  }: Pick<WatchTerms, 'period' | 'matureAfterDays'> & { startsOn: number },
  days: readonly DaySums[],
  today: number,
): Ended[] {
  const last = lastEnded(today, period)
  const seen = days.filter(({ day }) => day >= startsOn && day < periodEnd(last, period))
  const [first] = seen
  if (!first) return []
  const byStart = Map.groupBy(seen, ({ day }) => periodStart(day, period))
  const ended: Ended[] = []
  for (let start = periodStart(first.day, period); start <= last; start = periodEnd(start, period)) {
    const end = periodEnd(start, period)
    const [one, ...rest] = byStart.get(start) ?? []
    ended.push({
      start,
      end,
      sums: one ? rest.reduce((sum, day) => addDays(sum, day), one) : null,
      isMature: end + matureAfterDays <= today,
    })
  }
  return ended
}

/** The day a period begins on, as a calendar day. */
export function fromOf({ start }: Pick<Ended, 'start'>): string {
  return dayText(start)
}
