import { say } from '../../words.ts'
import { auprcOf } from './auprc.ts'
import { calibrationErrorMeasure, observedOverExpected } from './calibration.ts'
import { observedLessExpected, squaredErrors } from './error-moments.ts'
import { type Measure, notEstimable } from './measure.ts'
import type { stratumMeasureNames } from './measure-names.ts'
import type { Confusion } from './operating-point.ts'
import { pointMeasures } from './point-measures.ts'
import { aurocOf } from './roc.ts'
import { rocOfSums } from './stream/area-sums.ts'
import { studentMeanOf } from './student-mean.ts'
import type { GroupPlan, GroupTally, ScoredTally } from './tally.ts'

export type StratumMeasure = {
  readonly name: (typeof stratumMeasureNames)[number]
  readonly measure: Measure
}

/** Below this many cases no number of a group is given: it would be noise, and could single out a person. */
export const strataShownMin = 10

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

/**
 * Every measure of a group of cases. Slope and intercept of calibration are for all cases only: they need a fit of their
 * own, which a small group seldom has.
 */
export function stratumMeasures(group: ScoredTally, plan: GroupPlan): StratumMeasure[] {
  const { n, positives, negatives } = classesOf(group)
  const { level } = plan
  const classes = { positiveCount: positives, negativeCount: negatives }
  const measures: StratumMeasure[] = [
    {
      name: 'auroc',
      measure: aurocOf(rocOfSums(group.sums), n, { method: plan.aurocInterval, level }),
    },
    { name: 'auprc', measure: auprcOf(group.averagePrecision, classes, level) },
    ...pointMeasures(confusionOf(group), { proportion: plan.proportionInterval, level }),
    ...calibrationMeasures(group, level),
  ]
  return n >= strataShownMin
    ? measures
    : measures.map(({ name, measure }) => ({ name, measure: notEstimable(measure, tooSmall) }))
}

const tooSmall = say(
  `${strataShownMin}건이 안 되는 집단의 수치는 표시하지 않습니다.`,
  `Numbers of a group with fewer than ${strataShownMin} cases are not shown.`,
)

/** None where the scores are no probabilities. A group is small, so its means have Student's intervals. */
function calibrationMeasures(group: ScoredTally, level: number): StratumMeasure[] {
  const { errors } = group
  if (errors === null) return []
  const { n, positives: observed } = classesOf(group)
  const cases = { ...errors, n, observed }
  return [
    {
      name: 'brier',
      measure: studentMeanOf(squaredErrors(cases, errors.fourth), {
        method: 'brier',
        level,
        low: 0,
        high: 1,
      }),
    },
    { name: 'observed-less-expected', measure: observedLessExpected(cases, level) },
    { name: 'observed-over-expected', measure: observedOverExpected(cases, level) },
    { name: 'expected-calibration-error', measure: calibrationErrorMeasure(errors.binGaps / n, n) },
  ]
}
