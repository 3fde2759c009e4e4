import { type StatementState, statementStates } from '@maek/domain/vulnerabilities/statement.ts'
import { mostUrgent, type Settled } from '@maek/domain/vulnerabilities/triage.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../test/house-records.ts'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import type { Key, Sort } from './finding-mark.ts'
import { type Asked, countPlaced, type Placed, readPlaced } from './finding-places.ts'
import { spreadSignals } from './signals.ts'
import { advisoryOf } from './test/archives.ts'
import { notAffected, type TriageHouse, triageHouse } from './test/triage-house.ts'

/* Every list of some SBOMs, page by page, against one that is put together from the records alone. */

let at: TriageHouse
let sboms: string[]
const today = '2026-11-30'
const ids = Array.from({ length: 24 }, (_, n) => `OSV-${String(n).padStart(2, '0')}`)
const vectors = [
  'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:L',
  'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N',
]
beforeAll(async () => {
  at = await triageHouse()
  const releases = [await at.release('1.0.0'), await at.release('2.0.0'), await at.release('3.0.0')]
  const [first = '', second = '', third = ''] = releases
  sboms = [
    await at.sbom(first, 'brittle@1.0.0', 'brittle@1.1.0'),
    await at.sbom(second, 'brittle@1.1.0', 'brittle@1.2.0'),
    await at.sbom(third, 'brittle@1.1.0', 'brittle@1.3.0', 'frail@1.0.0'),
  ]
  await at.feed(
    ...ids.map((id, n) =>
      advisoryOf(id, n % 4 === 3 ? {} : { severity: [{ type: 'CVSS_V3', score: vectors[n % 4] }] }),
    ),
  )
  await at.house.database.owner.query(
    `insert into vulnerability_signal (vulnerability, epss) select id, (n % 5) / 10.0
     from unnest($1::text[]) with ordinality as given(id, n) where n % 3 > 0`,
    [ids],
  )
  await inside((client) =>
    inTransaction(client, () => spreadSignals(client, at.organisation, at.house.now())),
  )
  const rows = (from: number, to: number) => ids.slice(from, to).map((vulnerability) => ({ vulnerability }))
  const accepted = { outcome: 'accepted', detail: '낮다.', control: 'controlled' }
  await at.decided({ ...notAffected, vulnerabilities: rows(0, 8), scope: 'release', releases: [first] })
  await at.decided({ ...notAffected, vulnerabilities: rows(4, 6), scope: 'all' })
  await at.decided({ ...accepted, vulnerabilities: rows(6, 12), scope: 'all', expiresOn: '2026-12-10' })
  // Past on the day of the lists, and written down by nobody: in one release, and wherever it is found.
  await at.decided({ ...accepted, vulnerabilities: rows(14, 16), scope: 'all', expiresOn: '2026-11-25' })
  await at.decided({
    ...accepted,
    vulnerabilities: rows(12, 14),
    scope: 'release',
    releases: [second],
    expiresOn: '2026-11-25',
  })
})
afterAll(() => at.house.close())

const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(at.house.database, at.organisation, work)

type Row = {
  component: string
  vulnerability: string
  name: string
  grade: number
  found_at: string
  found_on: string
  likelihood: number
}

type Expected = Row & { readonly state: StatementState; readonly until: string | null; readonly due: string }

/** From statements, which read the records: each finding with its state over these SBOMs on the day. */
async function naive(chosen: readonly string[]): Promise<Expected[]> {
  const rows = await rowsOf<Row>(
    at.house,
    at.organisation,
    `select encode(component, 'hex') as component, finding.vulnerability, grade, found_at,
       ((found_at at time zone 'UTC')::date + 10)::text as found_on, likelihood,
       version.name || '@' || version.version || ' ' || finding.vulnerability as name
     from finding join component_version version on version.org_id = finding.org_id and version.key = component
     join found_vulnerability one on one.org_id = finding.org_id and one.vulnerability = finding.vulnerability`,
  )
  const parts = new Map<string, Settled[]>()
  at.house.at(`${today}T12:00:00.000Z`)
  for (const sbom of chosen) {
    for (const [name, state] of Object.entries(await at.statesIn(sbom))) {
      const until = state === 'accepted' ? '2026-12-10' : null
      const known = statementStates.find((one) => one === state)
      if (known) parts.set(name, [...(parts.get(name) ?? []), { state: known, until, by: null }])
    }
  }
  return rows.flatMap((row) => {
    const own = parts.get(row.name)
    if (!own) return []
    const { state, until } = mostUrgent(own)
    return [{ ...row, state, until, due: state === 'in-triage' ? row.found_on : (until ?? '9999-12-31') }]
  })
}

const compare = (left: string | number, right: string | number) => (left < right ? -1 : left > right ? 1 : 0)
const inOrder: { readonly [S in Sort]: (left: Expected, right: Expected) => number } = {
  severity: (a, b) => b.grade - a.grade || byKey(a, b),
  found: (a, b) => compare(b.found_at, a.found_at) || byKey(a, b),
  due: (a, b) => compare(a.due, b.due) || byKey(a, b),
  epss: (a, b) =>
    b.likelihood - a.likelihood ||
    compare(a.vulnerability, b.vulnerability) ||
    compare(a.component, b.component),
}
function byKey(a: Expected, b: Expected): number {
  return compare(a.component, b.component) || compare(a.vulnerability, b.vulnerability)
}

const shown = ({ component, vulnerability, state, until }: Omit<Placed, 'by' | 'due_on'>) =>
  [component, vulnerability, state, until].join(' ')

/** All pages, five rows each. */
async function pages(
  asked: Omit<Asked, 'wanted'> & { readonly wanted: Omit<Asked['wanted'], 'mark' | 'limit'> },
) {
  const seen: Placed[] = []
  for (let mark: Key | null = null; ; ) {
    const wanted: Asked['wanted'] = { ...asked.wanted, mark, limit: 5 }
    const rows: Placed[] = await inside((client) => readPlaced(client, at.organisation, { ...asked, wanted }))
    seen.push(...rows)
    const last: Placed | undefined = rows.at(-1)
    if (!last || rows.length < wanted.limit) return seen
    mark = last
  }
}

const nothing = { components: null, vulnerabilities: null }
const always = { manyFindings: 0, walkedMax: 1000 }
const shortWalk = { manyFindings: 0, walkedMax: 7 }
const someStates: readonly (readonly StatementState[])[] = [
  statementStates,
  ['in-triage'],
  ['accepted'],
  ['not-affected', 'accepted'],
  [],
]

test('every list of one SBOM and of several is what the records say, in order, each finding once', async () => {
  for (const chosen of [sboms.slice(0, 1), sboms.slice(1, 2), sboms.slice(0, 2), sboms]) {
    const expected = await naive(chosen)
    expect(expected.length).toBeGreaterThan(40)
    for (const states of someStates) {
      for (const grades of [null, [[1000, 1199] as const, [0, 199] as const]]) {
        for (const [sort, bounds] of [
          ['severity', undefined],
          ['severity', always],
          ['found', undefined],
          ['due', undefined],
          ['epss', undefined],
          ['epss', always],
          ['epss', shortWalk],
        ] as const) {
          const wanted = { sort, states, grades, today }
          const seen = await pages({ wanted, narrowed: nothing, sboms: chosen, ...(bounds && { bounds }) })
          const meant = expected
            .filter(({ state }) => states.includes(state))
            .filter(({ grade }) => grades === null || grade >= 1000 || grade < 200)
            .sort(inOrder[sort])
          expect(seen.map(shown), JSON.stringify({ sort, states, grades, bounds })).toEqual(meant.map(shown))
          expect(seen.map(({ due_on }) => due_on)).toEqual(meant.map(({ due }) => due))
        }
      }
    }
  }
}, 120_000)

test('a list of some SBOMs can begin at names, and no SBOM has no findings', async () => {
  const expected = await naive(sboms)
  const [one] = expected
  const wanted = { sort: 'epss', states: statementStates, grades: null, today } as const
  const vulnerabilities = ids.slice(5, 9)
  const named = await pages({ wanted, narrowed: { ...nothing, vulnerabilities }, sboms, bounds: always })
  const meant = expected.filter(({ vulnerability }) => vulnerabilities.includes(vulnerability))
  expect(named.map(shown)).toEqual(meant.sort(inOrder.epss).map(shown))
  const components = [one?.component ?? '']
  const ofOne = await pages({ wanted, narrowed: { ...nothing, components }, sboms })
  expect(ofOne).toHaveLength(ids.length)
  expect(await pages({ wanted, narrowed: nothing, sboms: [] })).toEqual([])
})

test('counts of some SBOMs add up to their list', async () => {
  const expected = await naive(sboms)
  const counted = await inside((client) => countPlaced(client, at.organisation, { sboms, today }))
  const meant = Object.groupBy(expected, ({ state, grade }) => `${state} ${Math.floor(grade / 200) * 200}`)
  expect(Object.fromEntries(counted.map(({ state, grade, count }) => [`${state} ${grade}`, count]))).toEqual(
    Object.fromEntries(Object.entries(meant).map(([name, rows]) => [name, rows?.length])),
  )
})
