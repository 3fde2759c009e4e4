import { refuseAll } from '@maek/domain/models/performance/table-faults.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { openParquet } from '../table/parquet.ts'
import type { ColumnType } from '../table/source.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'

/** The columns that a Parquet footer tells of. */
export type Describe = { readonly task: 'describe'; readonly path: string }
export type Described = { readonly columns: { readonly name: string; readonly type: ColumnType }[] }

export const describeTask: EngineTaskRunner<Describe, Described> = {
  places: ({ path }) => [path],
  run: describe,
}

async function describe(bench: Bench, { path }: Describe): Promise<Answer<Described>> {
  const source = await openParquet(bench, path)
  if (!source.ok) return source
  const { columns, faults, faultCount } = source.value
  if (columns.length === 0 && faultCount > 0) return refuseAll(faults, faultCount)
  return accept({ columns: columns.map(({ name, type }) => ({ name, type })) })
}
