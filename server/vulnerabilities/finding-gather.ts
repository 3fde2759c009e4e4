import type { StatementState } from '@maek/domain/vulnerabilities/statement.ts'
import { openFinding, type Settled } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import type { Narrowed } from './finding-filter.ts'
import type { Key } from './finding-mark.ts'
import { type Add, afterAll, orders, parameters, type Wanted } from './finding-order.ts'

/*
 * Lists that begin at few names (a component, an id, what is in KEV): their findings are put in order by the
 * database, so the cost is that of the names and not of the table.
 */

export type Gathered = Key & Pick<Settled, 'state' | 'until'>

type Asked = { readonly wanted: Wanted; readonly narrowed: Narrowed }

type Row = Key & { readonly state: StatementState; readonly decided_until: string | null }

/** The findings in question, in order, after the mark, as many as wanted. */
export async function gather(client: pg.PoolClient, organisation: string, asked: Asked): Promise<Gathered[]> {
  const { wanted, narrowed } = asked
  const { values, add } = parameters(organisation)
  const order = orders[wanted.sort]
  const by = wanted.sort === 'epss' ? 'coalesce(one.likelihood, -1)' : `finding.${order.own}`
  const likelihood =
    wanted.sort === 'epss'
      ? 'left join found_vulnerability one on one.org_id = $1 and one.vulnerability = finding.vulnerability'
      : ''
  const named =
    narrowed.components === null
      ? 'finding.vulnerability = named.name'
      : 'finding.component = named.component'
  const text = `with named as materialized (${namesIn(narrowed, add)})
    select encode(component, 'hex') as component, vulnerability, state, decided_until::text,
      ${order.own}${wanted.sort === 'due' ? '::text' : ''} as by
    from (select finding.component, finding.vulnerability, finding.state, finding.decided_until, ${by} as ${order.own}
      from named join finding on finding.org_id = $1 and ${named} ${likelihood}
      where ${conditions(asked, add).join(' and ')}) found
    where true ${afterAll(wanted.mark, order, add)}
    order by found.${order.own} ${order.beyond === '<' ? 'desc' : ''}, found.${order.first}, found.${order.second}
    limit ${wanted.limit}`
  const found = await client.query<Row>(text, values)
  return found.rows.map(({ by: place, component, vulnerability, ...row }) => ({
    by: place,
    component,
    vulnerability,
    ...effective(row, wanted.today),
  }))
}

function effective(row: Omit<Row, keyof Key>, today: string): Pick<Settled, 'state' | 'until'> {
  const isLapsed = row.decided_until !== null && row.decided_until < today
  return isLapsed ? openFinding : { state: row.state, until: row.decided_until }
}

/** The names the list begins at, worked out first: functions of a row keep PostgreSQL from the indexes. */
function namesIn({ components, vulnerabilities }: Narrowed, add: Add): string {
  return components === null
    ? `select name from json_array_elements_text(${add(JSON.stringify(vulnerabilities))}) as given(name)`
    : `select decode(key, 'hex') as component from json_array_elements_text(${add(JSON.stringify(components))}) as given(key)`
}

function conditions({ wanted, narrowed }: Asked, add: Add): string[] {
  const where = ['finding.is_standing', stateCondition(wanted, add)]
  if (narrowed.vulnerabilities !== null && narrowed.components !== null)
    where.push(`finding.vulnerability = any(${add(narrowed.vulnerabilities)}::text[])`)
  if (wanted.grades !== null) {
    const ranges = wanted.grades.map(([low, high]) => `finding.grade between ${add(low)} and ${add(high)}`)
    where.push(`(${ranges.join(' or ')})`)
  }
  return where
}

function stateCondition({ states, today }: Wanted, add: Add): string {
  if (states.length === 0) return 'false'
  const lapsed = `finding.decided_until < ${add(today)}::date`
  const named = states.map((state) => `'${state}'`).join(', ')
  const holds = `finding.state in (${named}) and (finding.decided_until is null or not ${lapsed})`
  return `(${holds}${states.includes('in-triage') ? ` or ${lapsed}` : ''})`
}
