import { type Area, areaOf, areasByLogit, familyOf, type GapMeasureName, proportionsOf } from './gap.ts'
import type { Interval, Limits } from './measure.ts'
import { type Count, squareAndAdd, wilson } from './proportion.ts'
import { type ScoredSide, scoredComparisons, scoredGapNames, scoredMethods, sideOf } from './scored-gaps.ts'
import type { GroupPlace, GroupPlan, GroupTally, ScoredTally, Tallies } from './tally.ts'

/** The best and the worst group of a column, or of a crossing, in one measure. */
export type Spread = {
  readonly column: string
  readonly and?: string
  readonly name: GapMeasureName
  readonly family: 'confirmatory' | 'exploratory'
  /** How many groups had enough cases to be compared. */
  readonly groups: number
  readonly highest: GroupPlace & { readonly estimate: number; readonly n: number }
  readonly lowest: GroupPlace & { readonly estimate: number; readonly n: number }
  readonly difference: number
  /**
   * Limits of the true distance between the best and the worst group: they hold for every pair of the groups at once
   * (Bonferroni), so that choosing the two extremes afterwards is paid for. Without a true difference the widest of
   * ten groups of 50 lies 0.15 apart by chance alone; then `low` is 0.
   */
  readonly interval: Interval
}

/** One spread for each column or crossing with two or more sufficient groups, in each measure. */
export function spreadsOf(tallies: Tallies, plan: GroupPlan): Spread[] {
  return [...tallies.columns, ...tallies.crossings].flatMap((groups) => [
    ...areaSpread(groups, plan),
    ...proportionSpreads(groups, plan),
    ...scoredSpreads(groups, plan),
  ])
}

function proportionSpreads(groups: readonly GroupTally[], plan: GroupPlan): Spread[] {
  return Object.entries(proportionsOf).flatMap(([name, of]) => {
    if (!isName(name)) return []
    const counted = groups.flatMap((group) => {
      const count = of(group)
      return count.n < plan.stratumClassCasesMin ? [] : [{ group, count }]
    })
    const level = pairwiseLevel(counted.length, plan.level)
    const members = counted.map(({ group, count }) => ({
      group,
      estimate: count.k / count.n,
      n: count.n,
      own: { ...count, ...wilson(count, level) },
    }))
    const less = (a: Count & Limits, b: Count & Limits) => squareAndAdd(a, b)
    return spreadOf({ name, members, less, level, method: 'newcombe-10:bonferroni-pairs' }, plan)
  })
}

function isName(name: string): name is keyof typeof proportionsOf {
  return Object.hasOwn(proportionsOf, name)
}

/** The level each of all pairs needs for all of them to hold together. */
function pairwiseLevel(groups: number, level: number): number {
  return 1 - (1 - level) / Math.max(1, (groups * (groups - 1)) / 2)
}

function areaSpread(groups: readonly GroupTally[], plan: GroupPlan): Spread[] {
  const members = groups.flatMap((group) => {
    const own = areaOf(group, plan.stratumClassCasesMin)
    return own ? [{ group, estimate: own.auc, n: own.n, own }] : []
  })
  const level = pairwiseLevel(members.length, plan.level)
  const less = (a: Area, b: Area) => areasByLogit(a, b)?.intervalAt(level) ?? null
  const method = 'delong-logit:mover:pooled-variance-floor:bonferroni-pairs'
  return spreadOf({ name: 'auroc', members, less, level, method }, plan)
}

/** A group that has too few cases for a measure compares with none. */
function scoredSpreads(groups: readonly ScoredTally[], plan: GroupPlan): Spread[] {
  const sides = groups.map((group) => ({ group, own: sideOf(group) }))
  return scoredGapNames.flatMap((name) => {
    const compared = (a: ScoredSide, b: ScoredSide) =>
      scoredComparisons[name](a, b, plan.stratumClassCasesMin)
    const members = sides.flatMap(({ group, own }) => {
      for (const other of sides) {
        const found = other.own === own ? null : compared(own, other.own)
        if (found) return [{ group, own, estimate: found.group.estimate, n: found.group.n }]
      }
      return []
    })
    const level = pairwiseLevel(members.length, plan.level)
    const less = (a: ScoredSide, b: ScoredSide) => compared(a, b)?.intervalAt(level) ?? null
    const method = `${scoredMethods[name]}:bonferroni-pairs`
    return spreadOf({ name, members, less, level, method }, plan)
  })
}

type Member<Own> = {
  readonly group: GroupTally
  readonly estimate: number
  readonly n: number
  readonly own: Own
}

type Spreading<Own> = {
  readonly name: GapMeasureName
  readonly members: readonly Member<Own>[]
  /** Limits of one less another; null where nothing is known of how far the two truly lie apart. */
  readonly less: (one: Own, other: Own) => Limits | null
  readonly level: number
  readonly method: string
}

function spreadOf<Own>({ name, members, less, level, method }: Spreading<Own>, plan: GroupPlan): Spread[] {
  const sorted = members.toSorted((a, b) => b.estimate - a.estimate)
  const [highest, lowest] = [sorted[0], sorted.at(-1)]
  if (highest === undefined || lowest === undefined || highest === lowest) return []
  // Two differences of shares lie up to 2 apart.
  const most = name === 'observed-less-expected' ? 2 : 1
  // The true distance is the largest of all true differences: so are its limits the largest of all limits.
  let [low, high] = [0, 0]
  for (const [at, one] of sorted.entries()) {
    for (const other of sorted.slice(at + 1)) {
      const limits = less(one.own, other.own) ?? { low: -most, high: most }
      low = Math.max(low, limits.low, -limits.high)
      high = Math.max(high, limits.high, -limits.low)
    }
  }
  const { column, and } = highest.group
  return [
    {
      column,
      ...(and && { and: and.column }),
      name,
      family: familyOf({ column, ...(and && { and }) }, plan),
      groups: members.length,
      highest: ended(highest),
      lowest: ended(lowest),
      difference: highest.estimate - lowest.estimate,
      interval: { low, high, level, method },
    },
  ]
}

function ended({ group, estimate, n }: Member<unknown>): Spread['highest'] {
  const { column, value, and } = group
  return { column, value, ...(and && { and }), estimate, n }
}
