import type { CusumDesign, EwmaDesign } from './run-length.ts'

/** A value on a chart with the limits that held there, and whether it alarmed. */
export type ChartPoint = {
  readonly value: number
  readonly low: number | null
  readonly high: number
  readonly alarm: boolean
}

/** One-sided CUSUM of standardised values, up; give negated values for down. It starts again from 0 after an alarm. */
export function cusumChart({ reference, limit }: CusumDesign, values: Iterable<number>): ChartPoint[] {
  let height = 0
  return Array.from(values, (value) => {
    const next = Math.max(0, height + value - reference)
    // At the limit is an alarm: the run length equations count it so.
    const alarm = next >= limit
    height = alarm ? 0 : next
    return { value: next, low: null, high: limit, alarm }
  })
}

/** Two-sided EWMA of standardised values with the fixed limits its run length was designed with. */
export function ewmaChart({ weight, width }: EwmaDesign, values: Iterable<number>): ChartPoint[] {
  const limit = width * Math.sqrt(weight / (2 - weight))
  let level = 0
  return Array.from(values, (value) => {
    const next = (1 - weight) * level + weight * value
    const alarm = Math.abs(next) >= limit
    level = alarm ? 0 : next
    return { value: next, low: -limit, high: limit, alarm }
  })
}

/** A period of a p-chart: failures among cases. */
export type Period = { readonly failures: number; readonly cases: number }

/**
 * Each period's share of failures standardised by what the reference rate lets expect. A period without cases has no
 * value (null), for nothing was seen and nothing may be said.
 */
export function standardisedShares(periods: readonly Period[], reference: number): (number | null)[] {
  if (!(reference > 0 && reference < 1)) throw new RangeError('a reference rate lies between 0 and 1')
  return periods.map(({ failures, cases }) => {
    if (cases === 0) return null
    return (failures - cases * reference) / Math.sqrt(cases * reference * (1 - reference))
  })
}
