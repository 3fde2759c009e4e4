import { rm } from 'node:fs/promises'
import type { PredictionColumns } from '@maek/domain/models/performance/predictions.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { named, quoted } from '../duck.ts'
import { type CheckedTable, checkTable } from '../table/check.ts'
import type { GroupFound } from '../table/check-groups.ts'
import { openTable, type TableFormat } from '../table/open.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'

/** Checks a table of predictions and writes it as canonical Parquet. Refused, nothing of it is left. */
export type Ingest = {
  readonly task: 'ingest'
  readonly path: string
  readonly format: TableFormat
  readonly columns: PredictionColumns
  /** The Parquet file to be written. */
  readonly out: string
}

export type Ingested = {
  readonly cases: number
  readonly positives: number
  readonly references: number
  readonly groups: readonly GroupFound[]
  readonly columnsLeftOut: readonly string[]
}

export const ingestTask: EngineTaskRunner<Ingest, Ingested> = {
  places: ({ path, out }) => [path, out],
  run: ingest,
}

async function ingest(bench: Bench, task: Ingest): Promise<Answer<Ingested>> {
  const source = await openTable(bench, task)
  if (!source.ok) return source
  bench.tell({ step: 'checking', part: 0 })
  const checked = await checkTable(bench, source.value, task.columns)
  if (!checked.ok) return checked
  bench.tell({ step: 'writing', part: 0 })
  try {
    await bench.duck.run(
      `copy (select ${canonicalColumns(checked.value, task.columns)} from ${checked.value.relation})
       to ${quoted(task.out)} (format parquet, compression lz4_raw, dictionary_size_limit 1000, use_tmp_file false)`,
    )
  } catch (error) {
    await rm(task.out, { force: true })
    throw error
  }
  bench.tell({ step: 'writing', part: 1 })
  const { cases, positives, references, groups, columnsLeftOut } = checked.value
  return accept({ cases, positives, references, groups, columnsLeftOut })
}

/** The column of a group in the canonical table. */
export function groupColumn(column: string): string {
  return named(`group:${column}`)
}

/**
 * The canonical table: one row a case, whatever file it came from. Keys are checked before and stay in that file: no
 * statistic needs them.
 */
function canonicalColumns(
  { text, score, label, isReference }: CheckedTable,
  columns: PredictionColumns,
): string {
  return [
    `coalesce(${label}, 0::utinyint) as label`,
    `${score} as score`,
    `${isReference} as is_reference`,
    ...columns.subgroups.map(({ column }) => `${text(column)} as ${groupColumn(column)}`),
  ].join(', ')
}
