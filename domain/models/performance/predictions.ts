import { z } from 'zod'
import { type Answer, accept, type Refusal, refuse } from '../../refusal.ts'
import { say, type Words } from '../../words.ts'
import { personalData } from './personal-data.ts'
import {
  CELL_CHARS_MAX,
  caseIdPattern,
  cellOf,
  decimal,
  fault,
  freeText,
  headerFaults,
  isProse,
  mayBeDate,
  missing,
  notCaseId,
  personalWords,
  place,
  plainNumber,
  refuseAll,
} from './table-faults.ts'

/** Which column of the table means what. Columns not named here are checked for personal data and left out. */
export const predictionColumnsSchema = z.strictObject({
  caseId: z.string().min(1),
  label: z.string().min(1),
  score: z.string().min(1),
  subgroups: z
    .array(
      z.strictObject({
        column: z.string().min(1),
        /** The codes that may occur. Given, only they are taken and none is suspected of being a name. */
        codes: z.array(z.string().min(1)).min(1).optional(),
      }),
    )
    .max(20)
    .default([]),
  /** A probability must lie in [0, 1]; any other score need only be a finite number, higher meaning more positive. */
  scoreKind: z.enum(['probability', 'ranking']).default('probability'),
})
export type PredictionColumns = z.infer<typeof predictionColumnsSchema>

/** One attribute of the cases: `codes[i]` is the place of case i in `strata`, -1 where the cell was empty. */
export type Subgroup = {
  readonly column: string
  readonly strata: readonly string[]
  readonly codes: Int32Array
}

/** Predictions of a binary classifier on labelled cases, in order of case id whatever the order of the file. */
export type Predictions = {
  readonly caseIds: readonly string[]
  readonly scores: Float64Array
  /** 1 = the condition is present, by the reference standard. */
  readonly labels: Uint8Array
  readonly subgroups: readonly Subgroup[]
  /** Scores of the reference set, if the table has one: what drift is told against. */
  readonly reference?: Float64Array
  readonly scoreKind: PredictionColumns['scoreKind']
  readonly columnsLeftOut: readonly string[]
}

/** A table as a CSV reader gives it: the header, then rows of text cells. */
export type TextTable = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

export const rowsMax = 1_000_000
const STRATA_MAX = 50

/**
 * Read a predictions table. Refuses with every fault found (the first 20 in `more`), each naming its row (1 = first
 * below the header) and column, never repeating the cell: what is refused may be personal data.
 */
export function parsePredictions(table: TextTable, columns: PredictionColumns): Answer<Predictions> {
  if (table.rows.length === 0)
    return refuse('invalid', say('행이 한 줄도 없습니다.', 'The table has no rows.'))
  if (table.rows.length > rowsMax) {
    const because = say(`행이 ${rowsMax}줄을 넘습니다.`, `The table has more than ${rowsMax} rows.`)
    return refuse('too-large', because)
  }
  const header = table.header.map((name) => name.replace(/^\uFEFF/, '').trim())
  const faults = headerFaults(header, usedColumns(columns))
  if (faults.length > 0) return refuseAll(faults)
  const reader = { header, columns, rows: table.rows, faults }
  checkCells(reader)
  const order = orderByCase(reader)
  const scores = readScores(reader)
  const labels = readLabels(reader)
  const subgroups = columns.subgroups.map((subgroup) => readSubgroup(reader, subgroup, order))
  if (faults.length > 0) return refuseAll(faults)
  const idColumn = header.indexOf(columns.caseId)
  return accept({
    caseIds: order.map((row) => cellOf(table.rows[row], idColumn)),
    scores: Float64Array.from(order, (row) => scores[row] ?? 0),
    labels: Uint8Array.from(order, (row) => labels[row] ?? 0),
    subgroups,
    scoreKind: columns.scoreKind,
    columnsLeftOut: header.filter((name) => !usedColumns(columns).includes(name)),
  })
}

type Reader = {
  readonly header: readonly string[]
  readonly columns: PredictionColumns
  readonly rows: TextTable['rows']
  readonly faults: Refusal[]
}

function usedColumns(columns: PredictionColumns): string[] {
  return [columns.caseId, columns.label, columns.score, ...columns.subgroups.map(({ column }) => column)]
}

/** Row lengths, and personal data in every cell but plain numbers and the codes laid down. */
function checkCells({ header, columns, rows, faults }: Reader): void {
  const coded = new Map(columns.subgroups.map(({ column, codes }) => [column, new Set(codes ?? [])]))
  const seen = new Map<string, ReturnType<typeof personalData>>()
  for (const [index, row] of rows.entries()) {
    if (row.length !== header.length) {
      const because = say(
        `칸이 ${row.length}개입니다. 머리글은 ${header.length}개입니다.`,
        `The row has ${row.length} cells, the header ${header.length}.`,
      )
      faults.push(fault(because, `row ${index + 1}`))
      continue
    }
    for (const [column, name] of header.entries()) {
      const cell = cellOf(row, column)
      if (cell === '' || coded.get(name)?.has(cell)) continue
      if (name !== columns.caseId && plainNumber.test(cell)) continue
      if (cell.length > CELL_CHARS_MAX) {
        faults.push(fault(freeText, place(index, name)))
        continue
      }
      let kind = seen.get(cell)
      if (kind === undefined) {
        kind = personalData(cell)
        if (seen.size < 10_000) seen.set(cell, kind)
      }
      if (kind !== null && !mayBeDate(kind, name)) faults.push(fault(personalWords(kind), place(index, name)))
      else if (!usedColumns(columns).includes(name) && isProse(cell)) {
        faults.push(fault(freeText, place(index, name)))
      }
    }
  }
}

/** Rows in order of case id; the ids are serial pseudonyms and unique. */
function orderByCase({ header, columns, rows, faults }: Reader): number[] {
  const column = header.indexOf(columns.caseId)
  const firstRow = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    const id = cellOf(row, column)
    const before = firstRow.get(id)
    if (id === '') faults.push(fault(missing, place(index, columns.caseId)))
    else if (!caseIdPattern.test(id)) faults.push(fault(notCaseId, place(index, columns.caseId)))
    else if (before !== undefined) {
      const because = say(
        `${before + 1}행과 사례 번호가 같습니다. 한 사례는 한 번만 셉니다.`,
        `Row ${before + 1} has the same case id. A case counts once.`,
      )
      faults.push(fault(because, place(index, columns.caseId)))
    } else firstRow.set(id, index)
  }
  return [...firstRow].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, index]) => index)
}

function readScores({ header, columns, rows, faults }: Reader): number[] {
  const column = header.indexOf(columns.score)
  return rows.map((row, index) => {
    const cell = cellOf(row, column)
    const score = decimal.test(cell) ? Number(cell) : Number.NaN
    const report = (because: Words) => faults.push(fault(because, place(index, columns.score)))
    if (cell === '') report(missing)
    else if (!Number.isFinite(score)) {
      report(
        say('숫자가 아닙니다. 소수점은 마침표로 씁니다.', 'This is not a number. Use a point for decimals.'),
      )
    } else if (columns.scoreKind === 'probability' && (score < 0 || score > 1)) {
      report(say('확률은 0에서 1 사이여야 합니다.', 'A probability must lie between 0 and 1.'))
    }
    return score
  })
}

function readLabels({ header, columns, rows, faults }: Reader): number[] {
  const column = header.indexOf(columns.label)
  return rows.map((row, index) => {
    const cell = cellOf(row, column)
    if (cell === '') faults.push(fault(missing, place(index, columns.label)))
    else if (cell !== '0' && cell !== '1') {
      const because = say(
        '정답은 0(음성) 또는 1(양성)이어야 합니다.',
        'A label is 0 (negative) or 1 (positive).',
      )
      faults.push(fault(because, place(index, columns.label)))
    }
    return cell === '1' ? 1 : 0
  })
}

function readSubgroup(
  { header, rows, faults }: Reader,
  { column: name, codes }: PredictionColumns['subgroups'][number],
  order: readonly number[],
): Subgroup {
  const column = header.indexOf(name)
  const values = order.map((row) => cellOf(rows[row], column))
  const strata = [...new Set(values)].filter((value) => value !== '').sort()
  if (strata.length > STRATA_MAX) {
    const because = say(
      `값의 종류가 ${STRATA_MAX}가지를 넘어 집단을 나누는 열로 쓸 수 없습니다.`,
      `More than ${STRATA_MAX} different values: this column does not make groups.`,
    )
    faults.push(fault(because, `column ${name}`))
  }
  if (codes !== undefined) {
    for (const [index, row] of rows.entries()) {
      const cell = cellOf(row, column)
      if (cell === '' || codes.includes(cell)) continue
      const because = say('정해 둔 코드가 아닙니다.', 'This is not one of the agreed codes.')
      faults.push(fault(because, place(index, name)))
    }
  }
  const places = new Map(strata.map((value, index) => [value, index]))
  return { column: name, strata, codes: Int32Array.from(values, (value) => places.get(value) ?? -1) }
}
