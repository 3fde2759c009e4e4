import type pg from 'pg'
import type { FeedPart } from './feed-parts.ts'

export type Written = { readonly added: number; readonly changed: number; readonly unchanged: number }
type Import = { readonly source: string; readonly importId: number }

/**
 * Writes advisories that are new or newer, and notes every package they touch under old names and new ones. An older
 * edition than the one kept counts as unchanged. Before: inside a transaction, and no other import runs.
 */
export async function writeAdvisories(
  client: pg.PoolClient,
  part: FeedPart,
  { source, importId }: Import,
): Promise<Written> {
  const upserted = await client.query<{ id: string; added: boolean }>(
    `insert into advisory (id, source, digest, modified, head)
     select id, $1, decode(digest, 'hex'), modified, head
     from json_to_recordset($2) as x(id text, digest text, modified text, head json)
     on conflict (id) do update set source = excluded.source, digest = excluded.digest, modified = excluded.modified,
       head = excluded.head
     where advisory.digest <> excluded.digest and excluded.modified >= advisory.modified
     returning id, (xmax = 0) as added`,
    [source, part.heads],
  )
  const added = upserted.rows.filter((row) => row.added).length
  const changed = upserted.rows.length - added
  const fresh = JSON.stringify(upserted.rows.map(({ id }) => id))
  if (changed > 0) await removePackages(client, importId, fresh)
  if (upserted.rows.length > 0) await addPackages(client, importId, { packages: part.packages, fresh })
  return { added, changed, unchanged: part.ids.length - upserted.rows.length }
}

async function removePackages(client: pg.PoolClient, importId: number, fresh: string): Promise<void> {
  await client.query(
    `with gone as (
       delete from advisory_package where advisory_id in (select json_array_elements_text($2)) returning ecosystem, name)
     insert into feed_import_package (import_id, ecosystem, name) select distinct $1::bigint, ecosystem, name from gone
     on conflict do nothing`,
    [importId, fresh],
  )
}

async function addPackages(
  client: pg.PoolClient,
  importId: number,
  rows: { readonly packages: string; readonly fresh: string },
): Promise<void> {
  await client.query(
    `with named as materialized (
       select * from json_to_recordset($2) as x(advisory text, ecosystem text, name text, affected json)
       where advisory in (select json_array_elements_text($3))
     ), kept as (
       insert into advisory_package (ecosystem, name, advisory_id, affected)
       select ecosystem, name, advisory, affected from named)
     insert into feed_import_package (import_id, ecosystem, name) select distinct $1::bigint, ecosystem, name from named
     on conflict do nothing`,
    [importId, rows.packages, rows.fresh],
  )
}

/** Counts anew what each source can answer for; the day of import moves for the ecosystems the feed spoke of. */
export async function recountCoverage(
  client: pg.PoolClient,
  imported: { readonly at: string; readonly ecosystems: ReadonlySet<string> },
): Promise<void> {
  await client.query(
    `insert into advisory_coverage (source, ecosystem, advisories, imported_at)
     select advisory.source, split_part(package.ecosystem, ':', 1), count(distinct advisory.id), $1::timestamptz
     from advisory_package package join advisory on advisory.id = package.advisory_id
     group by 1, 2
     on conflict (source, ecosystem) do update set advisories = excluded.advisories,
       imported_at = case when excluded.ecosystem = any($2::text[]) then excluded.imported_at
         else advisory_coverage.imported_at end`,
    [imported.at, [...imported.ecosystems]],
  )
}
