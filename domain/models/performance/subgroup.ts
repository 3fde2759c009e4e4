import { say } from '../../words.ts'
import { type Gap, gapsOf } from './gap.ts'
import type { Measure } from './measure.ts'
import type { stratumMeasureNames } from './measure-names.ts'
import { type Confusion, operatingPoint } from './operating-point.ts'
import type { Predictions } from './predictions.ts'
import { aurocOf } from './roc.ts'
import { type Spread, spreadsOf } from './spread.ts'
import { rocOfSums } from './stream/area-sums.ts'
import { talliesOf } from './tallies.ts'
import {
  type ColumnPair,
  crossingsOf,
  type GroupPlace,
  type GroupPlan,
  type GroupTally,
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
export type StratumMeasure = {
  readonly name: (typeof stratumMeasureNames)[number]
  readonly measure: Measure
}

/** Below this many cases no number of a group is given: it would be noise, and could single out a person. */
export const strataShownMin = 10

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

/** How many cases a group has of each class. */
export function classesOf({ sums }: GroupTally): { positives: number; negatives: number; n: number } {
  const { positives, negatives } = sums
  return { positives, negatives, n: positives + negatives }
}

/** The group's own table at the operating point. */
export function confusionOf({ sums, truePositives, falsePositives }: GroupTally): Confusion {
  return {
    truePositives,
    falsePositives,
    falseNegatives: sums.positives - truePositives,
    trueNegatives: sums.negatives - falsePositives,
  }
}

function stratumOf(group: GroupTally, plan: GroupPlan): Stratum {
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

function stratumMeasures(group: GroupTally, plan: GroupPlan): StratumMeasure[] {
  const { n } = classesOf(group)
  const point = operatingPoint(confusionOf(group), { proportion: plan.proportionInterval, level: plan.level })
  const area = aurocOf(rocOfSums(group.sums), n, { method: plan.aurocInterval, level: plan.level })
  const measures: StratumMeasure[] = [
    { name: 'auroc', measure: area },
    { name: 'sensitivity', measure: point.sensitivity },
    { name: 'specificity', measure: point.specificity },
    { name: 'positive-predictive-value', measure: point.positivePredictiveValue },
    { name: 'negative-predictive-value', measure: point.negativePredictiveValue },
    { name: 'accuracy', measure: point.accuracy },
    { name: 'balanced-accuracy', measure: point.balancedAccuracy },
    { name: 'f1', measure: point.f1 },
  ]
  if (n >= strataShownMin) return measures
  const because = say(
    `${strataShownMin}건이 안 되는 집단의 수치는 표시하지 않습니다.`,
    `Numbers of a group with fewer than ${strataShownMin} cases are not shown.`,
  )
  return measures.map(({ name, measure }) => ({
    name,
    measure: { state: 'not-estimable', method: measure.method, n: measure.n, because },
  }))
}
