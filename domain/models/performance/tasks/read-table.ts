import { type Answer, accept, type Refusal, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { personalData } from '../personal-data.ts'
import { rowsMax, type TextTable } from '../predictions.ts'
import {
  CELL_CHARS_MAX,
  caseIdPattern,
  cellOf,
  decimal,
  fault,
  freeText,
  isProse,
  mayBeDate,
  missing,
  notCaseId,
  personalWords,
  place,
  plainNumber,
  refuseAll,
} from '../table-faults.ts'
import { headerFaults } from '../table-header.ts'
import type { ColumnSchema, ColumnType, TableSchema } from './table-schema.ts'

/** Which column of a file bears which role of the schema; roles left out use the schema's own names. */
export type ColumnMapping = Readonly<Record<string, string>>

/** A table read by its schema: every cell is what the schema says. Roles without a column have none. */
export type ReadTable = {
  readonly rows: number
  /** Trimmed cells of a role; throws where the table lacks its column. */
  readonly texts: (role: string) => readonly string[]
  /** Numbers of a role; NaN where the cell is empty. */
  readonly numbers: (role: string) => Float64Array
  readonly has: (role: string) => boolean
  /** Cells of the group columns, by column. */
  readonly strata: ReadonlyMap<string, readonly string[]>
  /** A fault at a row of a role, for what only the task can see. */
  readonly faultAt: (row: number, role: string, because: Refusal['because']) => Refusal
}

const strataMax = 50

/**
 * Read a table by its schema. Refuses with every fault found (the first twenty in `more`), each naming its row (1 =
 * first below the header) and column, never repeating a cell. Columns not named are checked for personal data and
 * left out.
 */
export function readTable(
  table: TextTable,
  schema: TableSchema,
  { mapping, strata }: { readonly mapping: ColumnMapping; readonly strata: readonly string[] },
): Answer<ReadTable> {
  if (table.rows.length === 0)
    return refuse('invalid', say('행이 한 줄도 없습니다.', 'The table has no rows.'))
  if (table.rows.length > rowsMax)
    return refuse(
      'too-large',
      say(`행이 ${rowsMax}줄을 넘습니다.`, `The table has more than ${rowsMax} rows.`),
    )
  const header = table.header.map((name) => name.replace(/^\uFEFF/, '').trim())
  const nameOf = (column: ColumnSchema) => mapping[column.role] ?? column.column
  const strange = Object.keys(mapping).find((role) => !schema.columns.some((column) => column.role === role))
  if (strange !== undefined) {
    const because = say(`이 과업에 없는 열입니다: ${strange}`, `This task has no column for “${strange}”.`)
    return refuse('invalid', because, 'columns')
  }
  const present = schema.columns.filter(
    (column) => column.presence === 'needed' || column.role in mapping || header.includes(nameOf(column)),
  )
  const used = [...present.map(nameOf), ...strata]
  const faults = headerFaults(header, used)
  if (faults.length > 0) return refuseAll(faults)
  const typed = new Map(present.map((column) => [nameOf(column), column]))
  faults.push(...cellFaults({ header, rows: table.rows, typed, strata }))
  if (faults.length > 0) return refuseAll(faults)
  const cellsOf = (name: string) => {
    const at = header.indexOf(name)
    return table.rows.map((row) => cellOf(row, at))
  }
  const roles = new Map(present.map((column) => [column.role, nameOf(column)]))
  const groups = new Map(strata.map((name) => [name, cellsOf(name)]))
  for (const [name, cells] of groups) {
    if (new Set(cells).size > strataMax + 1) faults.push(tooManyGroups(name))
  }
  const repeated = repeatedRow(schema.unique.flatMap((role) => [cellsOf(roles.get(role) ?? '')]))
  if (repeated) faults.push(repeatedFault(repeated))
  if (faults.length > 0) return refuseAll(faults)
  const columnOf = (role: string) => {
    const name = roles.get(role)
    if (name === undefined) throw new RangeError(`the table has no column for ${role}`)
    return cellsOf(name)
  }
  return accept({
    rows: table.rows.length,
    texts: columnOf,
    numbers: (role) =>
      Float64Array.from(columnOf(role), (cell) => (cell === '' ? Number.NaN : Number(cell) + 0)),
    has: (role) => roles.has(role),
    strata: groups,
    faultAt: (row, role, because) => fault(because, place(row, roles.get(role) ?? role)),
  })
}

type Cells = {
  readonly header: readonly string[]
  readonly rows: TextTable['rows']
  readonly typed: ReadonlyMap<string, ColumnSchema>
  readonly strata: readonly string[]
}

function cellFaults({ header, rows, typed, strata }: Cells): Refusal[] {
  const faults: Refusal[] = []
  const seen = new Map<string, ReturnType<typeof personalData>>()
  const personal = (cell: string) => {
    let kind = seen.get(cell)
    if (kind === undefined) {
      kind = personalData(cell)
      if (seen.size < 10_000) seen.set(cell, kind)
    }
    return kind
  }
  const columns = header.map((name) => ({ name, schema: typed.get(name), isGroup: strata.includes(name) }))
  for (const [index, row] of rows.entries()) {
    if (row.length !== header.length) {
      faults.push(fault(uneven(row.length, header.length), `row ${index + 1}`))
      continue
    }
    for (const [at, { name, schema, isGroup }] of columns.entries()) {
      const cell = cellOf(row, at)
      const because = schema ? typeFault(cell, schema) : null
      if (because !== null) faults.push(fault(because, place(index, name)))
      else if (cell === '' || !mayHidePerson(cell, schema?.type)) continue
      else if (cell.length > CELL_CHARS_MAX) faults.push(fault(freeText, place(index, name)))
      else {
        const kind = personal(cell)
        if (kind !== null && !mayBeDate(kind, name))
          faults.push(fault(personalWords(kind), place(index, name)))
        else if (!schema && !isGroup && isProse(cell)) faults.push(fault(freeText, place(index, name)))
      }
    }
  }
  return faults
}

/** Codes of the plan and counts of few digits hide nobody; a long number could be a telephone or a date. */
function mayHidePerson(cell: string, type: ColumnType | undefined): boolean {
  if (type === undefined) return !plainNumber.test(cell)
  switch (type.kind) {
    case 'listed':
    case 'zero-one':
    case 'count':
      return false
    case 'number':
      return !plainNumber.test(cell)
    case 'id':
    case 'code':
      return true
  }
}

/** Why a cell is not what its column holds; null when it is. */
function typeFault(cell: string, { type, empty }: ColumnSchema): Refusal['because'] | null {
  if (cell === '') return empty === undefined ? missing : null
  switch (type.kind) {
    case 'id':
      return caseIdPattern.test(cell) ? null : notCaseId
    case 'code':
      return cell.length <= 64 ? null : notCode
    case 'listed':
      return type.codes.includes(cell) ? null : notListed
    case 'zero-one':
      return cell === '0' || cell === '1' ? null : notZeroOne
    case 'count':
      return /^(0|[1-9]\d{0,8})$/.test(cell) ? null : notCount
    case 'number':
      return numberFault(cell, type)
  }
}

function numberFault(
  cell: string,
  range: Extract<ColumnType, { kind: 'number' }>,
): Refusal['because'] | null {
  const value = decimal.test(cell) ? Number(cell) : Number.NaN
  if (!Number.isFinite(value)) return notNumber
  const { min = -Infinity, max = Infinity, above = -Infinity } = range
  if (value >= min && value <= max && value > above) return null
  if (range.above !== undefined) return say(`${above}보다 커야 합니다.`, `It must lie above ${above}.`)
  if (range.max === undefined) return say(`${min} 이상이어야 합니다.`, `It must be at least ${min}.`)
  return say(`${min}에서 ${max} 사이여야 합니다.`, `It must lie between ${min} and ${max}.`)
}

const notNumber = say(
  '숫자가 아닙니다. 소수점은 마침표로 쓰고, 값이 없으면 빈칸으로 둡니다.',
  'This is not a number. Use a point for decimals; leave the cell empty where there is no value.',
)
const notCode = say('코드는 64자 이하입니다.', 'A code has at most 64 characters.')
const notListed = say('계획에 적힌 코드가 아닙니다.', 'This code is not listed in the plan.')
const notZeroOne = say('0(음성) 또는 1(양성)이어야 합니다.', 'It is 0 (negative) or 1 (positive).')
const notCount = say(
  '0 이상의 정수(9자리 이하)여야 합니다.',
  'It is a whole number from 0, of at most nine digits.',
)

function uneven(cells: number, columns: number) {
  return say(
    `칸 수(${cells}개)가 머리글(${columns}개)과 다릅니다.`,
    `The row has another number of cells (${cells}) than the header (${columns}).`,
  )
}

function tooManyGroups(name: string): Refusal {
  const because = say(
    `값의 종류가 ${strataMax}가지를 넘어 집단을 나누는 열로 쓸 수 없습니다.`,
    `More than ${strataMax} different values: this column does not make groups.`,
  )
  return fault(because, `column ${name}`)
}

function repeatedFault({ row, before }: { readonly row: number; readonly before: number }): Refusal {
  const because = say(
    `${before + 1}행과 같은 것이 또 있습니다. 한 번만 셉니다.`,
    `Row ${before + 1} is the same one. Each counts once.`,
  )
  return fault(because, `row ${row + 1}`)
}

/** The first row whose cells of these columns came before. */
function repeatedRow(columns: readonly (readonly string[])[]): { row: number; before: number } | null {
  const [first, ...others] = columns
  if (first === undefined) return null
  const places = new Map<string, number>()
  for (const [row, cell] of first.entries()) {
    const key = [cell, ...others.map((column) => column[row] ?? '')].join('\u0000')
    const before = places.get(key)
    if (before !== undefined) return { row, before }
    places.set(key, row)
  }
  return null
}
