import { betaTails } from './beta.ts'
import type { Limits } from './measure.ts'
import { criticalValue } from './normal.ts'

/** The same cases called by two models: right by both, by one only, by neither. */
export type PairedCalls = {
  readonly both: number
  readonly firstOnly: number
  readonly secondOnly: number
  readonly neither: number
}

/** Share right by the first less share right by the second. */
export type PairedDifference = Limits & {
  readonly difference: number
  readonly n: number
  /** Exact two-sided p-value of McNemar's test. */
  readonly pValue: number
  /** The same, less half the chance of the table seen: closer to the level with few discordant cases. */
  readonly midPValue: number
  readonly level: number
  readonly method: 'mcnemar-exact:tango'
}

/**
 * McNemar's exact test of two paired proportions with Tango's score interval of their difference (Tango 1998), which
 * holds its level where few cases are discordant and is defined where none is. Throws on no case or a part of one.
 */
export function pairedDifference(calls: PairedCalls, level: number): PairedDifference {
  const { both, firstOnly, secondOnly, neither } = calls
  const n = both + firstOnly + secondOnly + neither
  if (![both, firstOnly, secondOnly, neither].every(isCount) || n === 0)
    throw new RangeError('paired calls are whole counts of at least one case')
  const discordant = firstOnly + secondOnly
  const tail = lowerTail(Math.min(firstOnly, secondOnly), discordant)
  const here = tail - lowerTail(Math.min(firstOnly, secondOnly) - 1, discordant)
  return {
    difference: (firstOnly - secondOnly) / n,
    n,
    pValue: Math.min(1, 2 * tail),
    midPValue: firstOnly === secondOnly ? 1 : Math.min(1, 2 * tail - here),
    ...tango(calls, n, criticalValue(level)),
    level,
    method: 'mcnemar-exact:tango',
  }
}

/** P(X <= k) of a fair coin thrown n times. */
function lowerTail(k: number, n: number): number {
  if (k < 0) return 0
  return k >= n ? 1 : betaTails(0.5, n - k, k + 1).lower
}

/** The differences whose score test is not rejected: two roots found by halving, for the statistic falls as delta rises. */
function tango(calls: PairedCalls, n: number, z: number): Limits {
  return { low: root(calls, n, z), high: root(calls, n, -z) }
}

function root(calls: PairedCalls, n: number, target: number): number {
  let [low, high] = [-1, 1]
  if (scoreAt(calls, n, low) <= target) return low
  if (scoreAt(calls, n, high) >= target) return high
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (scoreAt(calls, n, middle) > target) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Tango's score statistic of a difference of delta. */
function scoreAt({ firstOnly, secondOnly }: PairedCalls, n: number, delta: number): number {
  const a = 2 * n
  const b = -firstOnly - secondOnly + (2 * n - firstOnly + secondOnly) * delta
  const c = -secondOnly * delta * (1 - delta)
  const q = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)
  const variance = n * (2 * q + delta * (1 - delta))
  const numerator = firstOnly - secondOnly - n * delta
  if (variance <= 0) return numerator === 0 ? 0 : numerator > 0 ? Infinity : -Infinity
  return numerator / Math.sqrt(variance)
}

const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0
