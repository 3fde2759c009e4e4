import { refuseAll } from '@maek/domain/models/performance/table-faults.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { openTable, type TableFormat } from '../table/open.ts'
import type { SourceColumn } from '../table/source.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'

/** A small table as texts, for statistics that need whole rows: at most so many cells. */
export type ReadRows = {
  readonly task: 'read-rows'
  readonly path: string
  readonly format: TableFormat
  readonly cellsMax: number
  /** Only these columns, as far as the file has them; without it all. */
  readonly columns?: readonly string[]
}
export type RowsRead = { readonly header: string[]; readonly rows: string[][] }

export const readRowsTask: EngineTaskRunner<ReadRows, RowsRead> = {
  places: ({ path }) => [path],
  run: readRows,
}

async function readRows(bench: Bench, task: ReadRows): Promise<Answer<RowsRead>> {
  const source = await openTable(bench, task)
  if (!source.ok) return source
  const { relation, faults, faultCount } = source.value
  if (faultCount > 0) return refuseAll(faults, faultCount)
  const { columns: wanted } = task
  const columns = source.value.columns.filter(({ name }) => wanted?.includes(name) ?? true)
  if (columns.length === 0) return accept({ header: [], rows: [] })
  const header = columns.map(({ name }) => name)
  const found = await bench.duck.stream(
    `select ${columns.map(exactText).join(', ')} from ${relation} order by file_row_number`,
  )
  const rows: string[][] = []
  for (;;) {
    const chunk = await found.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return accept({ header, rows })
    if ((rows.length + chunk.rowCount) * header.length > task.cellsMax) return tooMany(task.cellsMax)
    for (const row of chunk.getRows()) rows.push(row.map((cell) => (cell === null ? '' : String(cell))))
  }
}

/**
 * A number with all its digits: written short, a 32-bit 0.7 (which lies below 0.7) would reach a threshold of 0.7 here
 * that it misses where it is read as a number.
 */
function exactText({ type, sql, text }: SourceColumn): string {
  if (type !== 'number') return text
  return `case when ${sql} = trunc(${sql}) and abs(${sql}) < 1e15 then ${text} else cast(cast(${sql} as double) as varchar) end`
}

function tooMany(cellsMax: number): Answer<never> {
  return refuse(
    'too-large',
    say(
      `이 종류의 평가는 칸이 ${cellsMax}개를 넘는 표를 받지 않습니다.`,
      `This kind of evaluation takes tables of at most ${cellsMax} cells.`,
    ),
    'body',
  )
}
