import { type StatementState, statementStates } from '@maek/domain/vulnerabilities/statement.ts'
import {
  type Found,
  openFinding,
  type Settled,
  stateOver,
  stateUrgency,
} from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import type { Narrowed } from './finding-filter.ts'
import type { Key } from './finding-mark.ts'
import { afterAll, parameters, type Wanted } from './finding-order.ts'
import { byName, readRulingsAbout } from './rulings.ts'
import { placesOf } from './settle.ts'

/*
 * Lists that begin at few names (the SBOMs of a release or device, a component, an id, what is in KEV): their
 * findings are put in order by the database, so the cost is that of the names and not of the table.
 */

/** A finding with the state it has where it was asked for. */
export type Gathered = Key & { readonly state: StatementState; readonly until: string | null }

type Asked = {
  readonly wanted: Wanted
  readonly narrowed: Narrowed
  readonly sboms: readonly string[] | null
}

type Row = Found & {
  component: string
  state: StatementState
  decided_until: string | null
  by: number | string
}

/**
 * The findings in question, in order, after the mark, as many as wanted. States are those in the SBOMs asked for, if
 * any were: a part is never more urgent than the whole, so only findings at least as urgent are looked at.
 */
export async function gather(client: pg.PoolClient, organisation: string, asked: Asked): Promise<Gathered[]> {
  const { wanted, sboms } = asked
  const isWanted = new Set(wanted.states)
  const found: Gathered[] = []
  let mark = wanted.mark
  for (let limit = wanted.limit * 2; ; limit *= 8) {
    const rows = await findRows(client, organisation, { ...asked, wanted: { ...wanted, mark, limit } })
    const local = sboms && (await statesIn(client, organisation, { rows, sboms, today: wanted.today }))
    for (const row of rows) {
      const { by, component, vulnerability } = row
      const { state, until } = local?.get(row) ?? effective(row, wanted.today)
      if (isWanted.has(state)) found.push({ by, component, vulnerability, state, until })
    }
    mark = rows.at(-1) ?? null
    if (found.length >= wanted.limit || rows.length < limit) return found.slice(0, wanted.limit)
  }
}

function effective(row: Row, today: string): Pick<Settled, 'state' | 'until'> {
  const isLapsed = row.decided_until !== null && row.decided_until < today
  return isLapsed ? openFinding : { state: row.state, until: row.decided_until }
}

const orders = {
  severity: { own: 'grade', type: 'smallint', beyond: '<', first: 'component', second: 'vulnerability' },
  epss: { own: 'likelihood', type: 'real', beyond: '<', first: 'vulnerability', second: 'component' },
  found: { own: 'found_at', type: 'timestamptz', beyond: '<', first: 'component', second: 'vulnerability' },
  due: { own: 'due_on', type: 'date', beyond: '>', first: 'component', second: 'vulnerability' },
} as const

async function findRows(client: pg.PoolClient, organisation: string, asked: Asked): Promise<Row[]> {
  const { wanted } = asked
  const { values, add } = parameters(organisation)
  const order = orders[wanted.sort]
  const by = wanted.sort === 'epss' ? 'coalesce(one.likelihood, -1)' : `finding.${order.own}`
  const likelihood =
    wanted.sort === 'epss'
      ? 'left join found_vulnerability one on one.org_id = $1 and one.vulnerability = finding.vulnerability'
      : ''
  const sorted = `${order.own} ${order.beyond === '<' ? 'desc' : ''}, ${order.first}, ${order.second}`
  const text = `with ${namesIn(asked, add)}
    page as materialized (
      select * from (select finding.component, finding.vulnerability, finding.state, finding.decided_until,
        ${by} as ${order.own} from ${beginning(asked, add)} ${likelihood}
        where ${conditions(asked, add).join(' and ')}) found
      where true ${afterAll(wanted.mark, order, add)} order by ${sorted} limit ${wanted.limit})
    select encode(page.component, 'hex') as component, page.vulnerability, finding.aliases, page.state,
      page.decided_until::text, page.${order.own}${wanted.sort === 'due' ? '::text' : ''} as by,
      version.unversioned as package, version.purl, version.version
    from page join finding on finding.org_id = $1 and finding.component = page.component
      and finding.vulnerability = page.vulnerability
    join component_version version on version.org_id = $1 and version.key = page.component
    order by ${sorted.replaceAll(/component|vulnerability|likelihood|grade|found_at|due_on/g, 'page.$&')}`
  return (await client.query<Row>(text, values)).rows
}

type Add = (value: unknown) => string

/** The names the list begins at, worked out first: functions of a row keep PostgreSQL from the indexes below. */
function namesIn({ narrowed, sboms, wanted }: Asked, add: Add): string {
  if (isOneScan({ sboms, wanted })) return ''
  if (sboms !== null) {
    const given = add(sboms)
    const isShared = milder(wanted)
      ? `, exists (select 1 from sbom_component other where other.org_id = $1 and other.component = line.component
          and other.sbom_id <> all(${given}::uuid[])) as is_shared`
      : ''
    return `named as materialized (select component${isShared} from (select distinct component from sbom_component
        where org_id = $1 and sbom_id = any(${given}::uuid[])) line order by component),`
  }
  if (narrowed.components !== null)
    return `named as materialized (select decode(key, 'hex') as component
      from json_array_elements_text(${add(JSON.stringify(narrowed.components))}) as given(key)),`
  return `named as materialized (select name
    from json_array_elements_text(${add(JSON.stringify(narrowed.vulnerabilities))}) as given(name)),`
}

/**
 * Whether one scan can step from key to key, which is a quarter cheaper than a join that begins anew for each component.
 * Not where something is joined to what it finds: PostgreSQL takes an array for ten keys and would join row by row.
 */
function isOneScan({ sboms, wanted }: Pick<Asked, 'sboms' | 'wanted'>): boolean {
  return sboms !== null && wanted.sort !== 'epss' && milder(wanted) === null
}

function beginning({ narrowed, sboms, wanted }: Asked, add: Add): string {
  if (isOneScan({ sboms, wanted }))
    return `(select * from finding where org_id = $1 and component = any(array(select component from sbom_component
      where org_id = $1 and sbom_id = any(${add(sboms)}::uuid[])))) finding`
  const by =
    sboms === null && narrowed.components === null
      ? 'finding.vulnerability = named.name'
      : 'finding.component = named.component'
  return `named join finding on finding.org_id = $1 and ${by}`
}

function conditions({ wanted, narrowed, sboms }: Asked, add: Add): string[] {
  const where = ['finding.is_standing', stateCondition(wanted, sboms !== null, add)]
  if (sboms !== null && narrowed.components !== null)
    where.push(`encode(finding.component, 'hex') = any(${add(narrowed.components)}::text[])`)
  if (narrowed.vulnerabilities !== null && (sboms !== null || narrowed.components !== null))
    where.push(`finding.vulnerability = any(${add(narrowed.vulnerabilities)}::text[])`)
  if (wanted.grades !== null) {
    const ranges = wanted.grades.map(([low, high]) => `finding.grade between ${add(low)} and ${add(high)}`)
    where.push(`(${ranges.join(' or ')})`)
  }
  return where
}

/**
 * In some SBOMs alone a state can only be milder than in all: then all states at least as urgent are looked at, but
 * only of components that other SBOMs name too. Of the others the whole is the part.
 */
function stateCondition(wanted: Wanted, isLocal: boolean, add: Add): string {
  const { states, today } = wanted
  if (states.length === 0) return 'false'
  const lapsed = `finding.decided_until < ${add(today)}::date`
  const stored = (these: readonly StatementState[]) => {
    const named = these.map((state) => `'${state}'`).join(', ')
    const holds = `finding.state in (${named}) and (finding.decided_until is null or not ${lapsed})`
    return `(${holds}${these.includes('in-triage') ? ` or ${lapsed}` : ''})`
  }
  const urgent = isLocal && milder(wanted)
  return urgent ? `(${stored(states)} or named.is_shared and ${stored(urgent)})` : stored(states)
}

/** States from which a part may be milder and so be wanted; null where these are all wanted themselves. */
function milder({ states }: Wanted): StatementState[] | null {
  const mildest = Math.min(...states.map((state) => stateUrgency[state]))
  const urgent = statementStates.filter((state) => stateUrgency[state] >= mildest)
  return urgent.every((state) => states.includes(state)) ? null : urgent
}

/** The states that findings have in some SBOMs alone. Where no decision speaks of a finding, it is in triage. */
export async function statesIn<R extends Found & { readonly component: string }>(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly rows: readonly R[]; readonly sboms: readonly string[]; readonly today: string },
): Promise<Map<R, Settled>> {
  const states = new Map<R, Settled>(given.rows.map((row) => [row, openFinding]))
  const names = new Set(given.rows.map((row) => row.vulnerability))
  const rulingsOf = byName(await readRulingsAbout(client, organisation, names))
  const spoken = given.rows.flatMap((row) => {
    const own = rulingsOf(row)
    return own.length > 0 ? [{ row, own }] : []
  })
  const rows = spoken.map(({ row }) => row)
  const places = await placesOf(client, organisation, { rows, sboms: given.sboms })
  for (const { row, own } of spoken)
    states.set(row, stateOver(row, places.get(row.component) ?? [], { rulings: own, today: given.today }))
  return states
}
