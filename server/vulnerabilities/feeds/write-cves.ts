import type pg from 'pg'
import { cveNote } from '../cve-scores.ts'
import { cpeEcosystem } from '../questions.ts'

type Written = { readonly read: number; readonly added: number; readonly changed: number }

/**
 * Writes CVE records that are new or newer, given as JSON (source-parts.ts), and notes each product they name or
 * named, and itself, so that exactly the component versions that ask for them or have it are matched again. Before: inside a transaction, and no other import.
 */
export async function writeCves(client: pg.ClientBase, rows: string, importId: number): Promise<Written> {
  const upserted = await client.query<{ id: string; added: boolean; read: number }>(
    `with given as materialized (
       select * from json_to_recordset($1) as x(id text, digest text, modified text, head json)
     ), written as (
       insert into cve (id, digest, modified, head) select id, decode(digest, 'hex'), modified, head from given
       on conflict (id) do update set digest = excluded.digest, modified = excluded.modified, head = excluded.head
       where cve.digest <> excluded.digest and excluded.modified >= cve.modified
       returning id, (xmax = 0) as added)
     select id, added, (select count(*)::int from given) as read from written
     union all select null, null, count(*)::int from given`,
    [rows],
  )
  const fresh = upserted.rows.filter((row) => row.id !== null)
  const ids = JSON.stringify(fresh.map(({ id }) => id))
  await client.query(
    `with fresh as materialized (select json_array_elements_text($3) as id),
     gone as (delete from cpe_criterion where cve_id in (select id from fresh) returning vendor_product),
     named as materialized (
       select x.id, product.key, product.criteria from json_to_recordset($2) as x(id text, products json)
       join fresh on fresh.id = x.id
       cross join lateral json_to_recordset(x.products) as product(key text, criteria json))
     insert into feed_import_package (import_id, ecosystem, name)
     select $1::bigint, $4, vendor_product from gone union select $1::bigint, $4, key from named
     union select $1::bigint, $5, id from fresh
     on conflict do nothing`,
    [importId, rows, ids, cpeEcosystem, cveNote],
  )
  // A statement of its own: the one above sees the rows it takes out as still there.
  await client.query(
    `insert into cpe_criterion (vendor_product, cve_id, criteria)
     select product.key, x.id, product.criteria from json_to_recordset($1) as x(id text, products json)
     cross join lateral json_to_recordset(x.products) as product(key text, criteria json)
     where x.id in (select json_array_elements_text($2))`,
    [rows, ids],
  )
  const added = fresh.filter((row) => row.added).length
  return { read: upserted.rows.at(-1)?.read ?? 0, added, changed: fresh.length - added }
}
