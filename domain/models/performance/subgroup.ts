import { type Gap, gapsOf } from './gap.ts'
import type { Predictions } from './predictions.ts'
import { type Spread, spreadsOf } from './spread.ts'
import { classesOf, type StratumMeasure, stratumMeasures } from './stratum-measures.ts'
import { talliesOf } from './tallies.ts'
import {
  type ColumnPair,
  crossingsOf,
  type GroupPlace,
  type GroupPlan,
  type ScoredTally,
  type Tallies,
} from './tally.ts'

/** The measures of one group of cases. `value` null = the cases whose cell was empty, a group of its own. */
export type Stratum = GroupPlace & {
  readonly n: number
  readonly positives: number
  /** False: too few cases by the plan; the numbers are shown, no verdict rests on them. */
  readonly isSufficient: boolean
  readonly measures: readonly StratumMeasure[]
}

/** Everything about groups: each by each column, crossed, and how far they lie apart. */
export type GroupFindings = {
  readonly strata: readonly Stratum[]
  /** Groups of two columns crossed; `and` names the second. */
  readonly intersections: readonly Stratum[]
  /** Pairs of columns with too many crossed groups to be looked at. */
  readonly pairsLeftOut: readonly ColumnPair[]
  readonly gaps: readonly Gap[]
  readonly spreads: readonly Spread[]
}

/** Every group of the predictions measured by the plan, and the gaps between them. */
export function groupsOf(predictions: Predictions, plan: GroupPlan): GroupFindings {
  const columns = predictions.subgroups.map(({ column, strata, codes }) => ({
    column,
    groups: strata.length + (codes.includes(-1) ? 1 : 0),
  }))
  const { pairs, leftOut } = crossingsOf(columns, plan.intersections)
  const tallies = talliesOf(predictions, { threshold: plan.threshold, pairs })
  return { ...findingsOf(tallies, plan), pairsLeftOut: leftOut }
}

/** The same from tallies, whoever summed them. */
export function findingsOf(tallies: Tallies, plan: GroupPlan): Omit<GroupFindings, 'pairsLeftOut'> {
  return {
    strata: tallies.columns.flatMap((groups) => groups.map((group) => stratumOf(group, plan))),
    intersections: tallies.crossings.flatMap((groups) => groups.map((group) => stratumOf(group, plan))),
    gaps: gapsOf(tallies, plan),
    spreads: spreadsOf(tallies, plan),
  }
}

function stratumOf(group: ScoredTally, plan: GroupPlan): Stratum {
  const { column, value, and } = group
  const { positives, negatives, n } = classesOf(group)
  return {
    column,
    value,
    ...(and && { and }),
    n,
    positives,
    isSufficient: Math.min(positives, negatives) >= plan.stratumClassCasesMin,
    measures: stratumMeasures(group, plan),
  }
}
