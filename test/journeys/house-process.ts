import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openPool } from '@maek/server/database/pool.ts'
import { inject } from 'vitest'
import { databaseAt } from '../database.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where a house keeps its things: a folder, and a database of its own when the suite runs on an outside PostgreSQL. */
export type Place = { readonly folder: string; readonly environment: NodeJS.ProcessEnv }

export type HouseProcess = {
  readonly address: string
  readonly place: Place
  /** The first line it prints for people, now or later, that has this form: its parts in brackets. */
  readonly line: (form: RegExp) => Promise<readonly string[]>
  /** Everything it logged, for when a test fails. */
  readonly logged: () => string
  /** As Ctrl-C does; gives the exit code. */
  readonly stop: () => Promise<number | null>
}

/** An empty place. With DATABASE_URL set, the run's own server gets an empty database, dropped with the whole run. */
export async function emptyPlace(folder: string): Promise<Place> {
  if (!process.env.DATABASE_URL) return { folder, environment: { ...process.env } }
  const server = inject('database')
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`
  const pool = openPool({ url: server.url, connectionsMax: 1 })
  try {
    await pool.query(`create database ${name}`)
  } finally {
    await pool.end()
  }
  return { folder, environment: { ...process.env, DATABASE_URL: databaseAt(server.url, name) } }
}

/** `npm start` as a process of its own on a free port; resolves when it says that it is ready. */
export async function startHouse(place: Place, ...options: string[]): Promise<HouseProcess> {
  const port = await freePort()
  const program = [join(root, 'server/main.ts'), '--data', place.folder, '--port', String(port), ...options]
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: place.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines = createInterface({ input: child.stdout })
  const said: string[] = []
  let logged = ''
  child.stderr.on('data', (part: Buffer) => {
    logged += part.toString()
  })
  const ended = endOf(child)
  const line = (form: RegExp) =>
    new Promise<readonly string[]>((found, failed) => {
      const look = (text: string) => {
        const match = form.exec(text)
        if (match) found(match.slice(1))
      }
      said.forEach(look)
      lines.on('line', look)
      void ended.then((code) =>
        failed(
          new Error(`the server ended with ${code} and never said ${form}:\n${said.join('\n')}\n${logged}`),
        ),
      )
    })
  lines.on('line', (text) => said.push(text))
  await line(/^Maek is ready: .+$/)
  return {
    address: `http://localhost:${port}`,
    place,
    line,
    logged: () => logged,
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** The one-time link of a first start, as a person would copy it from the terminal. */
export async function claimLink(house: HouseProcess): Promise<string> {
  const [link = ''] = await house.line(/^Become the administrator \(one-time link\): (\S+)$/)
  return link
}

/** A folder of this run that also the database's own user may enter when the tests run as root. */
export async function journeyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-journey-'))
  await chmod(folder, 0o755)
  return folder
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => done(code))
  })
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? done(address.port)
          : failed(new Error('no port was given')),
      )
    })
  })
}
