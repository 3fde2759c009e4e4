import pg from 'pg'

/** A foreign key as it is written. */
type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string }

/**
 * Takes foreign keys and triggers off all tables until `putBack`, within one transaction of their owner: rows of a
 * damaged backup can then be put in, so that exactly the one that is gone is named, and not all that hang on it.
 * `putBack` answers the foreign keys that do not hold; those stay in force for new rows.
 */
export async function setConstraintsAside(
  client: pg.ClientBase,
): Promise<{ putBack: () => Promise<readonly string[]> }> {
  const found = await client.query<ForeignKey>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  )
  const tables = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  for (const { table, name } of found.rows) {
    await client.query(`alter table ${table} drop constraint ${name}`)
  }
  for (const { name } of tables.rows) await client.query(`alter table ${name} disable trigger user`)
  return {
    putBack: async () => {
      for (const { name } of tables.rows) await client.query(`alter table ${name} enable trigger user`)
      const broken: string[] = []
      for (const key of found.rows) {
        await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition} not valid`)
        if (!(await holds(client, key))) broken.push(`${key.table}.${key.name}`)
      }
      return broken
    },
  }
}

async function holds(client: pg.ClientBase, { table, name }: ForeignKey): Promise<boolean> {
  await client.query('savepoint checking')
  try {
    await client.query(`alter table ${table} validate constraint ${name}`)
    await client.query('release savepoint checking')
    return true
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '23503') throw error
    await client.query('rollback to savepoint checking')
    return false
  }
}
