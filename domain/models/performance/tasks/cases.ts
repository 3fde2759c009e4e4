import { type Answer, accept, type Refusal } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { refuseAll } from '../table-faults.ts'
import type { ReadTable } from './read-table.ts'

/** A case (or image) with its rows in the table and its value in each group column; '' where the cells are empty. */
export type TableCase = {
  readonly id: string
  readonly rows: readonly number[]
  readonly groups: ReadonlyMap<string, string>
}

/**
 * The cases of a table in order of their id, whatever the order of the rows. `skipped` rows belong to no case. Refuses
 * a case that stands in two groups of one column.
 */
export function casesOf(read: ReadTable, skipped: ReadonlySet<number> = new Set()): Answer<TableCase[]> {
  const ids = read.texts('case')
  const rowsOf = new Map<string, number[]>()
  for (const [row, id] of ids.entries()) {
    if (skipped.has(row)) continue
    const rows = rowsOf.get(id)
    if (rows) rows.push(row)
    else rowsOf.set(id, [row])
  }
  const faults: Refusal[] = []
  const cases = [...rowsOf]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, rows]): TableCase => {
      const groups = new Map<string, string>()
      for (const [column, cells] of read.strata) {
        const [first = 0, ...others] = rows
        const value = cells[first] ?? ''
        const other = others.find((row) => (cells[row] ?? '') !== value)
        if (other !== undefined) faults.push(read.faultAt(other, column, twoGroups))
        groups.set(column, value)
      }
      return { id, rows, groups }
    })
  return faults.length > 0 ? refuseAll(faults) : accept(cases)
}

const twoGroups = say(
  '같은 사례가 다른 행에서는 다른 집단에 들어 있습니다.',
  'The same case stands in another group in another row.',
)
