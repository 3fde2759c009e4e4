import { hash } from 'node:crypto'
import { statSync } from 'node:fs'
import { plainNameFault } from '@maek/domain/models/datasets/manifest.ts'
import { itemLine, type ManifestItem } from '@maek/domain/models/datasets/manifest-form.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Terminal } from '../../command.ts'
import { byteText, openProgress } from '../../progress.ts'
import type { ReadLines } from './assemble.ts'
import type { Keyed } from './site-key.ts'
import { type Columns, withSplit } from './sources.ts'
import { isTable, readTable, type TableRow } from './tables.ts'

type RowRules = {
  readonly keyed: Keyed
  readonly columns: Columns
  readonly plainNames: boolean
  readonly terminal: Terminal
}

/**
 * Rows of tables as items. A row is known by its item column, or else by its own content (then equal rows count up).
 * Subject, split and label stand beside the content and not in it, so that a changed label is told as that.
 */
export async function rowItems(files: readonly string[], rules: RowRules): Promise<Answer<ReadLines>> {
  const strange = files.find((file) => !isTable(file))
  if (strange !== undefined)
    return refuse(
      'wrong-type',
      say(
        `--rows는 CSV, TSV, NDJSON 표의 행을 항목으로 셉니다: ${strange}. Parquet은 파일 하나를 항목으로 하거나 CSV로 바꾸십시오.`,
        `--rows takes CSV, TSV or NDJSON: ${strange}. Fingerprint a Parquet file as one item, or turn it into CSV.`,
      ),
      'rows',
    )
  const progress = openProgress(rules.terminal, {
    label: '#',
    total: files.reduce((sum, file) => sum + statSync(file).size, 0),
    show: byteText,
  })
  const items: RowItem[] = []
  const seen = new Map<string, number>()
  try {
    for (const file of files) {
      const columns = Object.values(rules.columns).filter((column) => column !== undefined)
      for await (const row of readTable(file, { columns, advance: progress.advance })) {
        const item = row.ok ? itemOf(row.value, rules, seen) : row
        if (!item.ok) return item
        items.push(item.value)
      }
    }
  } finally {
    progress.end()
  }
  return accept(linesOf(items))
}

type RowItem = Omit<ManifestItem, 'split'> & { readonly split: string | null; readonly size: number }

function linesOf(items: readonly RowItem[]): ReadLines {
  const splits = [...new Set(items.flatMap(({ split }) => (split === null ? [] : [split])))].sort()
  return {
    lines: items.map((item) =>
      itemLine({ ...item, split: item.split === null ? null : splits.indexOf(item.split) }),
    ),
    splits,
    bytes: items.reduce((sum, { size }) => sum + size, 0),
    labelled: items.some(({ label }) => label !== null),
  }
}

function itemOf(row: TableRow, rules: RowRules, seen: Map<string, number>): Answer<RowItem> {
  const { keyed, columns, plainNames } = rules
  const beside = new Set(Object.values(columns).filter((column) => column !== undefined))
  const text = row.canonical(beside)
  const name = nameOf({ row, text, seen }, rules)
  if (!name.ok) return name
  const told = withSplit({
    subject: cellOf(row, columns.subject),
    split: cellOf(row, columns.split),
    label: cellOf(row, columns.label),
  })
  if (!told.ok) return told
  const { subject, split, label } = told.value
  const pseudonym = keyed.name(name.value)
  const bytes = Buffer.from(text)
  return accept({
    name: plainNames ? name.value : pseudonym,
    content: keyed.content(hash('sha256', bytes, 'buffer')),
    subject: subject === null ? null : keyed.subject(subject),
    split,
    label: label === null ? null : keyed.label(pseudonym, label),
    size: bytes.length,
  })
}

type Nameless = {
  readonly row: TableRow
  readonly text: string
  readonly seen: Map<string, number>
}

function nameOf({ row, text, seen }: Nameless, { columns, plainNames }: RowRules): Answer<string> {
  const named = columns.item === undefined ? undefined : row.cell(columns.item)?.trim().normalize('NFC')
  const base = named ?? hash('sha256', text, 'hex')
  const times = (seen.get(base) ?? 0) + 1
  seen.set(base, times)
  if (columns.item === undefined) return accept(`row ${base} ${times}`)
  if (named === undefined || named === '' || times > 1)
    return refuse(
      'invalid',
      say(
        `‘${columns.item}’ 열의 값이 비었거나 두 번 나옵니다.`,
        `The column “${columns.item}” has an empty or repeated value.`,
      ),
      'item-column',
    )
  const fault = plainNames ? plainNameFault(named) : null
  return fault ? refuse('invalid', say(`${fault.ko}.`, `A name ${fault.en}.`), 'plain-names') : accept(named)
}

function cellOf(row: TableRow, column: string | undefined): string | null {
  if (column === undefined) return null
  const cell = row.cell(column)?.trim()
  return cell === undefined || cell === '' ? null : cell
}
