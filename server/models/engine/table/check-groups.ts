import { strataMax, predictionFaults as words } from '@maek/domain/models/performance/prediction-faults.ts'
import { fault, place } from '@maek/domain/models/performance/table-faults.ts'
import { quoted } from '../duck.ts'
import type { Look } from './look.ts'

/** A group column's values in order, and whether a case's cell is empty. */
export type GroupFound = {
  readonly column: string
  readonly strata: readonly string[]
  readonly hasEmpty: boolean
}

/** The groups the cases fall into. */
export async function checkGroups(look: Look): Promise<GroupFound[]> {
  const groups: GroupFound[] = []
  for (const { column, codes } of look.columns.subgroups) {
    groups.push(await strataOf(look, column))
    if (codes !== undefined) await checkCodes(look, column, codes)
  }
  return groups
}

async function strataOf(
  { bench, relation, text, faults, sawBlank, isReference }: Look,
  column: string,
): Promise<GroupFound> {
  const found = await bench.duck.runAndReadAll(
    `select distinct ${text(column)} from ${relation} where not ${isReference} limit ${10 * strataMax}`,
  )
  const values = found.getColumnsJS()[0]?.map((value) => (value === null ? null : String(value))) ?? []
  const given = values.filter((value) => value !== null)
  if (given.some((value) => value !== value.trim())) sawBlank()
  if (given.length > strataMax) faults.add(-1, fault(words.strata, `column ${column}`))
  return { column, strata: given.toSorted(byCodeUnits), hasEmpty: values.length > given.length }
}

/** As JavaScript sorts texts, and so the same wherever the table is read. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

async function checkCodes(
  { bench, relation, text, faults }: Look,
  column: string,
  codes: readonly string[],
): Promise<void> {
  const cell = text(column)
  const strange = `${cell} is not null and ${cell} not in (${codes.map(quoted).join(', ')})`
  const counted = await bench.duck.runAndReadAll(`select count(*) from ${relation} where ${strange}`)
  const count = Number(counted.getRowsJS()[0]?.[0] ?? 0)
  if (count === 0) return
  const found = await bench.duck.runAndReadAll(
    `select file_row_number from ${relation} where ${strange} order by 1 limit 100`,
  )
  const places = found.getColumnsJS()[0]?.map(Number) ?? []
  for (const row of places) faults.add(row, fault(words.code, place(row, column)))
  faults.addCount(count - places.length)
}
