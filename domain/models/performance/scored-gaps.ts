import { type ErrorCases, residuals, squaredErrors } from './error-moments.ts'
import {
  type Compared,
  lessened,
  limitsCompared,
  momentsCompared,
  type Scale,
  shareScale,
} from './independent-sides.ts'
import { meanSharesCompared } from './mean-shares.ts'
import type { Limits } from './measure.ts'
import type { Confusion } from './operating-point.ts'
import { type Count, wilsonAtZ } from './proportion.ts'
import type { ScoredTally } from './tally.ts'

/** A group, or several together: their calls, and what their probabilities come to (null: they are none). */
export type ScoredSide = Confusion & { readonly errors: (ErrorCases & { readonly fourth: number }) | null }

/** One group as a side of a comparison. */
export function sideOf({ sums, truePositives, falsePositives, errors }: ScoredTally): ScoredSide {
  const { positives, negatives } = sums
  return {
    truePositives,
    falsePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: negatives - falsePositives,
    errors: errors && { ...errors, n: positives + negatives, observed: positives },
  }
}

/** Several groups as one side. Added up and not taken from the whole: a few cases would drown in its rounding. */
export function togetherOf(groups: readonly ScoredTally[]): ScoredSide {
  return groups.map(sideOf).reduce(
    (sum, one): ScoredSide => ({
      truePositives: sum.truePositives + one.truePositives,
      falsePositives: sum.falsePositives + one.falsePositives,
      falseNegatives: sum.falseNegatives + one.falseNegatives,
      trueNegatives: sum.trueNegatives + one.trueNegatives,
      errors: sum.errors && one.errors && addedErrors(sum.errors, one.errors),
    }),
    {
      truePositives: 0,
      falsePositives: 0,
      falseNegatives: 0,
      trueNegatives: 0,
      errors: { n: 0, observed: 0, expected: 0, squared: 0, fourth: 0 },
    },
  )
}

type Errors = NonNullable<ScoredSide['errors']>
const addedErrors = (a: Errors, b: Errors): Errors => ({
  n: a.n + b.n,
  observed: a.observed + b.observed,
  expected: a.expected + b.expected,
  squared: a.squared + b.squared,
  fourth: a.fourth + b.fourth,
})

/** How two sides are held against each other; null with fewer than `least` cases, or where nothing varies. */
type Compare = (own: ScoredSide, others: ScoredSide, least: number) => Compared | null

/** A difference of two observed-less-expected shares lies between -2 and 2. */
const residualScale: Scale = { low: -1, high: 1 }

/** How each measure's limits are made, as intervals say it. */
export const scoredMethods = {
  'balanced-accuracy': 'mover:balanced-accuracy',
  f1: 'wilson:f-star:mover',
  brier: 'welch:pooled-variance-floor',
  'observed-less-expected': 'welch:pooled-variance-floor',
} as const

/**
 * What groups are compared in beside area and proportions. Average precision is not: its level by chance is the share of
 * positives, so two groups alike to the model differ in it by their prevalence.
 */
export const scoredComparisons = {
  'balanced-accuracy': (own, others, least) => {
    const counts = [
      { own: sensitivityOf(own), others: sensitivityOf(others) },
      { own: specificityOf(own), others: specificityOf(others) },
    ]
    if (counts.some((one) => Math.min(one.own.n, one.others.n) < Math.max(1, least))) return null
    return meanSharesCompared(counts, scoredMethods['balanced-accuracy'])
  },
  f1: (own, others, least) => {
    const [a, b] = [hitsOf(own), hitsOf(others)]
    if (Math.min(a.n, b.n) < Math.max(1, least)) return null
    const sides = { group: f1Of(a), others: f1Of(b) }
    const limitsAtZ = (z: number) =>
      lessened({ ...sides.group, ...f1Limits(a, z) }, { ...sides.others, ...f1Limits(b, z) })
    return limitsCompared(sides, limitsAtZ, { scale: shareScale, method: scoredMethods.f1 })
  },
  brier: (own, others, least) => {
    if (own.errors === null || others.errors === null) return null
    if (Math.min(own.errors.n, others.errors.n) < 1) return null
    return momentsCompared(
      squaredErrors(own.errors, own.errors.fourth),
      squaredErrors(others.errors, others.errors.fourth),
      { least, scale: shareScale },
    )
  },
  'observed-less-expected': (own, others, least) => {
    if (own.errors === null || others.errors === null) return null
    if (Math.min(own.errors.n, others.errors.n) < 1) return null
    return momentsCompared(residuals(own.errors), residuals(others.errors), { least, scale: residualScale })
  },
} as const satisfies Record<string, Compare>

export type ScoredGapName = keyof typeof scoredComparisons

// Object.keys loses the literal types; the keys are exactly the names.
export const scoredGapNames = Object.keys(scoredComparisons) as ScoredGapName[]

const sensitivityOf = ({ truePositives, falseNegatives }: Confusion): Count => ({
  k: truePositives,
  n: truePositives + falseNegatives,
})
const specificityOf = ({ trueNegatives, falsePositives }: Confusion): Count => ({
  k: trueNegatives,
  n: trueNegatives + falsePositives,
})
/** Of the cases that are positive or called so, those that are both: F1 rises with this share (see operating-point). */
const hitsOf = ({ truePositives, falsePositives, falseNegatives }: Confusion): Count => ({
  k: truePositives,
  n: truePositives + falsePositives + falseNegatives,
})

const f1Of = ({ k, n }: Count) => ({ estimate: (2 * k) / (k + n), n })

function f1Limits(count: Count, z: number): Limits {
  const { low, high } = wilsonAtZ(count, z)
  return { low: (2 * low) / (1 + low), high: (2 * high) / (1 + high) }
}
