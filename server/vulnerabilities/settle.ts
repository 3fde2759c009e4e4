import {
  type Found,
  type FoundPlace,
  mostUrgent,
  openFinding,
  type Settled,
  stateAt,
} from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'
import { reflagVulnerabilities } from './found-vulnerabilities.ts'
import { type PlacedState, placeSboms, writePlacedStates } from './place-findings.ts'
import { byName, readRulings, type StoredRuling } from './rulings.ts'

/*
 * The state of findings is worked out from the records and kept in columns, in the transaction of whatever changed
 * it. The rules are those of domain/vulnerabilities/triage.ts and of nobody else; this file only says which findings
 * a change can touch.
 */

/** One at a time in an organisation, until the transaction ends: a finding written and a decision signed at the same moment see each other. */
export async function holdSettling(client: pg.PoolClient, organisation: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`maek.settle.${organisation}`])
}

/** After decisions about these ids began or ceased to count. */
export async function settleNamed(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly names: readonly string[]; readonly today: string },
): Promise<void> {
  const rows = await findRows(client, {
    text: `select distinct ${foundColumns} from json_array_elements_text($2) as asked(name)
      join found_alias alias on alias.org_id = $1 and alias.alias = asked.name
      join finding on finding.org_id = $1 and finding.vulnerability = alias.vulnerability and finding.is_standing
      ${joinVersion}`,
    values: [organisation, JSON.stringify(given.names)],
  })
  await settleRows(client, organisation, { rows, today: given.today })
}

/** After the findings of these component versions were written, or the SBOMs that name them changed. */
export async function settleVersions(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly keys: readonly string[]; readonly today: string },
): Promise<void> {
  const keys = JSON.stringify(given.keys)
  await client.query(
    `with asked as materialized (select decode(key, 'hex') as component from json_array_elements_text($2) as given(key)),
     found as materialized (select component from asked where exists (
       select 1 from finding where finding.org_id = $1 and finding.component = asked.component)),
     standing as materialized (select component, ${stands('found.component')} as stands from found)
     update finding set is_standing = standing.stands from standing
     where finding.org_id = $1 and finding.component = standing.component and finding.is_standing <> standing.stands`,
    [organisation, keys],
  )
  await settleFound(client, organisation, given)
}

/** The same for versions that are new with their SBOMs: all that was found in them stands. */
export async function settleFound(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly keys: readonly string[]; readonly today: string },
): Promise<void> {
  const rows = await findRows(client, {
    text: `with asked as materialized (
        select decode(key, 'hex') as component from json_array_elements_text($2) as given(key))
      select ${foundColumns} from asked
      join finding on finding.org_id = $1 and finding.component = asked.component and finding.is_standing
      ${joinVersion} where ${isSpokenOf}`,
    values: [organisation, JSON.stringify(given.keys)],
  })
  await settleRows(client, organisation, { rows, today: given.today })
}

/** After SBOMs came in: a further place can only make a finding more urgent, so the places before need no look. */
export async function settleAdded(
  client: pg.PoolClient,
  organisation: string,
  given: { readonly sboms: readonly string[]; readonly today: string },
): Promise<void> {
  await placeSboms(client, organisation, given.sboms)
  const raised = await client.query<{ component: string; vulnerability: string }>(
    `update finding set is_standing = true, state = 'in-triage', decided_until = null
     from (${placed}) place
     where finding.org_id = $1 and finding.component = place.component
       and finding.vulnerability = place.vulnerability and not finding.is_standing
     returning encode(finding.component, 'hex') as component, finding.vulnerability`,
    [organisation, given.sboms],
  )
  const fresh = new Set(raised.rows.map(keyOf))
  await reflagVulnerabilities(
    client,
    organisation,
    raised.rows.map(({ vulnerability }) => vulnerability),
  )
  const rows = await findRows(client, {
    name: 'settle-added',
    text: `select ${foundColumns}
      from (${placed}) place
      join finding on finding.org_id = $1 and finding.component = place.component
        and finding.vulnerability = place.vulnerability and finding.is_standing
      ${joinVersion} where ${isSpokenOf}`,
    values: [organisation, given.sboms],
  })
  if (rows.length === 0) return
  const places = await placesOf(client, organisation, { rows, sboms: given.sboms })
  await settleRows(client, organisation, {
    rows,
    today: given.today,
    places,
    before: (row) => (fresh.has(keyOf(row)) ? null : standingState(row, given.today)),
  })
}

/** SQL: what was found in some SBOMs, placed there a moment ago. */
const placed = `select distinct component, vulnerability from finding_place
  where org_id = $1 and sbom_id = any($2::uuid[])`

type FoundRow = Found & {
  readonly component: string
  readonly state: Settled['state']
  readonly decided_until: string | null
}

const foundColumns = `encode(finding.component, 'hex') as component, finding.vulnerability, finding.aliases,
  finding.state, finding.decided_until::text, version.unversioned as package, version.purl, version.version`
const joinVersion =
  'join component_version version on version.org_id = finding.org_id and version.key = finding.component'

/** SQL: some decision means the finding, or meant it. Where nobody has decided anything, no finding is looked at. */
const isSpokenOf = `exists (select 1 from decision where decision.org_id = $1) and (finding.state <> 'in-triage' or exists (
  select 1 from found_alias alias
  join decision_row row on row.org_id = alias.org_id and row.vulnerability = alias.alias
  where alias.org_id = finding.org_id and alias.vulnerability = finding.vulnerability))`

const stands = (component: string) => `exists (select 1 from sbom_component line
  join record sbom on sbom.org_id = line.org_id and sbom.id = line.sbom_id and sbom.state <> 'retired'
  where line.org_id = $1 and line.component = ${component})`

const keyOf = (row: { readonly component: string; readonly vulnerability: string }) =>
  `${row.component}:${row.vulnerability}`

function standingState(row: FoundRow, today: string): Settled {
  if (row.decided_until !== null && row.decided_until < today) return openFinding
  return { state: row.state, until: row.decided_until, by: null }
}

async function findRows(
  client: pg.PoolClient,
  query: { name?: string; text: string; values: unknown[] },
): Promise<FoundRow[]> {
  return (await client.query<FoundRow>(query)).rows
}

type Work = {
  readonly rows: readonly FoundRow[]
  readonly today: string
  readonly places?: ReadonlyMap<string, readonly FoundPlace[]>
  /** What holds already in places that are not looked at again. */
  readonly before?: (row: FoundRow) => Settled | null
}

const rowsPerStepMax = 2000

async function settleRows(client: pg.PoolClient, organisation: string, work: Work): Promise<void> {
  for (let at = 0; at < work.rows.length; at += rowsPerStepMax) {
    const rows = work.rows.slice(at, at + rowsPerStepMax)
    const names = rows.flatMap((row) => [row.vulnerability, ...row.aliases])
    const rulings = await readRulings(client, organisation, names)
    const isBound = work.places !== undefined || isBoundToPlaces(rulings)
    const places = work.places ?? (isBound ? await placesOf(client, organisation, { rows }) : anywhere(rows))
    const rulingsOf = byName(rulings)
    const settled = rows.map((row) => {
      const given = { rulings: rulingsOf(row), today: work.today }
      const parts = (places.get(row.component) ?? []).map((place) => ({
        sbom: place.sbom,
        ...stateAt(row, place, given),
      }))
      const before = work.before?.(row) ?? null
      return { row, parts, whole: mostUrgent(before ? [before, ...parts] : parts) }
    })
    await writePlacedStates(client, organisation, settled.flatMap(isBound ? statesByPlace : stateEverywhere))
    const changed = settled.flatMap(({ row, whole: { state, until } }) => {
      if (state === row.state && until === row.decided_until) return []
      return { component: row.component, vulnerability: row.vulnerability, state, until }
    })
    await writeStates(client, organisation, changed)
  }
}

type SettledRow = {
  readonly row: FoundRow
  readonly parts: readonly (Settled & { readonly sbom: string })[]
  readonly whole: Settled
}

function stateEverywhere({ row, whole }: SettledRow): PlacedState {
  const { component, vulnerability } = row
  return { component, vulnerability, state: whole.state, until: whole.until, sboms: 'all' }
}

/** One for each state that it has somewhere. */
function statesByPlace({ row, parts }: SettledRow): PlacedState[] {
  const { component, vulnerability } = row
  return [...Map.groupBy(parts, ({ state, until }) => `${state} ${until}`).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const { state, until } = first
    return { component, vulnerability, state, until, sboms: same.map(({ sbom }) => sbom) }
  })
}

/** Whether it matters in which release a finding is: otherwise nobody needs to look. */
function isBoundToPlaces(rulings: readonly StoredRuling[]): boolean {
  return rulings.some(({ scope, kind }) => scope === 'release' || kind === 'vulnerability-case')
}

function anywhere(rows: readonly FoundRow[]): Map<string, FoundPlace[]> {
  return new Map(rows.map((row) => [row.component, [{ sbom: '', release: null }]]))
}

/** SBOMs that stand and name these components, with their releases; of all SBOMs or of some. */
export async function placesOf(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly rows: readonly { readonly component: string }[]; readonly sboms?: readonly string[] },
): Promise<Map<string, FoundPlace[]>> {
  const components = JSON.stringify([...new Set(asked.rows.map((row) => row.component))])
  const found = await client.query<FoundPlace & { component: string }>(
    `with asked as materialized (
       select key, decode(key, 'hex') as component from json_array_elements_text($2) as given(key))
     select distinct asked.key as component, sbom.id as sbom, sbom.body ->> 'release' as release
     from asked join sbom_component line on line.org_id = $1 and line.component = asked.component
     join record sbom on sbom.org_id = $1 and sbom.id = line.sbom_id and sbom.state <> 'retired'
     where $3::uuid[] is null or line.sbom_id = any($3)`,
    [organisation, components, asked.sboms ?? null],
  )
  const places = new Map<string, FoundPlace[]>()
  for (const { component, sbom, release } of found.rows) {
    const known = places.get(component)
    if (known) known.push({ sbom, release })
    else places.set(component, [{ sbom, release }])
  }
  return places
}

type Change = {
  readonly component: string
  readonly vulnerability: string
  readonly state: string
  readonly until: string | null
}

async function writeStates(
  client: pg.PoolClient,
  organisation: string,
  changed: readonly Change[],
): Promise<void> {
  if (changed.length === 0) return
  await client.query(
    `with x as materialized (
       select decode(component, 'hex') as component, vulnerability, state, until
       from json_to_recordset($2) as given(component text, vulnerability text, state text, until date))
     update finding set state = x.state, decided_until = x.until from x
     where finding.org_id = $1 and finding.component = x.component and finding.vulnerability = x.vulnerability`,
    [organisation, JSON.stringify(changed)],
  )
  await reflagVulnerabilities(
    client,
    organisation,
    changed.map(({ vulnerability }) => vulnerability),
  )
}

/** Writes what reading already knows: findings whose decision is past its day are in triage again. Answers how many. */
export async function lapseDecisions(
  client: pg.PoolClient,
  organisation: string,
  today: string,
): Promise<number> {
  const lapsed = await client.query<{ vulnerability: string }>(
    `update finding set state = 'in-triage', decided_until = null
     where org_id = $1 and is_standing and decided_until is not null and decided_until < $2::date
     returning vulnerability`,
    [organisation, today],
  )
  await reflagVulnerabilities(
    client,
    organisation,
    lapsed.rows.map(({ vulnerability }) => vulnerability),
  )
  return lapsed.rows.length
}
