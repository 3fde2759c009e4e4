import type { Answer } from '../../../../refusal.ts'
import type { Measure } from '../../measure.ts'
import type { MeasureName } from '../../measure-names.ts'
import { otherPlanSchema } from '../../plan.ts'
import type { TextTable } from '../../predictions.ts'
import type { TaskPlan } from '../task-plan.ts'
import type { TaskMeasure, TaskResult } from '../task-result.ts'

/** A table from one line of column names and lines of cells, all parted by commas. */
export function tableOf(header: string, ...lines: readonly string[]): TextTable {
  return { header: header.split(','), rows: lines.map((line) => line.split(',')) }
}

/** A plan with the defaults filled in. */
export function planOf(setting: Readonly<Record<string, unknown>>): TaskPlan {
  return otherPlanSchema.parse(setting)
}

/** The result of one task; throws on a refusal or on another task's result. */
export function foundBy<T extends TaskResult['task']>(
  task: T,
  answer: Answer<TaskResult>,
): Extract<TaskResult, { readonly task: T }> {
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  if (!isOf(task, answer.value)) throw new Error(`the result is one of ${answer.value.task}`)
  return answer.value
}

function isOf<T extends TaskResult['task']>(
  task: T,
  result: TaskResult,
): result is Extract<TaskResult, { readonly task: T }> {
  return result.task === task
}

/** A measure by name and what it speaks of; throws when there is none. */
export function measureIn(measures: readonly TaskMeasure[], name: MeasureName, of?: string): Measure {
  const found = measures.find((one) => one.name === name && one.of === of)
  if (!found) throw new Error(`no ${name} of ${of ?? 'the whole'}`)
  return found.measure
}

/** Estimate and limits; throws where one is missing. */
export function numbersIn(measures: readonly TaskMeasure[], name: MeasureName, of?: string) {
  const measure = measureIn(measures, name, of)
  if (measure.state !== 'estimated' || measure.interval === null) throw new Error(`${name} has no interval`)
  return { estimate: measure.estimate, low: measure.interval.low, high: measure.interval.high, n: measure.n }
}
