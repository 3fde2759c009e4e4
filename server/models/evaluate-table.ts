import { hash } from 'node:crypto'
import { resultDigestInput } from '@maek/domain/models/performance/digest.ts'
import { type BinaryResult, evaluate } from '@maek/domain/models/performance/evaluate.ts'
import type { BinaryPlan } from '@maek/domain/models/performance/plan.ts'
import { type PredictionColumns, parsePredictions } from '@maek/domain/models/performance/predictions.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { readCsvTable } from './csv-table.ts'

export type TableToEvaluate = {
  readonly bytes: Uint8Array
  readonly columns: PredictionColumns
  readonly plan: BinaryPlan
}
export type EvaluatedTable = { readonly result: BinaryResult; readonly digest: string }

/** A predictions file evaluated by a plan. Nothing of a cell is repeated in a refusal: it may be personal data. */
export function evaluateTable({ bytes, columns, plan }: TableToEvaluate): Answer<EvaluatedTable> {
  const table = readCsvTable(bytes)
  if (!table.ok) return table
  const predictions = parsePredictions(table.value, columns)
  if (!predictions.ok) return predictions
  const result = evaluate(predictions.value, plan)
  if (!result.ok) return result
  return accept({ result: result.value, digest: hash('sha256', resultDigestInput(result.value), 'hex') })
}
