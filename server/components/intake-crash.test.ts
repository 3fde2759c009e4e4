import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { judgeLog } from '../../test/judge-log.ts'
import {
  databaseProcesses,
  type MortalServer,
  mortalServer,
  type Standing,
  slay,
} from '../../test/mortal-server.ts'
import { withOrganisation } from '../database/scope.ts'
import { openHouse } from '../start.ts'

/* Uploads that share a transaction, while the house is struck dead: each is there whole, or not at all. */

const isLinux = existsSync('/proc/self/task')
const rounds = Number(process.env.MAEK_CRASH_ROUNDS ?? 4)
const clients = 8
const linesMax = 400

let folder = ''
let next: MortalServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-intake-crash-'))
  // Under root the database runs as an account that must pass through.
  await chmod(folder, 0o711)
  next = mortalServer(folder)
})
afterAll(async () => {
  slay([next.child.pid ?? 0, ...(await databaseProcesses(folder).catch(() => []))].filter((pid) => pid > 0))
  await rm(folder, { recursive: true, force: true })
})

const takenShape = z.object({
  record: z.object({ id: z.string() }),
  components: z.number(),
  known: z.boolean(),
})
const madeShape = z.object({ record: z.object({ id: z.string() }) })

const device = {
  name: { ko: '시험 제품', en: 'Test device' },
  modelName: 'T-1',
  family: 'medical-device',
  form: 'standalone',
  ourRole: 'manufacturer',
  markets: ['kr'],
  usesAi: true,
  usesGenerativeAi: false,
  intendedUse: { ko: '시험', en: 'Test' },
}

/** Lines of each upload by its number; what was acknowledged, with the record it became. */
const lineCounts = new Map<number, number>()
const acknowledged = new Map<number, string>()
const unanswered: number[] = []
let release = ''

async function made(standing: Standing, kind: string, body: object): Promise<string> {
  const told = await standing.ask('POST', `/records/${kind}`, { json: { body } })
  return madeShape.parse(JSON.parse(told?.text ?? '')).record.id
}

function bytesOf(upload: number): Uint8Array<ArrayBuffer> {
  const count = lineCounts.get(upload) ?? randomInt(1, linesMax)
  lineCounts.set(upload, count)
  const components = Array.from({ length: count }, (_, n) => ({
    type: 'library',
    name: n % 3 === 1 ? `shared-${n}` : `own-${upload}-${n}`,
    version: '1',
    purl: n % 3 === 1 ? `pkg:npm/shared-${n}@1` : `pkg:npm/own-${upload}-${n}@1`,
  }))
  return new TextEncoder().encode(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }))
}

async function client(standing: Standing, isOver: () => boolean, count: () => void): Promise<void> {
  while (!isOver()) {
    const upload = unanswered.shift() ?? lineCounts.size
    const bytes = bytesOf(upload)
    const told = await standing.ask('POST', `/intake/sbom?name=${upload}.json&release=${release}`, { bytes })
    if (told?.status !== 200) {
      unanswered.push(upload)
      if (told === null) return
      expect(told.status, told.text).toBe(503)
      continue
    }
    const { record, components } = takenShape.parse(JSON.parse(told.text))
    expect(components).toBe(lineCounts.get(upload))
    expect(acknowledged.get(upload) ?? record.id).toBe(record.id)
    acknowledged.set(upload, record.id)
    count()
  }
}

async function round(kill: (server: MortalServer) => Promise<void>): Promise<void> {
  const server = next
  const standing = await server.open()
  next = mortalServer(folder)
  const ended = once(server.child, 'exit')
  release ||= await made(standing, 'release', {
    name: '시험 제품 1.0.0',
    version: '1.0.0',
    device: await made(standing, 'device', device),
    purposes: ['initial'],
  })
  const fatal = randomInt(3, 30)
  let count = 0
  let dying: Promise<void> | undefined
  await Promise.all(
    Array.from({ length: clients }, () =>
      client(
        standing,
        () => dying !== undefined,
        () => {
          count += 1
          if (count === fatal) dying = kill(server)
        },
      ),
    ),
  )
  await dying
  slay([server.child.pid ?? 0].filter((pid) => pid > 0))
  await ended
}

test.skipIf(!isLinux)(
  `killed ${rounds} times while uploads share transactions, each upload is there whole or not at all (Linux)`,
  { timeout: 600_000 },
  async () => {
    for (let n = 0; n < rounds; n += 1) {
      await round(async (server) => {
        const database = await databaseProcesses(folder)
        slay(n % 2 === 0 ? [server.child.pid ?? 0] : [...database, server.child.pid ?? 0])
      })
    }
    await judge()
  },
)

const whole = `select id,
  (select count(*)::int from sbom_component line where line.org_id = record.org_id and line.sbom_id = id) as lines,
  (body ->> 'components')::int as told,
  (select count(*)::int from sbom_reading where sbom_reading.org_id = record.org_id and sbom_id = id) as readings,
  (select count(*)::int from act_key where act_key.org_id = record.org_id and record_id = id) as keys,
  (select count(*)::int from file where file.org_id = record.org_id
    and sha256 = decode(body -> 'file' ->> 'sha256', 'hex')) as files
  from record where kind = 'sbom'`

type Whole = { id: string; lines: number; told: number; readings: number; keys: number; files: number }

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
    const organisation = organisations.rows[0]?.id ?? ''
    const { records, lost } = await withOrganisation(house.database, organisation, async (inside) => ({
      records: (await inside.query<Whole>(whole)).rows,
      lost: await inside.query(
        'select 1 from sbom_component where sbom_id not in (select id from record) limit 1',
      ),
    }))
    expect(lost.rows).toEqual([])
    for (const one of records)
      expect(one).toEqual({ ...one, lines: one.told, readings: 1, keys: 1, files: 1 })
    const lines = new Map(records.map((one) => [one.id, one.lines]))
    for (const [upload, id] of acknowledged) expect(lines.get(id)).toBe(lineCounts.get(upload))
    expect(new Set(acknowledged.values()).size).toBe(acknowledged.size)
    await judgeLog(house, organisation)
  } finally {
    await house.close()
  }
}
