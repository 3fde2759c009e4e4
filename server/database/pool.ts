import { strict as assert } from 'node:assert'
import { say } from '@maek/domain/words.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from './keeper.ts'
import { houseValues } from './values.ts'

export type PoolOptions = {
  readonly url: string
  /** Taken on by every connection; it must be powerless, or the connection is refused. */
  readonly role?: string
  readonly connectionsMax?: number
  /** 0 is no limit: for migrations and exports. */
  readonly statementMs?: number
  /** `library`: dates and bigints as pg gives them, for libraries that expect so. */
  readonly values?: 'house' | 'library'
  readonly log?: Log
}

/** A pool whose every connection has the role, time zone and time limits set before anyone may use it. */
export function openPool(options: PoolOptions): pg.Pool {
  const { role, statementMs = 30_000 } = options
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'maek',
    ...(options.values === 'library' ? {} : { types: houseValues }),
    // The published type says void; the pool waits for the promise.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: async (client) => {
      await client.query(sessionSettings(statementMs))
      if (role !== undefined) await takeRole(client, role)
    },
  })
  // The pool listens only to connections at rest. One that ends in the midst of a piece of work, between two queries, would
  // end the process; so whoever holds it learns of it from the next query, which is weather.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', () => {
    options.log?.(
      say('쉬고 있던 데이터베이스 연결이 끊겼습니다.', 'An idle connection to the database was lost.'),
    )
  })
  return pool
}

function sessionSettings(statementMs: number): string {
  return [
    `set timezone = 'UTC'`,
    `set datestyle = 'ISO, YMD'`,
    `set statement_timeout = ${statementMs}`,
    `set lock_timeout = ${Math.min(statementMs, 10_000)}`,
    // On by default where the server is not ours: compiling our statements takes longer than running them.
    'set jit = off',
    // A forgotten transaction holds locks and old rows; one in an export without limit may think as long as it likes.
    `set idle_in_transaction_session_timeout = ${statementMs === 0 ? 0 : 60_000}`,
  ].join(';')
}

async function takeRole(client: pg.ClientBase, role: string): Promise<void> {
  await client.query(`set role ${pg.escapeIdentifier(role)}`)
  const powers = await client.query(
    'select 1 from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)',
  )
  assert(powers.rowCount === 0, 'application work would run past row-level security')
}

/** The query builder over a pool, or over one connection so that it takes part in scope and transaction. */
export function queriesOn<Schema>(source: pg.Pool | pg.PoolClient): Kysely<Schema> {
  if (source instanceof pg.Pool) return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: source }) })
  const lent = {
    query: source.query.bind(source),
    // Whoever checked the connection out gives it back, not the query builder.
    release: () => undefined,
  }
  const pool = { options: {}, connect: async () => lent, end: async () => undefined }
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}
