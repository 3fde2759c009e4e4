import {
  type RulingRead,
  type RulingRecord,
  rulingOf,
  versionsOf,
} from '@maek/domain/vulnerabilities/ruling-of.ts'
import type { Ruling } from '@maek/domain/vulnerabilities/triage.ts'
import type pg from 'pg'

/** Brings the tables that counting reads in line with these records. Before: inside their transaction. */
export async function writeRulings(
  client: pg.PoolClient,
  organisation: string,
  records: readonly RulingRecord[],
): Promise<void> {
  const rulings = records.flatMap((record) => rulingOf(record) ?? [])
  const ids = rulings.map(({ id }) => id)
  await client.query('delete from decision_row where org_id = $1 and decision_id = any($2::uuid[])', [
    organisation,
    ids,
  ])
  await client.query(
    `insert into decision (org_id, id, kind, is_in_force, was_in_force, is_pending, outcome, scope, versions, releases,
       sboms, supersedes, expires_on, review_epss, review_on_kev, review_on_change)
     select $1, id, kind, "isInForce", "wasInForce", "isPending", outcome, scope, versions,
       array(select json_array_elements_text(releases)::uuid), array(select json_array_elements_text(sboms)::uuid),
       array(select json_array_elements_text(supersedes)::uuid), "expiresOn", "reviewEpss", "reviewOnKev",
       "reviewOnChange"
     from json_to_recordset($2) as x(id uuid, kind text, "isInForce" boolean, "wasInForce" boolean,
       "isPending" boolean, outcome text, scope text, versions text, releases json, sboms json, supersedes json,
       "expiresOn" date, "reviewEpss" real, "reviewOnKev" boolean, "reviewOnChange" boolean)
     on conflict (org_id, id) do update set is_in_force = excluded.is_in_force,
       -- What has counted once has counted, whatever became of it.
       was_in_force = decision.was_in_force or excluded.was_in_force,
       is_pending = excluded.is_pending, outcome = excluded.outcome, scope = excluded.scope,
       versions = excluded.versions, releases = excluded.releases, sboms = excluded.sboms,
       supersedes = excluded.supersedes, expires_on = excluded.expires_on, review_epss = excluded.review_epss,
       review_on_kev = excluded.review_on_kev, review_on_change = excluded.review_on_change`,
    [organisation, JSON.stringify(rulings)],
  )
  const rows = rulings.flatMap(({ id, rows }) => rows.map((row, position) => ({ id, position, ...row })))
  await client.query(
    `insert into decision_row (org_id, decision_id, position, vulnerability, package)
     select $1, id, position, vulnerability, package
     from json_to_recordset($2) as x(id uuid, position integer, vulnerability text, package text)`,
    [organisation, JSON.stringify(rows)],
  )
}

type RulingRow = {
  id: string
  kind: Ruling['kind']
  is_in_force: boolean
  was_in_force: boolean
  is_pending: boolean
  outcome: Ruling['outcome']
  scope: Ruling['scope']
  versions: string | null
  releases: string[]
  sboms: string[]
  supersedes: string[]
  expires_on: string | null
  rows: { vulnerability: string; package: string | null }[]
  fired: string[]
}

export type StoredRuling = Ruling & Pick<RulingRead, 'isPending'>

/** Every decision that speaks of one of these ids, with those of its rows that do. */
export function readRulings(
  client: pg.PoolClient,
  organisation: string,
  names: Iterable<string>,
): Promise<StoredRuling[]> {
  return findRulings(client, organisation, {
    names: 'select json_array_elements_text($2) as name',
    given: JSON.stringify([...new Set(names)]),
  })
}

/** The same for vulnerabilities found, under all their names. */
export function readRulingsAbout(
  client: pg.PoolClient,
  organisation: string,
  vulnerabilities: Iterable<string>,
): Promise<StoredRuling[]> {
  return findRulings(client, organisation, {
    names: `select distinct alias.alias as name from json_array_elements_text($2) as asked(name)
      join found_alias alias on alias.org_id = $1 and alias.vulnerability = asked.name`,
    given: JSON.stringify([...new Set(vulnerabilities)]),
  })
}

/** These decisions with all their rows. */
export async function readRulingsById(
  client: pg.PoolClient,
  organisation: string,
  ids: Iterable<string>,
): Promise<StoredRuling[]> {
  const found = await client.query<RulingRow>(
    `select ${rulingColumns}, (select coalesce(json_agg(json_build_object('vulnerability', row.vulnerability,
         'package', row.package) order by row.position), '[]') from decision_row row
       where row.org_id = $1 and row.decision_id = decision.id) as rows
     from decision where org_id = $1 and id = any($2::uuid[]) order by id`,
    [organisation, [...ids]],
  )
  return found.rows.map(rulingFrom)
}

const rulingColumns = `id, kind, is_in_force, was_in_force, is_pending, outcome, scope, versions, releases, sboms,
  supersedes, expires_on::text, array(select vulnerability from fired_trigger fired
    where fired.org_id = $1 and fired.decision_id = decision.id) as fired`

async function findRulings(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly names: string; readonly given: string },
): Promise<StoredRuling[]> {
  const found = await client.query<RulingRow>(
    `with named as materialized (
       select row.decision_id, json_agg(json_build_object('vulnerability', row.vulnerability, 'package', row.package)
         order by row.position) as rows
       from (${asked.names}) asked join decision_row row on row.org_id = $1 and row.vulnerability = asked.name
       group by row.decision_id)
     select ${rulingColumns}, named.rows
     from named join decision on decision.org_id = $1 and decision.id = named.decision_id
     order by id`,
    [organisation, asked.given],
  )
  return found.rows.map(rulingFrom)
}

function rulingFrom(row: RulingRow): StoredRuling {
  return {
    id: row.id,
    kind: row.kind,
    isInForce: row.is_in_force,
    wasInForce: row.was_in_force,
    isPending: row.is_pending,
    outcome: row.outcome,
    scope: row.scope,
    rows: row.rows,
    versions: versionsOf(row.versions),
    releases: row.releases,
    sboms: row.sboms,
    supersedes: row.supersedes,
    expiresOn: row.expires_on,
    fired: row.fired,
  }
}

/** Rulings by the ids they speak of, so that each finding looks only at its own. */
export function byName<R extends Ruling>(rulings: readonly R[]) {
  const index = new Map<string, Set<R>>()
  for (const ruling of rulings) {
    for (const { vulnerability } of ruling.rows) {
      const known = index.get(vulnerability)
      if (known) known.add(ruling)
      else index.set(vulnerability, new Set([ruling]))
    }
  }
  return (found: { readonly vulnerability: string; readonly aliases: readonly string[] }): R[] => {
    const own = [found.vulnerability, ...found.aliases].flatMap((name) => [...(index.get(name) ?? [])])
    return [...new Set(own)]
  }
}
