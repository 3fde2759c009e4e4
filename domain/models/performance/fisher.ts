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
  // Ratios outward from the mode: no factorial, nothing overflows, nothing is stored.
  const ratioUp = (k: number) => ((a.n - k) * (successes - k)) / ((k + 1) * (b.n - successes + k + 1))
  let seen = 1
  for (let k = mode; k < a.k && seen > 0; k++) seen *= ratioUp(k)
  for (let k = mode - 1; k >= a.k && seen > 0; k--) seen /= ratioUp(k)
  if (seen === 0) return 0
  const limit = seen * (1 + 1e-7)
  const sums = { total: 1, extreme: limit >= 1 ? 1 : 0 }
  for (let k = mode, weight = 1; k < most && counts(sums, weight, limit); k++) {
    weight *= ratioUp(k)
    add(sums, weight, limit)
  }
  for (let k = mode - 1, weight = 1; k >= least && counts(sums, weight, limit); k--) {
    weight /= ratioUp(k)
    add(sums, weight, limit)
  }
  return Math.min(1, sums.extreme / sums.total)
}

type Sums = { total: number; extreme: number }

function add(sums: Sums, weight: number, limit: number): void {
  sums.total += weight
  if (weight <= limit) sums.extreme += weight
}

/** Weights fall away from the mode: so far out, all that follow together no longer change a digit. */
function counts({ extreme }: Sums, weight: number, limit: number): boolean {
  return weight > 0 && (weight > limit || weight > extreme * 1e-22)
}
