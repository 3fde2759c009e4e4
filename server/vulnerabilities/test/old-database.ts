import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { databaseAt } from '../../../test/database.ts'
import { accepted } from '../../../test/house-records.ts'
import { setConstraintsAside } from '../../database/constraints.ts'
import { migrate, migrationsFolder } from '../../database/migrate.ts'
import { type Database, openDatabase } from '../../database/open.ts'
import { openPool } from '../../database/pool.ts'
import { inTransaction } from '../../database/scope.ts'
import { keptTables, writtenColumns } from '../../database/tables.ts'

/** The rows of an organisation as an older Maek would have left them: only its tables, only its columns; then migrated. */
export async function migratedFrom(
  migrations: number,
  source: { readonly database: Database; readonly organisation: string },
): Promise<Database> {
  const server = inject('database')
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`
  const owner = openPool({ url: server.url, connectionsMax: 1 })
  await owner.query(`create database ${name}`)
  await owner.end()
  const folder = await mkdtemp(join(tmpdir(), 'maek-older-'))
  const files = (await readdir(migrationsFolder)).filter((file) => file.endsWith('.sql')).sort()
  for (const file of files.slice(0, migrations))
    await copyFile(join(migrationsFolder, file), join(folder, file))
  const url = databaseAt(server.url, name)
  const database = accepted(await openDatabase({ url, folder: '', migrations: folder }))
  await rm(folder, { recursive: true })
  await copyRows(source, database)
  const client = await database.owner.connect()
  accepted(await migrate(client))
  client.release()
  return database
}

async function copyRows(
  source: { readonly database: Database; readonly organisation: string },
  target: Database,
): Promise<void> {
  const [from, to] = [await source.database.owner.connect(), await target.owner.connect()]
  const { organisation } = source
  await inTransaction(from, () =>
    inTransaction(to, async () => {
      for (const client of [from, to])
        await client.query(`select set_config('maek.org', $1, true)`, [organisation])
      const { putBack } = await setConstraintsAside(to)
      for (const table of await keptTables(to)) {
        const named = `public."${table.name}"`
        const found = await from.query<{ rows: unknown }>(
          `select coalesce(json_agg(row_to_json(own)), '[]')::text as rows from ${named} own where ${table.where}`,
          [organisation],
        )
        const columns = (await writtenColumns(to, table.name)).join(', ')
        await to.query(
          `insert into ${named} (${columns}) overriding system value
           select ${columns} from json_populate_recordset(null::${named}, $1::json)`,
          [found.rows[0]?.rows],
        )
      }
      const broken = await putBack()
      if (broken.length > 0) throw new Error(broken.join(', '))
    }),
  )
  from.release()
  to.release()
}
