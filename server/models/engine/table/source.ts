import type { Refusal } from '@maek/domain/refusal.ts'
import { quoted } from '../duck.ts'

/** What a column holds, as far as its file says. */
export type ColumnType = 'text' | 'whole' | 'number' | 'yes-no' | 'time' | 'other'

/** A column of a table file: how SQL names it, and its text (null where the cell is empty). */
export type SourceColumn = {
  readonly name: string
  readonly type: ColumnType
  readonly sql: string
  readonly text: string
}

/**
 * A table file as one relation with the row's place (`file_row_number`, from 0). `faults` are what its form is refused
 * for; with any, the relation is not to be trusted.
 */
export type Source = {
  readonly relation: string
  readonly columns: readonly SourceColumn[]
  readonly faults: readonly Refusal[]
  readonly faultCount: number
}

/** What JavaScript's `trim` takes away: every file format is trimmed alike. */
export const blanks =
  '[\\t\\n\\x{0b}\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]'

/** The text without blanks around it; slow, so only asked for where a cell has some. */
export function trimmed(text: string): string {
  return `nullif(regexp_replace(${text}, '^${blanks}+|${blanks}+$', '', 'g'), '')`
}

/** A column of texts as they stand. */
export function textColumn(name: string, sql: string): SourceColumn {
  return { name, type: 'text', sql, text: `nullif(${sql}, '')` }
}

/** Whether a cell is empty; a number need not be written out to tell. */
export function isEmpty({ type, sql }: SourceColumn, text: string): string {
  return `(${type === 'text' ? text : sql} is null)`
}

export type NumberSql = { readonly value: string; readonly isNumber: string }

/** A column as SQL of numbers, and where it holds one. Zero has one sign: the two are one score. */
export function numberOf({ type, sql }: SourceColumn, text: string): NumberSql {
  if (type === 'whole' || type === 'number') {
    const value = `(cast(${sql} as double) + 0.0)`
    return { value, isNumber: `isfinite(${value})` }
  }
  const value = `(try_cast(${text} as double) + 0.0)`
  const decimal = '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?'
  return { value, isNumber: `(regexp_full_match(${text}, ${quoted(decimal)}) and isfinite(${value}))` }
}

/** A column of 0 and 1 as SQL: its number, and whether it holds something else. */
export function binaryOf({ type, sql }: SourceColumn, text: string): { value: string; fails: string } {
  switch (type) {
    case 'yes-no':
      return { value: `cast(${sql} as utinyint)`, fails: 'false' }
    case 'whole':
    case 'number':
      return { value: `cast(${sql} as utinyint)`, fails: `coalesce(${sql} not in (0, 1), false)` }
    default:
      return {
        value: `(case ${text} when '1' then 1::utinyint when '0' then 0::utinyint end)`,
        fails: `coalesce(${text} not in ('0', '1'), false)`,
      }
  }
}

/** Whether a mark is set; a mark that is neither 0 nor 1 is not. */
export function isOne({ type, sql }: SourceColumn, text: string): string {
  if (type === 'yes-no') return `coalesce(${sql}, false)`
  return type === 'whole' || type === 'number'
    ? `coalesce(${sql} = 1, false)`
    : `coalesce(${text} = '1', false)`
}
