import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { openEmbedded } from './embedded.ts'
import type { Log } from './keeper.ts'
import { migrate, migrationsFolder } from './migrate.ts'
import { openPool } from './pool.ts'
import { applicationRole, ensureApplicationRole } from './role.ts'

export type Database = {
  /** Where it is, password included: never shown, never logged. */
  readonly url: string
  /** Migrations, backup and the schema of the job queue; nothing else. */
  readonly owner: pg.Pool
  /** Work that belongs to no organisation: sign-in, jobs, feeds. `maek.org` is never set on it. */
  readonly pool: pg.Pool
  /** Only for `withOrganisation`. */
  readonly organisationPool: pg.Pool
  /** Ends all connections, and the embedded server if it is ours. May be called twice. */
  readonly close: () => Promise<void>
}

export type OpenOptions = {
  /** DATABASE_URL. Absent: the built-in server on `folder`. */
  readonly url?: string | undefined
  readonly folder: string
  readonly migrations?: string
  readonly log?: Log
  readonly onGivenUp?: (because: Refusal) => void
  /** How long to wait for a server that does not answer yet. */
  readonly patienceMs?: number
}

/** Opens the database, brings it up to date as its owner, and hands out pools that cannot pass row-level security. */
export async function openDatabase(options: OpenOptions): Promise<Answer<Database>> {
  if (options.url !== undefined && options.url !== '') {
    return openAt(options.url, options, async () => undefined)
  }
  const embedded = await openEmbedded(options)
  if (!embedded.ok) return embedded
  return openAt(embedded.value.url, options, embedded.value.stop)
}

/** Pools on a database that is up to date already. `stop` ends what carries it. */
export function poolsOn(url: string, stop: () => Promise<void>, log: Log = () => undefined): Database {
  const owner = openPool({ url, connectionsMax: 2, statementMs: 0, log })
  const pool = openPool({ url, role: applicationRole, connectionsMax: 6, log })
  const organisationPool = openPool({ url, role: applicationRole, connectionsMax: 12, log })
  let closing: Promise<void> | undefined
  const close = async () => {
    await Promise.all([owner.end(), pool.end(), organisationPool.end()])
    await stop()
  }
  return {
    url,
    owner,
    pool,
    organisationPool,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

async function openAt(
  url: string,
  options: OpenOptions,
  stop: () => Promise<void>,
): Promise<Answer<Database>> {
  const database = poolsOn(url, stop, options.log)
  let ready: Answer<unknown> | undefined
  try {
    ready = await prepare(database, options)
  } finally {
    if (!ready?.ok) await database.close()
  }
  return ready.ok ? accept(database) : ready
}

async function prepare(database: Database, options: OpenOptions): Promise<Answer<unknown>> {
  const connected = await connectPatiently(database.owner, options.patienceMs ?? 15_000)
  if (!connected.ok) return connected
  const client = connected.value
  try {
    const fit = await checkServer(client)
    if (!fit.ok) return fit
    const role = await ensureApplicationRole(client)
    if (!role.ok) return role
    return await migrate(client, options.migrations ?? migrationsFolder)
  } finally {
    client.release()
  }
}

/** A database often starts beside the server and a little later. */
async function connectPatiently(pool: pg.Pool, patienceMs: number): Promise<Answer<pg.PoolClient>> {
  const until = performance.now() + patienceMs
  for (let pauseMs = 100; ; pauseMs = Math.min(2_000, pauseMs * 2)) {
    try {
      return accept(await pool.connect())
    } catch (error) {
      if (performance.now() + pauseMs > until) return refuseUnreachable(error)
      await wait(pauseMs)
    }
  }
}

async function checkServer(client: pg.ClientBase): Promise<Answer<null>> {
  const answer = await client.query<{ version: string; encoding: string }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
  )
  const { version = '0', encoding = '' } = answer.rows[0] ?? {}
  if (Number(version) >= 150_000 && encoding === 'UTF8') return accept(null)
  return refuse(
    'unavailable',
    say(
      `맥에는 UTF8 인코딩의 PostgreSQL 15 이상이 필요합니다. 지정된 서버는 ${Math.floor(Number(version) / 10_000)} 버전, ${encoding} 인코딩입니다.`,
      `Maek needs PostgreSQL 15 or newer with encoding UTF8. This server has version ${Math.floor(Number(version) / 10_000)} and encoding ${encoding}.`,
    ),
  )
}

/** The cause is the network's or the server's own word for it; the address may hold a password and is left out. */
function refuseUnreachable(error: unknown): Answer<never> {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
  return refuse(
    'unavailable',
    say(
      `데이터베이스에 연결할 수 없습니다(${cause}). 서버가 켜져 있는지, DATABASE_URL의 주소와 비밀번호가 맞는지 확인하십시오.`,
      `The database cannot be reached (${cause}). Check that it is running and that DATABASE_URL has the right address and password.`,
    ),
  )
}
