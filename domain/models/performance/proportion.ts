import { betaQuantile } from './beta.ts'
import type { Limits } from './measure.ts'
import { clamp } from './measure.ts'
import { criticalValue } from './normal.ts'

/** A count of successes among n cases. */
export type Count = { readonly k: number; readonly n: number }

function assertCount({ k, n }: Count): void {
  if (!Number.isSafeInteger(k) || !Number.isSafeInteger(n) || n < 1 || k < 0 || k > n) {
    throw new RangeError('a proportion needs whole numbers with 0 <= k <= n and n >= 1')
  }
}

/**
 * Wilson score limits without continuity correction (Wilson 1927). Throws on n = 0: there is no proportion of nothing.
 * The limits are exactly 0 at k = 0 and exactly 1 at k = n.
 */
export function wilson(count: Count, level: number): Limits {
  return wilsonAtZ(count, criticalValue(level))
}

/** The same at a critical value z of the normal distribution, 0 or more. */
export function wilsonAtZ(count: Count, z: number): Limits {
  assertCount(count)
  const { k, n } = count
  const center = k + (z * z) / 2
  const half = z * Math.sqrt((k * (n - k)) / n + (z * z) / 4)
  const whole = n + z * z
  return { low: k === 0 ? 0 : (center - half) / whole, high: k === n ? 1 : (center + half) / whole }
}

/** Exact limits (Clopper & Pearson 1934) from beta quantiles: covers at least the level. Throws on n = 0. */
export function clopperPearson(count: Count, level: number): Limits {
  assertCount(count)
  const { k, n } = count
  const tail = (1 - level) / 2
  // The upper limit comes from the mirrored lower one, which keeps its precision near 1.
  return {
    low: k === 0 ? 0 : betaQuantile(tail, k, n - k + 1),
    high: k === n ? 1 : 1 - betaQuantile(tail, n - k, k + 1),
  }
}

/** Difference a - b of two independent proportions, Newcombe 1998 method 10 (square-and-add of Wilson limits). */
export function newcombe(a: Count, b: Count, level: number): Limits & { readonly difference: number } {
  return squareAndAdd({ ...a, ...wilson(a, level) }, { ...b, ...wilson(b, level) })
}

/** The same from Wilson limits already made: for many pairs of a few proportions. */
export function squareAndAdd(a: Count & Limits, b: Count & Limits): Limits & { readonly difference: number } {
  const pa = a.k / a.n
  const pb = b.k / b.n
  const difference = pa - pb
  return {
    difference,
    low: clamp(difference - Math.hypot(pa - a.low, b.high - pb), -1, 1),
    high: clamp(difference + Math.hypot(a.high - pa, pb - b.low), -1, 1),
  }
}
