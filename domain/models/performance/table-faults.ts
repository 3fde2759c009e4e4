import type { Answer, Refusal } from '../../refusal.ts'
import { say, type Words } from '../../words.ts'
import { personalData, personalKindWords } from './personal-data.ts'

/* What every table of cases is refused for. No refusal repeats a cell: what is refused may be personal data. */

/** Faults told one by one; the rest are counted. */
export const FAULTS_SHOWN_MAX = 100
export const CELL_CHARS_MAX = 200

/** One fault at a place, `row 3, column score`. */
export function fault(because: Words, field: string): Refusal {
  return { code: 'invalid', because, field }
}

/**
 * All faults as one refusal: the first hundred told, the rest counted. `count`: how many there are in all, where not
 * every one is handed in. Throws without any.
 */
export function refuseAll(faults: readonly Refusal[], count = faults.length): Answer<never> {
  const [first] = faults
  if (first === undefined) throw new Error('refuseAll needs a fault')
  if (count === 1) return { ok: false, refusal: first }
  const more = faults.slice(0, FAULTS_SHOWN_MAX)
  const untold = count - more.length
  const because = say(
    `잘못된 곳이 ${count}군데 있습니다${untold > 0 ? `(아래에 적지 않은 곳 ${untold}군데)` : ''}. 첫 번째: ${first.because.ko}`,
    `${count} ${count === 1 ? 'fault was' : 'faults were'} found${untold > 0 ? ` (${untold} of them are not listed)` : ''}. The first: ${first.because.en}`,
  )
  return { ok: false, refusal: { ...first, because, more } }
}

/** Why a cell or column that looks personal is refused, and what to do. */
export function personalWords(kind: keyof typeof personalKindWords): Words {
  const { ko, en } = personalKindWords[kind]
  return say(
    `개인정보(${ko})로 보입니다. 파일에서 지우거나 기관이 발급한 일련번호로 바꾼 뒤 다시 올리십시오.`,
    `This looks like personal data (${en}). Remove it, or put a serial number issued by the site in its place, and upload again.`,
  )
}

/** What a column is to its reader. */
export type ColumnUse = {
  readonly name: string
  /** Its cells are serial numbers: what looks like a plain number may be a resident number. */
  readonly isKey: boolean
  /** It is read; a column left out may hold no prose either. */
  readonly isUsed: boolean
}

/** Why a cell (trimmed, not empty) may not be kept, or null. Never repeats the cell. */
export function cellFault(cell: string, { name, isKey, isUsed }: ColumnUse): Words | null {
  if (!isKey && plainNumber.test(cell)) return null
  if (cell.length > CELL_CHARS_MAX) return freeText
  const kind = personalData(cell)
  if (kind !== null && !mayBeDate(kind, name)) return personalWords(kind)
  return !isUsed && isProse(cell) ? freeText : null
}

/** A row with another number of cells than the header. */
export function rowLength(cells: number, header: number): Words {
  return say(
    `칸 수(${cells}개)가 머리글(${header}개)과 다릅니다.`,
    `The row has another number of cells (${cells}) than the header (${header}).`,
  )
}

/** A column's name without the marks that programs put around it. */
export function plainHeader(name: string): string {
  return name.replace(/^\uFEFF/, '').trim()
}

/** A cell without blanks around it; empty where the row is too short. */
export function cellOf(row: readonly string[] | undefined, column: number): string {
  return (row?.[column] ?? '').trim()
}

/** A measured number; a longer whole part could be a date, a telephone or a resident number. */
export const plainNumber = /^[+-]?\d{0,4}(\.\d+)?([eE][+-]?\d{1,3})?$/

/** The day of an examination is no date of birth, when its column says that it is one. */
export function mayBeDate(kind: string, column: string): boolean {
  return kind === 'birth-date' && /exam|study|scan|predict|acqui|label|검사|촬영|판독|예측|측정/i.test(column)
}

export const freeText = say(
  '자유 서술은 받지 않습니다. 개인정보가 섞일 수 있으니 이 열을 지우십시오.',
  'Free text is not accepted because it may contain personal data. Remove this column.',
)

/** Four words or more. */
export function isProse(cell: string): boolean {
  return cell.split(/\s+/).length > 3
}

export const place = (row: number, column: string) => `row ${row + 1}, column ${column}`
export const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/
export const missing = say('값이 비어 있습니다.', 'The cell is empty.')

/** A serial number or keyed pseudonym: letters, digits and a few marks. */
export const caseIdPattern = /^[\p{L}\p{N}][\p{L}\p{N}._:#/-]{0,63}$/u
export const notCaseId = say(
  '사례 번호는 64자 이하의 글자, 숫자, 붙임표로 씁니다.',
  'A case id is at most 64 letters, digits and hyphens.',
)
