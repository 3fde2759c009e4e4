import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { quoted } from '../duck.ts'
import type { Bench, EngineTaskRunner } from '../task.ts'

/** A small table as texts, for statistics that need whole rows: at most so many cells. */
export type ReadRows = { readonly task: 'read-rows'; readonly path: string; readonly cellsMax: number }
export type RowsRead = { readonly header: string[]; readonly rows: string[][] }

export const readRowsTask: EngineTaskRunner<ReadRows> = {
  places: ({ path }) => [path],
  run: readRows,
}

async function readRows({ duck }: Bench, { path, cellsMax }: ReadRows): Promise<Answer<RowsRead>> {
  const found = await duck.stream(`select cast(columns(*) as varchar) from read_parquet(${quoted(path)})`)
  const header = found.columnNames()
  const rows: string[][] = []
  for (;;) {
    const chunk = await found.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return accept({ header, rows })
    if ((rows.length + chunk.rowCount) * header.length > cellsMax) return tooMany(cellsMax)
    for (const row of chunk.getRows()) rows.push(row.map((cell) => (cell === null ? '' : String(cell))))
  }
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
