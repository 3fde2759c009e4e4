import { say } from '../../words.ts'
import { fisherTwoSided } from './fisher.ts'
import type { Interval, Measure } from './measure.ts'
import { holm } from './multiplicity.ts'
import { type Confusion, confusionAt, operatingPoint } from './operating-point.ts'
import type { EvaluationPlan, MeasureName, stratumMeasureNames } from './plan.ts'
import type { Predictions, Subgroup } from './predictions.ts'
import { type Count, newcombe } from './proportion.ts'
import { auroc } from './roc.ts'
import { caseCount, type ScoreRuns, scoreRuns } from './score-runs.ts'

/** The measures of one group of cases. `value` null = the cases whose cell was empty, a group of its own. */
export type Stratum = {
  readonly column: string
  readonly value: string | null
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

/** One group against all others: difference (group less others) with its simultaneous interval. */
export type Gap = {
  readonly column: string
  readonly value: string | null
  readonly name: Extract<MeasureName, 'sensitivity' | 'specificity'>
  readonly group: Count
  readonly others: Count
  readonly difference: number
  /** Newcombe method 10 at the level that holds for all gaps together (Bonferroni). */
  readonly interval: Interval
  /** Fisher's exact test, two-sided, unadjusted. */
  readonly pValue: number
  /** Holm over all gaps of the evaluation. */
  readonly pAdjusted: number
}

/** Every group of every column measured by the plan, and the gaps between each and all others. */
export function groupsOf(predictions: Predictions, plan: EvaluationPlan): { strata: Stratum[]; gaps: Gap[] } {
  const columns = predictions.subgroups.map((subgroup) => splitBy(predictions, subgroup))
  const all = confusionAt(scoreRuns(predictions), plan.threshold)
  return {
    strata: columns.flatMap((groups) => groups.map((group) => stratumOf(group, plan))),
    gaps: gapsOf(
      columns.flatMap((groups) => columnGaps(groups, all, plan)),
      plan,
    ),
  }
}

type Group = { readonly column: string; readonly value: string | null; readonly runs: ScoreRuns }

/** The cases of each stratum, and of the empty cell last; in one pass. */
function splitBy({ scores, labels }: Predictions, { column, strata, codes }: Subgroup): Group[] {
  const values = [...strata, null]
  const placeOf = (code: number) => (code < 0 ? strata.length : code)
  const sizes = new Array<number>(values.length).fill(0)
  for (const code of codes) sizes[placeOf(code)] = (sizes[placeOf(code)] ?? 0) + 1
  const parts = sizes.map((size) => ({
    scores: new Float64Array(size),
    labels: new Uint8Array(size),
    next: 0,
  }))
  for (let index = 0; index < codes.length; index++) {
    const part = parts[placeOf(codes[index] ?? -1)]
    if (part === undefined) throw new RangeError('a code lies beyond its strata')
    part.scores[part.next] = scores[index] ?? Number.NaN
    part.labels[part.next++] = labels[index] ?? 0
  }
  return parts.flatMap((part, index) =>
    part.next === 0 ? [] : [{ column, value: values[index] ?? null, runs: scoreRuns(part) }],
  )
}

function stratumOf({ column, value, runs }: Group, plan: EvaluationPlan): Stratum {
  return {
    column,
    value,
    n: caseCount(runs),
    positives: runs.positiveCount,
    isSufficient: Math.min(runs.positiveCount, runs.negativeCount) >= plan.stratumClassCasesMin,
    measures: stratumMeasures(runs, plan),
  }
}

function stratumMeasures(runs: ScoreRuns, plan: EvaluationPlan): StratumMeasure[] {
  const choice = { proportion: plan.proportionInterval, level: plan.level }
  const point = operatingPoint(confusionAt(runs, plan.threshold), choice)
  const measures: StratumMeasure[] = [
    { name: 'auroc', measure: auroc(runs, plan.aurocInterval, plan.level) },
    { name: 'sensitivity', measure: point.sensitivity },
    { name: 'specificity', measure: point.specificity },
    { name: 'positive-predictive-value', measure: point.positivePredictiveValue },
    { name: 'negative-predictive-value', measure: point.negativePredictiveValue },
  ]
  if (caseCount(runs) >= strataShownMin) return measures
  const because = say(
    `${strataShownMin}건이 안 되는 집단의 수치는 표시하지 않습니다.`,
    `Numbers of a group with fewer than ${strataShownMin} cases are not shown.`,
  )
  return measures.map(({ name, measure: { method, n } }) => ({
    name,
    measure: { state: 'not-estimable', method, n, because },
  }))
}

/**
 * Gaps of sensitivity and specificity, each sufficient group against all other cases. Of two groups only the first
 * is compared: the second would repeat it. Without interval and adjustment the widest gap of many groups is noise.
 */
function gapsOf(raw: readonly RawGap[], plan: EvaluationPlan): Gap[] {
  const adjusted = holm(raw.map(({ pValue }) => pValue))
  const level = 1 - (1 - plan.level) / Math.max(1, raw.length)
  return raw.map((gap, index) => {
    const { difference, low, high } = newcombe(gap.group, gap.others, level)
    const interval = { low, high, level, method: 'newcombe-10:bonferroni' }
    return { ...gap, difference, interval, pAdjusted: adjusted[index] ?? 1 }
  })
}

type RawGap = Omit<Gap, 'difference' | 'interval' | 'pAdjusted'>

function columnGaps(groups: readonly Group[], all: Confusion, plan: EvaluationPlan): RawGap[] {
  const compared = groups.length === 2 ? groups.slice(0, 1) : groups
  return compared.flatMap(({ column, value, runs }) => {
    const own = confusionAt(runs, plan.threshold)
    const pairs = [
      { name: 'sensitivity' as const, of: positivesFound },
      { name: 'specificity' as const, of: negativesFound },
    ]
    return pairs.flatMap(({ name, of }) => {
      const group = of(own)
      const others = { k: of(all).k - group.k, n: of(all).n - group.n }
      if (Math.min(group.n, others.n) < plan.stratumClassCasesMin) return []
      return [{ column, value, name, group, others, pValue: fisherTwoSided(group, others) }]
    })
  })
}

function positivesFound({ truePositives, falseNegatives }: Confusion): Count {
  return { k: truePositives, n: truePositives + falseNegatives }
}

function negativesFound({ trueNegatives, falsePositives }: Confusion): Count {
  return { k: trueNegatives, n: trueNegatives + falsePositives }
}
