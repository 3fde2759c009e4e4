import { createReadStream } from 'node:fs'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { canonicalText, generalRules } from '@maek/ledger/canonical.ts'
import { csvRecords } from './csv-records.ts'

/** One row of a table: its columns by name, and the one text of all columns but some. */
export type TableRow = {
  readonly cell: (column: string) => string | undefined
  readonly canonical: (without: ReadonlySet<string>) => string
}

export function isTable(file: string): boolean {
  return /\.(?:csv|tsv|ndjson|jsonl)$/i.test(file)
}

/** The rows of a CSV, TSV or NDJSON file, one after another. A refusal ends them and names the row, never a value. */
export async function* readTable(
  path: string,
  told: { readonly columns: readonly string[]; readonly advance: (bytes: number) => void },
): AsyncGenerator<Answer<TableRow>> {
  const isJson = /\.(?:ndjson|jsonl)$/i.test(path)
  const rows = isJson ? jsonRows(told.columns) : csvRows(/\.tsv$/i.test(path) ? '\t' : ',', told.columns)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      told.advance(piece.length)
      yield* rows(decoder.decode(piece, { stream: true }), false)
    }
    yield* rows(decoder.decode(), true)
  } catch (error) {
    // The decoder's only fault; anything else is weather and goes on.
    if (!(error instanceof TypeError)) throw error
    yield refuse('wrong-type', say('UTF-8로 저장한 표가 아닙니다.', 'The table is not saved as UTF-8.'))
  }
}

type Rows = (text: string, last: boolean) => Generator<Answer<TableRow>>

function csvRows(comma: string, columns: readonly string[]): Rows {
  const take = csvRecords(comma)
  let header: readonly string[] | null = null
  let number = 0
  return function* (text, last) {
    const records = take(text, last)
    if (records === null) {
      yield badRow(
        number + 2,
        say('따옴표가 닫히지 않았습니다', 'opens a quotation mark and never closes it'),
      )
      return
    }
    for (const cells of records) {
      if (!header) {
        header = cells.map((name, at) => (at === 0 ? name.replace(/^\ufeff/, '') : name).trim())
        const fault = headerFault(header, columns)
        if (fault) {
          yield fault
          return
        }
        continue
      }
      number++
      if (cells.length === header.length) yield accept(csvRow(header, cells))
      else {
        yield badRow(
          number + 1,
          say('칸 수가 머리글과 다릅니다', 'has another number of cells than the heading'),
        )
        return
      }
    }
  }
}

function csvRow(header: readonly string[], cells: readonly string[]): TableRow {
  return {
    cell: (column) => cells[header.indexOf(column)],
    canonical: (without) => {
      const kept = header.flatMap((name, at) => (without.has(name) ? [] : [[name, cells[at] ?? '']]))
      return JSON.stringify(kept.sort(([one = ''], [other = '']) => (one < other ? -1 : 1)))
    },
  }
}

function headerFault(header: readonly string[], columns: readonly string[]): Answer<never> | null {
  if (new Set(header).size !== header.length)
    return refuse('invalid', say('같은 이름의 열이 둘 있습니다.', 'Two columns have the same name.'))
  const missing = columns.find((column) => !header.includes(column))
  return missing === undefined ? null : noColumn(missing)
}

function noColumn(column: string): Answer<never> {
  return refuse('invalid', say(`‘${column}’ 열이 없습니다.`, `There is no column “${column}”.`), column)
}

function jsonRows(columns: readonly string[]): Rows {
  let rest = ''
  let number = 0
  return function* (text, last) {
    const lines = (rest + text).split('\n')
    rest = last ? '' : (lines.pop() ?? '')
    for (const line of lines) {
      if (line.trim() === '') continue
      number++
      const row = jsonRow(line)
      if (!row) yield badRow(number, say('JSON 객체가 아닙니다', 'is not a JSON object'))
      else {
        const missing = columns.find((column) => row.cell(column) === undefined)
        yield missing === undefined ? accept(row) : noColumn(missing)
      }
    }
  }
}

function jsonRow(line: string): TableRow | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null // told with its row by the caller
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const cells = new Map<string, unknown>(Object.entries(value))
  return {
    cell: (column) => {
      const held = cells.get(column)
      if (held === undefined || held === null) return undefined
      return typeof held === 'string' ? held : JSON.stringify(held)
    },
    canonical: (without) => {
      const kept = [...cells].filter(([name]) => !without.has(name))
      return kept
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, held]) => `${JSON.stringify(name)}:${canonicalText(held, generalRules)}`)
        .join(',')
    },
  }
}

function badRow(number: number, fault: { readonly ko: string; readonly en: string }): Answer<never> {
  return refuse('invalid', say(`표 ${number}행: ${fault.ko}.`, `Row ${number} of the table ${fault.en}.`))
}
