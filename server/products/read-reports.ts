import { updateInstallations } from '@maek/domain/products/api.ts'
import { type UnitReport, unitReport } from '@maek/domain/products/fleet.ts'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { parseJson } from '@maek/ledger/json.ts'
import { CsvError, parse } from 'csv-parse/sync'
import { doorRules } from '../http/input.ts'

export const reportsMax = 5_000

/** A report with the row it stood in (1 is the first; in a table the line under the heading is 2). */
export type ReadReport = { readonly row: number; readonly report: Answer<UnitReport> }

/** Reads what a fleet or a spreadsheet says; a table or list that is none is refused, a wrong row only itself. */
export function readReports(format: 'csv' | 'json', bytes: Buffer): Answer<readonly ReadReport[]> {
  return format === 'csv' ? readTable(bytes) : readList(bytes)
}

function readList(bytes: Buffer): Answer<readonly ReadReport[]> {
  const read = parseJson(bytes, { ...doorRules, bytesMax: updateInstallations.bytesMax ?? 0 })
  if (!read.ok) return { ok: false, refusal: { ...read.refusal, field: read.refusal.field ?? 'body' } }
  const list: unknown = read.value
  if (!Array.isArray(list))
    return refuse('invalid', say('설치 목록 [{…}]이 필요합니다.', 'A list of units [{…}] is needed.'), 'body')
  if (list.length > reportsMax) return tooMany
  return accept(list.map((one: unknown, at) => ({ row: at + 1, report: reportOf(one) })))
}

function readTable(bytes: Buffer): Answer<readonly ReadReport[]> {
  let rows: string[][]
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    rows = parse(text, { bom: true, to: reportsMax + 2, max_record_size: 20_000, skip_empty_lines: true })
  } catch (error) {
    return brokenTable(error)
  }
  const [head, ...cells] = rows
  if (!head) return refuse('invalid', say('빈 표입니다.', 'The table is empty.'), 'body')
  const unknown = head.find((name) => !Object.hasOwn(unitReport.shape, name))
  if (unknown !== undefined) {
    const shown = unknown.slice(0, 60)
    const names = Object.keys(unitReport.shape).join(', ')
    return refuse(
      'invalid',
      say(
        `알 수 없는 열입니다: ‘${shown}’. 쓸 수 있는 열: ${names}`,
        `Unknown column “${shown}”. Columns: ${names}`,
      ),
      'row 1',
    )
  }
  if (new Set(head).size !== head.length)
    return refuse('invalid', say('같은 열이 두 번 있습니다.', 'A column is given twice.'), 'row 1')
  if (cells.length > reportsMax) return tooMany
  return accept(cells.map((row, at) => ({ row: at + 2, report: reportOf(rowOf(head, row)) })))
}

function brokenTable(error: unknown): Answer<never> {
  // TextDecoder throws a TypeError for bytes that are no UTF-8.
  if (error instanceof TypeError)
    return refuse(
      'wrong-type',
      say(
        'UTF-8이 아닙니다. 엑셀에서는 ‘CSV UTF-8’로 저장하십시오.',
        'Not UTF-8. In Excel, save as “CSV UTF-8”.',
      ),
      'body',
    )
  if (!(error instanceof CsvError)) throw error
  return refuse(
    'invalid',
    say(`CSV 형식이 잘못되었습니다(${error.code}).`, `The CSV is malformed (${error.code}).`),
    `row ${String(error['lines'] ?? '')}`,
  )
}

function rowOf(head: readonly string[], cells: readonly string[]): unknown {
  const said = head.flatMap((name, at): [string, unknown][] => {
    const cell = (cells[at] ?? '').trim()
    if (cell === '') return []
    return [[name, name === 'units' && /^\d{1,9}$/.test(cell) ? Number(cell) : cell]]
  })
  return Object.fromEntries(said)
}

function reportOf(value: unknown): Answer<UnitReport> {
  const parsed = unitReport.safeParse(value)
  if (parsed.success) return accept(parsed.data)
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : '')
  const shown = field.slice(0, 60)
  return refuse('invalid', say(`올바르지 않은 값입니다: ${shown}`, `Not a valid value: ${shown}`), shown)
}

const tooMany: { ok: false; refusal: Refusal } = refuse(
  'too-large',
  say(
    `한 번에 ${reportsMax}행까지 보낼 수 있습니다. 나누어 보내십시오.`,
    `At most ${reportsMax} rows at once. Send them in parts.`,
  ),
  'body',
)
