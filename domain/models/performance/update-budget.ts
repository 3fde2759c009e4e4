import type { Limits } from './measure.ts'
import { type Comparison, compareToMargin, updateAlpha } from './non-inferiority.ts'

/** How a plan hands out its error budget: in equal shares of a fixed number, or each half of what is left. */
export type Budget = {
  /** One-sided, over all updates of the plan together; above 0, below 1. */
  readonly alpha: number
  readonly planned: number
  readonly spending: 'equal' | 'halving'
}

/**
 * The one-sided error of the `look`-th look at an update (1 is the first); 0 once nothing is left. Summed over any number
 * of looks it never exceeds alpha: equal shares end with the last planned one, halves make a series that converges.
 * A look is counted whether or not it passed: what was tried and failed has spent its share.
 */
export function lookAlpha(budget: Budget, look: number): number {
  if (!Number.isSafeInteger(look) || look < 1) throw new RangeError('looks are counted from 1')
  if (budget.spending === 'halving') return checked(budget.alpha) / 2 ** look
  const share = updateAlpha(budget.alpha, budget.planned)
  return look <= budget.planned ? share : 0
}

/** What the looks made so far have spent. */
export function spentAlpha(budget: Budget, looks: number): number {
  if (budget.spending === 'halving') return checked(budget.alpha) * (1 - 2 ** -looks)
  return updateAlpha(budget.alpha, budget.planned) * Math.min(looks, budget.planned)
}

function checked(alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError('an error budget lies between 0 and 1')
  return alpha
}

/** The two-sided level whose interval is the one-sided test at alpha. */
export function levelFor(alpha: number): number {
  return 1 - 2 * alpha
}

/** The difference of a metric (new less old, more is better) with its interval, as an evaluation found it. */
export type FoundDifference = Limits & { readonly level: number }

/** `too-wide-a-look`: the interval is of a lower level than the budget asks for, so it cannot be judged by it. */
export type MarginVerdict = Comparison | 'too-wide-a-look'

/**
 * One difference against its margin at the error allowed now. An interval of a higher level than needed is stricter
 * than asked and may be judged; one of a lower level may not.
 */
export function judgeDifference(found: FoundDifference, margin: number, alpha: number): MarginVerdict {
  // What is left of decimals in binary, 1 - 2 * 0.005 against 0.99, is no lower level.
  if (found.level < levelFor(alpha) - 1e-9) return 'too-wide-a-look'
  return compareToMargin(found, margin)
}

/** Proven not to be worse than the margin. */
export function isProven(verdict: MarginVerdict): boolean {
  return verdict === 'non-inferior' || verdict === 'superior'
}
