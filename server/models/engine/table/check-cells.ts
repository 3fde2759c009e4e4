import { useOf } from '@maek/domain/models/performance/predictions.ts'
import { cellFault, FAULTS_SHOWN_MAX, fault, place } from '@maek/domain/models/performance/table-faults.ts'
import type { Words } from '@maek/domain/words.ts'
import { quoted } from '../duck.ts'
import { isHarmlessCell } from './harmless.ts'
import type { Look } from './look.ts'
import { isEmpty, type SourceColumn } from './source.ts'

type Guilty = {
  readonly cell: string
  readonly because: Words
  readonly first: number
  readonly times: number
}

/** Each different cell of a column that is no key, asked once for personal data and prose. */
export async function askCells(look: Look, column: SourceColumn): Promise<void> {
  const { bench, relation, faults } = look
  const cell = look.text(column.name)
  const guilty = await guiltyCells(look, column)
  if (guilty.length === 0) return
  // The first hundred rows lie among the hundred values that come first.
  const earliest = guilty.toSorted((a, b) => a.first - b.first).slice(0, FAULTS_SHOWN_MAX)
  const why = new Map(earliest.map((one) => [one.cell, one.because]))
  const found = await bench.duck.runAndReadAll(
    `select file_row_number, ${cell} from ${relation}
     where ${cell} in (${earliest.map((one) => quoted(one.cell)).join(', ')}) order by 1 limit ${FAULTS_SHOWN_MAX}`,
  )
  let told = 0
  for (const [at, value] of found.getRowsJS()) {
    const because = why.get(String(value))
    if (!because) continue
    const row = Number(at)
    faults.add(row, fault(because, place(row, column.name)))
    told++
  }
  faults.addCount(guilty.reduce((sum, { times }) => sum + times, 0) - told)
}

async function guiltyCells(
  { bench, relation, columns, text }: Look,
  column: SourceColumn,
): Promise<Guilty[]> {
  const cell = text(column.name)
  const harmless = isHarmlessCell(column, cell)
  if (harmless === 'true') return []
  const agreed = new Set(columns.subgroups.find((one) => one.column === column.name)?.codes ?? [])
  const use = useOf(columns, column.name)
  const found = await bench.duck.stream(
    `select ${cell} as cell, min(file_row_number), count(*) from ${relation}
     where not ${isEmpty(column, cell)} and not ${harmless} group by 1`,
  )
  const guilty: Guilty[] = []
  for (;;) {
    const chunk = await found.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return guilty
    for (const [value, first, times] of chunk.getRows()) {
      const raw = String(value)
      const own = raw.trim()
      if (own === '' || agreed.has(own)) continue
      const because = cellFault(own, use)
      if (because !== null) guilty.push({ cell: raw, because, first: Number(first), times: Number(times) })
    }
  }
}
