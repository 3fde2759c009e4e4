import { type Answer, accept } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { callGapNames } from '../gap.ts'
import { estimated, type Measure, notEstimable } from '../measure.ts'
import { type Confusion, operatingPoint, proportion } from '../operating-point.ts'
import { auroc, rocCurve } from '../roc.ts'
import { rounded } from '../rounded.ts'
import { scoreRuns } from '../score-runs.ts'
import { casesOf } from './cases.ts'
import {
  countsOf,
  fewThings,
  macroGap,
  rightCounts,
  rightGap,
  type Sides,
  thingGaps,
  thingTallies,
} from './class-gaps.ts'
import { type Grouped, judgeCases, taskVersions } from './judge-cases.ts'
import { curvePointsMax } from './multi-class.ts'
import type { ReadTable } from './read-table.ts'
import type { Looking } from './task-gaps.ts'
import type { PlanOf } from './task-plan.ts'
import type { MultiLabelResult, TaskMeasure } from './task-result.ts'

type Plan = PlanOf<'multi-label'>
/** Truth and score by label, in the plan's order. */
type LabelCase = Grouped & { readonly truths: readonly number[]; readonly scores: readonly number[] }

/** Several findings at once, each present or absent, judged one by one and together. */
export function evaluateMultiLabel(plan: Plan, read: ReadTable): Answer<MultiLabelResult> {
  const cases = casesOf(read)
  if (!cases.ok) return cases
  const columns = plan.labels.map(({ name }) => ({
    truths: read.numbers(`truth:${name}`),
    scores: read.numbers(`score:${name}`),
  }))
  const labelled = cases.value.map(({ rows: [row = 0], groups }) => ({
    groups,
    truths: columns.map(({ truths }) => truths[row] ?? 0),
    scores: columns.map(({ scores }) => scores[row] ?? 0),
  }))
  return accept({
    task: plan.task,
    version: taskVersions[plan.task],
    plan,
    ...judgeCases(labelled, plan, {
      measuring: (some) => labelMeasures(some, plan),
      looking: (all) => labelLooks(all, plan),
    }),
    confusions: plan.labels.map(({ name }, at) => ({ of: name, confusion: confusionOf(labelled, plan, at) })),
    curves: rounded({
      roc: plan.labels.map(({ name }, at) => ({
        of: name,
        points: rocCurve(runsOf(labelled, at), curvePointsMax),
      })),
    }),
  })
}

function runsOf(cases: readonly LabelCase[], at: number) {
  return scoreRuns({
    scores: Float64Array.from(cases, ({ scores }) => scores[at] ?? 0),
    labels: Uint8Array.from(cases, ({ truths }) => truths[at] ?? 0),
  })
}

function confusionOf(cases: readonly LabelCase[], plan: Plan, at: number): Confusion {
  const threshold = plan.labels[at]?.threshold ?? 0
  const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }
  for (const { truths, scores } of cases) {
    const isCalled = (scores[at] ?? 0) >= threshold
    if (truths[at] === 1) counts[isCalled ? 'truePositives' : 'falseNegatives']++
    else counts[isCalled ? 'falsePositives' : 'trueNegatives']++
  }
  return counts
}

function labelMeasures(cases: readonly LabelCase[], plan: Plan): TaskMeasure[] {
  const choice = { proportion: plan.proportionInterval, level: plan.level }
  const together = { ...choice, level: 1 - (1 - plan.level) / plan.labels.length }
  const tables = plan.labels.map((_, at) => confusionOf(cases, plan, at))
  const joint = tables.map((table) => operatingPoint(table, together))
  const matched = cases.filter((one) => isMatch(one, plan))
  const means = { cases: cases.length, level: plan.level }
  return [
    { name: 'exact-match', measure: proportion({ k: matched.length, n: cases.length }, choice) },
    {
      name: 'macro-sensitivity',
      measure: meanOf(
        joint.map(({ sensitivity }) => sensitivity),
        means,
      ),
    },
    {
      name: 'macro-specificity',
      measure: meanOf(
        joint.map(({ specificity }) => specificity),
        means,
      ),
    },
    ...plan.labels.flatMap(({ name }, at): TaskMeasure[] => {
      const table = tables[at]
      if (table === undefined) return []
      const point = operatingPoint(table, choice)
      return [
        { name: 'sensitivity', of: name, measure: point.sensitivity },
        { name: 'specificity', of: name, measure: point.specificity },
        { name: 'positive-predictive-value', of: name, measure: point.positivePredictiveValue },
        { name: 'negative-predictive-value', of: name, measure: point.negativePredictiveValue },
        { name: 'f1', of: name, measure: point.f1 },
        { name: 'auroc', of: name, measure: auroc(runsOf(cases, at), 'delong', plan.level) },
      ]
    }),
  ]
}

const isMatch = ({ truths, scores }: LabelCase, { labels }: Plan) =>
  labels.every(({ threshold }, at) => (truths[at] === 1) === (scores[at] ?? 0) >= threshold)

function labelLooks(all: readonly LabelCase[], plan: Plan): ReturnType<Looking<LabelCase>> {
  const least = plan.stratumCasesMin
  const { labels } = plan
  const talliesIn = thingTallies({
    names: labels.map(({ name }) => name),
    truths: labels.map((_, at) => Uint8Array.from(all, ({ truths }) => truths[at] ?? 0)),
    called: labels.map(({ threshold }, at) =>
      Uint8Array.from(all, ({ scores }) => Number((scores[at] ?? 0) >= threshold)),
    ),
    scores: labels.map((_, at) => Float64Array.from(all, ({ scores }) => scores[at] ?? 0)),
  })
  const right = Uint8Array.from(all, (one) => Number(isMatch(one, plan)))
  return (grouping) => {
    const tallies = talliesIn(grouping)
    const counts = rightCounts(right, grouping)
    const macro = (name: 'sensitivity' | 'specificity', sides: Sides) =>
      macroGap(`macro-${name}`, countsOf(tallies, sides, name), { least, dependence: 'unknown' })
    return grouping.groups.map((_, at) => ({
      few: fewThings(tallies, at, least),
      compare: (others) => [
        ...rightGap('exact-match', counts, { at, others, least }),
        ...macro('sensitivity', { at, others }),
        ...macro('specificity', { at, others }),
        ...thingGaps(tallies, { at, others }, { least, names: callGapNames }),
      ],
    }))
  }
}

/**
 * Mean over labels of shares made on the same cases. How the labels hang together is not known, so the limits are the
 * means of limits that hold for all labels at once (Bonferroni): never too narrow, whatever the dependence.
 */
function meanOf(
  measures: readonly Measure[],
  { cases, level }: { readonly cases: number; readonly level: number },
): Measure {
  const basis = { method: 'macro-mean', n: cases }
  const usable = measures.flatMap((one) =>
    one.state === 'estimated' && one.interval ? [{ estimate: one.estimate, ...one.interval }] : [],
  )
  if (usable.length === 0) return notEstimable(basis, noLabel)
  const mean = (side: 'estimate' | 'low' | 'high') =>
    usable.reduce((sum, one) => sum + one[side], 0) / usable.length
  return estimated(basis, mean('estimate'), {
    low: mean('low'),
    high: mean('high'),
    level,
    method: 'simultaneous-bonferroni',
  })
}

const noLabel = say('이 지표를 낼 수 있는 소견이 없습니다.', 'No label lets this measure be made.')
