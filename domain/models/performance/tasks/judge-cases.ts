import { say, type Words } from '../../../words.ts'
import { type Measure, notEstimable } from '../measure.ts'
import type { Criterion } from '../plan-parts.ts'
import { rounded } from '../rounded.ts'
import { strataShownMin } from '../stratum-measures.ts'
import type { GroupPlace } from '../tally.ts'
import { inSequence, isAmong, isMeant, judgeOne, overall, placeOf, type Verdict, worst } from '../verdict.ts'
import type { TableCase } from './cases.ts'
import { type CaseGroup, type Grouping, type Looking, taskGaps } from './task-gaps.ts'
import type { TaskName, TaskPlan } from './task-plan.ts'
import type { TaskMeasure, TaskResult, TaskStratum } from './task-result.ts'
import { taskSpreads } from './task-spread.ts'

/** What a case needs so that it can be grouped. */
export type Grouped = Pick<TableCase, 'groups'>

/** What is measured, on all cases or on a group of them. Must not throw on any part of the cases. */
export type Measuring<C extends Grouped> = (cases: readonly C[]) => readonly TaskMeasure[]

/** The part every task's result has in common. */
export type Judgement = Pick<
  TaskResult,
  'n' | 'measures' | 'strata' | 'gaps' | 'spreads' | 'tooFew' | 'verdicts' | 'outcome'
>

/** How a task is measured; `own`: criteria it adds to the plan's; `looking`: how its groups are compared, if they are. */
type Ways<C extends Grouped> = {
  readonly measuring: Measuring<C>
  readonly own?: readonly Criterion[]
  readonly looking?: Looking<C>
}

/**
 * Measures of all cases and of each group, the gaps between groups, and the verdicts of the plan. Numbers are rounded
 * before they are judged: a verdict rests on the very numbers that are kept and shown.
 */
export function judgeCases<C extends Grouped>(
  cases: readonly C[],
  plan: TaskPlan,
  { measuring, own = [], looking }: Ways<C>,
): Judgement {
  const measures = rounded(measuring(cases))
  const groupings = groupingsOf(cases, plan)
  const groups = groupings.flatMap((one) => one.groups)
  const strata = rounded(groups.map((group) => stratumOf(group, plan, measuring)))
  const look = looking?.(cases)
  const looked = look && groupings.map((grouping) => ({ grouping, looks: look(grouping) }))
  const compared =
    looked && rounded({ ...taskGaps(looked, plan), spreads: looked.flatMap((one) => taskSpreads(one, plan)) })
  const verdicts = inSequence(
    [...own, ...plan.criteria].map((criterion) => judge(criterion, { measures, strata }, plan)),
    plan,
  )
  return { n: cases.length, measures, strata, ...compared, verdicts, outcome: overall(verdicts) }
}

/** All ways the plan groups the cases: by each column, then by the crossed ones. */
function groupingsOf<C extends Grouped>(cases: readonly C[], plan: TaskPlan): Grouping<C>[] {
  const single = columnsOf(plan).map((column) =>
    groupingBy(
      cases,
      (one) => [one.groups.get(column) ?? ''],
      ([value = null]) => ({ column, value }),
    ),
  )
  const crossed = plan.intersections.map(([column, other]) =>
    groupingBy(
      cases,
      (one) => [one.groups.get(column) ?? '', one.groups.get(other) ?? ''],
      ([value = null, second = null]) => ({ column, value, and: { column: other, value: second } }),
    ),
  )
  return [...single, ...crossed]
}

/** Every column the plan groups by: declared, crossed, or spoken of by a criterion. */
export function columnsOf(plan: Pick<TaskPlan, 'strata' | 'intersections' | 'criteria'>): string[] {
  const judged = plan.criteria.flatMap(({ population }) => {
    if (population.kind === 'all') return []
    const { column, and } = population
    return and === undefined ? [column] : [column, typeof and === 'string' ? and : and.column]
  })
  return [...new Set([...plan.strata, ...plan.intersections.flat(), ...judged])]
}

/** Cases by their values, in order of the first, then the second; the empty cell, as null, last. */
function groupingBy<C>(
  cases: readonly C[],
  valuesOf: (one: C) => readonly string[],
  placeOf: (values: readonly (string | null)[]) => GroupPlace,
): Grouping<C> {
  const keys = cases.map((one) => JSON.stringify(valuesOf(one)))
  const parts = new Map(cases.map((one, at) => [keys[at] ?? '', valuesOf(one)]))
  const order = [...parts].sort(([, left], [, right]) => compareValues(left, right))
  const codeOf = new Map(order.map(([key], code) => [key, code]))
  const codes = Int32Array.from(keys, (key) => codeOf.get(key) ?? 0)
  const members = order.map((): C[] => [])
  for (const [at, one] of cases.entries()) members[codes[at] ?? 0]?.push(one)
  const groups = order.map(([, values], code) => ({
    place: placeOf(values.map((value) => (value === '' ? null : value))),
    cases: members[code] ?? [],
  }))
  return { groups, codes }
}

function compareValues(left: readonly string[], right: readonly string[]): number {
  for (const [at, value] of left.entries()) {
    const other = right[at] ?? ''
    if (value === other) continue
    if (value === '' || other === '') return value === '' ? 1 : -1
    return value < other ? -1 : 1
  }
  return 0
}

function stratumOf<C extends Grouped>(
  { place, cases }: CaseGroup<C>,
  plan: TaskPlan,
  measuring: Measuring<C>,
): TaskStratum {
  const measures = measuring(cases)
  const shown = cases.length >= strataShownMin ? measures : measures.map(hidden)
  return { ...place, n: cases.length, isSufficient: cases.length >= plan.stratumCasesMin, measures: shown }
}

/** Numbers of so few cases are noise, and could single out a person. */
function hidden({ measure, ...named }: TaskMeasure): TaskMeasure {
  const because = say(
    `${strataShownMin}건이 안 되는 집단의 수치는 표시하지 않습니다.`,
    `Numbers of a group with fewer than ${strataShownMin} cases are not shown.`,
  )
  return { ...named, measure: notEstimable({ method: measure.method, n: measure.n }, because) }
}

type Shown = { readonly measures: readonly TaskMeasure[]; readonly strata: readonly TaskStratum[] }

function judge(criterion: Criterion, { measures, strata }: Shown, plan: TaskPlan): Verdict {
  if (criterion.population.kind === 'all') return judgeIn(criterion, measures, plan.casesMin)
  const wanted = strata.filter((stratum) => isAmong(stratum, criterion.population))
  const verdicts = wanted.map((stratum) => ({
    ...judgeIn(criterion, stratum.measures, plan.stratumCasesMin),
    stratum: placeOf(stratum),
  }))
  const because = say('해당하는 집단의 사례가 없습니다.', 'There is no case of that group.')
  return worst(verdicts) ?? { criterion, outcome: 'undecided', compared: null, because }
}

function judgeIn(criterion: Criterion, measures: readonly TaskMeasure[], casesMin: number): Verdict {
  const measure = measures.find((one) => isMeant(criterion, one))?.measure
  return judgeOne(criterion, measure, measure ? tooFew(measure, casesMin) : null)
}

function tooFew({ n }: Measure, casesMin: number): Words | null {
  if (n >= casesMin) return null
  return say(
    `${casesMin}건 이상이어야 판정합니다. ${n}건입니다.`,
    `A verdict needs ${casesMin} cases; there are ${n}.`,
  )
}

/** Which computation made a result. A number rises with every change that can change a digit. */
export const taskVersions: Readonly<Record<TaskName, string>> = {
  'multi-class': 'multi-class/3',
  'multi-label': 'multi-label/3',
  segmentation: 'segmentation/3',
  detection: 'detection/3',
  agreement: 'agreement/3',
  mrmc: 'mrmc/2',
  comparison: 'comparison/3',
}
