import type { Limits } from './measure.ts'

/**
 * What an interval of the difference (new less old, more is better) says against a margin. The margin is a loss given
 * as a number above 0. `inconclusive` is not a pass.
 */
export type Comparison = 'superior' | 'non-inferior' | 'inferior' | 'inconclusive'

/** Judge by the two-sided interval at 1 - 2·alpha, which is the one-sided test at alpha. */
export function compareToMargin(interval: Limits, margin: number): Comparison {
  if (!(margin > 0)) throw new RangeError('a margin lies above 0')
  if (interval.low > 0) return 'superior'
  if (interval.high < -margin) return 'inferior'
  return interval.low > -margin ? 'non-inferior' : 'inconclusive'
}

/** An update judged against the version first cleared and against the one before it. */
export type UpdateJudgement = {
  readonly againstCleared: Comparison
  readonly againstPrevious: Comparison
  /** The one-sided error this update was allowed. */
  readonly alpha: number
  readonly passes: boolean
}

/**
 * The error each update of a plan may spend, so that all together spend at most `alpha`: the k-th of `planned` gets
 * alpha / planned. Simple on purpose: an update not made leaves its share unspent.
 */
export function updateAlpha(alpha: number, planned: number): number {
  if (!(alpha > 0 && alpha < 1) || !Number.isSafeInteger(planned) || planned < 1)
    throw new RangeError('an error budget needs 0 < alpha < 1 and a whole number of updates')
  return alpha / planned
}

/**
 * Whether an update stays within the plan. Non-inferiority to the previous version alone lets performance creep down
 * step by step (bio-creep: Feng, Emerson & Simon 2021), so the cleared version must be matched too.
 */
export function judgeUpdate(given: {
  readonly againstCleared: Limits
  readonly againstPrevious: Limits
  readonly margin: number
  readonly alpha: number
}): UpdateJudgement {
  const againstCleared = compareToMargin(given.againstCleared, given.margin)
  const againstPrevious = compareToMargin(given.againstPrevious, given.margin)
  const holds = (comparison: Comparison) => comparison === 'superior' || comparison === 'non-inferior'
  return {
    againstCleared,
    againstPrevious,
    alpha: given.alpha,
    passes: holds(againstCleared) && holds(againstPrevious),
  }
}
