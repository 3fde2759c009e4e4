import { say, type Words } from '../../../words.ts'
import { type Measure, notEstimable } from '../measure.ts'
import type { Criterion } from '../plan-parts.ts'
import { rounded } from '../rounded.ts'
import { strataShownMin } from '../subgroup.ts'
import type { GroupPlace } from '../tally.ts'
import { inSequence, isAmong, isMeant, judgeOne, overall, placeOf, type Verdict, worst } from '../verdict.ts'
import type { TableCase } from './cases.ts'
import type { TaskName, TaskPlan } from './task-plan.ts'
import type { TaskMeasure, TaskResult, TaskStratum } from './task-result.ts'

/** What a case needs so that it can be grouped. */
export type Grouped = Pick<TableCase, 'groups'>

/** What is measured, on all cases or on a group of them. Must not throw on any part of the cases. */
export type Measuring<C extends Grouped> = (cases: readonly C[]) => readonly TaskMeasure[]

/** The part every task's result has in common. */
export type Judgement = Pick<TaskResult, 'n' | 'measures' | 'strata' | 'verdicts' | 'outcome'>

/**
 * Measures of all cases and of each group, and the verdicts of the plan. Numbers are rounded before they are judged:
 * a verdict rests on the very numbers that are kept and shown. `own`: criteria a task adds to the plan's.
 */
export function judgeCases<C extends Grouped>(
  cases: readonly C[],
  plan: TaskPlan,
  { measuring, own = [] }: { readonly measuring: Measuring<C>; readonly own?: readonly Criterion[] },
): Judgement {
  const measures = rounded(measuring(cases))
  const strata = rounded(groupsOf(cases, plan).map((group) => stratumOf(group, plan, measuring)))
  const verdicts = inSequence(
    [...own, ...plan.criteria].map((criterion) => judge(criterion, { measures, strata }, plan)),
    plan,
  )
  return { n: cases.length, measures, strata, verdicts, outcome: overall(verdicts) }
}

type CaseGroup<C> = { readonly place: GroupPlace; readonly cases: readonly C[] }

function groupsOf<C extends Grouped>(cases: readonly C[], plan: TaskPlan): CaseGroup<C>[] {
  const columns = columnsOf(plan)
  const plain = columns.flatMap((column) =>
    [...splitBy(cases, column)].map(([value, members]) => ({ place: { column, value }, cases: members })),
  )
  const crossed = plan.intersections.flatMap(([column, other]) =>
    [...splitBy(cases, column)].flatMap(([value, members]) =>
      [...splitBy(members, other)].map(([second, both]) => ({
        place: { column, value, and: { column: other, value: second } },
        cases: both,
      })),
    ),
  )
  return [...plain, ...crossed]
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

/** Cases by the value of a column, in order of the values; the empty cell, as null, last. */
function splitBy<C extends Grouped>(cases: readonly C[], column: string): Map<string | null, C[]> {
  const parts = new Map<string, C[]>()
  for (const one of cases) {
    const value = one.groups.get(column) ?? ''
    const part = parts.get(value)
    if (part) part.push(one)
    else parts.set(value, [one])
  }
  const order = [...parts.keys()].filter((value) => value !== '').sort()
  const values = parts.has('') ? [...order, ''] : order
  return new Map(values.map((value) => [value === '' ? null : value, parts.get(value) ?? []]))
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
  'multi-class': 'multi-class/1',
  'multi-label': 'multi-label/1',
  segmentation: 'segmentation/1',
  detection: 'detection/1',
  agreement: 'agreement/1',
  mrmc: 'mrmc/1',
  comparison: 'comparison/1',
}
