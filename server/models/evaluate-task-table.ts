import { hash } from 'node:crypto'
import { resultDigestInput } from '@maek/domain/models/performance/digest.ts'
import type { TextTable } from '@maek/domain/models/performance/predictions.ts'
import { againstOf } from '@maek/domain/models/performance/tasks/comparison.ts'
import { evaluateTask } from '@maek/domain/models/performance/tasks/evaluate-task.ts'
import { holdsEarlier, joinEarlier } from '@maek/domain/models/performance/tasks/join-earlier.ts'
import type { ColumnMapping } from '@maek/domain/models/performance/tasks/read-table.ts'
import type { Against, TaskPlan } from '@maek/domain/models/performance/tasks/task-plan.ts'
import type { TaskResult } from '@maek/domain/models/performance/tasks/task-result.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { readCsvTable } from './csv-table.ts'

export type TaskTable = {
  readonly bytes: Uint8Array
  readonly plan: TaskPlan
  readonly mapping: ColumnMapping
  /** Predictions of earlier versions, for a comparison whose own file lacks their scores. */
  readonly earlier: readonly { readonly against: Against; readonly bytes: Uint8Array }[]
}
export type EvaluatedTask = { readonly result: TaskResult; readonly digest: string }

/** A table of cases of any task but the binary one, judged by its plan. Nothing of a cell is repeated in a refusal. */
export function evaluateTaskTable(given: TaskTable): Answer<EvaluatedTask> {
  const { plan } = given
  const read = readCsvTable(given.bytes)
  if (!read.ok) return read
  const table = plan.task === 'comparison' ? joined(read.value, given, againstOf(plan)) : read
  if (!table.ok) return table
  const result = evaluateTask(plan, table.value, ownRoles(table.value, given.mapping))
  if (!result.ok) return result
  return accept({ result: result.value, digest: hash('sha256', resultDigestInput(result.value), 'hex') })
}

function joined(
  table: TextTable,
  { earlier, mapping }: TaskTable,
  wanted: readonly Against[],
): Answer<TextTable> {
  let answer: Answer<TextTable> = accept(table)
  for (const against of wanted) {
    const other = earlier.find((one) => one.against === against)
    if (!answer.ok || !other || holdsEarlier(answer.value, against, mapping)) continue
    const read = readCsvTable(other.bytes)
    if (!read.ok) return read
    answer = joinEarlier(answer.value, { against, table: read.value }, mapping)
  }
  return answer
}

/** A joined score stands under the schema's own name: its mapping spoke of the earlier file. */
function ownRoles({ header }: TextTable, mapping: ColumnMapping): ColumnMapping {
  const names = new Set(header.map((name) => name.replace(/^\uFEFF/, '').trim()))
  const isEarlier = (role: string) => role === 'score:cleared' || role === 'score:previous'
  return Object.fromEntries(
    Object.entries(mapping).filter(([role, column]) => !isEarlier(role) || names.has(column)),
  )
}
