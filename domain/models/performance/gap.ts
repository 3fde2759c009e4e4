import { studentCritical, studentTwoSided } from './beta.ts'
import { fisherTwoSided } from './fisher.ts'
import type { Interval } from './measure.ts'
import { benjaminiHochberg, holm } from './multiplicity.ts'
import { type Count, newcombe } from './proportion.ts'
import { rocOfSums } from './stream/area-sums.ts'
import type { GroupPlace, GroupPlan, GroupTally, Tallies } from './tally.ts'

/** What groups are compared in. */
export const gapMeasureNames = [
  'auroc',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
] as const
export type GapMeasureName = (typeof gapMeasureNames)[number]

/** One side of a comparison; `k` of n where it is a proportion, n = cases where it is an area. */
export type GapSide = { readonly estimate: number; readonly n: number; readonly k?: number }

/** One group against the others: difference (group less others) with its simultaneous interval. */
export type Gap = GroupPlace & {
  readonly name: GapMeasureName
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
  /** Fisher's exact test, or DeLong's for independent areas; two-sided, unadjusted. */
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

type Comparison = Omit<Gap, 'interval' | 'pAdjusted'> & { readonly intervalAt: (level: number) => Interval }

function inFamily(comparisons: readonly Comparison[], family: Gap['family'], level: number): Gap[] {
  const own = comparisons.filter((one) => one.family === family)
  const adjust = family === 'confirmatory' ? holm : benjaminiHochberg
  const adjusted = adjust(own.map(({ pValue }) => pValue))
  const simultaneous = 1 - (1 - level) / Math.max(1, own.length)
  return own.map(({ intervalAt, ...gap }, at) => ({
    ...gap,
    interval: intervalAt(simultaneous),
    pAdjusted: adjusted[at] ?? 1,
  }))
}

function comparisonsIn(groups: readonly GroupTally[], all: GroupTally, plan: GroupPlan): Comparison[] {
  const compared = groups.length === 2 ? groups.slice(0, 1) : groups
  return compared.flatMap((group) => {
    const place = { ...placeOf(group), family: familyOf(group, plan) }
    const counted = Object.entries(proportionsOf).flatMap(([name, of]) => {
      const compare = proportionGap(of(group), of(all), plan.stratumClassCasesMin)
      return compare && isProportion(name) ? [{ ...place, name, ...compare }] : []
    })
    const area = areaGap(group, groups, plan.stratumClassCasesMin)
    return [...(area ? [{ ...place, name: 'auroc' as const, ...area }] : []), ...counted]
  })
}

function placeOf({ column, value, and }: GroupTally): GroupPlace {
  return { column, value, ...(and && { and }) }
}

/** Named before the result was seen, or found by looking. */
export function familyOf({ column, and }: Omit<GroupPlace, 'value'>, plan: GroupPlan): Gap['family'] {
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
} as const satisfies Record<Exclude<GapMeasureName, 'auroc'>, (tally: GroupTally) => Count>

function isProportion(name: string): name is keyof typeof proportionsOf {
  return Object.hasOwn(proportionsOf, name)
}

type Compared = Pick<Comparison, 'group' | 'others' | 'difference' | 'pValue' | 'intervalAt'>

function proportionGap(group: Count, all: Count, least: number): Compared | null {
  const others = { k: all.k - group.k, n: all.n - group.n }
  if (Math.min(group.n, others.n) < least) return null
  return {
    group: { ...group, estimate: group.k / group.n },
    others: { ...others, estimate: others.k / others.n },
    difference: group.k / group.n - others.k / others.n,
    pValue: fisherTwoSided(group, others),
    intervalAt: (level) => {
      const { low, high } = newcombe(group, others, level)
      return { low, high, level, method: 'newcombe-10:bonferroni' }
    },
  }
}

/** An area, its variance, and what Welch's degrees of freedom need of it. */
type Area = { readonly auc: number; readonly variance: number; readonly n: number; readonly spread: number }

function areaOf({ sums }: GroupTally, least: number): (Area & { readonly pairs: number }) | null {
  if (Math.min(sums.positives, sums.negatives) < Math.max(2, least)) return null
  const found = rocOfSums(sums)
  if (found === null || found.variance === null) return null
  const { auc, variance, n } = found
  return { auc, variance, n, spread: variance ** 2 / (n - 1), pairs: sums.positives * sums.negatives }
}

function areaGap(group: GroupTally, groups: readonly GroupTally[], least: number): Compared | null {
  const own = areaOf(group, least)
  const rest = groups.flatMap((one) => {
    const area = one === group ? null : areaOf(one, least)
    return area ? [area] : []
  })
  if (own === null || rest.length === 0) return null
  const pairs = rest.reduce((sum, one) => sum + one.pairs, 0)
  const share = (one: { readonly pairs: number }) => one.pairs / pairs
  return areaCompared(own, {
    auc: rest.reduce((sum, one) => sum + share(one) * one.auc, 0),
    variance: rest.reduce((sum, one) => sum + share(one) ** 2 * one.variance, 0),
    n: rest.reduce((sum, one) => sum + one.n, 0),
    spread: rest.reduce((sum, one) => sum + share(one) ** 4 * one.spread, 0),
  })
}

/** DeLong's D for independent areas, Student's t with Welch's degrees as in pROC; null when nothing varies. */
function areaCompared(own: Area, others: Area): Compared | null {
  const variance = own.variance + others.variance
  if (variance === 0) return null
  const error = Math.sqrt(variance)
  const degrees = variance ** 2 / (own.spread + others.spread)
  const difference = own.auc - others.auc
  return {
    group: { estimate: own.auc, n: own.n },
    others: { estimate: others.auc, n: others.n },
    difference,
    pValue: studentTwoSided(difference / error, degrees),
    intervalAt: (level) => {
      const half = studentCritical(level, degrees) * error
      return {
        low: Math.max(-1, difference - half),
        high: Math.min(1, difference + half),
        level,
        method: 'delong-unpaired:bonferroni',
      }
    },
  }
}
