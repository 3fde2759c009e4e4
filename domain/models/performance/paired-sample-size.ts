import { normalQuantile } from './normal.ts'
import { aurocPower, aurocStandardError, type Errors } from './sample-size.ts'

const z = (share: number) => -normalQuantile(share)

/** Shares of all cases that only the new model, and only the earlier one, gets right. */
export type Discordance = { readonly gained: number; readonly lost: number }

/** Pairs for McNemar's test to find a difference of two paired shares, two-sided at alpha (Connor 1987); not rounded. */
export function pairsForDifference({ gained, lost }: Discordance, { alpha, power }: Errors): number {
  assertDiscordance({ gained, lost })
  const difference = Math.abs(gained - lost)
  if (difference === 0) throw new RangeError('equal shares cannot be told apart')
  const whole = gained + lost
  const root = z(alpha / 2) * Math.sqrt(whole) + z(1 - power) * Math.sqrt(whole - difference * difference)
  return (root / difference) ** 2
}

/**
 * Pairs to show, one-sided at alpha, that the new share is no worse by `margin`, given the true discordance (normal
 * approximation with the variance of a paired difference, Liu et al. 2002); not rounded.
 */
export function pairsForNonInferiority(
  discordance: Discordance,
  margin: number,
  { alpha, power }: Errors,
): number {
  assertDiscordance(discordance)
  const difference = discordance.gained - discordance.lost
  if (!(margin > 0 && difference + margin > 0)) throw new RangeError('the truth must lie above the margin')
  const variance = discordance.gained + discordance.lost - difference * difference
  return (variance * (z(alpha) + z(1 - power)) ** 2) / (difference + margin) ** 2
}

/** Two areas on the same cases: what is expected, how strongly they hang together, and how rare positives are. */
export type PairedAreas = {
  readonly first: number
  readonly second: number
  /** Correlation of the two estimates, 0 (as if on other cases) to below 1. */
  readonly correlation: number
  readonly prevalence: number
}

/** Standard error of the difference of two paired areas, from Newcombe's variances and their correlation. */
export function pairedAreasStandardError(
  { first, second, correlation, prevalence }: PairedAreas,
  cases: number,
): number {
  const [a, b] = [first, second].map((auroc) => aurocStandardError({ auroc, cases, prevalence }))
  if (a === undefined || b === undefined) throw new Error('two areas have two errors')
  return Math.sqrt(a * a + b * b - 2 * correlation * a * b)
}

/**
 * Cases in all to show, one-sided at alpha, that the first area lies above the second less `margin` (0: that it is
 * larger). Throws where the truth does not lie above the margin.
 */
export function casesForPairedAreas(areas: PairedAreas, margin: number, { alpha, power }: Errors): number {
  const reach = areas.first - areas.second + margin
  if (!(margin >= 0 && reach > 0)) throw new RangeError('the truth must lie above the margin')
  const wanted = reach / (z(alpha) + z(1 - power))
  return leastCases((cases) => pairedAreasStandardError(areas, cases) <= wanted)
}

/** Positives needed, with `ratio` negatives to each, to tell an area from one half (Obuchowski 1997). */
export function positivesForAuroc(
  { auroc, ratio }: { readonly auroc: number; readonly ratio: number },
  { alpha, power }: Errors,
): number {
  if (!(auroc > 0.5 && auroc < 1 && ratio > 0))
    throw new RangeError('an area between one half and one is needed')
  return leastCases(
    (positives) => aurocPower({ auroc, positives, negatives: positives * ratio, alpha }) >= power,
  )
}

/** The least whole number for which a condition that stays true once it is true holds. */
export function leastCases(isEnough: (cases: number) => boolean): number {
  let high = 4
  while (!isEnough(high)) {
    high *= 2
    if (high > 2 ** 40) throw new RangeError('no number of cases is enough')
  }
  let low = high === 4 ? 1 : high / 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return isEnough(low) ? low : high
}

function assertDiscordance({ gained, lost }: Discordance): void {
  if (!(gained >= 0 && lost >= 0 && gained + lost > 0 && gained + lost <= 1))
    throw new RangeError('discordant shares lie between 0 and 1, and together above 0')
}
