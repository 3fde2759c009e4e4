import { chmod, mkdir, realpath, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { firstClosed, serverIdentity } from './identity.ts'
import { type KeepOptions, keepRunning } from './keeper.ts'
import { lockFolder } from './owner-lock.ts'
import { loginOf, type PostmasterPlace } from './postmaster.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'

export type EmbeddedOptions = KeepOptions & {
  /** A folder of its own for the database; made if absent. */
  readonly folder: string
  /** How long to wait for a former owner to let go of the folder. */
  readonly ownerWaitMs?: number
}

export type Embedded = {
  /** Connects as the owner (a superuser of this cluster) through the private socket. */
  readonly url: string
  /** Stops the server cleanly and gives the folder free. Close all pools first. May be called twice. */
  readonly stop: () => Promise<void>
}

const databaseName = 'maek'
const logBytesMax = 4 * 1024 * 1024

/** Opens the built-in PostgreSQL on `folder`, alone, and keeps it running until `stop`. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Answer<Embedded>> {
  await mkdir(options.folder, { recursive: true })
  const folder = await realpath(options.folder)
  const lock = await lockFolder(folder, options.ownerWaitMs ?? 2_000)
  if (!lock.ok) return lock
  let opened: Answer<Embedded> | undefined
  try {
    opened = await openOwned(folder, options)
  } finally {
    if (!opened?.ok) lock.value.release()
  }
  if (!opened.ok) return opened
  const { url, stop } = opened.value
  let stopped: Promise<void> | undefined
  return accept({
    url,
    stop: () => {
      stopped ??= stop().finally(lock.value.release)
      return stopped
    },
  })
}

async function openOwned(folder: string, options: EmbeddedOptions): Promise<Answer<Embedded>> {
  const place = await preparePlace(folder)
  if (!place.ok) return place
  const kept = await keepRunning(place.value, options)
  if (!kept.ok) return kept
  await ensureDatabase(kept.value.socketFolder)
  return accept({
    url: urlOf(kept.value.socketFolder),
    stop: async () => {
      await kept.value.stop()
      await removeSocketFolder(folder, kept.value.socketFolder)
    },
  })
}

async function preparePlace(folder: string): Promise<Answer<PostmasterPlace>> {
  const cluster = join(folder, 'cluster')
  const identity = await serverIdentity(cluster)
  // The account of the server must pass through to its own two folders, which stay closed to all others.
  await chmod(folder, identity ? 0o711 : 0o700)
  const closed = await firstClosed(folder, identity, 'pass')
  if (closed !== undefined) return refuseClosed(folder, closed)
  const binaries = await findBinaries(folder, identity)
  if (!binaries.ok) return binaries
  const ensured = await ensureCluster({ folder: cluster, binaries: binaries.value, identity })
  if (!ensured.ok) return ensured
  const socketFolder = await makeSocketFolder(folder, identity)
  const logFile = join(folder, 'postgres.log')
  const log = await stat(logFile).catch(() => undefined)
  if (log !== undefined && log.size > logBytesMax) await rename(logFile, `${logFile}.1`)
  return accept({ folder: cluster, binaries: binaries.value, identity, socketFolder, logFile })
}

async function ensureDatabase(socketFolder: string): Promise<void> {
  const client = new pg.Client({ ...loginOf(socketFolder), database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

/** The socket folder goes into the query: neither libpq nor pg reads it from the host part of an address. */
function urlOf(socketFolder: string): string {
  const { host, port, user } = loginOf(socketFolder)
  return `postgresql://localhost/${databaseName}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`
}

function refuseClosed(folder: string, closed: string): Answer<never> {
  return refuse(
    'unavailable',
    say(
      `root로 실행하면 데이터베이스는 권한이 낮은 계정으로 돌아가는데, 그 계정이 ${closed} 폴더를 지날 수 없어 ${folder}에 닿지 못합니다. /var/lib/maek 같은 다른 폴더를 지정하거나 root가 아닌 계정으로 실행하십시오.`,
      `Under root the database runs as an account without rights, and that account may not pass through ${closed} to reach ${folder}. Choose another folder, such as /var/lib/maek, or run as a user other than root.`,
    ),
  )
}
