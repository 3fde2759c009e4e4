import { deviance, stirlingError } from './gamma.ts'
import { criticalValue } from './normal.ts'

const STEPS_MAX = 1_000_000

/** Both tails of the beta distribution at x; each keeps its own relative precision. */
export type BetaTails = { readonly lower: number; readonly upper: number }

/**
 * Regularised incomplete beta function I_x(a, b) and its complement, a > 0, b > 0, 0 <= x <= 1.
 * Continued fraction of DLMF 8.17.22 with Loader's saddle-point prefix, so that a, b of millions stay exact.
 */
export function betaTails(x: number, a: number, b: number): BetaTails {
  if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1))
    throw new RangeError('betaTails needs a, b > 0, 0 <= x <= 1')
  if (x === 0) return { lower: 0, upper: 1 }
  if (x === 1) return { lower: 1, upper: 0 }
  const prefix = betaPrefix(x, a, b)
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = (prefix / a) * betaFraction(x, a, b)
    return { lower, upper: 1 - lower }
  }
  const upper = (prefix / b) * betaFraction(1 - x, b, a)
  return { lower: 1 - upper, upper }
}

/** x^a (1-x)^b / B(a, b). */
function betaPrefix(x: number, a: number, b: number): number {
  const n = a + b
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * (1 - x))
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n))
}

/** Lentz's algorithm. */
function betaFraction(x: number, a: number, b: number): number {
  let numerator = 1
  let inverse = 1 / (1 - ((a + b) * x) / (a + 1))
  let value = inverse
  for (let m = 1; m < STEPS_MAX; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    inverse = 1 / (1 + even * inverse)
    numerator = 1 + even / numerator
    value *= inverse * numerator
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    inverse = 1 / (1 + odd * inverse)
    numerator = 1 + odd / numerator
    const factor = inverse * numerator
    value *= factor
    if (Math.abs(factor - 1) < 3e-16) return value
  }
  throw new Error('the incomplete beta fraction did not settle')
}

/** The x with I_x(a, b) = p, 0 <= p <= 1: Newton steps kept inside a shrinking bracket. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError('betaQuantile needs 0 <= p <= 1')
  if (p === 0 || p === 1) return p
  if (p > 0.5) return 1 - betaQuantile(1 - p, b, a)
  let low = 0
  let high = 1
  let x = a / (a + b)
  for (let step = 0; step < 400; step++) {
    const excess = betaTails(x, a, b).lower - p
    if (excess === 0) return x
    if (excess > 0) high = x
    else low = x
    const newton = x - (excess * x * (1 - x)) / betaPrefix(x, a, b)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - x) <= 1e-16 * x || next === low || next === high) return next
    x = next
  }
  return x
}

/** Two-sided p-value of Student's t, degrees of freedom > 0 and not necessarily whole. */
export function studentTwoSided(t: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError('studentTwoSided needs degrees of freedom above 0')
  return betaTails(degrees / (degrees + t * t), degrees / 2, 0.5).lower
}

/** The t with P(|T| <= t) = level, 0 < level < 1: the critical value of a two-sided interval. */
export function studentCritical(level: number, degrees: number): number {
  if (!(level > 0 && level < 1) || !(degrees > 0))
    throw new RangeError('studentCritical needs a level between 0 and 1 and degrees of freedom above 0')
  if (degrees > manyDegrees) return studentNearNormal(criticalValue(level), degrees)
  // T^2 / (T^2 + degrees) is beta(1/2, degrees/2); its complement keeps precision far out.
  const rest = betaQuantile(1 - level, degrees / 2, 0.5)
  return Math.sqrt((degrees * (1 - rest)) / rest)
}

/** Above this many degrees of freedom four terms of the expansion are exact to the last digit. */
const manyDegrees = 20_000

/** Cornish-Fisher expansion of the t quantile about the normal one (Abramowitz & Stegun 26.7.5). */
function studentNearNormal(z: number, degrees: number): number {
  const first = (z ** 3 + z) / 4
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3
}
