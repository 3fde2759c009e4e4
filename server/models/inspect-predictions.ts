import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ColumnProposal, PredictionsColumn } from '@maek/domain/models/intake-words.ts'
import { inspectNames, inspectTable } from '@maek/domain/models/performance/inspect-table.ts'
import type { TextTable } from '@maek/domain/models/performance/predictions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { parse } from 'csv-parse/sync'
import { checkLabel } from '../files/content.ts'
import { type Upload, uploadFolder } from '../files/upload.ts'
import type { House } from '../house.ts'
import { readHead } from './engine/table/csv.ts'
import { headerOf, unreadableCsv } from './engine/table/csv-header.ts'
import { recogniseTable } from './table-format.ts'

type Inspected = { columns: PredictionsColumn[]; proposal: ColumnProposal }
const rowsMax = 2_000

/** The columns of a table from a piece of it: its beginning, or of Parquet its end. Nothing of it is kept. */
export async function inspectPiece(
  house: Pick<House, 'engine' | 'folder'>,
  actor: Actor,
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
): Promise<Answer<Inspected>> {
  const label = checkLabel(name)
  if (!label.ok) return label
  const isFooter = bytes.subarray(-4).toString('latin1') === 'PAR1'
  const folder = uploadFolder(house)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  try {
    // A footer speaks of the whole file and is found from its end: the rows before it need not be there.
    await writeFile(path, isFooter ? Buffer.concat([Buffer.from('PAR1'), bytes]) : bytes, { mode: 0o600 })
    const upload: Upload = { path, sha256: '', size: bytes.length }
    return isFooter ? await inspectFooter(house, actor, upload) : await inspectHead(name, upload)
  } finally {
    await rm(path, { force: true })
  }
}

async function inspectFooter(
  { engine }: Pick<House, 'engine'>,
  { organisation }: Actor,
  { path }: Upload,
): Promise<Answer<Inspected>> {
  const found = await engine.run({ task: 'describe', path }, { organisation })
  return found.ok ? inspectNames(found.value.columns) : found
}

async function inspectHead(name: string, upload: Upload): Promise<Answer<Inspected>> {
  const recognised = await recogniseTable(name, upload)
  if (!recognised.ok) return recognised
  const { format } = recognised.value
  const head = await readHead(upload.path, format.endsWith('-gzip'))
  // The piece may end within a line.
  const end = head.lastIndexOf(10)
  const whole = head.length < 500_000 || end < 0 ? head : head.subarray(0, end)
  const table = format.startsWith('ndjson') ? linesOf(whole) : csvOf(whole)
  return table.ok ? inspectTable(table.value) : table
}

function csvOf(head: Buffer): Answer<TextTable> {
  const found = headerOf(head)
  if (!found.ok) return found
  try {
    const [, ...rows]: string[][] = parse(new TextDecoder().decode(head), {
      bom: true,
      delimiter: found.value.delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      to: rowsMax + 1,
    })
    return accept({ header: found.value.header, rows })
  } catch {
    return unreadableCsv
  }
}

function linesOf(head: Buffer): Answer<TextTable> {
  const objects: Record<string, unknown>[] = []
  for (const line of head.toString('utf8').split('\n').slice(0, rowsMax)) {
    try {
      const value: unknown = JSON.parse(line)
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) objects.push({ ...value })
    } catch {
      // What is no JSON is refused with its row when the whole file comes.
    }
  }
  const header = [...new Set(objects.flatMap((one) => Object.keys(one)))]
  const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))
  return accept({ header, rows: objects.map((one) => header.map((name) => text(one[name]))) })
}
