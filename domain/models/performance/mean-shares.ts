import { type Compared, type GapSide, limitsCompared, shareScale } from './independent-sides.ts'
import { type Count, squareAndAdd, wilsonAtZ } from './proportion.ts'

/** A share of a group, and the same of the others. */
export type ShareCounts = { readonly own: Count; readonly others: Count }

/**
 * Difference of the mean of several shares that rest on different cases, such as sensitivity and specificity:
 * square-and-add over the Wilson limits of all (MOVER, Zou & Donner 2008). Every share needs a case on both sides.
 */
export function meanSharesCompared(counts: readonly ShareCounts[], method: string): Compared {
  const sides = { group: meanSide(counts, 'own'), others: meanSide(counts, 'others') }
  const difference = sides.group.estimate - sides.others.estimate
  return limitsCompared(
    sides,
    (z) => {
      const limits = counts.map(({ own, others }) =>
        squareAndAdd({ ...own, ...wilsonAtZ(own, z) }, { ...others, ...wilsonAtZ(others, z) }),
      )
      const reach = (away: (one: (typeof limits)[number]) => number) =>
        Math.hypot(...limits.map(away)) / counts.length
      return {
        low: difference - reach((one) => one.difference - one.low),
        high: difference + reach((one) => one.high - one.difference),
      }
    },
    { scale: shareScale, method },
  )
}

/** The mean share of a side, and all cases behind it. */
export function meanSide(counts: readonly ShareCounts[], side: keyof ShareCounts): GapSide {
  return {
    estimate: counts.reduce((sum, one) => sum + one[side].k / one[side].n, 0) / counts.length,
    n: counts.reduce((sum, one) => sum + one[side].n, 0),
  }
}
