import { type Answer, accept, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import { betaTails } from './beta.ts'
import { estimated, type Limits, type Measure, notEstimable, withoutInterval } from './measure.ts'

/** Sizes of a mask, of the reference mask, and of what both cover, in voxels. */
export type MaskOverlap = { readonly predicted: number; readonly reference: number; readonly both: number }

/**
 * Dice of one case, 0 to 1. Null when both masks are empty: nothing was there and nothing was drawn, which is neither
 * a good overlap nor a bad one; such cases are counted, not averaged.
 */
export function dice({ predicted, reference, both }: MaskOverlap): Answer<number | null> {
  const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0
  if (![predicted, reference, both].every(isCount) || both > Math.min(predicted, reference))
    return refuse(
      'invalid',
      say(
        '복셀 수는 0 이상의 정수이고, 겹친 수는 두 마스크보다 클 수 없습니다.',
        'Voxel counts are whole and not negative, and the overlap is not larger than either mask.',
      ),
      'both',
    )
  return accept(predicted + reference === 0 ? null : (2 * both) / (predicted + reference))
}

/** One case of a segmentation study: overlap or its Dice, and the surface distance where one exists. */
export type SegmentedCase = {
  readonly dice: number | null
  /** 95th percentile Hausdorff distance in millimetres; null where a mask is empty (no surface, no distance). */
  readonly hausdorff95: number | null
}

/** A segmentation study in numbers; what was left out is counted beside each. */
export type SegmentationSummary = {
  readonly cases: number
  readonly bothEmpty: number
  /** Cases where exactly one mask is empty: Dice 0 and no distance. */
  readonly oneEmpty: number
  readonly meanDice: Measure
  readonly medianDice: Measure
  readonly medianHausdorff95: Measure
}

const noCase = say('두 마스크 중 하나라도 있는 사례가 없습니다.', 'No case has a mask to compare.')
const tooFew = say(
  '사례가 적어 이 수준의 신뢰구간을 순서통계량으로 낼 수 없습니다.',
  'Too few cases for an interval of this level from order statistics.',
)

/** Means and medians over cases with distribution-free intervals (medians by order statistics). */
export function summariseSegmentation(cases: readonly SegmentedCase[], level: number): SegmentationSummary {
  const scores = cases.flatMap((one) => (one.dice === null ? [] : [one.dice])).sort(ascending)
  const distances = cases
    .flatMap((one) => (one.hausdorff95 === null ? [] : [one.hausdorff95]))
    .sort(ascending)
  return {
    cases: cases.length,
    bothEmpty: cases.length - scores.length,
    oneEmpty: cases.filter((one) => one.dice === 0 && one.hausdorff95 === null).length,
    meanDice: mean(scores, level),
    medianDice: median(scores, { level, method: 'median:dice' }),
    medianHausdorff95: median(distances, { level, method: 'median:hausdorff-95:mm' }),
  }
}

const ascending = (left: number, right: number) => left - right

/** Mean of values within 0 and 1 by Hoeffding's bound: no shape is assumed, so it is wide and never too narrow. */
function mean(sorted: readonly number[], level: number): Measure {
  const basis = { method: 'mean:dice', n: sorted.length }
  if (sorted.length === 0) return notEstimable(basis, noCase)
  const value = sorted.reduce((sum, one) => sum + one, 0) / sorted.length
  const half = Math.sqrt(Math.log(2 / (1 - level)) / (2 * sorted.length))
  return estimated(basis, value, {
    low: Math.max(0, value - half),
    high: Math.min(1, value + half),
    level,
    method: 'hoeffding',
  })
}

function median(sorted: readonly number[], { level, method }: { level: number; method: string }): Measure {
  const n = sorted.length
  const basis = { method, n }
  if (n === 0) return notEstimable(basis, noCase)
  const middle = ((sorted[(n - 1) >> 1] ?? 0) + (sorted[n >> 1] ?? 0)) / 2
  const limits = medianLimits(sorted, level)
  return limits === null
    ? withoutInterval(basis, middle, tooFew)
    : estimated(basis, middle, { ...limits, level, method: 'order-statistics' })
}

/** The r-th and the (n - r + 1)-th value with the largest r whose coverage still reaches the level, whatever the shape. */
export function medianLimits(sorted: readonly number[], level: number): Limits | null {
  const n = sorted.length
  let rank = 0
  // P(X <= r - 1) of a fair coin thrown n times, each side.
  while (rank < n / 2 && lowerTail(rank, n) <= (1 - level) / 2) rank++
  if (rank === 0) return null
  return { low: sorted[rank - 1] ?? 0, high: sorted[n - rank] ?? 0 }
}

function lowerTail(k: number, n: number): number {
  return k >= n ? 1 : betaTails(0.5, n - k, k + 1).lower
}
