import type { Count } from './proportion.ts'

/**
 * Fisher's exact test of two proportions, two-sided: the sum of all tables as likely as the one seen or less
 * (R's rule, with its relative slack of 1e-7 against rounding). Exact to about 1e-13 relative; 1 when a side is empty.
 */
export function fisherTwoSided(a: Count, b: Count): number {
  const successes = a.k + b.k
  const least = Math.max(0, successes - b.n)
  const most = Math.min(a.n, successes)
  const mode = Math.min(most, Math.max(least, Math.floor(((successes + 1) * (a.n + 1)) / (a.n + b.n + 2))))
  // Ratios outward from the mode: no factorial, nothing overflows. Where a weight underflows to nothing all beyond it
  // do, so tables of millions cost no more than their spread.
  const ratioUp = (k: number) => ((a.n - k) * (successes - k)) / ((k + 1) * (b.n - successes + k + 1))
  const weights = new Map<number, number>([[mode, 1]])
  for (let k = mode, weight = 1; k < most && weight > 0; k++) {
    weight *= ratioUp(k)
    weights.set(k + 1, weight)
  }
  for (let k = mode - 1, weight = 1; k >= least && weight > 0; k--) {
    weight /= ratioUp(k)
    weights.set(k, weight)
  }
  const seen = (weights.get(a.k) ?? 0) * (1 + 1e-7)
  let extreme = 0
  let total = 0
  for (const one of Float64Array.from(weights.values()).sort()) {
    total += one
    if (one <= seen) extreme = total
  }
  return Math.min(1, extreme / total)
}
