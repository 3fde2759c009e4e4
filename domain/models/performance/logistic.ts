import { type LogitCluster, type LogitClusters, momentsMax } from './stream/logit-clusters.ts'

/** A straight line on the logit scale with the standard errors of its two numbers. */
export type LogisticLine = {
  readonly intercept: number
  readonly slope: number
  readonly interceptError: number
  readonly slopeError: number
}

const STEPS_MAX = 100

/**
 * Maximum likelihood of P(y=1) = 1/(1+exp(-(intercept + slope·logit))) by Newton's method.
 * Null when there is none: one class only, one predictor value only, or the classes separate (the slope runs away).
 */
export function fitLine({ clusters, isSeparated }: LogitClusters): LogisticLine | null {
  if (isSeparated) return null
  // From the line of perfect calibration; where that is too steep a start, from a flat one.
  return newton(clusters, 1) ?? newton(clusters, 0)
}

function newton(clusters: readonly LogitCluster[], start: 0 | 1): LogisticLine | null {
  let [intercept, slope] = [0, Number(start)]
  for (let step = 0; step < STEPS_MAX; step++) {
    const { gradient, information } = derivatives(clusters, intercept, slope)
    const determinant = information[0] * information[2] - information[1] ** 2
    if (!(determinant > 0)) return null
    const interceptStep = (information[2] * gradient[0] - information[1] * gradient[1]) / determinant
    const slopeStep = (information[0] * gradient[1] - information[1] * gradient[0]) / determinant
    // A long first step can leave the region where Newton converges; a bounded one cannot.
    const shorten = Math.min(1, 4 / Math.max(Math.abs(interceptStep), Math.abs(slopeStep)))
    intercept += shorten * interceptStep
    slope += shorten * slopeStep
    if (Math.abs(interceptStep) + Math.abs(slopeStep) < 1e-12 * (1 + Math.abs(intercept) + Math.abs(slope))) {
      const interceptError = Math.sqrt(information[2] / determinant)
      return { intercept, slope, interceptError, slopeError: Math.sqrt(information[0] / determinant) }
    }
  }
  return null
}

/** The intercept alone, with the logit as a fixed offset: calibration in the large. Null with one class only. */
export function fitOffset({ clusters }: LogitClusters): { intercept: number; error: number } | null {
  if (!bothClasses(clusters)) return null
  let intercept = 0
  for (let step = 0; step < STEPS_MAX; step++) {
    const { gradient, information } = derivatives(clusters, intercept, 1)
    if (!(information[0] > 0)) return null
    const raw = gradient[0] / information[0]
    intercept += Math.max(-4, Math.min(4, raw))
    if (Math.abs(raw) < 1e-13 * (1 + Math.abs(intercept))) {
      return { intercept, error: 1 / Math.sqrt(information[0]) }
    }
  }
  return null
}

type Derivatives = { gradient: [number, number]; information: [number, number, number] }

function derivatives(clusters: readonly LogitCluster[], intercept: number, slope: number): Derivatives {
  const sums: Derivatives = { gradient: [0, 0], information: [0, 0, 0] }
  const { gradient, information } = sums
  for (const cluster of clusters) {
    const { logit, positives, negatives } = cluster
    const probability = 1 / (1 + Math.exp(-(intercept + slope * logit)))
    if (cluster.moments) {
      addSpread(sums, cluster, { probability, slope })
      continue
    }
    const residual = positives * (1 - probability) - negatives * probability
    const weight = (positives + negatives) * probability * (1 - probability)
    gradient[0] += residual
    gradient[1] += residual * logit
    information[0] += weight
    information[1] += weight * logit
    information[2] += weight * logit * logit
  }
  return sums
}

/** Terms of the power series of the curve that are used. Two powers are left for the products with the logit. */
const termsMax = momentsMax - 2

/**
 * A cluster whose logits differ: the curve around its origin as a power series, summed over its cases by their moments.
 * The coefficients follow from p' = p - p²: (k+1)·c[k+1] = c[k] - Σ c[i]·c[k-i].
 */
function addSpread(
  { gradient, information }: Derivatives,
  { logit, positives, negatives, moments, positiveMoment = 0 }: LogitCluster,
  { probability, slope }: { readonly probability: number; readonly slope: number },
): void {
  const moment = (power: number) => (power === 0 ? positives + negatives : (moments?.[power - 1] ?? 0))
  const series = [probability]
  for (let k = 0; k <= termsMax; k++) {
    let product = 0
    for (let i = 0; i <= k; i++) product += (series[i] ?? 0) * (series[k - i] ?? 0)
    series.push(((series[k] ?? 0) - product) / (k + 1))
  }
  const [expected, weighed] = [
    [0, 0],
    [0, 0, 0],
  ]
  for (let k = termsMax, scale = slope ** termsMax; k >= 0; k--, scale = slope ** k) {
    for (const by of [0, 1]) expected[by] = (expected[by] ?? 0) + (series[k] ?? 0) * scale * moment(k + by)
    const rise = (k + 1) * (series[k + 1] ?? 0) * scale
    for (const by of [0, 1, 2]) weighed[by] = (weighed[by] ?? 0) + rise * moment(k + by)
  }
  const [sum = 0, sumByDistance = 0] = expected
  const [weight = 0, weightByDistance = 0, weightBySquare = 0] = weighed
  const residual = positives - sum
  gradient[0] += residual
  gradient[1] += residual * logit + (positiveMoment - sumByDistance)
  information[0] += weight
  information[1] += weight * logit + weightByDistance
  information[2] += weight * logit * logit + 2 * logit * weightByDistance + weightBySquare
}

function bothClasses(clusters: readonly LogitCluster[]): boolean {
  return clusters.some((one) => one.positives > 0) && clusters.some((one) => one.negatives > 0)
}
