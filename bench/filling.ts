import type pg from 'pg'

type Definition = { readonly kind: string; readonly name: string; readonly of: string; readonly sql: string }

/**
 * Takes the indexes, keys and triggers off some tables while `work` fills them and puts them on again: a sorted build of each
 * instead of ten million single entries. Tables that are still empty write no log meanwhile, which reading does not
 * notice. What is written is checked when the keys come back.
 */
export async function filling(
  owner: pg.Pool,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const found = await owner.query<Definition>(
    `select contype::text as kind, conname as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as sql
     from pg_constraint
     where contype in ('f', 'p') and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[]))
     union all
     select 'index', relname, indrelid::regclass::text, pg_get_indexdef(indexrelid)
     from pg_index join pg_class on pg_class.oid = indexrelid
     where indrelid = any($1::regclass[]) and not indisprimary`,
    [tables],
  )
  const of = (kind: string) => found.rows.filter((one) => one.kind === kind)
  for (const { of: table, name } of [...of('f'), ...of('p')])
    await owner.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of of('index')) await owner.query(`drop index ${name}`)
  for (const table of tables) {
    // Others that are logged may not refer to a table that is not.
    const { rowCount } = await owner.query(
      `select 1 from (select 1 from ${table} limit 1) filled union all
       select 1 from pg_class where oid = $1::regclass and relpersistence <> 'p'`,
      [table],
    )
    if (rowCount === 0 && !of('f').some(({ sql }) => sql.includes(`REFERENCES ${table}(`)))
      await owner.query(`alter table ${table} set unlogged`)
  }
  for (const table of tables) await owner.query(`alter table ${table} disable trigger user`)
  await work()
  for (const table of tables) await owner.query(`alter table ${table} enable trigger user`)
  const put = (statement: string) =>
    inOneSession(owner, [`set maintenance_work_mem = '1GB'`, `set work_mem = '1GB'`, statement])
  for (const { of: table, name, sql } of of('p'))
    await put(`alter table ${table} add constraint ${name} ${sql}`)
  for (const { sql } of of('index')) await put(sql)
  for (const { of: table, name, sql } of of('f'))
    await put(`alter table ${table} add constraint ${name} ${sql}`)
}

async function inOneSession(owner: pg.Pool, statements: readonly string[]): Promise<void> {
  const client = await owner.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    // Its settings are nobody else's.
    client.release(true)
  }
}
