import { z } from 'zod'
import { type Answer, accept, type Refusal, refuse } from '../../refusal.ts'
import { say, type Words } from '../../words.ts'
import { repeatedCase, strataMax, predictionFaults as words } from './prediction-faults.ts'
import {
  type ColumnUse,
  caseIdPattern,
  cellFault,
  cellOf,
  decimal,
  fault,
  missing,
  notCaseId,
  place,
  plainHeader,
  refuseAll,
  rowLength,
} from './table-faults.ts'
import { headerFaults } from './table-header.ts'

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
  /** The subject's pseudonym, where a subject has several cases. */
  subject: z.string().min(1).optional(),
  /** 1 where the case belongs to the reference set: it is not evaluated, its score is what drift is told against. */
  reference: z.string().min(1).optional(),
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

/**
 * Read a predictions table. Refuses with every fault found (the first 100 in `more`), each naming its row (1 = first
 * below the header) and column, never repeating the cell: what is refused may be personal data.
 */
export function parsePredictions(table: TextTable, columns: PredictionColumns): Answer<Predictions> {
  if (table.rows.length === 0) return refuse('invalid', words.noRows)
  if (table.rows.length > rowsMax) {
    const because = say(`행이 ${rowsMax}줄을 넘습니다.`, `The table has more than ${rowsMax} rows.`)
    return refuse('too-large', because)
  }
  const header = table.header.map(plainHeader)
  const faults = headerFaults(header, usedColumns(columns))
  if (faults.length > 0) return refuseAll(faults)
  const reader = { header, columns, rows: table.rows, faults }
  checkCells(reader)
  checkSubjects(reader)
  const isReference = readReference(reader)
  const order = orderByCase(reader).filter((row) => !isReference[row])
  const scores = readScores(reader)
  const labels = readLabels(reader, isReference)
  const subgroups = columns.subgroups.map((subgroup) => readSubgroup(reader, subgroup, order))
  if (faults.length > 0) return refuseAll(faults)
  if (order.length === 0) return refuse('invalid', words.noCases)
  const idColumn = header.indexOf(columns.caseId)
  const reference = Float64Array.from(scores.filter((_, row) => isReference[row]))
  return accept({
    caseIds: order.map((row) => cellOf(table.rows[row], idColumn)),
    scores: Float64Array.from(order, (row) => scores[row] ?? 0),
    labels: Uint8Array.from(order, (row) => labels[row] ?? 0),
    subgroups,
    ...(columns.reference !== undefined && { reference }),
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

/** The columns that are read. */
export function usedColumns(columns: PredictionColumns): string[] {
  const others = [columns.subject, columns.reference].filter((name) => name !== undefined)
  const groups = columns.subgroups.map(({ column }) => column)
  return [columns.caseId, columns.label, columns.score, ...groups, ...others]
}

/** What a column is, by its name. */
export function useOf(columns: PredictionColumns, name: string): ColumnUse {
  const isKey = name === columns.caseId || name === columns.subject
  return { name, isKey, isUsed: usedColumns(columns).includes(name) }
}

/** Row lengths, and personal data in every cell but plain numbers and the codes laid down. */
function checkCells({ header, columns, rows, faults }: Reader): void {
  const coded = new Map(columns.subgroups.map(({ column, codes }) => [column, new Set(codes ?? [])]))
  const uses = header.map((name) => ({ ...useOf(columns, name), seen: new Map<string, Words | null>() }))
  for (const [index, row] of rows.entries()) {
    if (row.length !== header.length) {
      faults.push(fault(rowLength(row.length, header.length), `row ${index + 1}`))
      continue
    }
    for (const [column, use] of uses.entries()) {
      const cell = cellOf(row, column)
      if (cell === '' || coded.get(use.name)?.has(cell)) continue
      let found = use.seen.get(cell)
      if (found === undefined) {
        found = cellFault(cell, use)
        if (use.seen.size < 10_000) use.seen.set(cell, found)
      }
      if (found !== null) faults.push(fault(found, place(index, use.name)))
    }
  }
}

/** A subject's number is written as a case's is; where there is none the cell is empty. */
function checkSubjects({ header, columns: { subject }, rows, faults }: Reader): void {
  if (subject === undefined) return
  const column = header.indexOf(subject)
  for (const [index, row] of rows.entries()) {
    const cell = cellOf(row, column)
    if (cell !== '' && !caseIdPattern.test(cell)) faults.push(fault(notCaseId, place(index, subject)))
  }
}

function readReference({ header, columns: { reference }, rows, faults }: Reader): boolean[] {
  if (reference === undefined) return []
  const column = header.indexOf(reference)
  return rows.map((row, index) => {
    const cell = cellOf(row, column)
    if (!['', '0', '1'].includes(cell)) faults.push(fault(words.reference, place(index, reference)))
    return cell === '1'
  })
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
    else if (before !== undefined) faults.push(fault(repeatedCase(before + 1), place(index, columns.caseId)))
    else firstRow.set(id, index)
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
    else if (!Number.isFinite(score)) report(words.notNumber)
    else if (columns.scoreKind === 'probability' && (score < 0 || score > 1)) report(words.notProbability)
    return score
  })
}

function readLabels({ header, columns, rows, faults }: Reader, isReference: readonly boolean[]): number[] {
  const column = header.indexOf(columns.label)
  return rows.map((row, index) => {
    const cell = cellOf(row, column)
    const isNeeded = isReference[index] !== true
    if (cell === '' && isNeeded) faults.push(fault(missing, place(index, columns.label)))
    if (!['', '0', '1'].includes(cell)) faults.push(fault(words.label, place(index, columns.label)))
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
  if (strata.length > strataMax) faults.push(fault(words.strata, `column ${name}`))
  if (codes !== undefined) {
    for (const [index, row] of rows.entries()) {
      const cell = cellOf(row, column)
      if (cell === '' || codes.includes(cell)) continue
      faults.push(fault(words.code, place(index, name)))
    }
  }
  const places = new Map(strata.map((value, index) => [value, index]))
  return { column: name, strata, codes: Int32Array.from(values, (value) => places.get(value) ?? -1) }
}
