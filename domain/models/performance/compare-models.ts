import { say, type Words } from '../../words.ts'
import { pairedDifference } from './mcnemar.ts'
import { clamp, estimated, type Measure, notEstimable, withoutInterval } from './measure.ts'
import { type Comparison, compareToMargin, updateAlpha } from './non-inferiority.ts'
import { pairedDelong } from './paired-roc.ts'
import type { Against, PlannedComparison, PlanOf } from './tasks/task-plan.ts'
import type { ComparedModels } from './tasks/task-result.ts'

/** Scores of the new model and of earlier versions on the same labelled cases, in one order. */
export type ModelPairs = {
  /** 1 = the condition is present. */
  readonly labels: Uint8Array
  readonly scores: Float64Array
  readonly earlier: Readonly<Partial<Record<Against, Float64Array>>>
}

/** What of a plan a comparison needs. `alpha` is one-sided, shared by `updates`. */
export type ComparisonPlan = Pick<
  PlanOf<'comparison'>,
  'threshold' | 'earlierThresholds' | 'alpha' | 'updates' | 'comparisons' | 'casesMin'
>

/**
 * The planned comparisons of a new model with the version first cleared and the one before (bio-creep needs both):
 * areas by DeLong's paired test, shares by McNemar's exact test with Tango's interval. Intervals are two-sided at
 * 1 - 2·alpha / updates, which is the one-sided test the update is allowed. Fewer than `casesMin` cases, an earlier
 * version without scores, or no honest interval is inconclusive, never shown.
 */
export function compareModels(pairs: ModelPairs, plan: ComparisonPlan): ComparedModels[] {
  return plan.comparisons.map((planned) => {
    const difference = differenceOf(pairs, planned, plan)
    const { measure, pValue, calls } = difference
    const margin = planned.hypothesis === 'superiority' ? 0 : (planned.margin ?? 0)
    const judgement = measure.n < plan.casesMin ? 'inconclusive' : judged(measure, margin)
    return {
      against: planned.against,
      measure: planned.measure,
      hypothesis: planned.hypothesis,
      margin: planned.margin ?? null,
      n: measure.n,
      difference: measure,
      pValue,
      judgement,
      isShown:
        judgement === 'superior' ||
        (planned.hypothesis === 'non-inferiority' && judgement === 'non-inferior'),
      ...(calls && { calls }),
    }
  })
}

/** The level of the intervals that a comparison is judged by. */
export function comparisonLevel({ alpha, updates }: Pick<ComparisonPlan, 'alpha' | 'updates'>): number {
  return 1 - 2 * updateAlpha(alpha, updates)
}

function judged(measure: Measure, margin: number): Comparison {
  if (measure.state !== 'estimated' || measure.interval === null) return 'inconclusive'
  if (margin > 0) return compareToMargin(measure.interval, margin)
  // Superiority alone: no loss was called acceptable, so nothing short of better passes.
  if (measure.interval.low > 0) return 'superior'
  return measure.interval.high < 0 ? 'inferior' : 'inconclusive'
}

type Difference = {
  readonly measure: Measure
  readonly pValue: number | null
  readonly calls?: NonNullable<ComparedModels['calls']>
}

function differenceOf(pairs: ModelPairs, planned: PlannedComparison, plan: ComparisonPlan): Difference {
  const earlier = pairs.earlier[planned.against]
  const method = planned.measure === 'auroc' ? 'delong-paired' : 'paired-shares'
  if (earlier === undefined) return { measure: notEstimable({ method, n: 0 }, noScores), pValue: null }
  if (planned.measure === 'auroc') return areaDifference(pairs, earlier, comparisonLevel(plan))
  return shareDifference({ pairs, earlier }, planned, plan)
}

function areaDifference({ labels, scores }: ModelPairs, earlier: Float64Array, level: number): Difference {
  const basis = { method: 'delong-paired', n: labels.length }
  const test = pairedDelong({ first: scores, second: earlier, labels }, level)
  if (test === null) return { measure: notEstimable(basis, noTest), pValue: null }
  const { difference, low, high, pValue, standardError } = test
  // Both rank every case alike (a recalibration): the areas cannot differ. Not so where both merely separate perfectly.
  const isSame = scores.every((score, at) => score === earlier[at])
  const isAlike = isSame || ((test.first.variance ?? 0) > 0 && (test.second.variance ?? 0) > 0)
  if (standardError === 0 && !isAlike)
    return { measure: withoutInterval(basis, difference, noSpread), pValue: null }
  const limits = { low: clamp(low, -1, 1), high: clamp(high, -1, 1) }
  return { measure: estimated(basis, difference, { ...limits, level, method: 'delong' }), pValue }
}

function shareDifference(
  { pairs, earlier }: { readonly pairs: ModelPairs; readonly earlier: Float64Array },
  { measure, against }: PlannedComparison,
  plan: ComparisonPlan,
): Difference {
  const { labels, scores } = pairs
  const [own, its] = [plan.threshold, plan.earlierThresholds[against] ?? plan.threshold]
  const calls = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 }
  for (const [at, label] of labels.entries()) {
    if ((measure === 'sensitivity' && label !== 1) || (measure === 'specificity' && label !== 0)) continue
    const isRight = (score: number | undefined, threshold: number) =>
      ((score ?? 0) >= threshold ? 1 : 0) === label
    const [first, second] = [isRight(scores[at], own), isRight(earlier[at], its)]
    calls[first ? (second ? 'both' : 'firstOnly') : second ? 'secondOnly' : 'neither']++
  }
  const n = calls.both + calls.firstOnly + calls.secondOnly + calls.neither
  const basis = { method: 'paired-shares', n }
  if (n === 0) return { measure: notEstimable(basis, nothing), pValue: null, calls }
  const level = comparisonLevel(plan)
  const { difference, low, high, pValue } = pairedDifference(calls, level)
  return { measure: estimated(basis, difference, { low, high, level, method: 'tango' }), pValue, calls }
}

const noScores: Words = say('비교할 버전의 점수가 없습니다.', 'There are no scores of the earlier version.')
const noTest = say(
  '양성과 음성이 각각 두 건 이상이고 점수가 달라야 검정할 수 있습니다.',
  'A test needs two positive and two negative cases, and scores that vary.',
)
const noSpread = say(
  '두 모델 모두 양성과 음성을 완전히 가르므로 분산이 0입니다. 폭이 0인 구간은 확실하다는 뜻이 아니므로 표시하지 않습니다.',
  'Both models separate the classes perfectly, so the variance is 0: an interval of no width would feign certainty.',
)
const nothing = say('해당하는 사례가 한 건도 없습니다.', 'There are no cases to calculate it from.')
