import type { Actor } from '@maek/domain/record.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import { openApp } from '@maek/server/http/app.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { gradesAsked, statesAsked } from '@maek/server/vulnerabilities/finding-filter.ts'
import { pageOf, type Wanted } from '@maek/server/vulnerabilities/finding-order.ts'
import { byLikelihood, bySeverity, type Query, sorted } from '@maek/server/vulnerabilities/finding-places.ts'
import { takeInFeed } from '@maek/server/vulnerabilities/import.ts'
import { triageHandlers } from '@maek/server/vulnerabilities/triage-handlers.ts'
import { type Filled, fillFindings, fillVulnerabilities } from './findings-filled.ts'
import { benchActor, inHouse, type Place } from './house.ts'
import type { BenchRow } from './row.ts'

/* W4: lists of 1 million and of 10 million findings through the HTTP door, first page and page 1,000. */

const bound = 'p95 under 100 ms'
const boundMs = 100
const runs = 60
const rowsPerPage = 50
const deepPage = 1000

export async function benchFindings(
  place: Place,
  sizes: readonly number[] = [1_000_000, 10_000_000],
): Promise<BenchRow[]> {
  return inHouse(place, async (house) => {
    const actor = await benchActor(house)
    await fillVulnerabilities(house, actor)
    const rows: BenchRow[] = []
    const before = new Map<string, number>()
    let from = 0
    for (const to of sizes) {
      const filled = await fillFindings(house, actor, { from, to })
      from = to
      const where = `${place.name}: ${to / 1_000_000} M findings`
      rows.push(...(await measureLists(house, actor, { filled, where, before })))
    }
    return rows
  })
}

type Measured = {
  readonly filled: Filled
  readonly where: string
  /** What the smaller table took, by the name of the list. */
  readonly before: Map<string, number>
}

export async function measureLists(
  house: OpenHouse,
  actor: Actor,
  { filled, where, before }: Measured,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const [what, query] of listsOf(filled)) {
    for (const [page, found] of Object.entries(await measure(house, actor, query))) {
      const name = `${what}, ${page}`
      const known = before.get(name)
      rows.push({
        what: `${where}, ${name}`,
        measured: `p50 ${found.p50.toFixed(1)} ms, p95 ${found.p95.toFixed(1)} ms`,
        ratio: known === undefined ? null : found.p50 / known,
        bound: known === undefined ? bound : `${bound}, at most 1.5 of the smaller table`,
        met: found.p95 < boundMs && (known === undefined || found.p50 <= 1.5 * known),
      })
      before.set(name, found.p50)
    }
  }
  for (const plan of await plans(house, actor, filled.sboms[0] ?? '')) {
    const known = before.get(plan.what)
    before.set(plan.what, plan.blocks)
    rows.push({
      what: `${where}, plan ${plan.what}`,
      measured: `${plan.indexes.join(', ')}; ${plan.blocks} blocks`,
      ratio: known === undefined ? null : plan.blocks / known,
      bound: 'indexes only; as few blocks in the larger table (at most 1.5, or under 100)',
      met: plan.isIndexed && (known === undefined || plan.blocks <= Math.max(100, 1.5 * known)),
    })
  }
  rows.push(...(await epssDays(house, where)))
  return rows
}

const listsOf = ({ devices, releases }: Filled): readonly (readonly [what: string, query: string])[] => [
  ['by severity', 'sort=severity'],
  ['by EPSS', 'sort=epss'],
  ['open only, by severity', 'sort=severity&state=in-triage'],
  ['open only, by EPSS', 'sort=epss&state=in-triage'],
  ['of one device, by severity', `sort=severity&device=${devices[0]}`],
  ['of one device, by EPSS', `sort=epss&device=${devices[1]}`],
  ['of one device, by day due', `sort=due&device=${devices[2]}`],
  ['of one release, open only, by severity', `sort=severity&state=in-triage&release=${releases[3]}`],
  ['of one release, open only, by EPSS', `sort=epss&state=in-triage&release=${releases[0]}`],
]

type Times = { readonly p50: number; readonly p95: number }

async function measure(house: OpenHouse, actor: Actor, query: string): Promise<Record<string, Times>> {
  const ask = asker(house, actor)
  const first = await timed(() => ask(`${query}&limit=${rowsPerPage}`))
  let after = ''
  for (let row = 0; row < (deepPage - 1) * rowsPerPage; row += 200) {
    const { next } = await ask(`${query}&limit=200${after}`)
    // A device has fewer pages: then the last one is measured.
    if (next === null) break
    after = `&after=${encodeURIComponent(next)}`
  }
  return {
    'first page': first,
    [`page ${deepPage} (or the last)`]: await timed(() => ask(`${query}&limit=${rowsPerPage}${after}`)),
  }
}

async function timed(act: () => Promise<unknown>): Promise<Times> {
  const times: number[] = []
  for (let n = 0; n < 5; n += 1) await act()
  for (let n = 0; n < runs; n += 1) {
    const from = performance.now()
    await act()
    times.push(performance.now() - from)
  }
  times.sort((left, right) => left - right)
  const at = (part: number) => times[Math.ceil(times.length * part) - 1] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

function asker(house: OpenHouse, actor: Actor) {
  const app = openApp({ ...house, people: { ...house.people, actorOf: async () => actor } }, triageHandlers)
  return async (query: string): Promise<{ next: string | null }> => {
    const answer = await app.request(`/api/findings?${query}`)
    if (answer.status !== 200) throw new Error(await answer.text())
    const page: { next: string | null } = await answer.json()
    return page
  }
}

type Plan = {
  readonly what: string
  readonly indexes: readonly string[]
  readonly blocks: number
  readonly isIndexed: boolean
}

/** The statement of each list as PostgreSQL runs it: by indexes only, and how few blocks it touches. */
async function plans(house: OpenHouse, actor: Actor, sbom: string): Promise<Plan[]> {
  const { organisation } = actor
  const wanted = (sort: Wanted['sort'], asked: { state?: 'in-triage' }): Wanted => ({
    sort,
    states: statesAsked(asked),
    grades: gradesAsked({}),
    mark: null,
    today: '2026-11-22',
    limit: rowsPerPage + 1,
  })
  const asked = (sort: Wanted['sort']) => ({
    wanted: wanted(sort, { state: 'in-triage' }),
    narrowed: { components: null, vulnerabilities: null },
    sboms: [sbom],
  })
  const whole = (['severity', 'epss', 'found', 'due'] as const).map((sort) => {
    const { text, values } = pageOf(wanted(sort, {}))
    return { what: `by ${sort}`, query: { text, values: [organisation, ...values.slice(1)] } }
  })
  const queries: readonly { readonly what: string; readonly query: Query }[] = [
    ...whole,
    { what: 'of one release, open only, by severity', query: bySeverity(organisation, asked('severity')) },
    { what: 'of one release, open only, by EPSS', query: byLikelihood(organisation, asked('epss'), 5000) },
    { what: 'of one release, open only, by day due', query: sorted(organisation, asked('due')) },
  ]
  const found: Plan[] = []
  for (const { what, query } of queries) {
    const plan = await withOrganisation(house.database, organisation, async (client) => {
      const explained = await client.query<{ 'QUERY PLAN': unknown }>(
        `explain (analyze, buffers, format json) ${query.text}`,
        [...query.values],
      )
      return JSON.stringify(explained.rows[0]?.['QUERY PLAN'])
    })
    const blocks = [...plan.matchAll(/"Shared (?:Hit|Read) Blocks":(\d+)/g)].slice(0, 2)
    found.push({
      what,
      indexes: [...new Set([...plan.matchAll(/"Index Name":"([^"]+)"/g)].map((match) => match[1] ?? ''))],
      blocks: blocks.reduce((sum, [, n]) => sum + Number(n), 0),
      isIndexed: !/"Node Type":"Seq Scan"[^{}]*"Relation Name":"find/.test(plan),
    })
  }
  return found
}

const epssRows = 300_000
let epssDay = Date.parse('2026-11-01T00:00:00Z')

/** Two days' files, in which every vulnerability moves: the first brings them, the second changes them. */
async function epssDays(house: OpenHouse, where: string): Promise<BenchRow[]> {
  const seconds: number[] = []
  for (let day = 1; day <= 2; day += 1) {
    epssDay += 86_400_000
    const lines = Array.from({ length: epssRows }, (_, n) => {
      const epss = ((n * 7919 + (epssDay / 86_400_000) * 31_337) % 99_991) / 99_991
      return `CVE-2026-${100_000 + n},${epss.toFixed(5)},0.5`
    })
    const head = `#model_version:v1,score_date:${new Date(epssDay).toISOString().slice(0, 10)}T00:00:00+0000`
    const bytes = Buffer.from(`${head}\ncve,epss,percentile\n${lines.join('\n')}\n`)
    const from = performance.now()
    const taken = await takeInFeed(house, { bytes, name: 'epss.csv', source: 'epss' })
    if (!taken.ok) throw new Error(taken.refusal.because.en)
    seconds.push((performance.now() - from) / 1000)
  }
  const [first = 0, second = 0] = seconds
  return [
    {
      what: `${where}, a day's EPSS of ${epssRows} vulnerabilities, all of them moved`,
      measured: `${second.toFixed(1)} s; the first ${first.toFixed(1)} s; no finding is written`,
      ratio: null,
      bound: '',
      met: null,
    },
  ]
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number)
  const place = { name: process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded', url: process.env.DATABASE_URL }
  for (const row of await benchFindings(place, sizes.length > 0 ? sizes : undefined)) {
    const ratio = row.ratio === null ? '' : ` (${row.ratio.toFixed(2)}×)`
    process.stdout.write(`${row.met ? '✓' : '✗'} ${row.what}: ${row.measured}${ratio}\n`)
  }
}
