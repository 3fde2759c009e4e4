import type { Body, Kind } from '@maek/domain/kind.ts'
import type { Actor } from '@maek/domain/record.ts'
import { assuranceHandlers } from '@maek/server/assurance/handlers.ts'
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
        ids.push(
          ...(await fill(house, actor, {
            count: 20,
            bodyOf: (n) => ({ kind: kindNamed('device'), body: device(n) }),
          })),
        )
        await fill(house, actor, { count: records - 20, bodyOf: (n) => mixed(n, ids[n % 20] ?? '') })
        const name = `${place.name}: ${records.toLocaleString('en')} records`
        const full = await p95(5, async () => ask({ ...house }, actor))
        const times: number[] = []
        for (let n = 0; n < 20; n += 1) {
          await fill(house, actor, { count: 1, bodyOf: () => mixed(n, ids[0] ?? '') })
          const from = performance.now()
          await ask(house, actor)
          times.push(performance.now() - from)
        }
        const touched = times.sort((a, b) => a - b)[18] ?? Number.NaN
        return [
          {
            what: `${name}, readiness of all catalogues, nothing remembered`,
            measured: `${full.toFixed(0)} ms`,
            ratio: null,
            bound: 'under 1,000 ms',
            met: full < 1000,
          },
          {
            what: `${name}, answers touched by one new record`,
            measured: `${touched.toFixed(1)} ms`,
            ratio: null,
            bound: 'under 50 ms',
            met: touched < 50,
          },
        ]
      })),
    )
  }
  return rows
}

/** Readiness through the HTTP door. A house object that was never asked before remembers nothing. */
async function ask(house: OpenHouse, actor: Actor): Promise<void> {
  const app = openApp(
    { ...house, people: { ...house.people, actorOf: async () => actor } },
    assuranceHandlers,
  )
  const answer = await app.request('/api/readiness')
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
