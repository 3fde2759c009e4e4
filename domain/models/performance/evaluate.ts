import { type Answer, accept, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import { measuresOf, type NamedMeasure, type OperatingPointFound, pointsOf } from './binary-measures.ts'
import type { HosmerLemeshow } from './hosmer-lemeshow.ts'
import { stratumMeasureNames } from './measure-names.ts'
import type { Confusion } from './operating-point.ts'
import type { BinaryPlan } from './plan.ts'
import type { Predictions } from './predictions.ts'
import type { RocPoint } from './roc.ts'
import { rounded } from './rounded.ts'
import { asChunk, scoreRuns } from './score-runs.ts'
import { BinarySums, type BinaryTotals } from './stream/binary-sums.ts'
import type { CalibrationBin } from './stream/calibration-sums.ts'
import type { ScoreDrift } from './stream/drift-sums.ts'
import { findingsOf, type GroupFindings } from './subgroup.ts'
import { talliesOf } from './tallies.ts'
import { type ColumnPair, crossingsOf, type Tallies } from './tally.ts'
import { inSequence, judge, type Outcome, overall, type Verdict } from './verdict.ts'

/** Which computation made a result. It rises with every change that can change a digit. */
export const evaluationVersion = 'binary-classifier/4'

/** Everything an evaluation found. Plain values, numbers rounded to 12 significant digits, fit for hashing as it stands. */
export type BinaryResult = GroupFindings & {
  readonly task: 'binary'
  readonly version: string
  readonly plan: BinaryPlan
  readonly n: number
  readonly positives: number
  readonly negatives: number
  /** At the plan's first operating point. */
  readonly confusion: Confusion
  readonly measures: readonly NamedMeasure[]
  /** Each fixed operating point in full, the plan's first first. */
  readonly operatingPoints: readonly OperatingPointFound[]
  /** Null for a ranking score, and where tenths of the score coincide. */
  readonly hosmerLemeshow: HosmerLemeshow | null
  /** Null without a reference. */
  readonly drift: ScoreDrift | null
  readonly verdicts: readonly Verdict[]
  readonly outcome: Outcome
  /** For drawing: at most about a hundred points, and ten bins (none for a ranking score). */
  readonly curves: { readonly roc: readonly RocPoint[]; readonly calibration: readonly CalibrationBin[] }
}

/**
 * Evaluate a binary classifier by a plan fixed beforehand. The same bits for any order of the rows.
 * Refuses when plan and predictions do not fit (unknown group, probability threshold outside 0 to 1).
 */
export function evaluate(predictions: Predictions, plan: BinaryPlan): Answer<BinaryResult> {
  const columns = predictions.subgroups.map(({ column, strata, codes }) => ({
    column,
    groups: strata.length + (codes.includes(-1) ? 1 : 0),
  }))
  const misfit = misfitOf({ columns, scoreKind: predictions.scoreKind }, plan)
  if (misfit !== null) return misfit
  const runs = scoreRuns(predictions)
  const sums = new BinarySums({
    positives: runs.positiveCount,
    negatives: runs.negativeCount,
    thresholds: pointsOf(plan).map(({ threshold }) => threshold),
    scoreKind: predictions.scoreKind,
    reference: predictions.reference?.toSorted() ?? null,
  })
  sums.push(asChunk(runs))
  const { pairs, leftOut } = crossingsOf(columns, plan.intersections)
  const tallies = talliesOf(predictions, { threshold: plan.threshold, pairs })
  return accept(binaryResult({ totals: sums.finish(), tallies, pairsLeftOut: leftOut }, plan))
}

/** All that is summed of the cases, whoever summed it. */
export type BinarySummed = {
  readonly totals: BinaryTotals
  readonly tallies: Tallies
  readonly pairsLeftOut: readonly ColumnPair[]
}

/** The result of what was summed. Plan and sums fit: see misfitOf. */
export function binaryResult(
  { totals, tallies, pairsLeftOut }: BinarySummed,
  plan: BinaryPlan,
): BinaryResult {
  const { positives, negatives } = totals
  // Rounded before it is judged: the verdict rests on the very numbers that are kept and shown.
  const { measures, operatingPoints } = rounded(measuresOf(totals, tallies.all.sums, plan))
  const groups = rounded({ ...findingsOf(tallies, plan), pairsLeftOut })
  const judged = { measures, strata: groups.strata, smallerClass: Math.min(positives, negatives) }
  const verdicts = inSequence(
    plan.criteria.map((criterion) => judge(criterion, judged, plan)),
    plan,
  )
  const [first] = operatingPoints
  if (!first) throw new RangeError('a plan has an operating point')
  return {
    task: 'binary',
    version: evaluationVersion,
    plan,
    n: positives + negatives,
    positives,
    negatives,
    confusion: first.confusion,
    measures,
    operatingPoints,
    ...groups,
    hosmerLemeshow: rounded(totals.hosmerLemeshow),
    drift: rounded(totals.drift),
    verdicts,
    outcome: overall(verdicts),
    curves: rounded({ roc: totals.roc, calibration: totals.calibration?.bins ?? [] }),
  }
}

/** What a plan must know of a table before it is summed. */
export type Evaluated = {
  readonly columns: readonly { readonly column: string }[]
  readonly scoreKind: Predictions['scoreKind']
}

/** Why a plan and a table do not fit, or null. */
export function misfitOf({ columns, scoreKind }: Evaluated, plan: BinaryPlan): Answer<never> | null {
  const isProbability = (threshold: number) => threshold >= 0 && threshold <= 1
  if (scoreKind === 'probability' && !pointsOf(plan).every(({ threshold }) => isProbability(threshold))) {
    const because = say(
      '확률의 임계값은 0에서 1 사이여야 합니다.',
      'The threshold of a probability must lie between 0 and 1.',
    )
    return refuse('invalid', because, 'plan.threshold')
  }
  for (const [index, { population, measure }] of plan.criteria.entries()) {
    const field = `plan.criteria.${index}`
    if (population.kind === 'all') continue
    if (!columns.some(({ column }) => column === population.column)) {
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
