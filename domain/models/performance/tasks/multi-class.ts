import { type Answer, accept, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import type { AgreementTable } from '../agreement.ts'
import { evaluateClasses } from '../multi-class.ts'
import { rocCurve } from '../roc.ts'
import { rounded } from '../rounded.ts'
import { scoreRuns } from '../score-runs.ts'
import { casesOf } from './cases.ts'
import {
  type CalledThings,
  countsOf,
  fewThings,
  kappaGap,
  macroGap,
  rightCounts,
  rightGap,
  type Sides,
  tableLess,
  thingGaps,
  thingTallies,
} from './class-gaps.ts'
import { type Grouped, judgeCases, taskVersions } from './judge-cases.ts'
import type { ReadTable } from './read-table.ts'
import type { Looking, TaskCompared } from './task-gaps.ts'
import type { PlanOf } from './task-plan.ts'
import type { MultiClassResult, TaskMeasure } from './task-result.ts'

type Plan = PlanOf<'multi-class'>
/** Places in the plan's classes; scores by class, or none. */
type ClassCase = Grouped & {
  readonly truth: number
  readonly called: number
  readonly scores: readonly number[] | null
}

/** Points of a curve that a picture can show. */
export const curvePointsMax = 60

/** A classifier of several classes judged by its plan. Refuses a table with neither calls nor all scores. */
export function evaluateMultiClass(plan: Plan, read: ReadTable): Answer<MultiClassResult> {
  const cases = classCases(plan, read)
  if (!cases.ok) return cases
  const measuring = (some: readonly ClassCase[]) => classMeasures(some, plan)
  return accept({
    task: plan.task,
    version: taskVersions[plan.task],
    plan,
    ...judgeCases(cases.value, plan, { measuring, looking: (all) => classLooks(all, plan) }),
    table: classesOf(cases.value, plan).table,
    curves: rounded({ roc: curvesOf(cases.value, plan) }),
  })
}

function classCases(plan: Plan, read: ReadTable): Answer<ClassCase[]> {
  const cases = casesOf(read)
  if (!cases.ok) return cases
  const scored = plan.classes.filter((name) => read.has(`score:${name}`))
  if (scored.length > 0 && scored.length < plan.classes.length) return someScores
  const hasScores = scored.length > 0
  if (!hasScores && !read.has('called')) return noCalls
  const truth = read.texts('truth')
  const called = read.has('called') ? read.texts('called') : null
  const columns = hasScores ? plan.classes.map((name) => read.numbers(`score:${name}`)) : []
  const placeOf = new Map(plan.classes.map((name, at) => [name, at]))
  return accept(
    cases.value.map(({ rows: [row = 0], groups }) => {
      const scores = hasScores ? columns.map((column) => column[row] ?? Number.NaN) : null
      const own = called ? placeOf.get(called[row] ?? '') : scores?.indexOf(Math.max(...scores))
      return { groups, truth: placeOf.get(truth[row] ?? '') ?? -1, called: own ?? -1, scores }
    }),
  )
}

function classesOf(cases: readonly ClassCase[], plan: Plan) {
  const scores = cases.every((one) => one.scores !== null)
    ? plan.classes.map((_, at) => Float64Array.from(cases, (one) => one.scores?.[at] ?? 0))
    : undefined
  return evaluateClasses(
    {
      classes: plan.classes,
      truth: Int32Array.from(cases, ({ truth }) => truth),
      called: Int32Array.from(cases, ({ called }) => called),
      ...(scores && { scores }),
    },
    { proportion: plan.proportionInterval, level: plan.level, ordered: plan.ordered },
  )
}

function classMeasures(cases: readonly ClassCase[], plan: Plan): TaskMeasure[] {
  const found = classesOf(cases, plan)
  return [
    { name: 'accuracy', measure: found.accuracy },
    { name: 'macro-sensitivity', measure: found.macroSensitivity },
    { name: 'cohen-kappa', measure: found.kappa },
    ...(plan.ordered ? [{ name: 'quadratic-kappa' as const, measure: found.quadraticKappa }] : []),
    ...found.perClass.flatMap((one): TaskMeasure[] => [
      { name: 'sensitivity', of: one.name, measure: one.sensitivity },
      { name: 'specificity', of: one.name, measure: one.specificity },
      { name: 'positive-predictive-value', of: one.name, measure: one.positivePredictiveValue },
      { name: 'f1', of: one.name, measure: one.f1 },
      ...(one.auroc ? [{ name: 'auroc' as const, of: one.name, measure: one.auroc }] : []),
    ]),
  ]
}

/** What the task tells of each class; the rest are made of these. */
const comparedNames = ['auroc', 'sensitivity', 'specificity', 'positive-predictive-value'] as const

function classLooks(all: readonly ClassCase[], plan: Plan): ReturnType<Looking<ClassCase>> {
  const least = plan.stratumCasesMin
  const talliesIn = thingTallies(thingsOf(all, plan))
  const right = Uint8Array.from(all, ({ truth, called }) => Number(truth === called))
  const whole = tableOf(all, plan)
  const names = comparedNames.filter((name) => name !== 'auroc' || all.every(({ scores }) => scores !== null))
  return (grouping) => {
    const tallies = talliesIn(grouping)
    const counts = rightCounts(right, grouping)
    const tables = grouping.groups.map(({ cases }) => tableOf(cases, plan))
    return grouping.groups.map((_, at) => ({
      few: fewThings(tallies, at, least),
      compare: (others) => [
        ...rightGap('accuracy', counts, { at, others, least }),
        ...macroGap('macro-sensitivity', countsOf(tallies, { at, others }, 'sensitivity'), {
          least,
          dependence: 'independent',
        }),
        ...kappaGaps({ tables, whole }, { at, others }, plan),
        ...thingGaps(tallies, { at, others }, { least, names }),
      ],
    }))
  }
}

function thingsOf(cases: readonly ClassCase[], { classes }: Plan): CalledThings {
  const hasScores = cases.every(({ scores }) => scores !== null)
  return {
    names: classes,
    truths: classes.map((_, at) => Uint8Array.from(cases, ({ truth }) => Number(truth === at))),
    called: classes.map((_, at) => Uint8Array.from(cases, ({ called }) => Number(called === at))),
    scores: hasScores
      ? classes.map((_, at) => Float64Array.from(cases, ({ scores }) => scores?.[at] ?? 0))
      : null,
  }
}

function tableOf(cases: readonly ClassCase[], { classes }: Plan): number[][] {
  const table = classes.map(() => new Array<number>(classes.length).fill(0))
  for (const { truth, called } of cases) {
    const line = table[truth]
    if (line) line[called] = (line[called] ?? 0) + 1
  }
  return table
}

function kappaGaps(
  { tables, whole }: { readonly tables: readonly AgreementTable[]; readonly whole: AgreementTable },
  { at, others }: Sides,
  { ordered, stratumCasesMin }: Plan,
): TaskCompared[] {
  const own = tables[at] ?? []
  const sides = { own, others: others === 'rest' ? tableLess(whole, own) : (tables[others] ?? []) }
  return (ordered ? (['none', 'quadratic'] as const) : (['none'] as const)).flatMap((weights) => {
    const compared = kappaGap(sides, weights, stratumCasesMin)
    const name = weights === 'none' ? 'cohen-kappa' : 'quadratic-kappa'
    return compared ? [{ name, ...compared } as const] : []
  })
}

function curvesOf(cases: readonly ClassCase[], plan: Plan): MultiClassResult['curves']['roc'] {
  if (cases.some(({ scores }) => scores === null)) return []
  return plan.classes.map((of, at) => {
    const scores = Float64Array.from(cases, (one) => one.scores?.[at] ?? 0)
    const labels = Uint8Array.from(cases, ({ truth }) => (truth === at ? 1 : 0))
    return { of, points: rocCurve(scoreRuns({ scores, labels }), curvePointsMax) }
  })
}

const noCalls = refuse(
  'invalid',
  say(
    '모델의 판정 열이나 모든 분류의 점수 열이 있어야 합니다.',
    'The table needs the class called, or a score for every class.',
  ),
  'columns',
)
const someScores = refuse(
  'invalid',
  say('점수 열은 모든 분류에 있거나 하나도 없어야 합니다.', 'Scores are given for every class or for none.'),
  'columns',
)
