/**
 * Gamma functions by their series and continued fractions.
 * Relative error below 1e-13 where tested (gamma.test.ts), tails included: a p-value of 1e-24 stays 1e-24.
 */

const HALF_LOG_TWO_PI = 0.9189385332046728
const STEPS_MAX = 1_000_000

/** Natural logarithm of the gamma function, x > 0. Stirling's series after shifting x to 15 or more (DLMF 5.11.1). */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError('logGamma needs x > 0')
  let shifted = x
  let product = 1
  while (shifted < 15) {
    product *= shifted
    shifted += 1
  }
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingSeries(shifted)
  return stirling - Math.log(product)
}

/** What Stirling's formula lacks: log Γ(x+1) - [(x+½)·log x - x + ½·log 2π], x > 0. */
export function stirlingError(x: number): number {
  if (x >= 15) return stirlingSeries(x)
  return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI
}

function stirlingSeries(x: number): number {
  const square = 1 / (x * x)
  const inner = 1 / 1188 - square * (691 / 360360 - square / 156)
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * inner)))) / x
}

/**
 * The saddle-point deviance x·log(x/mean) + mean - x, without the cancellation of its plain form near x = mean.
 * Source: C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).
 */
export function deviance(x: number, mean: number): number {
  const difference = x - mean
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference
  const ratio = difference / (x + mean)
  let sum = difference * ratio
  let term = 2 * x * ratio
  for (let step = 1; ; step++) {
    term *= ratio * ratio
    const next = sum + term / (2 * step + 1)
    if (next === sum) return sum
    sum = next
  }
}

/** Regularised upper incomplete gamma Q(shape, x), shape > 0, x >= 0 (DLMF 8.2.4, 8.7.1, 8.9.2). */
export function gammaUpper(shape: number, x: number): number {
  if (!(shape > 0) || !(x >= 0)) throw new RangeError('gammaUpper needs shape > 0 and x >= 0')
  if (x === 0) return 1
  if (x === Infinity) return 0
  const prefix = Math.sqrt(shape / (2 * Math.PI)) * Math.exp(-stirlingError(shape) - deviance(shape, x))
  return x < shape + 1 ? 1 - prefix * lowerSeries(shape, x) : prefix * upperFraction(shape, x)
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let step = 1; step < STEPS_MAX; step++) {
    term *= x / (shape + step)
    const next = sum + term
    if (next === sum) return sum
    sum = next
  }
  throw new Error('the incomplete gamma series did not settle')
}

/** Lentz's algorithm for the continued fraction of DLMF 8.9.2. */
function upperFraction(shape: number, x: number): number {
  let base = x + 1 - shape
  let numerator = Infinity
  let inverse = 1 / base
  let value = inverse
  for (let step = 1; step < STEPS_MAX; step++) {
    const coefficient = -step * (step - shape)
    base += 2
    inverse = 1 / (base + coefficient * inverse)
    numerator = base + coefficient / numerator
    const factor = inverse * numerator
    value *= factor
    if (Math.abs(factor - 1) < 3e-16) return value
  }
  throw new Error('the incomplete gamma fraction did not settle')
}

/** Upper tail of the chi-square distribution: P(X >= statistic), degrees of freedom > 0. */
export function chiSquareUpper(statistic: number, degrees: number): number {
  return gammaUpper(degrees / 2, statistic / 2)
}
