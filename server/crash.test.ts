import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { judgeLog } from '../test/judge-log.ts'
import {
  databaseProcesses,
  type MortalServer,
  mortalServer,
  type Standing,
  signerOf,
  slay,
} from '../test/mortal-server.ts'
import { withOrganisation } from './database/scope.ts'
import { type OpenHouse, openHouse } from './start.ts'

// It takes processes by their children in /proc: Linux.
const isLinux = existsSync('/proc/self/task')
/** `npm run test:slow` strikes fifty times. */
const rounds = Number(process.env.MAEK_CRASH_ROUNDS ?? 8)
const clients = 6
const acknowledgedMax = 24

let folder = ''
let next: MortalServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-crash-'))
  // Under root the database runs as an account that must pass through.
  await chmod(folder, 0o711)
  next = mortalServer(folder)
})
afterAll(async () => {
  slay([next.child.pid ?? 0, ...(await databaseProcesses(folder).catch(() => []))].filter((pid) => pid > 0))
  await rm(folder, { recursive: true, force: true })
})

type Wish = { readonly key: string; readonly name: string }
type Acknowledged = { readonly id: string; readonly number: string; readonly version: number }

const acknowledged = new Map<string, Acknowledged>()
const unanswered: Wish[] = []
let wished = 0

const supplierBody = (name: string) => ({
  name,
  supplies: ['cloud'],
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: false,
})

const writtenShape = z.object({
  record: z.object({ id: z.string(), number: z.string(), version: z.number() }),
})

function nextWish(): Wish {
  wished += 1
  return unanswered.shift() ?? { key: `wish-${String(wished).padStart(8, '0')}`, name: `공급자 ${wished}` }
}

/** One client: creates and edits until the server is gone. What was not answered is wished for again later. */
async function client(standing: Standing, isOver: () => boolean, count: () => void): Promise<void> {
  while (!isOver()) {
    const wish = nextWish()
    const made = await standing.ask('POST', '/records/supplier', {
      json: { body: supplierBody(wish.name) },
      key: wish.key,
    })
    if (made?.status !== 200) {
      unanswered.push(wish)
      if (made === null) return
      // While the database is away writes are refused in words, nothing else.
      expect(made.status, made.text).toBe(503)
      expect(made.text).toMatch(/[가-힣]/)
      continue
    }
    const { record } = writtenShape.parse(JSON.parse(made.text))
    const earlier = acknowledged.get(wish.key)
    expect(earlier?.id ?? record.id).toBe(record.id)
    acknowledged.set(wish.key, record)
    count()
    const edited = await standing.ask('PUT', `/records/supplier/${record.id}`, {
      json: { version: record.version, body: supplierBody(`${wish.name} 고침`) },
    })
    if (edited === null) return
    if (edited.status === 200) acknowledged.set(wish.key, writtenShape.parse(JSON.parse(edited.text)).record)
  }
}

/** A round of work; `kill` strikes in the midst of it, after a random number of acknowledged writes. */
async function round(kill: (server: MortalServer) => Promise<void>): Promise<void> {
  const server = next
  const standing = await server.open()
  next = mortalServer(folder)
  const ended = once(server.child, 'exit')
  const fatal = randomInt(1, acknowledgedMax)
  let count = 0
  let dying: Promise<void> | undefined
  const isOver = () => dying !== undefined
  const counted = () => {
    count += 1
    if (count === fatal) dying = kill(server)
  }
  await Promise.all(Array.from({ length: clients }, () => client(standing, isOver, counted)))
  await dying
  slay([server.child.pid ?? 0].filter((pid) => pid > 0))
  await ended
}

test.skipIf(!isLinux)(
  `killed ${rounds} times in the midst of writing, the house loses nothing it acknowledged (Linux)`,
  { timeout: 900_000 },
  async () => {
    for (let n = 0; n < rounds; n += 1) {
      await round(async (server) => {
        const own = server.child.pid ?? 0
        // Now node first, now the database, now both in one breath.
        const database = await databaseProcesses(folder)
        slay(n % 3 === 0 ? [own, ...database] : n % 3 === 1 ? [...database, own] : [own])
      })
    }
    await settle()
    await judge()
  },
)

test.skipIf(!isLinux)(
  'with only the database killed, writes are refused in words until it is back by itself (Linux)',
  { timeout: 300_000 },
  async () => {
    const server = next
    const standing = await server.open()
    next = mortalServer(folder)
    const ended = once(server.child, 'exit')
    for (let n = 0; n < 2; n += 1) {
      slay(await databaseProcesses(folder))
      const before = acknowledged.size
      await Promise.all(
        Array.from({ length: clients }, () =>
          client(
            standing,
            () => acknowledged.size > before + 10,
            () => undefined,
          ),
        ),
      )
    }
    server.child.kill('SIGTERM')
    await ended
    await judge()
  },
)

test.skipIf(!isLinux)(
  'with only the signer killed, nobody notices, and the last act is signed all the same (Linux)',
  { timeout: 300_000 },
  async () => {
    const server = next
    const standing = await server.open()
    next = mortalServer(folder)
    const ended = once(server.child, 'exit')
    const before = acknowledged.size
    for (let n = 0; n < 4; n += 1) {
      const signer = await signerOf(server.child.pid ?? 0)
      if (signer !== undefined) slay([signer])
      const until = before + 6 * (n + 1)
      await client(
        standing,
        () => acknowledged.size >= until,
        () => undefined,
      )
    }
    await untilSigned(standing)
    server.child.kill('SIGTERM')
    await ended
    await judge()
  },
)

const proofShape = z.object({ proof: z.string().nullable() })

/** Asks until the newest checkpoint covers the last act; each answer takes its time, so this is no busy wait. */
async function untilSigned(standing: Standing): Promise<void> {
  const last = [...acknowledged.values()].at(-1)?.id ?? ''
  for (let tries = 0; tries < 5_000; tries += 1) {
    const told = await standing.ask('GET', `/records/supplier/${last}/proof`)
    if (proofShape.parse(JSON.parse(told?.text ?? '')).proof !== null) return
  }
  throw new Error('the last act was never signed')
}

/** Every wish that was not answered is made again with its key; then no wish is open. */
async function settle(): Promise<void> {
  const server = next
  const standing = await server.open()
  next = mortalServer(folder)
  const ended = once(server.child, 'exit')
  while (unanswered.length > 0) {
    const open = unanswered.length
    await client(
      standing,
      () => unanswered.length === 0,
      () => undefined,
    )
    expect(unanswered.length).toBeLessThanOrEqual(open)
  }
  server.child.kill('SIGTERM')
  await ended
}

/** Reads the folder without any of the writing code's own checks and holds it against what was acknowledged. */
async function judge(): Promise<void> {
  const opened = await openHouse({
    folder,
    address: 'http://localhost:4173',
    say: () => undefined,
    log: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.refusal.because.en)
  const house = opened.value
  try {
    const organisations = await house.database.pool.query<{ id: string }>('select id from organisation')
    const id = organisations.rows[0]?.id ?? ''
    await judgeRecords(house, id)
    await judgeLog(house, id)
  } finally {
    await house.close()
  }
}

async function judgeRecords(house: OpenHouse, organisation: string): Promise<void> {
  const found = await withOrganisation(house.database, organisation, (client) =>
    client.query<{ id: string; number: string; version: number; revisions: number }>(
      `select id, number, version, (select count(*)::int from record_revision revision
         where revision.org_id = record.org_id and revision.record_id = record.id) as revisions from record`,
    ),
  )
  const byId = new Map(found.rows.map((row) => [row.id, row]))
  for (const one of acknowledged.values()) {
    const row = byId.get(one.id)
    expect(row?.number).toBe(one.number)
    expect(row?.version).toBeGreaterThanOrEqual(one.version)
  }
  // A key stands for one record, however often its request was repeated across deaths.
  expect(new Set([...acknowledged.values()].map((one) => one.id)).size).toBe(acknowledged.size)
  expect(found.rows.filter((row) => row.revisions !== row.version)).toEqual([])
  const numbers = found.rows.map((row) => Number(row.number.split('-').at(-1))).sort((one, two) => one - two)
  expect(numbers).toEqual(numbers.map((_number, at) => at + 1))
  if (unanswered.length === 0) expect(found.rows.length).toBe(acknowledged.size)
}
