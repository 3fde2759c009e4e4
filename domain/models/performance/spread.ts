import { type Area, areaOf, areasByLogit, familyOf, type GapMeasureName, proportionsOf } from './gap.ts'
import type { Interval, Limits } from './measure.ts'
import { type Count, squareAndAdd, wilson } from './proportion.ts'
import type { GroupPlace, GroupPlan, GroupTally, Tallies } from './tally.ts'

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
  return [...tallies.columns, ...tallies.crossings].flatMap((groups) => {
    const counted = Object.entries(proportionsOf).flatMap(([name, of]) => {
      const members = groups.flatMap((group) => {
        const count = of(group)
        return count.n < plan.stratumClassCasesMin
          ? []
          : [{ group, count, estimate: count.k / count.n, n: count.n }]
      })
      const level = pairwiseLevel(members.length, plan.level)
      return isName(name) ? spreadOf(name, { members: withWilson(members, level), level }, plan) : []
    })
    return [...areaSpread(groups, plan), ...counted]
  })
}

function isName(name: string): name is keyof typeof proportionsOf {
  return Object.hasOwn(proportionsOf, name)
}

/** The level each of all pairs needs for all of them to hold together. */
function pairwiseLevel(groups: number, level: number): number {
  return 1 - (1 - level) / Math.max(1, (groups * (groups - 1)) / 2)
}

type Member = {
  readonly group: GroupTally
  readonly estimate: number
  readonly n: number
  /** Limits of this member less another. */
  readonly less: (other: Member) => Limits
  readonly own: (Count & Limits) | Area
}

/** Two kinds of measure are never held against each other; nor is what does not vary. */
const anything: Limits = { low: -1, high: 1 }

type Counted = {
  readonly group: GroupTally
  readonly count: Count
  readonly estimate: number
  readonly n: number
}

function withWilson(counted: readonly Counted[], level: number): Member[] {
  return counted.map(({ group, count, estimate, n }): Member => {
    const own = { ...count, ...wilson(count, level) }
    return {
      group,
      estimate,
      n,
      own,
      less: (other) => ('auc' in other.own ? anything : squareAndAdd(own, other.own)),
    }
  })
}

function areaSpread(groups: readonly GroupTally[], plan: GroupPlan): Spread[] {
  const areas = groups.flatMap((group) => {
    const area = areaOf(group, plan.stratumClassCasesMin)
    return area ? [{ group, area }] : []
  })
  const level = pairwiseLevel(areas.length, plan.level)
  const members = areas.map(
    ({ group, area }): Member => ({
      group,
      estimate: area.auc,
      n: area.n,
      own: area,
      // Of two areas without any variance nothing is known of how far apart they truly are.
      less: (other) =>
        ('auc' in other.own ? areasByLogit(area, other.own)?.intervalAt(level) : null) ?? anything,
    }),
  )
  return spreadOf('auroc', { members, level }, plan)
}

function spreadOf(
  name: GapMeasureName,
  { members, level }: { readonly members: readonly Member[]; readonly level: number },
  plan: GroupPlan,
): Spread[] {
  const sorted = members.toSorted((a, b) => b.estimate - a.estimate)
  const [highest, lowest] = [sorted[0], sorted.at(-1)]
  if (highest === undefined || lowest === undefined || highest === lowest) return []
  // The true distance is the largest of all true differences: so are its limits the largest of all limits.
  let [low, high] = [0, 0]
  for (const one of members) {
    for (const other of members) {
      if (one === other) continue
      const limits = one.less(other)
      low = Math.max(low, limits.low)
      high = Math.max(high, limits.high)
    }
  }
  const { column, and } = highest.group
  const method =
    name === 'auroc'
      ? 'delong-logit:mover:pooled-variance-floor:bonferroni-pairs'
      : 'newcombe-10:bonferroni-pairs'
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

function ended({ group, estimate, n }: Member): Spread['highest'] {
  const { column, value, and } = group
  return { column, value, ...(and && { and }), estimate, n }
}
