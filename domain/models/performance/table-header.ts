import { type Answer, accept, type Refusal, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import { personalColumn, personalData } from './personal-data.ts'
import { decimal, fault, personalWords } from './table-faults.ts'

/* A table without a header has cells where names should be, and cells may be a person's data: nothing of them is told. */

type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

/**
 * What a header is refused for: named columns that are missing or serve twice, names that come twice, and names that
 * admit or are personal data. Where none of the named columns is there the first line may be no header at all, so no
 * word of it is repeated.
 */
export function headerFaults(header: readonly string[], used: readonly string[]): Refusal[] {
  const missing = used
    .filter((name) => !header.includes(name))
    .map((name) => fault(say(`‘${name}’ 열이 없습니다.`, `Column “${name}” is missing.`), `column ${name}`))
  if (used.length > 0 && missing.length === used.length) {
    return header.some(isValue) ? [fault(noHeader, 'body')] : missing
  }
  const faults = [...missing]
  if (new Set(used).size !== used.length) {
    faults.push(fault(say('한 열을 두 가지로 쓸 수 없습니다.', 'One column cannot serve twice.'), 'columns'))
  }
  for (const [index, name] of header.entries()) {
    const field = columnPlace(name, index)
    if (header.indexOf(name) !== index) {
      faults.push(fault(say('같은 이름의 열이 둘 있습니다.', 'Two columns have the same name.'), field))
    }
    const kind = personalHeading(name)
    if (kind !== null) faults.push(fault(personalWords(kind), field))
  }
  return faults
}

/** The personal data that a column's name admits to or is itself, or null. */
export function personalHeading(name: string): ReturnType<typeof personalData> {
  return personalColumn(name) ?? surelyPersonal(name)
}

/** `column score`; `column 3` (counted from 1) where the name is empty or may itself be a person's datum. */
export function columnPlace(name: string, index: number): string {
  return `column ${name === '' || personalData(name) !== null ? index + 1 : name}`
}

/**
 * Refuses a table whose first line holds values: personal data or numbers where no usual name stands beside them, or
 * texts like those below. `isUsual` tells the names that such tables bear. Called where nobody has named a column yet.
 */
export function checkHeader({ header, rows }: Table, isUsual: (name: string) => boolean): Answer<null> {
  if (header.some((name) => surelyPersonal(name) !== null)) return refusedHeader
  const isPerson = (cell: string) => personalData(cell) === 'person-name'
  const columns = header.map((name, at) => ({ name, cells: cellsBelow(header, rows, at) }))
  if (columns.some(({ name, cells }) => isPerson(name) && cells.length > 0 && cells.every(isPerson))) {
    return refusedHeader
  }
  // Two usual names make a header, whatever else stands in it: exports of numbered features do.
  if (header.filter(isUsual).length >= 2) return accept(null)
  const isLikeBelow = columns.some(
    ({ name, cells }) =>
      cells.length > 0 && (cells.includes(name) || cells.every((cell) => isSerial(name, cell))),
  )
  return isLikeBelow || header.some(isValue) ? refusedHeader : accept(null)
}

/** Cells of a column that are not empty; a header that comes again further down is none. */
function cellsBelow(header: readonly string[], rows: Table['rows'], at: number): string[] {
  const isHeader = (row: readonly string[]) =>
    header.every((name, place) => (row[place] ?? '').trim() === name)
  return rows.flatMap((row) => {
    const cell = (row[at] ?? '').trim()
    return cell === '' || isHeader(row) ? [] : [cell]
  })
}

/** `C1` above `C2`: the same letters with other digits. */
function isSerial(name: string, cell: string): boolean {
  const shape = (text: string) => /^(\p{L}*[-_]?)\d+$/u.exec(text)?.[1]
  return shape(name) !== undefined && shape(name) === shape(cell)
}

/** A number or personal data: no name of a column. */
export function isValue(name: string): boolean {
  return decimal.test(name) || surelyPersonal(name) !== null
}

/** Three syllables may be a name or a word (이미지), so of Korean ones only other kinds are sure. */
function surelyPersonal(name: string): ReturnType<typeof personalData> {
  const kind = personalData(name)
  return kind === 'person-name' && !/[A-Za-z]/.test(name) ? null : kind
}

export const noHeader = say(
  '첫 줄이 열 이름이 아니라 값으로 보입니다. 첫 줄에 열 이름(예: case_id, label, score)을 넣어 다시 올리십시오. 개인정보일 수 있어 내용은 보이지 않습니다.',
  'The first line seems to hold values, not names of columns. Put a line of names first (such as case_id, label, score) and upload again. What it holds is not shown, as it may be personal data.',
)
const refusedHeader = refuse('invalid', noHeader, 'body')
