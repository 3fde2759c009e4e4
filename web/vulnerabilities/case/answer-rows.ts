import type { Body } from '@maek/domain/kind.ts'
import { rowList } from '../../records/values/shapes.ts'

/** One answered row of a rubric or of SSVC, as the record keeps it under its own column names. */
export type AnswerRow = { readonly name: string; readonly answer: string; readonly reason: string }

/** Column names: a rubric asks a `question`, SSVC a `point`. */
export type Columns = { readonly name: string; readonly answer: string }

export const rubricColumns: Columns = { name: 'question', answer: 'answer' }
export const ssvcColumns: Columns = { name: 'point', answer: 'value' }

/** The rows as they lie in a form, looked at and not trusted. */
export function answerRows(value: unknown, columns: Columns): AnswerRow[] {
  const text = (cell: unknown) => (typeof cell === 'string' ? cell : '')
  return rowList(value).map((row) => ({
    name: text(row[columns.name]),
    answer: text(row[columns.answer]),
    reason: text(row.reason),
  }))
}

/** As the record keeps them; a row without an answer is left out. */
export function bodyRows(rows: readonly AnswerRow[], columns: Columns): Body[] {
  return rows
    .filter(({ answer }) => answer !== '')
    .map(({ name, answer, reason }) => ({
      [columns.name]: name,
      [columns.answer]: answer,
      ...(reason.trim() !== '' && { reason }),
    }))
}

/** The same rows with one of them changed or added. */
export function withAnswer(
  rows: readonly AnswerRow[],
  name: string,
  change: Partial<Omit<AnswerRow, 'name'>>,
): AnswerRow[] {
  const isThere = rows.some((row) => row.name === name)
  if (isThere) return rows.map((row) => (row.name === name ? { ...row, ...change } : row))
  return [...rows, { name, answer: '', reason: '', ...change }]
}

export function answerOf(rows: readonly AnswerRow[], name: string): AnswerRow {
  return rows.find((row) => row.name === name) ?? { name, answer: '', reason: '' }
}
