import type { Body, Kind } from '@maek/domain/kind.ts'
import type { Actor } from '@maek/domain/record.ts'
import { assuranceHandlers } from '@maek/server/assurance/handlers.ts'
import { homeHandler } from '@maek/server/assurance/home.ts'
import { openApp } from '@maek/server/http/app.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { examples as documents } from '../test/examples/documents.ts'
import { examples as governance } from '../test/examples/governance.ts'
import { examples as improvement } from '../test/examples/improvement.ts'
import { examples as products } from '../test/examples/products.ts'
import { examples as risks } from '../test/examples/risks.ts'
import { benchActor, fill, inHouse, kindNamed, type Place, p95 } from './house.ts'
import type { BenchRow } from './row.ts'

/** All catalogues over 10,000 and 100,000 records: from the database with nothing remembered, and after one record more. */
export async function benchReadiness(place: Place): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const records of [10_000, 100_000]) {
    rows.push(
      ...(await inHouse(place, async (house) => {
        const actor = await benchActor(house)
        const ids: string[] = []
        const devices = (n: number) => ({ kind: kindNamed('device'), body: device(n) })
        ids.push(...(await fill(house, actor, { count: 20, bodyOf: devices })))
        await fill(house, actor, { count: records - 20, bodyOf: (n) => mixed(n, ids[n % 20] ?? '') })
        const name = `${place.name}: ${records.toLocaleString('en')} records`
        const full = await p95(5, async () => ask({ ...house, database: { ...house.database } }, actor))
        return [
          row(`${name}, readiness of all catalogues, nothing remembered`, full, 1000),
          ...(await afterOneMore(name, { house, actor, deviceId: ids[0] ?? '' })),
        ]
      })),
    )
  }
  return rows
}

const pages = ['/api/readiness', '/api/readiness/iso-13485', '/api/readiness/iso-13485/4.2.4', '/api/home']
const turnsEach = 4

type Standing = { readonly house: OpenHouse; readonly actor: Actor; readonly deviceId: string }

/** Each page asked right after a record of each kind was added: the slowest of twenty but one. */
async function afterOneMore(name: string, { house, actor, deviceId }: Standing): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const page of pages) {
    await ask(house, actor, page)
    const times: number[] = []
    for (let n = 0; n < turnsEach * (plentiful.length + 1); n += 1) {
      const isDevice = n % (plentiful.length + 1) === plentiful.length
      const added = isDevice ? { kind: kindNamed('device'), body: device(1000 + n) } : mixed(n, deviceId)
      await fill(house, actor, { count: 1, bodyOf: () => added })
      const from = performance.now()
      await ask(house, actor, page)
      times.push(performance.now() - from)
    }
    times.sort((a, b) => a - b)
    rows.push(
      row(
        `${name}, ${page} after one new record`,
        times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN,
        50,
      ),
    )
  }
  return rows
}

function row(what: string, ms: number, bound: number): BenchRow {
  return {
    what,
    measured: `${ms.toFixed(ms < 100 ? 1 : 0)} ms`,
    ratio: null,
    bound: `under ${bound.toLocaleString('en')} ms`,
    met: ms < bound,
  }
}

/** A page through the HTTP door. A database object that was never asked before remembers nothing. */
async function ask(house: OpenHouse, actor: Actor, page = '/api/readiness'): Promise<void> {
  const app = openApp({ ...house, people: { ...house.people, actorOf: async () => actor } }, [
    ...assuranceHandlers,
    homeHandler,
  ])
  const answer = await app.request(page)
  if (answer.status !== 200) throw new Error(await answer.text())
  await answer.arrayBuffer()
}

const sources: Readonly<Record<string, Body>> = {
  ...products,
  ...risks,
  ...governance,
  ...documents,
  ...improvement,
}
const plentiful = ['hazard', 'nonconformity', 'document', 'supplier', 'policy'] as const

/** An example without its links and files, so that it stands alone. */
function alone(kind: Kind): Record<string, unknown> {
  const entries = Object.entries(sources[kind.name] ?? {})
  return Object.fromEntries(
    entries.filter(([name]) => {
      const field = kind.fields[name]
      return field?.reference === undefined && field?.widget !== 'file' && field?.widget !== 'files'
    }),
  )
}

function device(n: number): Body {
  return { ...alone(kindNamed('device')), name: { ko: `기기 ${n}`, en: `Device ${n}` } }
}

/** Records as a large firm has them: mostly hazards and documents, each on one of twenty devices where its kind asks. */
function mixed(n: number, deviceId: string): { kind: Kind; body: Body } {
  const kind = kindNamed(plentiful[n % plentiful.length] ?? 'hazard')
  const body = alone(kind)
  return { kind, body: kind.name === 'hazard' ? { ...body, device: deviceId } : body }
}

if (import.meta.main) {
  const place = { name: process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded', url: process.env.DATABASE_URL }
  for (const row of await benchReadiness(place)) process.stdout.write(`${row.what}: ${row.measured}\n`)
}
