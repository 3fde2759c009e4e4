import { createHash } from 'node:crypto'
import { say } from '@maek/domain/words.ts'
import pg from 'pg'
import { setConstraintsAside } from '../database/constraints.ts'
import type { Database } from '../database/open.ts'
import { inTransaction } from '../database/scope.ts'
import { writtenColumns } from '../database/tables.ts'
import { type BackupManifest, tablePart } from './backup-form.ts'
import { linesOf } from './lines.ts'
import { type Losses, lose, loseMany } from './restore-findings.ts'
import type { OpenZip } from './zip-reader.ts'

type Source = { readonly zip: OpenZip; readonly manifest: BackupManifest }
type Listed = BackupManifest['tables'][number]

const rowsAtOnce = 500
const batchBytesMax = 8_000_000
/** A revision of 4 MiB stands in its row twice at most; JSON may spell a byte with six. */
const rowBytesMax = 64_000_000

/** Puts every table back in one transaction, as the owner. A row that cannot be read is named, the others are kept. */
export async function restoreTables(database: Database, source: Source, losses: Losses): Promise<void> {
  const client = await database.owner.connect()
  try {
    await inTransaction(client, async () => {
      await client.query(`select set_config('maek.org', $1, true)`, [source.manifest.organisation])
      const { putBack } = await setConstraintsAside(client)
      for (const table of source.manifest.tables) await restoreTable(client, { ...source, table }, losses)
      const because = say(
        '상위 행이 없는 행이 있습니다(외래 키)',
        'Rows whose parent row is gone (foreign key)',
      )
      loseMany(losses, because, await putBack())
    })
  } finally {
    client.release()
  }
}

type Target = Source & { readonly table: Listed }

async function restoreTable(client: pg.ClientBase, target: Target, losses: Losses): Promise<void> {
  const { zip, table } = target
  if (zip.sizeOf(tablePart(table.name)) === undefined) {
    const what = say(
      `표 ${table.name}: 백업에 없습니다(${table.rows}행).`,
      `Table ${table.name}: not in the backup (${table.rows} rows).`,
    )
    return lose(losses, what, table.rows)
  }
  const insert = await inserter(client, table.name)
  if (insert === undefined) {
    return lose(
      losses,
      say(
        `표 ${table.name}: 이 버전의 맥이 모르는 표입니다.`,
        `Table ${table.name}: unknown to this version of Maek.`,
      ),
    )
  }
  const bad: number[] = []
  const read = { rows: 0, hash: createHash('sha256') }
  let batch: string[] = []
  let bytes = 0
  const flush = async () => {
    for (const at of await insert(batch)) bad.push(read.rows - batch.length + at + 1)
    batch = []
    bytes = 0
  }
  try {
    for await (const line of linesOf(zip.pieces(tablePart(table.name)), rowBytesMax)) {
      read.hash.update(line).update('\n')
      read.rows += 1
      batch.push(line.toString('utf8'))
      bytes += line.length
      if (batch.length >= rowsAtOnce || bytes > batchBytesMax) await flush()
    }
    await flush()
  } catch (error) {
    if (error instanceof pg.DatabaseError) throw error
    await flush()
    lose(
      losses,
      say(
        `표 ${table.name}: ${read.rows}행 뒤의 자료를 읽을 수 없습니다.`,
        `Table ${table.name}: cannot be read after row ${read.rows}.`,
      ),
    )
  }
  await continueNumbers(client, table.name)
  compare(table, { rows: read.rows, sha256: read.hash.digest('hex'), bad }, losses)
}

/** Columns the database numbers by itself go on after the highest number that came back. */
async function continueNumbers(client: pg.ClientBase, name: string): Promise<void> {
  const table = `public.${pg.escapeIdentifier(name)}`
  const numbered = await client.query<{ column: string; sequence: string }>(
    `select quote_ident(attname) as column, pg_get_serial_sequence($1, attname) as sequence from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped
       and pg_get_serial_sequence($1, attname) is not null`,
    [table],
  )
  for (const { column, sequence } of numbered.rows) {
    await client.query(`select setval($1, max(${column})) from ${table} having max(${column}) is not null`, [
      sequence,
    ])
  }
}

/** Inserts rows given as JSON; answers the places of those that could not be. Undefined when there is no such table. */
async function inserter(
  client: pg.ClientBase,
  name: string,
): Promise<((lines: readonly string[]) => Promise<number[]>) | undefined> {
  const known = await client.query('select 1 from pg_tables where schemaname = $1 and tablename = $2', [
    'public',
    name,
  ])
  if (known.rowCount === 0) return undefined
  // With its schema: `record` alone would be PostgreSQL's own type of that name.
  const table = `public.${pg.escapeIdentifier(name)}`
  const columns = (await writtenColumns(client, name)).join(', ')
  const sql = `insert into ${table} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${table}, $1::json)`
  const tryThese = async (lines: readonly string[]) => {
    await client.query('savepoint batch')
    try {
      await client.query(sql, [`[${lines.join(',')}]`])
      await client.query('release savepoint batch')
      return true
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      await client.query('rollback to savepoint batch')
      return false
    }
  }
  return async (lines) => {
    if (lines.length === 0 || (await tryThese(lines))) return []
    const bad: number[] = []
    for (const [at, line] of lines.entries()) if (!(await tryThese([line]))) bad.push(at)
    return bad
  }
}

function compare(
  table: Listed,
  read: { readonly rows: number; readonly sha256: string; readonly bad: readonly number[] },
  losses: Losses,
): void {
  const { name } = table
  if (read.bad.length > 0) {
    const first = read.bad.slice(0, 20).join(', ')
    lose(
      losses,
      say(
        `표 ${name}: 넣을 수 없는 행 ${read.bad.length}개 (행 번호 ${first})`,
        `Table ${name}: ${read.bad.length} rows could not be put back (row ${first})`,
      ),
      read.bad.length,
    )
  }
  if (read.rows !== table.rows) {
    lose(
      losses,
      say(
        `표 ${name}: 백업할 때 ${table.rows}행이었는데 ${read.rows}행만 있습니다.`,
        `Table ${name}: ${table.rows} rows were backed up, ${read.rows} are there.`,
      ),
      Math.abs(table.rows - read.rows),
    )
  } else if (read.sha256 !== table.sha256) {
    lose(
      losses,
      say(
        `표 ${name}: 행 수는 같으나 내용이 백업할 때와 다릅니다.`,
        `Table ${name}: same number of rows, but not the content that was backed up.`,
      ),
    )
  }
}
