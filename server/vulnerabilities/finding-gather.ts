import type { StatementState } from '@maek/domain/vulnerabilities/statement.ts'
import { type Found, type Settled, stateOver } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import type { Narrowed } from './finding-filter.ts'
import type { Key } from './finding-mark.ts'
import { parameters, type Wanted } from './finding-order.ts'
import { byName, readRulingsAbout } from './rulings.ts'
import { placesOf } from './settle.ts'

/*
 * Lists that begin at few names (the SBOMs of a release or device, a component, an id, what is in KEV): their
 * findings are read whole and put in order here, so the cost is that of the names and not of the table.
 */

/** A finding of a list that was read whole, with the state it has where it was asked for. */
export type Gathered = Key & { readonly state: StatementState; readonly until: string | null }

type Row = Found & {
  component: string
  state: StatementState
  decided_until: string | null
  by: number | string
  grade: number
}

const sortColumns = {
  severity: 'finding.grade',
  epss: 'coalesce(one.likelihood, -1)',
  found: 'finding.found_at',
  due: 'finding.due_on::text',
} as const

/** The findings in question, in order, after the mark. States are those in the SBOMs asked for, if any were. */
export async function gather(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly wanted: Wanted; readonly narrowed: Narrowed; readonly sboms: readonly string[] | null },
): Promise<Gathered[]> {
  const { wanted, sboms } = asked
  const rows = await findRows(client, organisation, asked)
  const local =
    sboms === null ? null : await statesIn(client, organisation, { rows, sboms, today: wanted.today })
  const isWanted = new Set(wanted.states)
  return rows
    .map((row) => {
      const lapsed = row.decided_until !== null && row.decided_until < wanted.today
      const settled = local?.get(row) ?? {
        state: lapsed ? ('in-triage' as const) : row.state,
        until: lapsed ? null : row.decided_until,
      }
      const { by, component, vulnerability } = row
      return { by, component, vulnerability, state: settled.state, until: settled.until }
    })
    .filter((row) => isWanted.has(row.state))
    .sort((left, right) => compareKeys(wanted, left, right))
    .filter((row) => wanted.mark === null || compareKeys(wanted, row, wanted.mark) > 0)
}

/** The order of server/vulnerabilities/finding-order.ts. */
function compareKeys({ sort }: Wanted, left: Key, right: Key): number {
  const by = compare(left.by, right.by) * (sort === 'due' ? 1 : -1)
  if (by !== 0) return by
  const component = compare(left.component, right.component)
  const vulnerability = compare(left.vulnerability, right.vulnerability)
  return sort === 'epss' ? vulnerability || component : component || vulnerability
}

// Hexadecimal, ids of ASCII, days and instants in one form: the order of the text is that of the index.
function compare(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0
}

async function findRows(
  client: pg.PoolClient,
  organisation: string,
  { wanted, narrowed, sboms }: Parameters<typeof gather>[2],
): Promise<Row[]> {
  const { values, add } = parameters(organisation)
  const where = ['finding.org_id = $1', 'finding.is_standing']
  const from: string[] = []
  if (sboms !== null)
    from.push(`(select distinct component from sbom_component where org_id = $1
      and sbom_id = any(${add(sboms)}::uuid[])) line
      join finding on finding.org_id = $1 and finding.component = line.component`)
  else if (narrowed.components !== null)
    from.push(
      `(select decode(key, 'hex') as component from json_array_elements_text(${add(
        JSON.stringify(narrowed.components),
      )}) as given(key)) line join finding on finding.org_id = $1 and finding.component = line.component`,
    )
  else
    from.push(`json_array_elements_text(${add(JSON.stringify(narrowed.vulnerabilities))}) as given(name)
      join finding on finding.org_id = $1 and finding.vulnerability = given.name`)
  if (sboms !== null && narrowed.components !== null)
    where.push(`encode(finding.component, 'hex') = any(${add(narrowed.components)}::text[])`)
  if (narrowed.vulnerabilities !== null && (sboms !== null || narrowed.components !== null))
    where.push(`finding.vulnerability = any(${add(narrowed.vulnerabilities)}::text[])`)
  if (wanted.grades !== null)
    where.push(
      `(${wanted.grades.map(([low, high]) => `finding.grade between ${add(low)} and ${add(high)}`).join(' or ')})`,
    )
  if (wanted.sort === 'epss')
    from.push(
      `left join found_vulnerability one on one.org_id = $1 and one.vulnerability = finding.vulnerability`,
    )
  const found = await client.query<Row>(
    `select encode(finding.component, 'hex') as component, finding.vulnerability, finding.aliases, finding.state,
       finding.decided_until::text, ${sortColumns[wanted.sort]} as by, version.unversioned as package, version.purl,
       version.version
     from ${from.join('\n')}
     join component_version version on version.org_id = finding.org_id and version.key = finding.component
     where ${where.join(' and ')}`,
    values,
  )
  return found.rows
}

/**
 * The states that findings have in some SBOMs alone. Where the whole is as mild as can be, no part can differ; where
 * no decision speaks of it, all is in triage.
 */
export async function statesIn<R extends Row | (Found & { component: string; state: StatementState })>(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly rows: readonly R[]; readonly sboms: readonly string[]; readonly today: string },
): Promise<Map<R, Settled>> {
  const rulings = await readRulingsAbout(
    client,
    organisation,
    new Set(given.rows.map((row) => row.vulnerability)),
  )
  const rulingsOf = byName(rulings)
  const spoken = given.rows.flatMap((row) => {
    const own = rulingsOf(row)
    return own.length > 0 ? [{ row, own }] : []
  })
  const places = await placesOf(client, organisation, {
    rows: spoken.map(({ row }) => row),
    sboms: given.sboms,
  })
  const states = new Map<R, Settled>(
    given.rows.map((row) => [row, { state: 'in-triage', until: null, by: null }]),
  )
  for (const { row, own } of spoken)
    states.set(row, stateOver(row, places.get(row.component) ?? [], { rulings: own, today: given.today }))
  return states
}
