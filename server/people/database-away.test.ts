import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { say } from '@maek/domain/words.ts'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { listening } from '../../test/served-house.ts'
import { emailOf, password, type Visitor, visitor } from '../../test/visitor.ts'
import { openDatabase } from '../database/open.ts'
import { handlers } from '../handlers.ts'
import { openApp } from '../http/app.ts'
import { createOrganisation } from '../organisations.ts'
import { furnish, type OpenHouse } from '../start.ts'

/* A database of its own, shut down under a running house as an administrator would do it. */

let folder = ''
let databaseFolder = ''
let house: OpenHouse
let served: Awaited<ReturnType<typeof listening>>
let chief: Visitor
const logged: Readonly<Record<string, unknown>>[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-away-'))
  databaseFolder = await mkdtemp(join(tmpdir(), 'maek-away-database-'))
  const opened = await openDatabase({ folder: databaseFolder })
  if (!opened.ok) throw new Error(opened.refusal.because.en)
  house = await furnish(opened.value, {
    folder,
    address: 'http://localhost:4173',
    say: () => undefined,
    log: (line) => void logged.push(line),
  })
  const name = say('시험', 'Test')
  const organisation = await createOrganisation(house.database, { name, sample: false, at: house.now() })
  const app = openApp(house, handlers)
  chief = await visitor(app, house, { organisation, name: '김관리', roles: ['administrator'] })
  served = await listening((begun) =>
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => begun(port)),
  )
})
afterAll(async () => {
  await served.close()
  await house.close()
  for (const one of [folder, databaseFolder]) await rm(one, { recursive: true })
})

const sessionCalls = [
  ['GET', '/session'],
  ['GET', '/session/list'],
  ['GET', '/records/supplier'],
  ['GET', '/auth/get-session'],
] as const

async function asked(method: string, path: string, json?: object): Promise<Response> {
  const headers = new Headers({ cookie: chief.cookie, 'x-maek': '1', origin: 'http://localhost:4173' })
  if (json) headers.set('content-type', 'application/json')
  return fetch(`${served.address}/api${path}`, { method, headers, body: json ? JSON.stringify(json) : null })
}

async function postmaster(): Promise<number> {
  const note = await readFile(join(databaseFolder, 'cluster', 'postmaster.pid'), 'utf8')
  return Number(note.split('\n')[0])
}

test('while PostgreSQL shuts down, whatever reads the session says so with 503 in words, and works again afterwards', async () => {
  for (const [method, path] of sessionCalls) expect((await asked(method, path)).status, path).toBe(200)
  // What is signed behind the last commit is signed before the server goes: its failure would be no answer's.
  await house.committer.idle()
  await house.checkpoints.idle()
  // A smart shutdown lets connections end by themselves and takes no new one (57P03): ours holds it in that state.
  const holder = await house.database.owner.connect()
  onTestFinished(() => holder.release(true))
  process.kill(await postmaster(), 'SIGTERM')
  await holder.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maek' and pid <> pg_backend_pid()",
  )
  const signIn = ['POST', '/auth/sign-in/email', { email: emailOf('김관리'), password }] as const
  for (const [method, path, json] of [...sessionCalls, signIn]) {
    const told = await asked(method, path, json)
    const text = await told.text()
    expect(told.status, `${path}: ${text}`).toBe(503)
    expect(text).toMatch(/데이터베이스에 연결할 수 없습니다/)
    expect(told.headers.get('retry-after')).toBe('5')
    expect(logged).toContainEqual(expect.objectContaining({ what: 'weather', path: `/api${path}` }))
  }
  expect(logged.filter(({ level }) => level === 'error')).toEqual([])

  process.kill(await postmaster(), 'SIGINT') // fast: the holder is sent away too, and the keeper starts the server again
  const statuses = new Set<number>()
  while (!statuses.has(200)) statuses.add((await asked('GET', '/session')).status)
  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([])
})

test('a connection that the server ends in the midst of a piece of work fails that work, never the house', async () => {
  const client = await house.database.pool.connect()
  const ended = new Promise((resolve) => client.once('end', resolve))
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  await house.database.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await ended
  await expect(client.query('select 1')).rejects.toThrow(/not queryable/)
  client.release(true)
  expect((await asked('GET', '/session')).status).toBe(200)
})
