import { type Answer, accept, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import { auprc } from './auprc.ts'
import { calibration, widthBins } from './calibration.ts'
import type { Measure } from './measure.ts'
import { type MeasureName, stratumMeasureNames } from './measure-names.ts'
import { type Confusion, confusionAt, operatingPoint } from './operating-point.ts'
import type { BinaryPlan } from './plan.ts'
import type { Predictions } from './predictions.ts'
import { auroc, type RocPoint, rocCurve } from './roc.ts'
import { rounded } from './rounded.ts'
import { caseCount, type ScoreRuns, scoreRuns } from './score-runs.ts'
import type { CalibrationBin } from './stream/calibration-sums.ts'
import { type GroupFindings, groupsOf } from './subgroup.ts'
import { inSequence, judge, type Outcome, overall, type Verdict } from './verdict.ts'

/** Which computation made a result. It rises with every change that can change a digit. */
export const evaluationVersion = 'binary-classifier/2'

/** Everything an evaluation found. Plain values, numbers rounded to 12 significant digits, fit for hashing as it stands. */
export type BinaryResult = GroupFindings & {
  readonly task: 'binary'
  readonly version: string
  readonly plan: BinaryPlan
  readonly n: number
  readonly positives: number
  readonly negatives: number
  readonly confusion: Confusion
  readonly measures: readonly NamedMeasure[]
  readonly verdicts: readonly Verdict[]
  readonly outcome: Outcome
  /** For drawing: at most about a hundred points, and ten bins (none for a ranking score). */
  readonly curves: { readonly roc: readonly RocPoint[]; readonly calibration: readonly CalibrationBin[] }
}
/** `of`: the operating point the measure speaks of, nothing for the plan's first. */
export type NamedMeasure = { readonly name: MeasureName; readonly of?: string; readonly measure: Measure }

/**
 * Evaluate a binary classifier by a plan fixed beforehand. The same bits for any order of the rows.
 * Refuses when plan and predictions do not fit (unknown group, probability threshold outside 0 to 1).
 */
export function evaluate(predictions: Predictions, plan: BinaryPlan): Answer<BinaryResult> {
  const misfit = misfitOf(predictions, plan)
  if (misfit !== null) return misfit
  const runs = scoreRuns(predictions)
  const confusion = confusionAt(runs, plan.threshold)
  // Rounded before it is judged: the verdict rests on the very numbers that are kept and shown.
  const measures = rounded(measuresOf({ runs, confusion, scoreKind: predictions.scoreKind }, plan))
  const groups = rounded(groupsOf(predictions, plan))
  const judged = {
    measures,
    strata: groups.strata,
    smallerClass: Math.min(runs.positiveCount, runs.negativeCount),
  }
  const verdicts = inSequence(
    plan.criteria.map((criterion) => judge(criterion, judged, plan)),
    plan,
  )
  return accept({
    task: 'binary',
    version: evaluationVersion,
    plan,
    n: caseCount(runs),
    positives: runs.positiveCount,
    negatives: runs.negativeCount,
    confusion,
    measures,
    ...groups,
    verdicts,
    outcome: overall(verdicts),
    curves: rounded({
      roc: rocCurve(runs, 100),
      calibration: predictions.scoreKind === 'probability' ? widthBins(runs, 10) : [],
    }),
  })
}

function measuresOf(
  scored: { runs: ScoreRuns; confusion: Confusion } & Pick<Predictions, 'scoreKind'>,
  plan: BinaryPlan,
): NamedMeasure[] {
  const { runs, confusion, scoreKind } = scored
  const point = operatingPoint(confusion, { proportion: plan.proportionInterval, level: plan.level })
  const measures: NamedMeasure[] = [
    { name: 'auroc', measure: auroc(runs, plan.aurocInterval, plan.level) },
    { name: 'auprc', measure: auprc(runs, plan.level) },
    { name: 'sensitivity', measure: point.sensitivity },
    { name: 'specificity', measure: point.specificity },
    { name: 'positive-predictive-value', measure: point.positivePredictiveValue },
    { name: 'negative-predictive-value', measure: point.negativePredictiveValue },
    { name: 'accuracy', measure: point.accuracy },
    { name: 'balanced-accuracy', measure: point.balancedAccuracy },
    { name: 'f1', measure: point.f1 },
  ]
  if (scoreKind === 'ranking') return measures
  const own = calibration(runs, plan.level)
  return [
    ...measures,
    { name: 'brier', measure: own.brier },
    { name: 'calibration-slope', measure: own.slope },
    { name: 'calibration-intercept', measure: own.intercept },
    { name: 'calibration-in-the-large', measure: own.inTheLarge },
    { name: 'observed-over-expected', measure: own.observedOverExpected },
    { name: 'expected-calibration-error', measure: own.expectedCalibrationError },
  ]
}

function misfitOf(predictions: Predictions, plan: BinaryPlan): Answer<never> | null {
  if (predictions.scoreKind === 'probability' && !(plan.threshold >= 0 && plan.threshold <= 1)) {
    const because = say(
      '확률의 임계값은 0에서 1 사이여야 합니다.',
      'The threshold of a probability must lie between 0 and 1.',
    )
    return refuse('invalid', because, 'plan.threshold')
  }
  for (const [index, { population, measure }] of plan.criteria.entries()) {
    const field = `plan.criteria.${index}`
    if (population.kind === 'all') continue
    if (!predictions.subgroups.some(({ column }) => column === population.column)) {
      const because = say(
        `‘${population.column}’ 열은 예측표의 집단 열이 아닙니다.`,
        `“${population.column}” is not a group column of the predictions.`,
      )
      return refuse('invalid', because, field)
    }
    if (!stratumMeasureNames.some((name) => name === measure)) {
      const because = say('이 지표는 집단별로 계산하지 않습니다.', 'That measure is not computed by group.')
      return refuse('invalid', because, field)
    }
  }
  return null
}
