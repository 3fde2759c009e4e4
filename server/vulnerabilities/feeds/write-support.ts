import type pg from 'pg'

/** Takes out all support dates; the document that follows is the whole of them. Before: inside a transaction. */
export async function beginSupport(client: pg.ClientBase): Promise<number> {
  const gone = await client.query('delete from support_product')
  return gone.rowCount ?? 0
}

/** Writes products with their cycles and identifiers, given as JSON (domain/vulnerabilities/support-dates.ts). */
export async function writeSupport(client: pg.ClientBase, rows: string): Promise<void> {
  await client.query(
    `insert into support_product (name, title, category, link)
     select name, title, category, link
     from json_to_recordset($1) as x(name text, title text, category text, link text)`,
    [rows],
  )
  await client.query(
    `insert into support_cycle (product, position, cycle, label, released, support_until, eol, ended, extended_until,
       latest, link)
     select product.name, cycle.position, y.cycle, y.label, y.released, y."supportUntil", y.eol, y.ended,
       y."extendedUntil", y.latest, y.link
     from json_to_recordset($1) as product(name text, cycles json)
     cross join lateral json_array_elements(product.cycles) with ordinality as cycle(value, position)
     cross join lateral json_to_record(cycle.value) as y(cycle text, label text, released date, "supportUntil" date,
       eol date, ended boolean, "extendedUntil" date, latest text, link text)`,
    [rows],
  )
  await client.query(
    `insert into support_identifier (identifier, scheme, product)
     select y.identifier, y.scheme, product.name
     from json_to_recordset($1) as product(name text, identifiers json)
     cross join lateral json_to_recordset(product.identifiers) as y(identifier text, scheme text)
     on conflict do nothing`,
    [rows],
  )
}
