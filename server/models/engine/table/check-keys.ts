import { repeatedCase } from '@maek/domain/models/performance/prediction-faults.ts'
import { useOf } from '@maek/domain/models/performance/predictions.ts'
import {
  caseIdPattern,
  cellFault,
  fault,
  missing,
  notCaseId,
  place,
} from '@maek/domain/models/performance/table-faults.ts'
import { quoted } from '../duck.ts'
import { isHarmlessKey } from './harmless.ts'
import type { Look } from './look.ts'

/** Case ids and subjects' pseudonyms: what they are made of, what they might hide, and that no case stands twice. */
export async function checkKeys(look: Look, rows: number): Promise<void> {
  const { caseId, subject } = look.columns
  const { doubtful, areSerials } = await lookAtOnce(look, rows)
  if (doubtful > 0) await askKeys(look, caseId)
  if (subject !== undefined) await askKeys(look, subject)
  if (!areSerials) await checkRepeated(look, rows)
}

/** Keys differ from row to row, so each doubtful one is asked with its row. A case without an id is refused here too. */
async function askKeys(
  { bench, relation, columns, text, faults, sawBlank }: Look,
  column: string,
): Promise<void> {
  const own = text(column)
  const found = await bench.duck.stream(
    `select key, file_row_number from (select ${own} as key, file_row_number from ${relation})
     where ${isDoubtful('key', column === columns.caseId)}`,
  )
  const use = useOf(columns, column)
  for (;;) {
    const chunk = await found.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    const [keys, places] = [chunk.getColumnValues(0), chunk.getColumnValues(1)]
    for (const [at, value] of keys.entries()) {
      if (value === null) {
        faults.add(Number(places[at]), fault(missing, place(Number(places[at]), column)))
        continue
      }
      const raw = String(value)
      const key = raw.trim()
      const row = Number(places[at])
      if (key !== raw) sawBlank()
      if (key === '') continue
      const personal = cellFault(key, use)
      if (personal !== null) faults.add(row, fault(personal, place(row, column)))
      if (!caseIdPattern.test(key)) faults.add(row, fault(notCaseId, place(row, column)))
    }
  }
}

/** Serial numbers are compared as bits of a string: at most 32 MB for each thread, and room for gaps between them. */
const bitsMax = 2 ** 28
const bitsPerRow = 8

/**
 * The ids in one look: how many must be asked, and whether they are serial numbers with one beginning that all differ.
 * Compared as numbers, two ids that only zeros tell apart count as one: then the texts themselves are compared. Where no
 * id is doubtful, nothing but digits follows the beginning.
 */
async function lookAtOnce(
  { bench, relation, columns, text }: Look,
  rows: number,
): Promise<{ readonly doubtful: number; readonly areSerials: boolean }> {
  const id = text(columns.caseId)
  const first = await bench.duck.runAndReadAll(`select ${id} from ${relation} limit 1`)
  const beginning = String(first.getRowsJS()[0]?.[0] ?? '').replace(/[0-9]*$/, '')
  const below = Math.min(bitsMax, rows * bitsPerRow)
  const isNumbered = `starts_with(key, ${quoted(beginning)}) and number between 0 and ${below - 1}`
  const counted = await bench.duck.runAndReadAll(
    `select count_if(${isDoubtful('key', true)}), count_if(${isNumbered}),
       bit_count(bitstring_agg(number, 0, ${below - 1}) filter (where ${isNumbered}))
     from (select key, try_cast(substr(key, ${beginning.length + 1}) as integer) as number
       from (select ${id} as key from ${relation}))`,
  )
  const [doubtful = 0, numbered = 0, different = 0] = counted.getRowsJS()[0]?.map(Number) ?? []
  return { doubtful, areSerials: doubtful === 0 && numbered === rows && different === rows }
}

/** Whether a key must be asked; an empty one, where a key is needed. */
function isDoubtful(key: string, isNeeded: boolean): string {
  return `case when ${key} is null then ${isNeeded} else not ${isHarmlessKey(key)} end`
}

async function checkRepeated({ bench, relation, columns, text, faults }: Look, rows: number): Promise<void> {
  const { duck } = bench
  const id = text(columns.caseId)
  // Hashes first: as long as they all differ, so do the ids.
  const hashes = await duck.runAndReadAll(
    `select count(*) from (select hash(${id}) as hashed from ${relation} where ${id} is not null group by 1)`,
  )
  if (Number(hashes.getRowsJS()[0]?.[0] ?? 0) === rows) return
  // An id that is none by itself is refused for that alone.
  const repeated = `select key, min(place) as earliest, count(*) as times from
    (select ${id} as key, file_row_number as place from ${relation})
    where regexp_full_match(key, ${quoted(keyPattern)}) group by 1 having count(*) > 1`
  const counted = await duck.runAndReadAll(`select coalesce(sum(times - 1), 0) from (${repeated})`)
  const count = Number(counted.getRowsJS()[0]?.[0] ?? 0)
  if (count === 0) return
  const found = await duck.runAndReadAll(
    `select file_row_number, earliest from ${relation} source join (${repeated}) on (${id}) = key
     where file_row_number <> earliest order by 1 limit 100`,
  )
  const places = found.getRowsJS().map(([at, earliest]) => ({ row: Number(at), earliest: Number(earliest) }))
  for (const { row, earliest } of places) {
    faults.add(row, fault(repeatedCase(earliest + 1), place(row, columns.caseId)))
  }
  faults.addCount(count - places.length)
}

/** `caseIdPattern` as RE2 writes it. */
const keyPattern = caseIdPattern.source.slice(1, -1)
