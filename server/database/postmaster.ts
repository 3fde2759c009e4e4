import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import pg from 'pg'
import { type ClusterPlace, ownerName, serverEnvironment } from './cluster.ts'
import { serverSettings } from './settings.ts'

/** The main process of PostgreSQL, found by its own note `postmaster.pid`. */
export type Postmaster = { readonly pid: number; readonly socketFolder: string; readonly isReady: boolean }

/** `folder` must be a real path: it is how a running server is recognised. */
export type PostmasterPlace = ClusterPlace & { readonly socketFolder: string; readonly logFile: string }

const attemptsMax = 8
const readyMs = 120_000
const stopMs = 60_000
const remnantsMs = 10_000
const glanceMs = 20

/**
 * A running server for the cluster: the one that is there (left behind by a killed Node), or a new one. A start
 * just after a crash can fail while children of the dead server still hold its memory, so it is tried again.
 */
export async function startPostmaster(place: PostmasterPlace): Promise<Answer<Postmaster>> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const running = await joinRunning(place.folder)
    if (running !== undefined) return accept(running)
    await clearRemnants(place.folder)
    const isUp = await launch(place)
    const started = isUp ? await joinRunning(place.folder) : undefined
    if (started !== undefined) return accept(started)
    await wait(Math.min(2_000, 50 * 2 ** attempt))
  }
  const lastLines = (await readFile(place.logFile, 'utf8').catch(() => ''))
    .trim()
    .split('\n')
    .slice(-3)
    .join(' | ')
  return refuse(
    'unavailable',
    say(
      `데이터베이스를 ${attemptsMax}번 시도했으나 시작하지 못했습니다. 디스크 여유 공간과 ${place.logFile} 파일을 확인하십시오. 마지막 기록: ${lastLines}`,
      `The database did not start in ${attemptsMax} attempts. Check disk space and the file ${place.logFile}. Last lines: ${lastLines}`,
    ),
  )
}

/** The server that runs on this cluster and answers, waiting while it starts, recovers or stops. */
async function joinRunning(folder: string): Promise<Postmaster | undefined> {
  const until = performance.now() + readyMs
  while (performance.now() < until) {
    const noted = await readNote(folder)
    if (noted === undefined) return undefined
    if (noted.isReady && (await answers(noted.socketFolder, folder))) return noted
    if ((await whoIs(noted.pid, folder)) !== 'ours') return undefined
    await wait(glanceMs)
  }
  return undefined
}

/** `postmaster.pid`: line 1 the process, line 5 the socket folder, line 8 whether it takes connections yet. */
async function readNote(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(noteOf(folder), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  return { pid, socketFolder: lines[4]?.trim() ?? '', isReady: lines[7]?.trim() === 'ready' }
}

function noteOf(folder: string): string {
  return join(folder, 'postmaster.pid')
}

/** How the house itself reaches the server: no password, the private folder is the door. */
export function loginOf(socketFolder: string): { host: string; port: number; user: string } {
  return { host: socketFolder, port: 5432, user: ownerName }
}

async function answers(socketFolder: string, folder: string): Promise<boolean> {
  const client = new pg.Client({ ...loginOf(socketFolder), database: 'postgres' })
  client.on('error', () => undefined) // the connection is only a question; a broken one is the answer "no"
  try {
    await client.connect()
    const shown = await client.query<{ data_directory: string }>('show data_directory')
    return shown.rows[0]?.data_directory === folder
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Whose process `pid` is: numbers are reused, above all in containers. The command line names the cluster and is
 * open to all; the working folder is not, where root lacks CAP_SYS_PTRACE.
 */
async function whoIs(pid: number, folder: string): Promise<'ours' | 'stranger' | 'nobody'> {
  if (process.platform === 'linux') {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (words === '') return 'nobody'
    return words.split('\0').includes(folder) ? 'ours' : 'stranger'
  }
  try {
    process.kill(pid, 0)
    return 'ours'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 'stranger' : 'nobody'
  }
}

/** Waits for children of a killed server to end, then takes its note away if the pid now belongs to a stranger. */
async function clearRemnants(folder: string): Promise<void> {
  if (process.platform !== 'linux') return
  const until = performance.now() + remnantsMs
  while (performance.now() < until) {
    const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const folders = await Promise.all(numbers.map(workingFolder))
    if (!folders.includes(folder)) break
    await wait(glanceMs)
  }
  const noted = await readNote(folder)
  if (noted && (await whoIs(noted.pid, folder)) === 'stranger') await rm(noteOf(folder), { force: true })
}

/** Undefined where the process has gone or its folder is none of our business. */
function workingFolder(pid: string): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined)
}

/** Starts the server in a session of its own, so that Ctrl-C in a terminal reaches only Node, which stops in order. */
async function launch(place: PostmasterPlace): Promise<boolean> {
  const log = openSync(place.logFile, 'a', 0o600)
  // The folder list is split at commas and blanks unless quoted.
  const socket = `"${place.socketFolder.replaceAll('"', '""')}"`
  const child = spawn(
    place.binaries.postgres,
    ['-D', place.folder, '-k', socket, ...serverSettings(totalmem())],
    { ...place.identity, env: serverEnvironment, cwd: '/', detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  child.unref()
  let hasEnded = false
  child.on('error', () => {
    hasEnded = true
  })
  child.on('exit', () => {
    hasEnded = true
  })
  const until = performance.now() + readyMs
  while (!hasEnded && performance.now() < until) {
    const noted = await readNote(place.folder)
    if (noted?.pid === child.pid && noted?.isReady) return true
    await wait(glanceMs)
  }
  return false
}

/**
 * Ends all connections, writes a checkpoint and ends (`fast`); if that takes over a minute, without the checkpoint
 * (`immediate`): the next start then recovers from the log of changes, nothing is lost.
 */
export async function stopPostmaster(folder: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const noted = await readNote(folder)
    if (noted === undefined || (await whoIs(noted.pid, folder)) !== 'ours') return
    process.kill(noted.pid, signal)
    if (await hasEnded(noted.pid, folder)) return
  }
}

async function hasEnded(pid: number, folder: string): Promise<boolean> {
  const until = performance.now() + stopMs
  while (performance.now() < until) {
    if ((await whoIs(pid, folder)) !== 'ours') return true
    await wait(glanceMs)
  }
  return false
}
