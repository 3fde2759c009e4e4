import { say } from '../../../words.ts'
import { studentCritical } from '../beta.ts'
import { clamp, estimated, type Measure, notEstimable, withoutInterval } from '../measure.ts'
import type { SegmentedCase } from '../segmentation.ts'

/** Mean Dice of the cases with a mask, with Student's interval cut to 0 and 1. The same for any order. */
export function meanDice(masks: readonly SegmentedCase[], level: number): Measure {
  const values = masks.flatMap((one) => (one.dice === null ? [] : [one.dice]))
  return studentMean(Float64Array.from(values), { method: 'mean:dice', level, low: 0, high: 1 })
}

type Bounded = {
  readonly method: string
  readonly level: number
  readonly low: number
  readonly high: number
}

/** A mean with Student's interval within bounds; none with fewer than two values, or where nothing varies. */
export function studentMean(values: Float64Array, { method, level, low, high }: Bounded): Measure {
  const n = values.length
  const basis = { method, n }
  if (n === 0) return notEstimable(basis, nothing)
  // Sorted before they are summed, so that the order of the rows changes no digit.
  const sorted = values.slice().sort()
  const mean = sorted.reduce((sum, one) => sum + one, 0) / n
  if (n < 2) return withoutInterval(basis, mean, tooFew)
  const spread = sorted.map((one) => (one - mean) ** 2).sort()
  const variance = spread.reduce((sum, one) => sum + one, 0) / (n - 1)
  if (variance <= 1e-24) return withoutInterval(basis, mean, noSpread)
  const half = studentCritical(level, n - 1) * Math.sqrt(variance / n)
  return estimated(basis, mean, {
    low: clamp(mean - half, low, high),
    high: clamp(mean + half, low, high),
    level,
    method: 'student',
  })
}

const nothing = say('해당하는 사례가 한 건도 없습니다.', 'There are no cases to calculate it from.')
const tooFew = say('신뢰구간에는 두 건 이상이 필요합니다.', 'An interval needs two cases or more.')
const noSpread = say(
  '모든 값이 같아 분산이 0입니다. 폭이 0인 구간은 확실하다는 뜻이 아니므로 표시하지 않습니다.',
  'All values are equal. An interval of no width would suggest a certainty that is not there.',
)
