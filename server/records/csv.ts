import type { Field } from '@maek/domain/field.ts'
import type { Kind } from '@maek/domain/kind.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { parseJson } from '@maek/ledger/json.ts'
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { doorRules } from '../http/input.ts'

const importRowsMax = 5_000
const byteOrderMark = '\uFEFF'

/**
 * A table for people's spreadsheets: UTF-8 with a mark so that Excel reads Korean, and a leading apostrophe before
 * anything a spreadsheet would run as a formula (OWASP CSV injection; full-width ＝ too).
 */
export function writeTable(kind: Kind, records: readonly StoredRecord[]): string {
  const names = Object.keys(kind.fields)
  const header = ['number', 'state', ...names]
  const rows = records.map((record) => [
    record.number,
    record.state,
    ...names.map((name) => cellOf(record.body[name])),
  ])
  return byteOrderMark + stringify([header, ...rows], { cast: { string: inert } })
}

function cellOf(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

// With apostrophes before it too, so that one is added and one is taken off, whatever the text began with.
const runs = /^'*[=+\-@\t\r\n＝＋－＠]/
const number = /^-?\d+(\.\d+)?$/

function inert(text: string): string {
  return runs.test(text) && !number.test(text) ? `'${text}` : text
}

/** The same table read back: the apostrophe is taken off again, lists and tables are JSON in their cell. */
export function readTable(
  kind: Kind,
  bytes: Buffer,
): Answer<readonly { row: number; body: Answer<unknown> }[]> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse(
      'wrong-type',
      say(
        'UTF-8이 아닙니다. 엑셀에서는 ‘CSV UTF-8’로 저장하십시오.',
        'Not UTF-8. In Excel, save as “CSV UTF-8”.',
      ),
      'body',
    )
  }
  try {
    const records: string[][] = parse(text, {
      bom: true,
      relax_column_count: false,
      to: importRowsMax + 2,
      max_record_size: 2_000_000,
    })
    const [header, ...rows] = records
    if (!header) return refuse('invalid', say('빈 표입니다.', 'The table is empty.'), 'body')
    const unknown = header.find(
      (name) => !Object.hasOwn(kind.fields, name) && name !== 'number' && name !== 'state',
    )
    if (unknown !== undefined)
      return refuse(
        'invalid',
        say(`알 수 없는 열입니다: ‘${unknown.slice(0, 60)}’`, `Unknown column “${unknown.slice(0, 60)}”.`),
        'row 1',
      )
    if (new Set(header).size !== header.length)
      return refuse('invalid', say('같은 열이 두 번 있습니다.', 'A column is given twice.'), 'row 1')
    if (rows.length > importRowsMax)
      return refuse(
        'too-large',
        say(`한 번에 ${importRowsMax}행까지입니다.`, `At most ${importRowsMax} rows at once.`),
        'body',
      )
    return accept(rows.map((cells, at) => ({ row: at + 2, body: bodyOf(kind, header, cells) })))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse(
      'invalid',
      say(`CSV 형식이 잘못되었습니다(${error.code}).`, `The CSV is malformed (${error.code}).`),
      `row ${String(error['lines'] ?? '')}`,
    )
  }
}

function bodyOf(kind: Kind, header: readonly string[], cells: readonly string[]): Answer<unknown> {
  const body: Record<string, unknown> = {}
  for (const [at, name] of header.entries()) {
    const field = kind.fields[name]
    const cell = cells[at] ?? ''
    if (!field || cell === '') continue
    const value = cellValue(field, cell)
    if (!value.ok) return { ok: false, refusal: { ...value.refusal, field: name } }
    body[name] = value.value
  }
  return accept(body)
}

function cellValue(field: Field, cell: string): Answer<unknown> {
  const text = cell.startsWith("'") && runs.test(cell.slice(1)) ? cell.slice(1) : cell
  switch (field.widget) {
    case 'whole':
      return number.test(text)
        ? accept(Number(text))
        : refuse('invalid', say(`${field.label.ko}: 숫자가 아닙니다.`, `${field.label.en}: not a number.`))
    case 'yes-no':
      return text === 'true' || text === 'false'
        ? accept(text === 'true')
        : refuse(
            'invalid',
            say(
              `${field.label.ko}: true 또는 false로 적으십시오.`,
              `${field.label.en}: write true or false.`,
            ),
          )
    case 'pair':
    case 'choices':
    case 'references':
    case 'file':
    case 'files':
    case 'rows':
      return jsonCell(field, text)
    case 'line':
    case 'prose':
    case 'choice':
    case 'decimal':
    case 'day':
    case 'moment':
    case 'reference':
      return accept(text)
    default:
      return field.widget satisfies never
  }
}

function jsonCell(field: Field, text: string): Answer<unknown> {
  const parsed = parseJson(Buffer.from(text), doorRules)
  if (parsed.ok) return parsed
  const { ko, en } = parsed.refusal.because
  return refuse(
    'invalid',
    say(`${field.label.ko}: JSON 형식으로 적으십시오. ${ko}`, `${field.label.en}: write it as JSON. ${en}`),
  )
}
