import type { BernoulliDesign } from '../models/performance/sequential/bernoulli-cusum.ts'

/**
 * What a run of cases does to a CUSUM, whatever its height before: four whole numbers. Segments join, so a day is
 * counted once and a year is joined from days with exactly the path that case after case would give.
 *
 * With step s(i) (+up for a failure, -1 otherwise) and partial sums S(i): a chart that enters at height h leaves at
 * max(h + sum, end) and its highest point on the way is max(h + rise, peak). True as long as it is not restarted.
 */
export type CusumSegment = {
  /** S(n). */
  readonly sum: number
  /** The largest S(i), i >= 1; minus infinity is written as null: no case. */
  readonly rise: number | null
  /** Height at the end, from 0. */
  readonly end: number
  /** Greatest height on the way, from 0. */
  readonly peak: number
}

export const noCases: CusumSegment = { sum: 0, rise: null, end: 0, peak: 0 }

/** The segment of cases in their order. */
export function segmentOf(failures: Iterable<boolean>, up: number): CusumSegment {
  let [sum, rise, end, peak] = [0, Number.NEGATIVE_INFINITY, 0, 0]
  for (const failed of failures) {
    const step = failed ? up : -1
    sum += step
    rise = Math.max(rise, sum)
    end = Math.max(0, end + step)
    peak = Math.max(peak, end)
  }
  return { sum, rise: Number.isFinite(rise) ? rise : null, end, peak }
}

/** One segment, then another. Associative, with `noCases` as its neutral element. */
export function joinSegments(first: CusumSegment, second: CusumSegment): CusumSegment {
  if (first.rise === null) return second
  if (second.rise === null) return first
  return {
    sum: first.sum + second.sum,
    rise: Math.max(first.rise, first.sum + second.rise),
    end: Math.max(first.end + second.sum, second.end),
    peak: Math.max(first.peak, first.end + second.rise, second.peak),
  }
}

/** A chart over whole periods: the height each ends at and the greatest on the way. After an alarm the next begins at 0. */
export function cusumOverPeriods(
  { limit }: Pick<BernoulliDesign, 'limit'>,
  segments: readonly CusumSegment[],
): { readonly height: number; readonly peak: number; readonly alarm: boolean }[] {
  let height = 0
  return segments.map(({ sum, rise, end, peak }) => {
    if (rise === null) return { height, peak: height, alarm: false }
    const highest = Math.max(height + rise, peak)
    const left = Math.max(height + sum, end)
    const alarm = highest >= limit
    height = alarm ? 0 : left
    return { height: left, peak: highest, alarm }
  })
}
