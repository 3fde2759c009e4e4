import type pg from 'pg'
import { copyInto } from '../database/copy.ts'
import type { CompactAdvisory } from './compact.ts'
import type { FeedPart } from './feed-parts.ts'

export type Written = { readonly added: number; readonly changed: number; readonly unchanged: number }
/** `noted`: packages this import has noted already, so that each is written down once; its own to fill. */
type Import = { readonly source: string; readonly importId: number; readonly noted: Set<string> }

const notedMax = 500_000

/**
 * Writes advisories that are new or newer, and notes every package they touch under old names and new ones. An older
 * edition than the one kept counts as unchanged. Before: inside a transaction, and no other import runs.
 */
export async function writeAdvisories(
  client: pg.PoolClient,
  part: FeedPart,
  { source, importId, noted }: Import,
): Promise<Written> {
  const { advisories } = part
  const standing = await findStanding(client, advisories)
  const added = advisories.filter(({ id }) => !standing.has(id))
  const changed = advisories.filter(({ id, digest, modified }) => {
    const before = standing.get(id)
    return before !== undefined && before.digest !== digest && modified >= before.modified
  })
  if (added.length > 0) await insertHeads(client, source, added)
  if (changed.length > 0) {
    await updateHeads(client, source, changed)
    await removePackages(client, importId, changed)
  }
  const fresh = [...added, ...changed]
  await copyInto(
    client,
    'advisory_package (ecosystem, name, advisory_id, affected)',
    fresh.map(({ lines }) => lines),
  )
  await notePackages(client, importId, { fresh, noted })
  return { added: added.length, changed: changed.length, unchanged: advisories.length - fresh.length }
}

async function findStanding(
  client: pg.PoolClient,
  advisories: readonly CompactAdvisory[],
): Promise<Map<string, { readonly digest: string; readonly modified: string }>> {
  const found = await client.query<{ id: string; digest: string; modified: string }>(
    `select id, encode(digest, 'hex') as digest, modified from advisory where id = any($1::text[])`,
    [advisories.map(({ id }) => id)],
  )
  return new Map(found.rows.map((row) => [row.id, row]))
}

/** As one JSON text: heads are JSON already, and are not read and written again on the way. */
function headRows(advisories: readonly CompactAdvisory[]): string {
  const rows = advisories.map(
    ({ id, digest, modified, head }) =>
      `{"id":${JSON.stringify(id)},"digest":"${digest}","modified":${JSON.stringify(modified)},"head":${head}}`,
  )
  return `[${rows.join(',')}]`
}

async function insertHeads(
  client: pg.PoolClient,
  source: string,
  added: readonly CompactAdvisory[],
): Promise<void> {
  await client.query(
    `insert into advisory (id, source, digest, modified, head)
     select id, $1, decode(digest, 'hex'), modified, head
     from json_to_recordset($2) as x(id text, digest text, modified text, head json)`,
    [source, headRows(added)],
  )
}

async function updateHeads(
  client: pg.PoolClient,
  source: string,
  changed: readonly CompactAdvisory[],
): Promise<void> {
  await client.query(
    `update advisory set source = $1, digest = decode(x.digest, 'hex'), modified = x.modified, head = x.head
     from json_to_recordset($2) as x(id text, digest text, modified text, head json) where advisory.id = x.id`,
    [source, headRows(changed)],
  )
}

async function removePackages(
  client: pg.PoolClient,
  importId: number,
  changed: readonly CompactAdvisory[],
): Promise<void> {
  await client.query(
    `with gone as (
       delete from advisory_package where advisory_id = any($2::text[]) returning ecosystem, name)
     insert into feed_import_package (import_id, ecosystem, name) select distinct $1::bigint, ecosystem, name from gone
     on conflict do nothing`,
    [importId, changed.map(({ id }) => id)],
  )
}

async function notePackages(
  client: pg.PoolClient,
  importId: number,
  { fresh, noted }: { readonly fresh: readonly CompactAdvisory[]; readonly noted: Set<string> },
): Promise<void> {
  if (noted.size > notedMax) noted.clear()
  const touched = new Map(
    fresh.flatMap(({ packages }) =>
      packages.map((one) => [`${one.ecosystem}\u0000${one.name}`, one] as const),
    ),
  )
  for (const key of touched.keys()) if (noted.has(key)) touched.delete(key)
  if (touched.size === 0) return
  const names = [...touched.values()]
  await client.query(
    `insert into feed_import_package (import_id, ecosystem, name)
     select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
    [importId, names.map(({ ecosystem }) => ecosystem), names.map(({ name }) => name)],
  )
  // Only what is committed may be skipped: if this transaction fails, the whole import ends with it.
  for (const key of touched.keys()) noted.add(key)
}

/**
 * Counts anew what can be answered for in these ecosystems (in all, if none is named), and moves their day of import.
 * `whole`: of which this was a full edition; what once was whole stays so.
 */
export async function recountCoverage(
  client: pg.PoolClient,
  imported: {
    readonly at: string
    readonly ecosystems: ReadonlySet<string>
    readonly whole: string | null
  },
): Promise<void> {
  await client.query(
    `insert into advisory_coverage (source, ecosystem, advisories, imported_at, whole)
     select source, base, count(*), $1::timestamptz, coalesce(base = $3, false) from (
       select distinct advisory.source, split_part(package.ecosystem, ':', 1) as base, advisory.id
       from (select distinct ecosystem, advisory_id from advisory_package
         where $2::text[] = '{}' or split_part(ecosystem, ':', 1) = any($2::text[])) package
       join advisory on advisory.id = package.advisory_id) covered
     group by 1, 2
     on conflict (source, ecosystem) do update set advisories = excluded.advisories,
       whole = advisory_coverage.whole or excluded.whole, imported_at = case when excluded.ecosystem = any($2::text[]) then excluded.imported_at
         else advisory_coverage.imported_at end`,
    [imported.at, [...imported.ecosystems], imported.whole],
  )
}
