import type { Answer } from '../../../refusal.ts'
import type { TextTable } from '../predictions.ts'
import { evaluateAgreement } from './agreement.ts'
import { evaluateComparison } from './comparison.ts'
import { evaluateDetection } from './detection.ts'
import { columnsOf } from './judge-cases.ts'
import { evaluateReaderStudy } from './mrmc.ts'
import { evaluateMultiClass } from './multi-class.ts'
import { evaluateMultiLabel } from './multi-label.ts'
import { type ColumnMapping, type ReadTable, readTable } from './read-table.ts'
import { evaluateSegmentation } from './segmentation.ts'
import { tableSchema } from './table-schema.ts'
import type { TaskPlan } from './task-plan.ts'
import type { TaskResult } from './task-result.ts'

/**
 * Judge a table of cases by a plan fixed beforehand, for every task but the binary one. `mapping` says which column
 * bears which role of `tableSchema(plan)`; roles left out use the schema's names. The same bits for any order of the
 * rows. Refuses what does not fit the schema, each fault with its place, and never repeats a cell.
 */
export function evaluateTask(
  plan: TaskPlan,
  table: TextTable,
  mapping: ColumnMapping = {},
): Answer<TaskResult> {
  const read = readTable(table, tableSchema(plan), { mapping, strata: columnsOf(plan) })
  return read.ok ? evaluated(plan, read.value) : read
}

function evaluated(plan: TaskPlan, read: ReadTable): Answer<TaskResult> {
  switch (plan.task) {
    case 'multi-class':
      return evaluateMultiClass(plan, read)
    case 'multi-label':
      return evaluateMultiLabel(plan, read)
    case 'segmentation':
      return evaluateSegmentation(plan, read)
    case 'detection':
      return evaluateDetection(plan, read)
    case 'agreement':
      return evaluateAgreement(plan, read)
    case 'mrmc':
      return evaluateReaderStudy(plan, read)
    case 'comparison':
      return evaluateComparison(plan, read)
  }
}
