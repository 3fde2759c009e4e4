import type { Actor } from '@maek/domain/record.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import { openApp } from '@maek/server/http/app.ts'
import type { OpenHouse } from '@maek/server/start.ts'
import { gradesAsked, statesAsked } from '@maek/server/vulnerabilities/finding-filter.ts'
import { pageOf } from '@maek/server/vulnerabilities/finding-order.ts'
import { triageHandlers } from '@maek/server/vulnerabilities/triage-handlers.ts'
import { fillFindings, fillVulnerabilities } from './findings-filled.ts'
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
      const { devices, releases } = await fillFindings(house, actor, { from, to })
      from = to
      for (const [what, query] of [
        ['by severity', 'sort=severity'],
        ['by EPSS', 'sort=epss'],
        ['open only, by severity', 'sort=severity&state=in-triage'],
        ['open only, by EPSS', 'sort=epss&state=in-triage'],
        ['of one device, by severity', `sort=severity&device=${devices[0]}`],
        ['of one release, open only, by EPSS', `sort=epss&state=in-triage&release=${releases[0]}`],
      ] as const) {
        for (const [page, found] of Object.entries(await measure(house, actor, query))) {
          const name = `${what}, ${page}`
          const known = before.get(name)
          rows.push({
            what: `${place.name}: ${to / 1_000_000} M findings, ${name}`,
            measured: `p50 ${found.p50.toFixed(1)} ms, p95 ${found.p95.toFixed(1)} ms`,
            ratio: known === undefined ? null : found.p50 / known,
            bound: known === undefined ? bound : `${bound}, at most 1.5 of the smaller table`,
            met: found.p95 < boundMs && (known === undefined || found.p50 <= 1.5 * known),
          })
          before.set(name, found.p50)
        }
      }
      rows.push(...(await plans(house, actor, `${place.name}: ${to / 1_000_000} M findings`)))
    }
    return rows
  })
}

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

/** The statement of each list as PostgreSQL means to run it: indexes only, and how few rows they touch. */
async function plans(house: OpenHouse, actor: Actor, where: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const sort of ['severity', 'epss', 'found', 'due'] as const) {
    const { text, values } = pageOf({
      sort,
      states: statesAsked({}),
      grades: gradesAsked({}),
      mark: null,
      today: '2026-11-22',
      limit: rowsPerPage + 1,
    })
    const plan = await withOrganisation(house.database, actor.organisation, async (client) => {
      const found = await client.query<{ 'QUERY PLAN': unknown }>(
        `explain (analyze, buffers, format json) ${text}`,
        [actor.organisation, ...values.slice(1)],
      )
      return JSON.stringify(found.rows[0]?.['QUERY PLAN'])
    })
    const indexes = new Set([...plan.matchAll(/"Index Name":"([^"]+)"/g)].map((match) => match[1]))
    const whole = /"Node Type":"Seq Scan"[^{}]*"Relation Name":"finding"/.test(plan)
    const blocks = [...plan.matchAll(/"Shared (?:Hit|Read) Blocks":(\d+)/g)].slice(0, 2)
    rows.push({
      what: `${where}, plan by ${sort}`,
      measured: `${[...indexes].join(', ')}; ${blocks.reduce((sum, [, n]) => sum + Number(n), 0)} blocks`,
      ratio: null,
      bound: 'indexes only',
      met: !whole,
    })
  }
  return rows
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number)
  const place = { name: process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded', url: process.env.DATABASE_URL }
  for (const row of await benchFindings(place, sizes.length > 0 ? sizes : undefined)) {
    const ratio = row.ratio === null ? '' : ` (${row.ratio.toFixed(2)}×)`
    process.stdout.write(`${row.met ? '✓' : '✗'} ${row.what}: ${row.measured}${ratio}\n`)
  }
}
