import type { Count } from './proportion.ts'

/**
 * Fisher's exact test of two proportions, two-sided: the sum of all tables as likely as the one seen or less
 * (R's rule, with its relative slack of 1e-7 against rounding). Exact to about 1e-13 relative; 1 when a side is empty.
 */
export function fisherTwoSided(a: Count, b: Count): number {
  const successes = a.k + b.k
  const table = {
    least: Math.max(0, successes - b.n),
    most: Math.min(a.n, successes),
    // Ratios outward from the mode: no factorial, nothing overflows.
    ratioUp: (k: number) => ((a.n - k) * (successes - k)) / ((k + 1) * (b.n - successes + k + 1)),
  }
  const expected = Math.floor(((successes + 1) * (a.n + 1)) / (a.n + b.n + 2))
  const mode = Math.min(table.most, Math.max(table.least, expected))
  const seen = weightOf(table, mode, a.k) * (1 + 1e-7)
  // Beyond double precision the tables seen is less likely than any that could be told apart from never.
  if (seen === 0) return 0
  // What is a quintillionth of the table seen, and of the likeliest, changes no digit of the share.
  const floor = Math.min(seen, 1) * 1e-18
  const sides = [
    sideOf(table, { from: mode, step: 1, floor }),
    sideOf(table, { from: mode, step: -1, floor }),
  ]
  let extreme = 1 <= seen ? 1 : 0
  let total = 1
  for (const side of sides) {
    // From the smallest up, so that nothing small is lost.
    for (let at = side.length - 1; at >= 0; at--) {
      const weight = side[at] ?? 0
      total += weight
      if (weight <= seen) extreme += weight
    }
  }
  return Math.min(1, extreme / total)
}

type Table = { readonly least: number; readonly most: number; readonly ratioUp: (k: number) => number }

/** How likely the table with k successes is against the likeliest. */
function weightOf({ ratioUp }: Table, mode: number, k: number): number {
  let weight = 1
  for (let at = mode; at < k && weight > 0; at++) weight *= ratioUp(at)
  for (let at = mode - 1; at >= k && weight > 0; at--) weight /= ratioUp(at)
  return weight
}

/** Weights away from the mode on one side, falling, down to the floor. */
function sideOf(
  { least, most, ratioUp }: Table,
  { from, step, floor }: { readonly from: number; readonly step: 1 | -1; readonly floor: number },
): number[] {
  const weights: number[] = []
  let weight = 1
  for (let k = from + step; k >= least && k <= most; k += step) {
    weight = step > 0 ? weight * ratioUp(k - 1) : weight / ratioUp(k)
    if (weight < floor) break
    weights.push(weight)
  }
  return weights
}
