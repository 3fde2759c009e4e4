import type pg from 'pg'

/*
 * `finding_place`: each SBOM that stands with the findings of its lines and the state each has there, side by side,
 * so that a list of a release is one range of a key. Written in the transaction of whatever changes it and only ever
 * from `finding` and `sbom_component`. Before each of these: `holdSettling`.
 */

/**
 * SQL: the component versions of the SBOMs in `$2`. The position, which every line has, keeps PostgreSQL from an index
 * of all SBOMs' components that holds all else asked for here; `offset 0`, here and below, from reading a whole table
 * that was small when it was last counted.
 */
export const linesOfSboms = `(select distinct asked.sbom_id, line.component from unnest($2::uuid[]) as asked(sbom_id)
  cross join lateral (select component from sbom_component
    where org_id = $1 and sbom_id = asked.sbom_id and position >= 0 offset 0) line)`

type FindingKey = { readonly component: string; readonly vulnerability: string }

/** The findings of all lines of these SBOMs, in triage until they are settled; those placed already stay as they are. */
export async function placeSboms(
  client: pg.PoolClient,
  organisation: string,
  sboms: readonly string[],
): Promise<void> {
  await client.query(
    `insert into finding_place (org_id, sbom_id, vulnerability, component, grade, found_at)
     select $1, line.sbom_id, finding.vulnerability, line.component, finding.grade, finding.found_at
     from ${linesOfSboms} line
     cross join lateral (select vulnerability, grade, found_at from finding
       where org_id = $1 and component = line.component offset 0) finding
     order by 2, 3, 4 on conflict do nothing`,
    [organisation, sboms],
  )
}

/** All that was placed in these SBOMs: they were retired, or are to be placed anew. */
export async function clearSboms(
  client: pg.PoolClient,
  organisation: string,
  sboms: readonly string[],
): Promise<void> {
  await client.query('delete from finding_place where org_id = $1 and sbom_id = any($2::uuid[])', [
    organisation,
    sboms,
  ])
}

const givenFindings = `given as materialized (
  select decode(component, 'hex') as component, vulnerability
  from json_to_recordset($2) as x(component text, vulnerability text))`

/** Findings that are new or changed their grade, in every SBOM that stands and names them. */
export async function placeFindings(
  client: pg.PoolClient,
  organisation: string,
  findings: readonly FindingKey[],
): Promise<void> {
  if (findings.length === 0) return
  await client.query(
    `with ${givenFindings},
     line as materialized (
       select distinct line.sbom_id, line.component from (select distinct component from given) asked
       join sbom_component line on line.org_id = $1 and line.component = asked.component
       join record sbom on sbom.org_id = $1 and sbom.id = line.sbom_id and sbom.state <> 'retired')
     insert into finding_place (org_id, sbom_id, vulnerability, component, grade, found_at)
     select $1, line.sbom_id, finding.vulnerability, finding.component, finding.grade, finding.found_at
     from given join line on line.component = given.component
     join finding on finding.org_id = $1 and finding.component = given.component
       and finding.vulnerability = given.vulnerability
     order by 2, 3, 4
     on conflict (org_id, sbom_id, vulnerability, component) do update set grade = excluded.grade
       where finding_place.grade <> excluded.grade`,
    [organisation, JSON.stringify(findings)],
  )
}

/** Findings that are gone, from every SBOM that names them. */
export async function clearFindings(
  client: pg.PoolClient,
  organisation: string,
  findings: readonly FindingKey[],
): Promise<void> {
  if (findings.length === 0) return
  await queryByKey(
    client,
    `with ${givenFindings}, ${placesOfGiven('')}
     delete from finding_place place using placed
     where place.org_id = $1 and place.sbom_id = placed.sbom_id and place.vulnerability = placed.vulnerability
       and place.component = placed.component`,
    [organisation, JSON.stringify(findings)],
  )
}

/** SQL: what is given in each SBOM that names its component. */
const placesOfGiven = (further: string) => `placed as materialized (
  select given.vulnerability, given.component, line.sbom_id ${further} from given
  cross join lateral (select distinct sbom_id from sbom_component
    where org_id = $1 and component = given.component) line)`

/** The state a finding has in some SBOMs, or in every one that names it. */
export type PlacedState = FindingKey & {
  readonly state: string
  readonly until: string | null
  readonly sboms: readonly string[] | 'all'
}

/** How many SBOMs are named in one statement: a finding of one vulnerability may stand in very many. */
const placesPerStepMax = 20_000

export async function writePlacedStates(
  client: pg.PoolClient,
  organisation: string,
  states: readonly PlacedState[],
): Promise<void> {
  const everywhere = states.filter(({ sboms }) => sboms === 'all')
  if (everywhere.length > 0) {
    await updatePlaces(client, organisation, {
      placed: placesOfGiven(', given.state, given.until'),
      given: everywhere.map(({ sboms: _, ...state }) => state),
    })
  }
  let step: PlacedState[] = []
  let places = 0
  for (const one of states) {
    if (one.sboms === 'all') continue
    step.push(one)
    places += one.sboms.length
    if (places < placesPerStepMax) continue
    await updatePlaces(client, organisation, { placed: namedPlaces, given: step })
    step = []
    places = 0
  }
  if (step.length > 0) await updatePlaces(client, organisation, { placed: namedPlaces, given: step })
}

const namedPlaces = `placed as materialized (
  select vulnerability, component, state, until, json_array_elements_text(sboms)::uuid as sbom_id from given)`

async function updatePlaces(
  client: pg.PoolClient,
  organisation: string,
  { placed, given }: { readonly placed: string; readonly given: readonly object[] },
): Promise<void> {
  await queryByKey(
    client,
    `with given as materialized (
       select decode(component, 'hex') as component, vulnerability, state, until, sboms
       from json_to_recordset($2) as x(component text, vulnerability text, state text, until date, sboms json)),
     ${placed}
     update finding_place place set state = placed.state, decided_until = placed.until from placed
     where place.org_id = $1 and place.sbom_id = placed.sbom_id and place.vulnerability = placed.vulnerability
       and place.component = placed.component
       and (place.state <> placed.state or place.decided_until is distinct from placed.until)`,
    [organisation, JSON.stringify(given)],
  )
}

/**
 * Looks each placed row up by its whole key: without statistics of organisations (0010) PostgreSQL takes one for a
 * two-hundredth of the table and would read all its places to join them.
 */
async function queryByKey(client: pg.PoolClient, text: string, values: readonly unknown[]): Promise<void> {
  await client.query('set local enable_hashjoin = off; set local enable_mergejoin = off')
  await client.query(text, [...values])
  await client.query('set local enable_hashjoin = on; set local enable_mergejoin = on')
}
