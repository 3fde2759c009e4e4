import type { Count } from './proportion.ts'

/**
 * Fisher's exact test of two proportions, two-sided: the sum of all tables as likely as the one seen or less
 * (R's rule, with its relative slack of 1e-7 against rounding). Exact to about 1e-13 relative; 1 when a side is empty.
 */
export function fisherTwoSided(a: Count, b: Count): number {
  const successes = a.k + b.k
  const least = Math.max(0, successes - b.n)
  const most = Math.min(a.n, successes)
  const weight = new Float64Array(most - least + 1)
  const mode = Math.min(most, Math.max(least, Math.floor(((successes + 1) * (a.n + 1)) / (a.n + b.n + 2))))
  weight[mode - least] = 1
  // Ratios outward from the mode: no factorial, nothing overflows, what underflows is truly negligible.
  const ratioUp = (k: number) => ((a.n - k) * (successes - k)) / ((k + 1) * (b.n - successes + k + 1))
  for (let k = mode; k < most; k++) weight[k + 1 - least] = (weight[k - least] ?? 0) * ratioUp(k)
  for (let k = mode - 1; k >= least; k--) weight[k - least] = (weight[k + 1 - least] ?? 0) / ratioUp(k)
  const seen = (weight[a.k - least] ?? 0) * (1 + 1e-7)
  let extreme = 0
  let total = 0
  for (const one of weight.sort()) {
    total += one
    if (one <= seen) extreme = total
  }
  return Math.min(1, extreme / total)
}
