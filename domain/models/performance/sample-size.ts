import { betaQuantile, betaTails } from './beta.ts'
import { criticalValue, normalQuantile, normalUpper } from './normal.ts'

/** Errors of a planned test: `alpha` as used (halve it yourself for one side of two), `power` between 0 and 1. */
export type Errors = { readonly alpha: number; readonly power: number }

const z = (share: number) => -normalQuantile(share)

/** Cases in each of two independent groups to tell two shares apart, two-sided at alpha (Fleiss, pooled); not rounded. */
export function casesForTwoShares(first: number, second: number, { alpha, power }: Errors): number {
  assertShare(first, second)
  if (first === second) throw new RangeError('equal shares cannot be told apart')
  const middle = (first + second) / 2
  const spread = first * (1 - first) + second * (1 - second)
  const root = z(alpha / 2) * Math.sqrt(2 * middle * (1 - middle)) + z(1 - power) * Math.sqrt(spread)
  return (root / (first - second)) ** 2
}

/** Cases to show that a share lies above `bound` when it truly is `expected`, one-sided at alpha (normal); not rounded. */
export function casesForOneShare(bound: number, expected: number, { alpha, power }: Errors): number {
  assertShare(bound, expected)
  if (!(expected > bound)) throw new RangeError('what is expected lies above the bound')
  const root = z(alpha) * Math.sqrt(bound * (1 - bound)) + z(1 - power) * Math.sqrt(expected * (1 - expected))
  return (root / (expected - bound)) ** 2
}

/**
 * The same by exact binomial tails: the least n from which on the power never falls below what was asked (it saws up
 * and down). Between two and ten times dearer to find than the normal answer, and never too small.
 */
export function exactCasesForOneShare(bound: number, expected: number, errors: Errors): number {
  const guess = Math.ceil(casesForOneShare(bound, expected, errors))
  let answer = 1
  // Beyond twice the normal answer and a hundred more the teeth of the saw are far smaller than what is missing.
  for (let n = 1; n <= 2 * guess + 100; n++)
    if (exactPower(n, { bound, expected, alpha: errors.alpha }) < errors.power) answer = n + 1
  return answer
}

type ExactTest = { readonly bound: number; readonly expected: number; readonly alpha: number }

function exactPower(n: number, { bound, expected, alpha }: ExactTest): number {
  // The least count k at which P(X >= k) under the bound is at most alpha.
  let [low, high] = [0, n + 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (upperTail(middle, n, bound) <= alpha) high = middle
    else low = middle + 1
  }
  return low > n ? 0 : upperTail(low, n, expected)
}

/** P(X >= k) of n cases at a rate. */
function upperTail(k: number, n: number, rate: number): number {
  return k <= 0 ? 1 : betaTails(rate, k, n - k + 1).lower
}

/** Cases in each group to show, one-sided at alpha, that a share is no worse than another by `margin`, both truly equal to `share`. */
export function casesForNonInferiority(share: number, margin: number, { alpha, power }: Errors): number {
  assertShare(share)
  if (!(margin > 0 && margin < 1)) throw new RangeError('a margin lies between 0 and 1')
  return (2 * share * (1 - share) * (z(alpha) + z(1 - power)) ** 2) / (margin * margin)
}

/** Cases for an O/E ratio near 1 known to this standard error of its logarithm (Riley 2021); prevalence between 0 and 1. */
export function casesForObservedOverExpected(prevalence: number, standardError: number): number {
  assertShare(prevalence)
  return Math.ceil((1 - prevalence) / (prevalence * standardError * standardError) - 1e-9)
}

/** Standard error of an area under the ROC curve after Newcombe 2006, from the area, cases in all and prevalence. */
export function aurocStandardError(given: {
  readonly auroc: number
  readonly cases: number
  readonly prevalence: number
}): number {
  const { auroc, cases, prevalence } = given
  const half = cases / 2 - 1
  const inner = 1 + half * ((1 - auroc) / (2 - auroc)) + (half * auroc) / (1 + auroc)
  return Math.sqrt((auroc * (1 - auroc) * inner) / (cases * cases * prevalence * (1 - prevalence)))
}

/** Cases in all for an area under the ROC curve known to a standard error (Newcombe's variance). */
export function casesForAuroc(given: {
  readonly auroc: number
  readonly prevalence: number
  readonly standardError: number
}): number {
  const { auroc, prevalence, standardError } = given
  assertShare(auroc, prevalence)
  const isEnough = (cases: number) => aurocStandardError({ auroc, prevalence, cases }) <= standardError
  let high = 4
  while (!isEnough(high)) {
    high *= 2
    if (high > 2 ** 40) throw new RangeError('no number of cases is enough')
  }
  let low = high / 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}

/** Power to tell an area from one half, two-sided at alpha, by Obuchowski's variance (1997), as pROC computes it. */
export function aurocPower(given: {
  readonly auroc: number
  readonly positives: number
  readonly negatives: number
  readonly alpha: number
}): number {
  const { auroc, positives, negatives, alpha } = given
  assertShare(auroc)
  const ratio = negatives / positives
  const atNothing = 0.0792 * (1 + 1 / ratio)
  const reached = Math.sqrt(positives) * (auroc - 0.5) - z(alpha / 2) * Math.sqrt(atNothing)
  return normalUpper(-reached / Math.sqrt(binormalVariance(auroc, ratio)))
}

function binormalVariance(auroc: number, ratio: number): number {
  // The root of two, cut as the published program cuts it: another digit gives another power.
  const a = (normalQuantile(auroc) * 1414) / 1000
  return 0.0099 * Math.exp((-a * a) / 2) * (5 * a * a + 8 + (a * a + 8) / ratio)
}

/**
 * Events that must be seen without a single failure so that the failure rate lies below `rate` with this confidence
 * (the rule of three, exact).
 */
export function casesWithoutFailure(rate: number, confidence: number): number {
  assertShare(rate, confidence)
  return Math.ceil(Math.log(1 - confidence) / Math.log(1 - rate))
}

/** Half width of the Wilson interval expected at a share: what n buys. */
export function expectedHalfWidth(share: number, n: number, level: number): number {
  const critical = criticalValue(level)
  return (
    (critical * Math.sqrt(n * share * (1 - share) + (critical * critical) / 4)) / (n + critical * critical)
  )
}

/** The lowest share still shown (exact one-sided) when k of n succeed: for reading a plan backwards. */
export function provenShare(k: number, n: number, alpha: number): number {
  return k === 0 ? 0 : betaQuantile(alpha, k, n - k + 1)
}

function assertShare(...shares: readonly number[]): void {
  if (shares.some((share) => !(share > 0 && share < 1))) throw new RangeError('a share lies between 0 and 1')
}
