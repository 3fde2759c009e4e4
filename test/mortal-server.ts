import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const program = fileURLToPath(new URL('./serving-program.ts', import.meta.url))

/** A server in a process of its own, for tests that kill it. */
export type MortalServer = {
  readonly open: () => Promise<Standing>
  readonly child: ChildProcess
}

export type Standing = {
  readonly organisation: string
  readonly ask: (
    method: string,
    path: string,
    asked?: { json?: unknown; bytes?: Uint8Array<ArrayBuffer>; key?: string },
  ) => Promise<Told | null>
}

export type Told = { readonly status: number; readonly text: string }

/** Reads its modules at once and opens the folder only when told to: the next one stands ready while one dies. */
export function mortalServer(folder: string): MortalServer {
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', () => undefined)
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    said = (said + piece.toString()).slice(-4000)
  })
  const first = new Promise<string>((resolve, fail) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => fail(new Error(`the server ended before it stood (${code}): ${said}`)))
  })
  // Whoever never opens it never looks at this promise.
  first.catch(() => undefined)
  return {
    child,
    open: async () => {
      child.stdin.write('open\n')
      const { port, token, organisation } = z
        .object({ port: z.number(), token: z.string(), organisation: z.string() })
        .parse(JSON.parse(await first))
      return { organisation, ask: asker(port, token) }
    },
  }
}

/** Null where the server died before it answered: whether the act was done, only the next one can say. */
function asker(port: number, token: string): Standing['ask'] {
  return async (method, path, asked = {}) => {
    const headers = new Headers({ authorization: `Bearer ${token}` })
    if (asked.json !== undefined) headers.set('content-type', 'application/json')
    if (asked.key !== undefined) headers.set('idempotency-key', asked.key)
    const body = asked.bytes ?? (asked.json === undefined ? null : JSON.stringify(asked.json))
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, { method, headers, body })
      return { status: answer.status, text: await answer.text() }
    } catch {
      return null
    }
  }
}

/** The database's main process and all its children. */
export async function databaseProcesses(folder: string): Promise<number[]> {
  const note = await readFile(join(folder, 'database', 'cluster', 'postmaster.pid'), 'utf8')
  const pid = Number(note.split('\n')[0])
  return [pid, ...(await childrenOf(pid))]
}

/** The signer of a server process. */
export async function signerOf(pid: number): Promise<number | undefined> {
  for (const child of await childrenOf(pid)) {
    const words = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')
    if (words.includes('signer-process')) return child
  }
  return undefined
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')),
  )
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
}

/** As `kill -9`; one that is gone already is as dead. */
export function slay(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}
