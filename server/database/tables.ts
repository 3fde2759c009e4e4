import type pg from 'pg'

/** Whose rows a table holds: one organisation's, its people's, or everybody's (feeds of public advisories). */
export type Holder = 'organisation' | 'people' | 'everybody'

export type Table = { readonly name: string; readonly holder: Holder; readonly where: string }

/** Tables whose rows are of the moment or of this one installation; a copy of them would be worth nothing or harm. */
export const passingTables: Readonly<Record<string, string>> = {
  migration: 'the schema tells its own version; the manifest names it',
  session: 'whoever restores signs in again',
  session_organisation: 'goes with the session',
  verification: 'one-time codes under way',
  rateLimit: 'counts of the last minutes',
  signing_failure: 'counts of the last minutes',
  signing_ticket: 'signatures prepared and not yet given, five minutes old at most',
}

const ofPeople: Readonly<Record<string, string>> = {
  user: `id in (select user_id from member where org_id = $1)`,
  account: `"userId" in (select user_id from member where org_id = $1)`,
  twoFactor: `"userId" in (select user_id from member where org_id = $1)`,
  passkey: `"userId" in (select user_id from member where org_id = $1)`,
}

/**
 * Every table that is kept, parents before children, so that rows can go in in this order and out in the reverse.
 * Read from the database itself: a table added by a later migration is kept without a line of code here.
 */
export async function keptTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const found = await client.query<{ name: string; owned: boolean }>(
    `select relname as name, exists (select 1 from pg_attribute
       where attrelid = pg_class.oid and attname = 'org_id' and not attisdropped) as owned
     from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  )
  const tables = found.rows
    .filter(({ name }) => !(name in passingTables))
    .map(({ name, owned }) => tableOf(name, owned))
  return ordered(tables, await parents(client))
}

function tableOf(name: string, owned: boolean): Table {
  if (name === 'organisation') return { name, holder: 'organisation', where: 'id = $1' }
  if (owned) return { name, holder: 'organisation', where: 'org_id = $1' }
  const people = ofPeople[name]
  return people === undefined
    ? { name, holder: 'everybody', where: '$1::uuid is not null' }
    : { name, holder: 'people', where: people }
}

async function parents(client: pg.ClientBase): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await client.query<{ child: string; parent: string }>(
    `select child.relname as child, parent.relname as parent from pg_constraint
     join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
     where contype = 'f' and conrelid <> confrelid order by 1, 2`,
  )
  // Triggers ask for these, as foreign keys would.
  const pairs = [
    ...found.rows,
    { child: 'record', parent: 'record_revision' },
    { child: 'component_version', parent: 'organisation' },
    { child: 'sbom_component', parent: 'record' },
    { child: 'sbom_component', parent: 'component_version' },
  ]
  const map = new Map<string, string[]>()
  for (const { child, parent } of pairs) map.set(child, [...(map.get(child) ?? []), parent])
  return map
}

function ordered(tables: readonly Table[], above: ReadonlyMap<string, readonly string[]>): Table[] {
  const order: Table[] = []
  const begun = new Set<string>()
  const visit = (table: Table) => {
    if (begun.has(table.name)) return
    begun.add(table.name)
    for (const parent of above.get(table.name) ?? []) {
      const found = tables.find((one) => one.name === parent)
      if (found) visit(found)
    }
    order.push(table)
  }
  for (const table of tables) visit(table)
  return order
}

/** Columns that are written; generated ones are the database's own. Quoted, for use in SQL. */
export async function writtenColumns(client: pg.ClientBase, table: string): Promise<readonly string[]> {
  const found = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = format('public.%I', $1::text)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
     order by attnum`,
    [table],
  )
  return found.rows.map((row) => row.name)
}
