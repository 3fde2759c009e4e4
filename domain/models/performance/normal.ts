import { gammaUpper } from './gamma.ts'

/** Upper tail of the standard normal distribution, P(Z >= z); keeps its relative precision far into the tail. */
export function normalUpper(z: number): number {
  const tail = gammaUpper(0.5, (z * z) / 2) / 2
  return z >= 0 ? tail : 1 - tail
}

/** Two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return gammaUpper(0.5, (z * z) / 2)
}

/**
 * The z with P(Z <= z) = p, 0 < p < 1.
 * Start: Abramowitz & Stegun 26.2.23 (error below 5e-4); then Halley steps on the tail, until nothing changes.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('normalQuantile needs 0 < p < 1')
  if (p === 0.5) return 0
  const tail = Math.min(p, 1 - p)
  const t = Math.sqrt(-2 * Math.log(tail))
  let z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  for (let step = 0; step < 4; step++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const error = (normalUpper(z) - tail) / density
    z += error / (1 - (z * error) / 2)
  }
  return p < 0.5 ? -z : z
}

/** The critical value of a two-sided interval: 1.959964 for a level of 0.95. */
export function criticalValue(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError('a confidence level lies between 0 and 1')
  return -normalQuantile((1 - level) / 2)
}
