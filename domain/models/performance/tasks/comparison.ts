import { type Answer, accept } from '../../../refusal.ts'
import { type ComparisonPlan, compareModels, type ModelPairs } from '../compare-models.ts'
import { updateAlpha } from '../non-inferiority.ts'
import { confusionAt, operatingPoint } from '../operating-point.ts'
import type { Criterion } from '../plan-parts.ts'
import { auroc } from '../roc.ts'
import { rounded } from '../rounded.ts'
import { scoreRuns } from '../score-runs.ts'
import { casesOf } from './cases.ts'
import { fewThings, rightCounts, rightGap, thingGaps, thingTallies } from './class-gaps.ts'
import { type Grouped, judgeCases, taskVersions } from './judge-cases.ts'
import type { ReadTable } from './read-table.ts'
import type { Looking } from './task-gaps.ts'
import type { Against, PlanOf } from './task-plan.ts'
import type { ComparisonResult, TaskMeasure } from './task-result.ts'

type Plan = PlanOf<'comparison'>
type PairedCase = Grouped & {
  readonly label: number
  readonly score: number
  readonly earlier: Readonly<Partial<Record<Against, number>>>
}

const both: readonly Against[] = ['cleared', 'previous']

/** A new model against earlier versions on the same cases, each planned comparison being a criterion of its own. */
export function evaluateComparison(plan: Plan, read: ReadTable): Answer<ComparisonResult> {
  const cases = casesOf(read)
  if (!cases.ok) return cases
  const [labels, scores] = [read.numbers('truth'), read.numbers('score')]
  const columns = againstOf(plan).map((against) => [against, read.numbers(`score:${against}`)] as const)
  const paired = cases.value.map(
    ({ rows: [row = 0], groups }): PairedCase => ({
      groups,
      label: labels[row] ?? 0,
      score: scores[row] ?? 0,
      earlier: Object.fromEntries(columns.map(([against, column]) => [against, column[row] ?? 0])),
    }),
  )
  const positives = paired.filter(({ label }) => label === 1).length
  const judgement = judgeCases(paired, plan, {
    measuring: (some) => comparisonMeasures(some, plan),
    own: plan.comparisons.map(criterionOf),
    looking: (all) => newModelLooks(all, plan),
  })
  return accept({
    task: plan.task,
    version: taskVersions[plan.task],
    plan,
    ...judgement,
    positives,
    negatives: paired.length - positives,
    alpha: rounded(updateAlpha(plan.alpha, plan.updates)),
    comparisons: rounded(compareModels(pairsOf(paired, plan), plan)),
  })
}

/** The earlier versions a plan compares with, the cleared one first. */
export function againstOf({ comparisons }: Pick<ComparisonPlan, 'comparisons'>): Against[] {
  return both.filter((against) => comparisons.some((one) => one.against === against))
}

function pairsOf(cases: readonly PairedCase[], plan: Plan): ModelPairs {
  const columns = againstOf(plan).map((against) => [
    against,
    Float64Array.from(cases, ({ earlier }) => earlier[against] ?? 0),
  ])
  return {
    labels: Uint8Array.from(cases, ({ label }) => label),
    scores: Float64Array.from(cases, ({ score }) => score),
    earlier: Object.fromEntries(columns),
  }
}

/** A planned comparison as a criterion: the lower limit of the difference lies above the loss allowed. */
function criterionOf(
  { against, measure, hypothesis, margin = 0 }: Plan['comparisons'][number],
  at: number,
): Criterion {
  return {
    id: `comparison-${at + 1}`,
    measure: `${measure}-difference`,
    of: against,
    compared: 'lower',
    relation: 'above',
    limit: hypothesis === 'superiority' ? 0 : 0 - margin,
    population: { kind: 'all' },
  }
}

/** Differences as planned (each measure and version once), then each model's own measures. */
function comparisonMeasures(cases: readonly PairedCase[], plan: Plan): TaskMeasure[] {
  const pairs = pairsOf(cases, plan)
  const planned = plan.comparisons.filter(
    (one, at) =>
      plan.comparisons.findIndex(
        (other) => other.against === one.against && other.measure === one.measure,
      ) === at,
  )
  const differences = compareModels(pairs, { ...plan, comparisons: planned }).map(
    ({ measure, against, difference }): TaskMeasure => ({
      name: `${measure}-difference`,
      of: against,
      measure: difference,
    }),
  )
  const own = ownMeasures(pairs.scores, pairs.labels, { plan, threshold: plan.threshold })
  const earlier = againstOf(plan).flatMap((against) => {
    const threshold = plan.earlierThresholds[against] ?? plan.threshold
    const scores = pairs.earlier[against] ?? new Float64Array(cases.length)
    return ownMeasures(scores, pairs.labels, { plan, threshold }).map((one) => ({ ...one, of: against }))
  })
  return [...differences, ...own, ...earlier]
}

/** The new model by itself in each group, as a classifier of two classes is compared. */
function newModelLooks(all: readonly PairedCase[], plan: Plan): ReturnType<Looking<PairedCase>> {
  const least = plan.stratumCasesMin
  const { threshold } = plan
  const truths = Uint8Array.from(all, ({ label }) => label)
  const called = Uint8Array.from(all, ({ score }) => Number(score >= threshold))
  const right = truths.map((label, at) => Number(label === called[at]))
  const scores = Float64Array.from(all, ({ score }) => score)
  const talliesIn = thingTallies({ names: [''], truths: [truths], called: [called], scores: [scores] })
  return (grouping) => {
    const tallies = talliesIn(grouping)
    const counts = rightCounts(right, grouping)
    const names = ['auroc', 'sensitivity', 'specificity'] as const
    return grouping.groups.map((_, at) => ({
      few: fewThings(tallies, at, least).map(({ n }) => ({ n })),
      compare: (others) => [
        ...rightGap('accuracy', counts, { at, others, least }),
        ...thingGaps(tallies, { at, others }, { least, names }).map(({ of: _, ...one }) => one),
      ],
    }))
  }
}

function ownMeasures(
  scores: Float64Array,
  labels: Uint8Array,
  { plan, threshold }: { readonly plan: Plan; readonly threshold: number },
): TaskMeasure[] {
  const runs = scoreRuns({ scores, labels })
  const choice = { proportion: plan.proportionInterval, level: plan.level }
  const point = operatingPoint(confusionAt(runs, threshold), choice)
  return [
    { name: 'auroc', measure: auroc(runs, 'delong', plan.level) },
    { name: 'sensitivity', measure: point.sensitivity },
    { name: 'specificity', measure: point.specificity },
    { name: 'accuracy', measure: point.accuracy },
  ]
}
