import type { Moments } from './independent-sides.ts'
import type { Measure } from './measure.ts'
import type { ErrorTotals } from './stream/error-sums.ts'
import { studentMeanOf } from './student-mean.ts'

/** Cases, positives among them, and what their probabilities come to. */
export type ErrorCases = Pick<ErrorTotals, 'expected' | 'squared'> & {
  readonly n: number
  readonly observed: number
}

/** Of the sum of squares so little is what rounding leaves where nothing varies. */
const rounding = 1e-12

/** The squared error of a case: its mean is the Brier score. One case or more. */
export function squaredErrors({ n, squared }: ErrorCases, fourth: number): Moments {
  return { mean: squared / n, variance: varianceOf(fourth, squared, n), n }
}

/** What came true (0 or 1) less the probability, of a case: its mean is 0 where probabilities are right in the large. */
export function residuals({ n, observed, expected, squared }: ErrorCases): Moments {
  const sum = observed - expected
  return { mean: sum / n, variance: varianceOf(squared, sum, n), n }
}

/** Sample variance from the sum of squares; 0 where nothing varies, and of a single case. */
function varianceOf(squares: number, sum: number, n: number): number {
  const left = squares - (sum * sum) / n
  return n < 2 || left <= squares * rounding ? 0 : left / (n - 1)
}

/** Share that came true less the mean probability, with Student's interval: calibration in the large. */
export function observedLessExpected(cases: ErrorCases, level: number): Measure {
  return studentMeanOf(residuals(cases), { method: 'observed-less-expected', level, low: -1, high: 1 })
}
