import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { listFindings, triageCounts } from '@maek/domain/vulnerabilities/api.ts'
import { findingSeverities } from '@maek/domain/vulnerabilities/finding-view.ts'
import { statementStates } from '@maek/domain/vulnerabilities/statement.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { described, type KnownState, readAround } from './finding-describe.ts'
import { type Asked, gradesAsked, narrowed, sbomsAsked, statesAsked } from './finding-filter.ts'
import { gather } from './finding-gather.ts'
import { type Key, readMark, writeMark } from './finding-mark.ts'
import { pageOf, type Wanted } from './finding-order.ts'
import { countPlaced, readPlaced } from './finding-places.ts'
import { readRows } from './finding-row.ts'

type Page = z.input<(typeof listFindings)['output']>

const limitUsual = 50

/** A page of findings that stand, as of `now`; `actor` is who “mine” means. */
export async function readFindings(
  client: pg.PoolClient,
  organisation: string,
  asked: Asked & { readonly now: string; readonly actor?: string },
): Promise<Answer<Page>> {
  const sort = asked.sort ?? 'severity'
  const mark = readMark(sort, asked.after)
  if (!mark.ok) return mark
  const limit = asked.limit ?? limitUsual
  const today = asked.now.slice(0, 10)
  const wanted: Wanted = {
    sort,
    states: statesAsked(asked),
    grades: gradesAsked(asked),
    mark: mark.value,
    today,
    limit: limit + 1,
  }
  const sboms = await sbomsAsked(client, organisation, asked)
  const found = await findKeys(client, organisation, { asked, wanted, sboms })
  const keys = found.slice(0, limit)
  const last = found.length > limit ? keys.at(-1) : undefined
  const rows = await readRows(client, organisation, keys)
  const around = await readAround(client, organisation, { rows, sboms, today })
  const known = new Map(keys.map((key) => [`${key.component}:${key.vulnerability}`, key.settled]))
  return accept({
    findings: rows.map((row) => described(row, around, known.get(`${row.component}:${row.vulnerability}`))),
    next: last ? writeMark(sort, last) : null,
  })
}

type FoundKey = Key & { readonly settled?: KnownState }

/** The keys of a page and one more: from the indexes, or from few names where the question begins at some. */
async function findKeys(
  client: pg.PoolClient,
  organisation: string,
  given: {
    readonly asked: Asked & { readonly actor?: string }
    readonly wanted: Wanted
    readonly sboms: readonly string[] | null
  },
): Promise<FoundKey[]> {
  const { asked, wanted, sboms } = given
  const names = await narrowed(client, organisation, { filter: asked, actor: asked.actor ?? null })
  const found =
    sboms !== null
      ? await readPlaced(client, organisation, { wanted, narrowed: names, sboms })
      : names.components !== null || names.vulnerabilities !== null
        ? await gather(client, organisation, { wanted, narrowed: names })
        : null
  if (found !== null)
    return found.map(({ by, component, vulnerability, ...settled }) => ({
      by,
      component,
      vulnerability,
      settled,
    }))
  const { text, values } = pageOf(wanted)
  const [, ...rest] = values
  return (await client.query<Key>(text, [organisation, ...rest])).rows
}

type Counts = z.input<(typeof triageCounts)['output']>['counts']

/** Counting stops here: beyond it nobody needs the number, only that there are more. */
export const countMax = 10_000

/** Findings that stand by state and severity, each counted to a bound. */
export async function countFindings(
  client: pg.PoolClient,
  organisation: string,
  asked: z.output<(typeof triageCounts)['input']> & { readonly now: string },
): Promise<Counts> {
  const today = asked.now.slice(0, 10)
  const sboms = await sbomsAsked(client, organisation, asked)
  if (sboms === null) return countAll(client, organisation, today)
  if (sboms.length === 0) return []
  const counted = await countPlaced(client, organisation, { sboms, today })
  return statementStates.flatMap((state) =>
    findingSeverities.flatMap((severity, place) => {
      const row = counted.find((one) => one.state === state && one.grade === 1000 - 200 * place)
      return row ? [{ state, severity, count: row.count, more: false }] : []
    }),
  )
}

async function countAll(client: pg.PoolClient, organisation: string, today: string): Promise<Counts> {
  const found = await client.query<{ state: string; grade: number; count: number; lapsed: number }>(
    `select asked.state, asked.grade,
       (select count(*)::int from (select 1 from finding where org_id = $1 and is_standing and finding.state = asked.state
         and finding.grade >= asked.grade and finding.grade < asked.grade + 200::smallint limit ${countMax + 1}) counted) as count,
       (select count(*)::int from (select 1 from finding where org_id = $1 and is_standing and decided_until < $2::date
         and finding.state = asked.state and finding.grade >= asked.grade and finding.grade < asked.grade + 200::smallint
         limit ${countMax + 1}) counted) as lapsed
     from unnest($3::text[]) as states(state)
     cross join unnest(array[0, 200, 400, 600, 800, 1000]::smallint[]) as grades(grade)
     cross join lateral (select states.state, grades.grade) asked`,
    [organisation, today, statementStates],
  )
  const lapsedOf = new Map<number, number>()
  for (const { grade, lapsed } of found.rows) lapsedOf.set(grade, (lapsedOf.get(grade) ?? 0) + lapsed)
  return statementStates.flatMap((state) =>
    findingSeverities.flatMap((severity, place) => {
      const row = found.rows.find((one) => one.state === state && one.grade === 1000 - 200 * place)
      if (!row) return []
      const all = state === 'in-triage' ? row.count + (lapsedOf.get(row.grade) ?? 0) : row.count - row.lapsed
      return all <= 0 ? [] : [{ state, severity, count: Math.min(all, countMax), more: all > countMax }]
    }),
  )
}
