import type { TextTable } from '../../predictions.ts'
import type { TaskPlan } from '../task-plan.ts'
import { planOf, tableOf } from './tables.ts'

export type Example = { readonly plan: TaskPlan; readonly table: TextTable }
type Making = {
  readonly cases: readonly string[]
  readonly sexes: readonly string[]
  readonly next: () => number
}

/** A plan and table of every task, of so many cases, each with a group column. */
export function examples(size: number, next: () => number): Example[] {
  const cases = Array.from({ length: size }, (_, at) => `C${String(at).padStart(4, '0')}`)
  const sexes = cases.map(() => (next() < 0.5 ? 'F' : 'M'))
  return [multiClass, multiLabel, segmentation, detection, agreement, readerStudy, comparison].map((make) =>
    make({ cases, sexes, next }),
  )
}

/** Numbers from 0 to 1 by the Lehmer generator of Park & Miller. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

const strata = { strata: ['sex'], intersections: [] }
const grades = ['g0', 'g1', 'g2']
const share = ({ next }: Making) => next().toFixed(3)
const grade = ({ next }: Making) => `g${Math.floor(next() * 3)}`
const bit = (at: number) => String(at % 2)

/** Rows of each case, its group put at the end. */
function rowsOf({ cases, sexes }: Making, of: (id: string, at: number) => readonly string[]): string[] {
  return cases.flatMap((id, at) => of(id, at).map((row) => `${row},${sexes[at]}`))
}

function multiClass(making: Making): Example {
  const scores = () => grades.map(() => share(making)).join(',')
  return {
    plan: planOf({ task: 'multi-class', ...strata, classes: grades, ordered: true }),
    table: tableOf(
      'case_id,label,predicted,score_g0,score_g1,score_g2,sex',
      ...rowsOf(making, (id) => [`${id},${grade(making)},${grade(making)},${scores()}`]),
    ),
  }
}

function multiLabel(making: Making): Example {
  const labels = ['A', 'B'].map((name) => ({ name, threshold: 0.5 }))
  return {
    plan: planOf({ task: 'multi-label', ...strata, labels }),
    table: tableOf(
      'case_id,label_A,score_A,label_B,score_B,sex',
      ...rowsOf(making, (id, at) => [`${id},${bit(at)},${share(making)},${bit(at + 1)},${share(making)}`]),
    ),
  }
}

function segmentation(making: Making): Example {
  return {
    plan: planOf({ task: 'segmentation', ...strata, structures: ['liver', 'spleen'] }),
    table: tableOf(
      'case_id,structure,dice,hd95_mm,sex',
      ...rowsOf(making, (id) => [`${id},liver,${share(making)},${share(making)}`, `${id},spleen,,`]),
    ),
  }
}

function detection(making: Making): Example {
  const falseScore = () => `0.${1 + Math.floor(making.next() * 9)}`
  return {
    plan: planOf({ task: 'detection', ...strata, threshold: 0.4 }),
    table: tableOf(
      'image_id,kind,score,sex',
      ...rowsOf(making, (id) => [`${id},finding,1${share(making)}`, `${id},false,${falseScore()}`]),
    ),
  }
}

function agreement(making: Making): Example {
  return {
    plan: planOf({ task: 'agreement', ...strata, classes: grades, ordered: true }),
    table: tableOf(
      'case_id,reader,rating,sex',
      ...rowsOf(making, (id) => ['R1', 'R2', 'model'].map((reader) => `${id},${reader},${grade(making)}`)),
    ),
  }
}

function readerStudy(making: Making): Example {
  const readings = ['R1', 'R2'].flatMap((reader) => ['aided', 'unaided'].map((way) => `${reader},${way}`))
  return {
    plan: planOf({ task: 'mrmc', ...strata }),
    table: tableOf(
      'case_id,label,reader,modality,score,sex',
      ...rowsOf(making, (id, at) =>
        readings.map((reading) => `${id},${bit(at)},${reading},${share(making)}`),
      ),
    ),
  }
}

function comparison(making: Making): Example {
  const comparisons = [
    { against: 'cleared', measure: 'auroc', hypothesis: 'non-inferiority', margin: 0.1 },
    { against: 'previous', measure: 'sensitivity', hypothesis: 'superiority' },
  ]
  return {
    plan: planOf({ task: 'comparison', ...strata, threshold: 0.5, comparisons }),
    table: tableOf(
      'case_id,label,score,score_cleared,score_previous,sex',
      ...rowsOf(making, (id, at) => [`${id},${bit(at)},${[0, 1, 2].map(() => share(making)).join(',')}`]),
    ),
  }
}
