import { type StatementState, statementStates } from '@maek/domain/vulnerabilities/statement.ts'
import { stateUrgency } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import type { Narrowed } from './finding-filter.ts'
import type { Key } from './finding-mark.ts'
import { type Add, after, afterAll, orders, parameters, type Wanted } from './finding-order.ts'

/*
 * Lists of one release, device or SBOM, read from `finding_place`: one range of a key for each SBOM, so that a page
 * costs the same however much else the organisation has. A finding in several of the SBOMs is one row, in the most
 * urgent state it has in any of them, until the first of their days (domain/vulnerabilities/triage.ts).
 */

/** A finding with the state it has where it was asked for. */
export type Placed = Key & {
  readonly state: StatementState
  readonly until: string | null
  readonly due_on: string
}

export type Asked = {
  readonly wanted: Wanted
  readonly narrowed: Narrowed
  readonly sboms: readonly string[]
  /** For tests, which have few findings. */
  readonly bounds?: Bounds
}

type Bounds = {
  /** With more findings than this the likely vulnerabilities are asked for one by one, until the page is full. */
  readonly manyFindings: number
  /** And no more of them than this: where the likely ones are those of other products, all is put in order. */
  readonly walkedMax: number
}
const usualBounds: Bounds = { manyFindings: 4000, walkedMax: 5000 }

/** The findings of these SBOMs, in order, after the mark, as many as wanted. */
export async function readPlaced(
  client: pg.PoolClient,
  organisation: string,
  asked: Asked,
): Promise<Placed[]> {
  const { wanted, narrowed, sboms } = asked
  if (sboms.length === 0 || wanted.states.length === 0) return []
  const isNarrow = narrowed.components !== null || narrowed.vulnerabilities !== null
  if (wanted.sort === 'severity' && sboms.length === 1) return page(client, bySeverity(organisation, asked))
  const isWhole = !isNarrow && (wanted.sort === 'epss' || wanted.sort === 'severity')
  if (!isWhole || !(await areMany(client, organisation, asked)))
    return page(client, sorted(organisation, asked))
  return wanted.sort === 'epss'
    ? readLikely(client, organisation, asked)
    : readSevere(client, organisation, asked)
}

/** Whether there are more than are quickly put in order. */
async function areMany(client: pg.PoolClient, organisation: string, asked: Asked): Promise<boolean> {
  const { manyFindings } = asked.bounds ?? usualBounds
  const { values, add } = parameters(organisation)
  const text = `select 1 from finding_place where org_id = $1 and ${ofSboms(asked.sboms, add)}`
  return (await countTo(client, { text, values }, manyFindings + 1)) > manyFindings
}

/** Of several SBOMs their first findings, laid together; all of them only where few of those are in a state wanted. */
async function readSevere(client: pg.PoolClient, organisation: string, asked: Asked): Promise<Placed[]> {
  const found = await page(client, bySeverityOfMany(organisation, asked))
  return found.length < asked.wanted.limit ? page(client, sorted(organisation, asked)) : found
}

/**
 * EPSS moves each day for most vulnerabilities, so no placed finding holds it: the likely vulnerabilities are asked
 * for one by one, until the page is full.
 */
async function readLikely(client: pg.PoolClient, organisation: string, asked: Asked): Promise<Placed[]> {
  const { walkedMax } = asked.bounds ?? usualBounds
  const found = await page(client, byLikelihood(organisation, asked, walkedMax))
  if (found.length >= asked.wanted.limit) return found
  // Too few are all there are if the walk came to the last vulnerability, and not to its bound.
  const { values, add } = parameters(organisation)
  const walk = { text: walkOf(asked.wanted, walkedMax, add), values }
  return (await countTo(client, walk, walkedMax)) < walkedMax
    ? found
    : page(client, sorted(organisation, asked))
}

async function page(client: pg.PoolClient, { text, values }: Query): Promise<Placed[]> {
  return (await client.query<Placed>(text, [...values])).rows
}

async function countTo(client: pg.PoolClient, { text, values }: Query, most: number): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::int as count from (select 1 from (${text}) one limit ${most}) counted`,
    [...values],
  )
  return found.rows[0]?.count ?? 0
}

export type Counted = { readonly state: StatementState; readonly grade: number; readonly count: number }

/** How many findings there are of each state and severity; `grade` is the first of the severity. */
export async function countPlaced(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly sboms: readonly string[]; readonly today: string },
): Promise<Counted[]> {
  const { values, add } = parameters(organisation)
  const nothing = { components: null, vulnerabilities: null }
  const found = await client.query<Counted>(
    `select state, grade / 200 * 200 as grade, count(*)::int as count
     from (${ownOf({ ...asked, narrowed: nothing, grades: null }, add)}) own group by 1, 2`,
    values,
  )
  return found.rows
}

export type Query = { readonly text: string; readonly values: readonly unknown[] }

const urgentFirst = `array[${[...statementStates]
  .sort((left, right) => stateUrgency[right] - stateUrgency[left])
  .map((state) => `'${state}'`)
  .join(', ')}]`

type Own = Pick<Asked, 'sboms' | 'narrowed'> & Pick<Wanted, 'grades' | 'today'>

/** SQL: each finding once, with its state there on the day. `until` may be past: then it is in triage again. */
function ownOf({ sboms, narrowed, grades, today }: Own, add: Add, further = ''): string {
  const where = ['org_id = $1', ofSboms(sboms, add)]
  if (narrowed.vulnerabilities !== null)
    where.push(`vulnerability = any(${add(narrowed.vulnerabilities)}::text[])`)
  if (narrowed.components !== null)
    where.push(`component in (select decode(key, 'hex')
      from json_array_elements_text(${add(JSON.stringify(narrowed.components))}) as given(key))`)
  if (grades !== null) where.push(gradesIn(grades, add))
  const from = `from finding_place where ${where.join(' and ')} ${further}`
  return sboms.length === 1
    ? `select component, vulnerability, grade, found_at, ${stateOn(today, add)} as state,
        decided_until as until ${from}`
    : `select component, vulnerability, min(grade) as grade, min(found_at) as found_at,
        ${stateOfAll({ today }, add)} as state, min(decided_until) as until
        ${from} group by component, vulnerability`
}

/** SQL: the state of one place on the day. */
const stateOn = (today: string, add: Add) =>
  `case when decided_until < ${add(today)}::date then 'in-triage' else state end`

/** SQL: the most urgent state of a group of places. */
const stateOfAll = ({ today }: Pick<Wanted, 'today'>, add: Add) =>
  `(${urgentFirst})[min(array_position(${urgentFirst}, ${stateOn(today, add)}))]`

function ofSboms(sboms: readonly string[], add: Add): string {
  return sboms.length === 1 ? `sbom_id = ${add(sboms[0])}::uuid` : `sbom_id = any(${add(sboms)}::uuid[])`
}

function gradesIn(grades: NonNullable<Wanted['grades']>, add: Add): string {
  const ranges = grades.map(([from, to]) => `grade between ${add(from)} and ${add(to)}`)
  return `(${ranges.join(' or ')})`
}

/** As `finding.due_on` is worked out (0004-triage.sql), from the state of that day. */
const dueOn = `case when state = 'in-triage' then (found_at at time zone 'UTC')::date + 10
  else coalesce(until, '9999-12-31'::date) end`

/** SQL: a page of rows with `by`, as it is answered. */
function pageFrom(rows: string, { wanted }: Asked): string {
  const { beyond, first, second } = orders[wanted.sort]
  return `select encode(component, 'hex') as component, vulnerability, state,
      case when state <> 'in-triage' then until::text end as until, (${dueOn})::text as due_on,
      by${wanted.sort === 'due' ? '::text' : ''} as by
    from (${rows}) page
    order by page.by ${beyond === '<' ? 'desc' : ''}, page.${first}, page.${second} limit ${wanted.limit}`
}

const statesOf = ({ wanted }: Asked, add: Add) => `state = any(${add(wanted.states)}::text[])`

/** All of them put in order: as many rows are read as the SBOMs have findings. */
export function sorted(organisation: string, asked: Asked): Query {
  const { values, add } = parameters(organisation)
  const { wanted } = asked
  const order = orders[wanted.sort]
  // Of the two indexes the one in whose order the rows lie: the other would read a block for each row.
  const inPlace = asked.sboms.length === 1 ? 'order by vulnerability, component offset 0' : ''
  const own = `(${ownOf({ ...asked, ...wanted }, add)} ${inPlace}) own`
  const by = { severity: 'grade', found: 'found_at', due: dueOn, epss: 'coalesce(one.likelihood, -1)' }[
    wanted.sort
  ]
  const from =
    wanted.sort === 'epss'
      ? `${own} left join found_vulnerability one on one.org_id = $1 and one.vulnerability = own.vulnerability`
      : own
  const rows = `select * from (select own.*, ${by} as by from ${from} where ${statesOf(asked, add)}) ordered
    where true ${afterAll(wanted.mark, { ...order, own: 'by' }, add)}`
  return { text: pageFrom(rows, asked), values }
}

/** Of one SBOM its index by grade holds the order: no more is read than stands before the page's end. */
export function bySeverity(organisation: string, asked: Asked): Query {
  const { values, add } = parameters(organisation)
  const { wanted } = asked
  const pieces = after(wanted.mark, orders.severity, add).map(
    (place) => `(select *, grade as by from (${ownOf({ ...asked, ...wanted }, add, place)}) own
      where ${statesOf(asked, add)} order by grade desc, component, vulnerability limit ${wanted.limit})`,
  )
  return { text: pageFrom(pieces.join('\nunion all\n'), asked), values }
}

const firstOfEach = 4

/**
 * Of each SBOM some first findings by its index; of those together, the ones no other SBOM can still add to: they come
 * before the end of every part that was cut off. Only those are surely told with all their places.
 */
function bySeverityOfMany(organisation: string, asked: Asked): Query {
  const { values, add } = parameters(organisation)
  const { wanted, sboms } = asked
  const most = wanted.limit * firstOfEach
  const grades = wanted.grades === null ? '' : `and ${gradesIn(wanted.grades, add)}`
  const ordered = 'order by grade desc, component, vulnerability'
  const pieces = after(wanted.mark, orders.severity, add).map(
    (place) => `(select component, vulnerability, grade, found_at, state, decided_until from finding_place
      where org_id = $1 and sbom_id = asked.sbom ${grades} ${place} ${ordered} limit ${most})`,
  )
  const rows = `select component, vulnerability, min(grade) as grade, min(found_at) as found_at,
      ${stateOfAll(wanted, add)} as state, min(decided_until) as until, min(grade) as by
    from (select *, sum(is_last) over (${ordered} range unbounded preceding exclude group) as beyond
      from (select part.*, (row_number() over (partition by asked.sbom ${ordered.replaceAll(/grade|component|vulnerability/g, 'part.$&')}) = ${most})::int as is_last
        from unnest(${add(sboms)}::uuid[]) as asked(sbom)
        cross join lateral (select * from (${pieces.join(' union all ')}) pieces ${ordered} limit ${most}) part) parts) told
    where coalesce(beyond, 0) = 0 group by component, vulnerability`
  return { text: pageFrom(`select * from (${rows}) told where ${statesOf(asked, add)}`, asked), values }
}

/**
 * Vulnerabilities from the likeliest down. A finding is never more urgent in some SBOMs than in all, so the flags of
 * milder states need no look; but one past its day is in triage, under whatever flag it still stands.
 */
function walkOf({ states, mark, today }: Wanted, walkedMax: number, add: Add): string {
  const mildest = Math.min(...states.map((state) => stateUrgency[state]))
  const flags = statementStates
    .filter((state) => stateUrgency[state] >= mildest)
    .map((state) => state.replace('-', '_'))
  const by = mark && `${add(mark.by)}::real`
  const places = mark
    ? [
        `and likelihood = ${by} and vulnerability >= ${add(mark.vulnerability)}::text`,
        `and likelihood < ${by}`,
      ]
    : ['']
  const ordered = `order by likelihood desc, vulnerability limit ${walkedMax}`
  // One index for each flag; a vulnerability under several of them comes once.
  const conditions = flags.map((flag, at) => [flag, ...flags.slice(0, at).map((other) => `not ${other}`)])
  if (states.includes('in-triage'))
    conditions.push([
      `vulnerability = any(array(select finding.vulnerability from finding
        where finding.org_id = $1 and is_standing and decided_until < ${add(today)}::date))`,
      ...flags.map((flag) => `not ${flag}`),
    ])
  const pieces = conditions.flatMap((these) =>
    places.map(
      (place) => `(select likelihood, vulnerability from found_vulnerability
        where org_id = $1 and ${these.join(' and ')} ${place} ${ordered})`,
    ),
  )
  return `select likelihood, vulnerability from (${pieces.join(' union all ')}) likely ${ordered}`
}

/** The limit within makes PostgreSQL go from vulnerability to vulnerability, and stop where the page is full. */
export function byLikelihood(organisation: string, asked: Asked, walkedMax: number): Query {
  const { values, add } = parameters(organisation)
  const { wanted } = asked
  const own = ownOf({ ...asked, ...wanted }, add, 'and vulnerability = likely.vulnerability')
  const rows = `select own.component, likely.vulnerability, grade, found_at, state, until, likelihood as by
    from (${walkOf(wanted, walkedMax, add)}) likely
    cross join lateral (select component, grade, found_at, state, until from (${own}) own
      where ${statesOf(asked, add)} ${placeWithin(wanted, add)} order by component limit ${wanted.limit}) own
    order by likelihood desc, likely.vulnerability, own.component limit ${wanted.limit}`
  return { text: pageFrom(rows, asked), values }
}

/** The walk begins with the vulnerability of the mark, whose first components stood on the page before. */
function placeWithin({ mark }: Wanted, add: Add): string {
  if (!mark) return ''
  return `and (likely.vulnerability <> ${add(mark.vulnerability)}::text or component > decode(${add(mark.component)}, 'hex'))`
}
