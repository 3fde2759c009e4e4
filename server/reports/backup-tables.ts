import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { base64Text } from '@maek/ledger/bytes.ts'
import { rangeRoot } from '@maek/ledger/merkle.ts'
import pg from 'pg'
import type { Database } from '../database/open.ts'
import { inTransaction } from '../database/scope.ts'
import { keptTables, type Table } from '../database/tables.ts'
import { fastSha256 } from '../ledger/hash.ts'
import type { BackupManifest } from './backup-form.ts'

/** The tables as they stood in one moment, written to a folder, and the log's head of the same moment. */
export type Snapshot = Pick<BackupManifest, 'schema' | 'tables' | 'ledger'> & {
  readonly checkpoint: string | null
}

const rowsAtOnce = 1000

/**
 * Writes every table of an organisation to `folder`, one JSON object a line, in a single snapshot. The snapshot lasts
 * as long as the disk needs, not as long as whoever downloads: an old snapshot keeps the database from clearing up.
 */
export async function writeSnapshot(
  database: Database,
  organisation: string,
  folder: string,
): Promise<Snapshot> {
  const client = await database.owner.connect()
  try {
    return await inTransaction(
      client,
      async () => {
        // Row-level security is forced on the owner too, unless it is a superuser.
        await client.query(`select set_config('maek.org', $1, true)`, [organisation])
        const tables: BackupManifest['tables'] = []
        for (const table of await keptTables(client)) {
          tables.push({ name: table.name, ...(await writeTable(client, table, { organisation, folder })) })
        }
        const schema = await client.query<BackupManifest['schema'][number]>(
          'select number, name, sha256 from migration order by number',
        )
        return { schema: schema.rows, tables, ...(await headOf(client, organisation)) }
      },
      'repeatable read',
    )
  } finally {
    client.release()
  }
}

type Place = { readonly organisation: string; readonly folder: string }

async function writeTable(client: pg.ClientBase, table: Table, { organisation, folder }: Place) {
  const name = pg.escapeIdentifier(table.name)
  const file = await open(join(folder, table.name), 'wx', 0o600)
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  try {
    // row_to_json keeps every value exactly: whole numbers of any size, instants to the microsecond, bytes as hex.
    await client.query(
      `declare backup no scroll cursor for select row_to_json(row)::text as line from ${name} row where ${table.where}`,
      [organisation],
    )
    for (;;) {
      const found = await client.query<{ line: string }>(`fetch ${rowsAtOnce} from backup`)
      if (found.rows.length === 0) break
      const text = Buffer.from(found.rows.map((row) => `${row.line}\n`).join(''))
      hash.update(text)
      rows += found.rows.length
      bytes += text.length
      await file.writeFile(text)
    }
    await client.query('close backup')
  } finally {
    await file.close()
  }
  return { rows, bytes, sha256: hash.digest('hex') }
}

async function headOf(client: pg.ClientBase, organisation: string) {
  const found = await client.query<{
    origin: string
    size: number
    edge: Buffer
    checkpoint: string | null
  }>(
    `select organisation.origin, size, edge, checkpoint from ledger_head
     join organisation on organisation.id = ledger_head.org_id where ledger_head.org_id = $1`,
    [organisation],
  )
  const row = found.rows[0]
  if (!row) throw new Error('the organisation has no ledger')
  const hashes: Uint8Array[] = []
  for (let at = 0; at < row.edge.length; at += 32) hashes.push(row.edge.subarray(at, at + 32))
  const root = base64Text(rangeRoot({ size: row.size, hashes }, fastSha256))
  return { ledger: { origin: row.origin, size: row.size, root }, checkpoint: row.checkpoint }
}
