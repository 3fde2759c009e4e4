import {
  type Compared,
  flooredVariances,
  type GapSide,
  lessened,
  limitsCompared,
  proportionsCompared,
  shareScale,
} from './independent-sides.ts'
import type { Interval, Limits } from './measure.ts'
import { benjaminiHochberg, holm } from './multiplicity.ts'
import type { Count } from './proportion.ts'
import { logitLimits } from './roc.ts'
import { type ScoredGapName, scoredComparisons, scoredGapNames, sideOf, togetherOf } from './scored-gaps.ts'
import { rocOfSums } from './stream/area-sums.ts'
import type { GroupPlace, GroupPlan, GroupTally, ScoredTally, Tallies } from './tally.ts'

/** What groups are compared in by calls of two classes, or of one class against the rest. */
export const callGapNames = [
  'auroc',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
] as const
export type CallGapName = (typeof callGapNames)[number] | 'accuracy'

/** What groups of a binary classifier are compared in. */
const binaryCallGapNames = [...callGapNames, 'accuracy'] as const satisfies readonly CallGapName[]

/** What groups are compared in, whatever the task. */
export type GapMeasureName =
  | CallGapName
  | ScoredGapName
  | 'macro-sensitivity'
  | 'macro-specificity'
  | 'exact-match'
  | 'percent-agreement'
  | 'cohen-kappa'
  | 'linear-kappa'
  | 'quadratic-kappa'
  | 'mean-dice'
  | 'median-dice'
  | 'median-hausdorff-95'
  | 'froc-score'
  | 'lesion-sensitivity'
  | 'false-marks-per-image'
  | 'fleiss-kappa'
  | 'reader-averaged-auroc'
  | 'reader-averaged-auroc-difference'

/** One group against the others: difference (group less others) with its simultaneous interval. */
export type Gap = GroupPlace & {
  readonly name: GapMeasureName
  /** The class, label, structure or pair of readers it speaks of; nothing for the whole. */
  readonly of?: string
  /**
   * `confirmatory`: the plan named the column or the crossing before the result was seen; its p-values are Holm's.
   * `exploratory`: found by looking; its p-values are Benjamini and Hochberg's and prove nothing by themselves.
   */
  readonly family: 'confirmatory' | 'exploratory'
  readonly group: GapSide
  readonly others: GapSide
  readonly difference: number
  /** At the level that holds for all gaps of the family together (Bonferroni). */
  readonly interval: Interval
  /** Two-sided, unadjusted: Fisher's exact test of proportions; of areas see areasByLogit, of the rest independent-sides. */
  readonly pValue: number
  /** Adjusted within the family. */
  readonly pAdjusted: number
}

/**
 * Gaps of every measure that can be compared, each sufficient group against the others of its column or crossing. Of
 * two groups only the first is compared: the second would repeat it. Without interval and adjustment the widest gap of
 * many groups is noise.
 *
 * Proportions are held against all other cases. Areas are held against the areas within the other groups, weighted by
 * their pairs of cases: an area of the others thrown together would also measure how far those groups lie apart.
 */
export function gapsOf(tallies: Tallies, plan: GroupPlan): Gap[] {
  const comparisons = [...tallies.columns, ...tallies.crossings].flatMap((groups) =>
    comparisonsIn(groups, tallies.all, plan),
  )
  const confirmed = inFamily(comparisons, 'confirmatory', plan.level)
  const explored = inFamily(comparisons, 'exploratory', plan.level)
  return [...confirmed, ...explored]
}

/** A gap before its family is known. */
export type Comparison = Omit<Gap, 'interval' | 'pAdjusted'> & Pick<Compared, 'intervalAt'>

/** The gaps of one family: simultaneous intervals (Bonferroni), p-values adjusted by Holm or Benjamini and Hochberg. */
export function inFamily(comparisons: readonly Comparison[], family: Gap['family'], level: number): Gap[] {
  const own = comparisons.filter((one) => one.family === family)
  const adjust = family === 'confirmatory' ? holm : benjaminiHochberg
  const adjusted = adjust(own.map(({ pValue }) => pValue))
  const simultaneous = simultaneousLevel(own.length, level)
  return own.map(({ intervalAt, ...gap }, at) => ({
    ...gap,
    interval: intervalAt(simultaneous),
    pAdjusted: adjusted[at] ?? 1,
  }))
}

/** The level each of so many intervals needs for all of them to hold together (Bonferroni). */
export function simultaneousLevel(count: number, level: number): number {
  return 1 - (1 - level) / Math.max(1, count)
}

function comparisonsIn(groups: readonly ScoredTally[], all: GroupTally, plan: GroupPlan): Comparison[] {
  const compared = groups.length === 2 ? groups.slice(0, 1) : groups
  return compared.flatMap((group) => {
    const place = { ...placeOf(group), family: familyOf(group, plan) }
    const least = plan.stratumClassCasesMin
    const called = callGaps(group, { groups, all, least, names: binaryCallGapNames })
    return [...called, ...scoredGaps(group, groups, least)].map((one) => ({ ...place, ...one }))
  })
}

type CallGroups = {
  readonly groups: readonly GroupTally[]
  readonly all: GroupTally
  /** Least number of cases a proportion, and of either class an area, must rest on. */
  readonly least: number
  readonly names: readonly CallGapName[]
}

/** One group against the others in the area and the proportions of its calls; without those it has too few cases for. */
export function callGaps(
  group: GroupTally,
  { groups, all, least, names }: CallGroups,
): (Compared & { readonly name: CallGapName })[] {
  const counted = Object.entries(proportionsOf).flatMap(([name, of]) => {
    if (!isProportion(name) || !names.includes(name)) return []
    const [own, whole] = [of(group), of(all)]
    const compare = proportionsCompared(own, { k: whole.k - own.k, n: whole.n - own.n }, least)
    return compare ? [{ name, ...compare }] : []
  })
  const sides = names.includes('auroc') ? areaSides(group, groups, least) : null
  const area = sides && areasByLogit(sides.own, sides.others)
  return [...(area ? [{ name: 'auroc' as const, ...area }] : []), ...counted]
}

function scoredGaps(
  group: ScoredTally,
  groups: readonly ScoredTally[],
  least: number,
): (Compared & { readonly name: ScoredGapName })[] {
  const [own, others] = [sideOf(group), togetherOf(groups.filter((one) => one !== group))]
  return scoredGapNames.flatMap((name) => {
    const compared = scoredComparisons[name](own, others, least)
    return compared ? [{ name, ...compared }] : []
  })
}

function placeOf({ column, value, and }: GroupTally): GroupPlace {
  return { column, value, ...(and && { and }) }
}

/** Named before the result was seen, or found by looking. */
export function familyOf(
  { column, and }: Omit<GroupPlace, 'value'>,
  plan: Pick<GroupPlan, 'strata' | 'intersections' | 'criteria'>,
): Gap['family'] {
  const named = and
    ? plan.intersections?.some((pair) => pair.includes(column) && pair.includes(and.column))
    : plan.strata?.includes(column) || plan.criteria?.some(({ population }) => population.column === column)
  return named ? 'confirmatory' : 'exploratory'
}

/** The proportions of a table that groups are compared in, as counts. */
export const proportionsOf = {
  sensitivity: ({ sums, truePositives }: GroupTally): Count => ({ k: truePositives, n: sums.positives }),
  specificity: ({ sums, falsePositives }: GroupTally): Count => ({
    k: sums.negatives - falsePositives,
    n: sums.negatives,
  }),
  'positive-predictive-value': ({ truePositives, falsePositives }: GroupTally): Count => ({
    k: truePositives,
    n: truePositives + falsePositives,
  }),
  'negative-predictive-value': ({ sums, truePositives, falsePositives }: GroupTally): Count => ({
    k: sums.negatives - falsePositives,
    n: sums.positives + sums.negatives - truePositives - falsePositives,
  }),
  accuracy: ({ sums, truePositives, falsePositives }: GroupTally): Count => ({
    k: truePositives + sums.negatives - falsePositives,
    n: sums.positives + sums.negatives,
  }),
} as const satisfies Record<Exclude<CallGapName, 'auroc'>, (tally: GroupTally) => Count>

function isProportion(name: string): name is keyof typeof proportionsOf {
  return Object.hasOwn(proportionsOf, name)
}

/** An area, its variance, and the size its variance falls with. */
export type Area = {
  readonly auc: number
  readonly variance: number
  readonly n: number
  /** 1/positives + 1/negatives. */
  readonly perCase: number
}

export function areaOf({ sums }: GroupTally, least: number): (Area & { readonly pairs: number }) | null {
  if (Math.min(sums.positives, sums.negatives) < Math.max(2, least)) return null
  const found = rocOfSums(sums)
  if (found === null || found.variance === null) return null
  const { auc, variance, n } = found
  const { positives, negatives } = sums
  return {
    auc,
    variance,
    n,
    perCase: 1 / positives + 1 / negatives,
    pairs: positives * negatives,
  }
}

function areaSides(
  group: GroupTally,
  groups: readonly GroupTally[],
  least: number,
): { readonly own: Area; readonly others: Area } | null {
  const own = areaOf(group, least)
  const rest = groups.flatMap((one) => {
    const area = one === group ? null : areaOf(one, least)
    return area ? [area] : []
  })
  if (own === null || rest.length === 0) return null
  const pairs = rest.reduce((sum, one) => sum + one.pairs, 0)
  const share = (one: { readonly pairs: number }) => one.pairs / pairs
  const others = {
    auc: rest.reduce((sum, one) => sum + share(one) * one.auc, 0),
    variance: rest.reduce((sum, one) => sum + share(one) ** 2 * one.variance, 0),
    n: rest.reduce((sum, one) => sum + one.n, 0),
    perCase: rest.reduce((sum, one) => sum + share(one) ** 2 * one.perCase, 0),
  }
  return { own, others }
}

/**
 * Areas on the logit scale (Pepe 2003) by square-and-add (MOVER, Zou & Donner 2008), variances not below that of both
 * sides together. Plain DeLong is too sure of small groups near 1: of two areas of 0.90 on 10 + 90 and 100 + 900 cases it
 * rejects in 42 of 1,000 draws where 1 is allowed, this way in 2. Null when nothing varies.
 */
export function areasByLogit(own: Area, others: Area): Compared | null {
  const [a, b] = flooredVariances(caseVariance(own), caseVariance(others))
  if (!(Math.max(a, b) > 0)) return null
  const errors = [Math.sqrt(a * own.perCase), Math.sqrt(b * others.perCase)] as const
  const isOwn = [isOf(own, a), isOf(others, b)] as const
  const sides = {
    group: { estimate: own.auc, n: own.n },
    others: { estimate: others.auc, n: others.n },
  }
  const limitsAtZ = (z: number) =>
    lessened(
      { estimate: own.auc, ...areaLimits(own.auc, z * errors[0], isOwn[0]) },
      { estimate: others.auc, ...areaLimits(others.auc, z * errors[1], isOwn[1]) },
    )
  return limitsCompared(sides, limitsAtZ, {
    scale: shareScale,
    method: 'delong-logit:mover:pooled-variance-floor',
  })
}

const caseVariance = ({ variance, perCase }: Area) => ({ variance: variance / perCase, size: 1 / perCase })

/** Whether a variance a case is the area's own; of two sides alike, rounding must not decide. */
function isOf(area: Area, variance: number): boolean {
  return variance <= caseVariance(area).variance * (1 + 1e-9)
}

/** Plain limits with a variance that is not the area's own, and at exactly 0 or 1: it does not belong on that logit. */
function areaLimits(auc: number, half: number, isOwn: boolean): Limits {
  if (isOwn && auc > 0 && auc < 1) return logitLimits(auc, half)
  return { low: Math.max(0, auc - half), high: Math.min(1, auc + half) }
}
