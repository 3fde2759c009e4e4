import { criticalValue, normalTwoSided } from './normal.ts'
import { type Roc, roc } from './roc.ts'
import { eachRun, type ScoreRuns, scoreRuns } from './score-runs.ts'

/** Two scores of the same cases: the new model and the one it is compared with. */
export type PairedScores = {
  readonly first: Float64Array
  readonly second: Float64Array
  readonly labels: Uint8Array
}

/** Difference is first minus second. `z` is 0 and `pValue` 1 for curves that do not differ, never NaN. */
export type PairedTest = {
  readonly first: Roc
  readonly second: Roc
  readonly difference: number
  readonly covariance: number
  readonly standardError: number
  readonly z: number
  readonly pValue: number
  readonly low: number
  readonly high: number
  readonly level: number
}

/**
 * DeLong's test of two correlated areas (1988), two-sided, with the normal interval of the difference.
 * Null when a class has fewer than two cases, or when the areas differ but nothing varies (no test exists). The same for any row order: products are sorted before they are summed.
 */
export function pairedDelong(paired: PairedScores, level: number): PairedTest | null {
  const { first, second, labels } = paired
  const a = placed(first, labels)
  const b = placed(second, labels)
  if (a === null || b === null || a.roc.variance === null || b.roc.variance === null) return null
  const covariance =
    covarianceOf(a, b, (index) => labels[index] === 1) / a.runs.positiveCount +
    covarianceOf(a, b, (index) => labels[index] === 0) / a.runs.negativeCount
  const difference = a.roc.auc - b.roc.auc
  const variance = a.roc.variance + b.roc.variance - 2 * covariance
  // What rounding leaves of a variance of nothing (it can fall below zero) counts as nothing.
  const none = variance <= 1e-12 * (a.roc.variance + b.roc.variance)
  if (none && difference !== 0) return null
  const standardError = none ? 0 : Math.sqrt(variance)
  const z = none ? 0 : difference / standardError
  const half = criticalValue(level) * standardError
  return {
    first: a.roc,
    second: b.roc,
    difference,
    covariance,
    standardError,
    z,
    pValue: normalTwoSided(z),
    low: difference - half,
    high: difference + half,
    level,
  }
}

type Placed = { readonly roc: Roc; readonly runs: ScoreRuns; readonly deviations: Float64Array }

/** Each case's placement (share of the other class it is ranked rightly against) less the area, in row order. */
function placed(scores: Float64Array, labels: Uint8Array): Placed | null {
  const runs = scoreRuns({ scores, labels })
  const area = roc(runs)
  if (area === null) return null
  const { positiveCount, negativeCount } = runs
  const ofScore = new Map<number, readonly [number, number]>()
  let [negativesBelow, positivesBelow] = [0, 0]
  for (const run of eachRun(runs)) {
    const ofNegative = (positiveCount - positivesBelow - run.positives / 2) / positiveCount - area.auc
    const ofPositive = (negativesBelow + run.negatives / 2) / negativeCount - area.auc
    ofScore.set(run.score, [ofNegative, ofPositive])
    negativesBelow += run.negatives
    positivesBelow += run.positives
  }
  const deviations = scores.map((score, index) => ofScore.get(score)?.[labels[index] === 1 ? 1 : 0] ?? 0)
  return { roc: area, runs, deviations }
}

function covarianceOf(a: Placed, b: Placed, isOfClass: (index: number) => boolean): number {
  const products = a.deviations
    .map((deviation, index) => deviation * (b.deviations[index] ?? 0))
    .filter((_, index) => isOfClass(index))
    .sort()
  return products.reduce((sum, product) => sum + product, 0) / (products.length - 1)
}
