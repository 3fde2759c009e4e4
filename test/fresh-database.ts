import { randomBytes } from 'node:crypto'
import { type Database, poolsOn } from '@maek/server/database/open.ts'
import { openPool } from '@maek/server/database/pool.ts'
import { inject } from 'vitest'
import { databaseAt } from './database.ts'

export type FreshDatabase = Database & AsyncDisposable

/**
 * A new database with all migrations, for one test: `await using database = await freshDatabase()`, or `close()`
 * in `afterAll`. Its pools are those of production: `pool` and `organisationPool` under row-level security,
 * `owner` for what a test must arrange past it.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('database')
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`
  await runOnce(server.url, `create database ${name} template ${server.template}`)
  const database = poolsOn(databaseAt(server.url, name), () =>
    runOnce(server.url, `drop database ${name} with (force)`),
  )
  return { ...database, [Symbol.asyncDispose]: database.close }
}

async function runOnce(url: string, sql: string): Promise<void> {
  const pool = openPool({ url, connectionsMax: 1 })
  try {
    await pool.query(sql)
  } finally {
    await pool.end()
  }
}
