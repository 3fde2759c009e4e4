import type { Actor } from '@maek/domain/record.ts'
import { openApp } from '@maek/server/http/app.ts'
import { listRecordsHandler } from '@maek/server/records/list.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { benchActor, fill, inHouse, kindNamed, type Place, p95 } from './house.ts'
import type { BenchRow } from './row.ts'

const records = 100_000
const bound = 'p95 under 50 ms'

/** Lists of one kind with 100,000 records, asked through the HTTP door as the page asks. */
export async function benchLists(place: Place): Promise<BenchRow[]> {
  return inHouse(place, async (house) => {
    const actor = await benchActor(house)
    const kind = kindNamed('supplier')
    const bodyOf = (n: number) => ({
      kind,
      body: {
        name: `공급자 ${n} Supplier ${(n * 7919) % records}`,
        supplies: ['cloud'],
        offering: `GPU ${n}`,
        criticality: (['high', 'medium', 'low'] as const)[n % 3],
        outsourcedProcess: n % 2 === 0,
        handlesPersonalData: false,
      },
    })
    await fill(house, actor, { count: records, bodyOf })
    const ask = asker(house, actor)
    const rows: BenchRow[] = []
    const sorted = Object.entries(kind.fields).find(([, field]) => field.sorted)?.[0] ?? 'title'
    for (const [what, query] of [
      ['newest first', ''],
      ['sorted by title', 'sort=title'],
      [`sorted by field ${sorted}`, `sort=${sorted}`],
      ['filtered by state, sorted by title', 'state=candidate&sort=title'],
      ['searched, two Korean syllables', `q=${encodeURIComponent('급자')}`],
      ['searched, a rare word', `q=${encodeURIComponent('supplier 4711')}`],
    ]) {
      const first = await p95(40, () => ask(query ?? ''))
      const deep = await deepPage(ask, query ?? '')
      rows.push(
        row(`${place.name}: 100,000 records, ${what}, first page`, first),
        row(`${place.name}: 100,000 records, ${what}, page 200`, deep),
      )
    }
    return rows
  })
}

/** Search is measured without a bound: under row-level security PostgreSQL may not use its trigram index for LIKE. */
function row(what: string, ms: number): BenchRow {
  if (what.includes('searched'))
    return { what, measured: `${ms.toFixed(1)} ms`, ratio: null, bound: '', met: null }
  return { what, measured: `${ms.toFixed(1)} ms`, ratio: null, bound, met: ms < 50 }
}

type Ask = (query: string) => Promise<{ next: string | null }>

function asker(house: OpenHouse, actor: Actor): Ask {
  const app = openApp({ ...house, people: { ...house.people, actorOf: async () => actor } }, [
    listRecordsHandler,
  ])
  return async (query) => {
    const answer = await app.request(`/api/records/supplier?${query}`)
    if (answer.status !== 200) throw new Error(await answer.text())
    const page: { next: string | null } = await answer.json()
    return page
  }
}

/** Walks 200 pages of 50, then times the page reached. */
async function deepPage(ask: Ask, query: string): Promise<number> {
  let after = ''
  for (let page = 1; page < 200; page += 1) {
    const { next } = await ask(`${query}${after}`)
    if (next === null) return Number.NaN
    after = `&after=${encodeURIComponent(next)}`
  }
  return p95(40, () => ask(`${query}${after}`))
}

if (import.meta.main) {
  for (const row of await benchLists({
    name: process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded',
    url: process.env.DATABASE_URL,
  })) {
    process.stdout.write(`${row.what}: ${row.measured}\n`)
  }
}
