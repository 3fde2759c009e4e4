import type { Run } from './score-runs.ts'

/** A straight line on the logit scale with the standard errors of its two numbers. */
export type LogisticLine = {
  readonly intercept: number
  readonly slope: number
  readonly interceptError: number
  readonly slopeError: number
}

/** A group of cases with one predictor value. */
export type LogitGroup = { readonly logit: number } & Pick<Run, 'positives' | 'negatives'>

const STEPS_MAX = 100

/**
 * Maximum likelihood of P(y=1) = 1/(1+exp(-(intercept + slope·logit))) by Newton's method.
 * Null when there is none: one class only, one predictor value only, or the classes separate (the slope runs away).
 */
export function fitLine(groups: readonly LogitGroup[]): LogisticLine | null {
  if (separates(groups)) return null
  let [intercept, slope] = [0, 1]
  for (let step = 0; step < STEPS_MAX; step++) {
    const { gradient, information } = derivatives(groups, intercept, slope)
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
export function fitOffset(groups: readonly LogitGroup[]): { intercept: number; error: number } | null {
  if (!bothClasses(groups)) return null
  let intercept = 0
  for (let step = 0; step < STEPS_MAX; step++) {
    const { gradient, information } = derivatives(groups, intercept, 1)
    if (!(information[0] > 0)) return null
    const raw = gradient[0] / information[0]
    intercept += Math.max(-4, Math.min(4, raw))
    if (Math.abs(raw) < 1e-13 * (1 + Math.abs(intercept))) {
      return { intercept, error: 1 / Math.sqrt(information[0]) }
    }
  }
  return null
}

function derivatives(groups: readonly LogitGroup[], intercept: number, slope: number) {
  const gradient: [number, number] = [0, 0]
  const information: [number, number, number] = [0, 0, 0]
  for (const { logit, positives, negatives } of groups) {
    const probability = 1 / (1 + Math.exp(-(intercept + slope * logit)))
    const residual = positives * (1 - probability) - negatives * probability
    const weight = (positives + negatives) * probability * (1 - probability)
    gradient[0] += residual
    gradient[1] += residual * logit
    information[0] += weight
    information[1] += weight * logit
    information[2] += weight * logit * logit
  }
  return { gradient, information }
}

function bothClasses(groups: readonly LogitGroup[]): boolean {
  return groups.some((group) => group.positives > 0) && groups.some((group) => group.negatives > 0)
}

/** True when one cut leaves all positives on one side and all negatives on the other (shared border value included). */
function separates(groups: readonly LogitGroup[]): boolean {
  const positive = groups.filter((group) => group.positives > 0).map((group) => group.logit)
  const negative = groups.filter((group) => group.negatives > 0).map((group) => group.logit)
  return least(positive) >= most(negative) || most(positive) <= least(negative)
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity)
