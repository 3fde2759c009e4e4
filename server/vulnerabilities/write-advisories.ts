import type pg from 'pg'
import type { CompactAdvisory } from './compact.ts'

export type Written = { readonly added: number; readonly changed: number; readonly unchanged: number }

/**
 * Writes advisories that are new or newer, and notes every package they touch under old names and new ones. An older
 * edition than the one kept counts as unchanged. Before: inside a transaction, and no other import runs.
 */
export async function writeAdvisories(
  client: pg.PoolClient,
  part: {
    readonly source: string
    readonly importId: number
    readonly advisories: readonly CompactAdvisory[]
  },
): Promise<Written> {
  let written = { added: 0, changed: 0, unchanged: 0 }
  for (const advisories of withoutRepeats(part.advisories)) {
    const step = await writeDistinct(client, { ...part, advisories })
    written = {
      added: written.added + step.added,
      changed: written.changed + step.changed,
      unchanged: written.unchanged + step.unchanged,
    }
  }
  return written
}

/** Lists in which no id stands twice, in the order given: a statement may write a row only once. */
function withoutRepeats(advisories: readonly CompactAdvisory[]): CompactAdvisory[][] {
  const lists: CompactAdvisory[][] = []
  const times = new Map<string, number>()
  for (const advisory of advisories) {
    const time = times.get(advisory.id) ?? 0
    times.set(advisory.id, time + 1)
    const list = lists[time]
    if (list) list.push(advisory)
    else lists[time] = [advisory]
  }
  return lists
}

async function writeDistinct(
  client: pg.PoolClient,
  part: {
    readonly source: string
    readonly importId: number
    readonly advisories: readonly CompactAdvisory[]
  },
): Promise<Written> {
  const heads = part.advisories.map(({ id, digest, modified, head }) => ({ id, digest, modified, head }))
  const upserted = await client.query<{ id: string; added: boolean }>(
    `insert into advisory (id, source, digest, modified, head)
     select id, $1, decode(digest, 'hex'), modified, head
     from json_to_recordset($2) as x(id text, digest text, modified text, head jsonb)
     on conflict (id) do update set source = excluded.source, digest = excluded.digest, modified = excluded.modified,
       head = excluded.head
     where advisory.digest <> excluded.digest and excluded.modified >= advisory.modified
     returning id, (xmax = 0) as added`,
    [part.source, JSON.stringify(heads)],
  )
  const fresh = new Set(upserted.rows.map((row) => row.id))
  const added = upserted.rows.filter((row) => row.added).length
  if (fresh.size > 0) await replacePackages(client, part, fresh)
  return { added, changed: fresh.size - added, unchanged: part.advisories.length - fresh.size }
}

async function replacePackages(
  client: pg.PoolClient,
  part: { readonly importId: number; readonly advisories: readonly CompactAdvisory[] },
  fresh: ReadonlySet<string>,
): Promise<void> {
  await client.query(
    `with gone as (
       delete from advisory_package where advisory_id in (select json_array_elements_text($2)) returning ecosystem, name)
     insert into feed_import_package (import_id, ecosystem, name) select distinct $1::bigint, ecosystem, name from gone
     on conflict do nothing`,
    [part.importId, JSON.stringify([...fresh])],
  )
  const packages = part.advisories.flatMap(({ id, packages: named }) =>
    fresh.has(id) ? named.map((one) => ({ advisory: id, ...one })) : [],
  )
  await client.query(
    `with named as materialized (
       select * from json_to_recordset($2) as x(advisory text, ecosystem text, name text, affected jsonb)
     ), kept as (
       insert into advisory_package (ecosystem, name, advisory_id, affected)
       select ecosystem, name, advisory, affected from named)
     insert into feed_import_package (import_id, ecosystem, name) select distinct $1::bigint, ecosystem, name from named
     on conflict do nothing`,
    [part.importId, JSON.stringify(packages)],
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
