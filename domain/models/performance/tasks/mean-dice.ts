import type { Measure } from '../measure.ts'
import type { SegmentedCase } from '../segmentation.ts'
import { type Bounded, studentMeanOf } from '../student-mean.ts'

/** Mean Dice of the cases with a mask, with Student's interval cut to 0 and 1. The same for any order. */
export function meanDice(masks: readonly SegmentedCase[], level: number): Measure {
  const values = masks.flatMap((one) => (one.dice === null ? [] : [one.dice]))
  return studentMean(Float64Array.from(values), { method: 'mean:dice', level, low: 0, high: 1 })
}

/** A mean with Student's interval within bounds; none with fewer than two values, or where nothing varies. */
export function studentMean(values: Float64Array, bounded: Bounded): Measure {
  const n = values.length
  // Sorted before they are summed, so that the order of the rows changes no digit.
  const sorted = values.slice().sort()
  const mean = sorted.reduce((sum, one) => sum + one, 0) / n
  const squares = sorted.map((one) => (one - mean) ** 2).sort()
  const variance = squares.reduce((sum, one) => sum + one, 0) / (n - 1)
  return studentMeanOf({ mean, variance, n }, bounded)
}
