import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/fresh-database.ts'
import { keptTables, passingTables, writtenColumns } from './tables.ts'

test('every table is either kept or left out with a reason, and parents come before their children', async () => {
  await using database = await freshDatabase()
  const client = await database.owner.connect()
  try {
    const kept = (await keptTables(client)).map((table) => table.name)
    const found = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    )
    const all = found.rows.map((row) => row.name)
    expect([...kept, ...Object.keys(passingTables)].sort()).toEqual(all.toSorted())
    const links = await client.query<{ child: string; parent: string }>(
      `select child.relname as child, parent.relname as parent from pg_constraint
       join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
       where contype = 'f' and conrelid <> confrelid`,
    )
    for (const { child, parent } of links.rows) {
      if (!kept.includes(child)) continue
      expect(kept.indexOf(parent), `${parent} before ${child}`).toBeLessThan(kept.indexOf(child))
    }
    expect(kept.indexOf('record_revision')).toBeLessThan(kept.indexOf('record'))
  } finally {
    client.release()
  }
})

test('rows of one organisation, of its people and of everybody are told apart', async () => {
  await using database = await freshDatabase()
  const client = await database.owner.connect()
  try {
    const holders = Object.fromEntries((await keptTables(client)).map(({ name, holder }) => [name, holder]))
    expect(holders).toMatchObject({ organisation: 'organisation', record: 'organisation', user: 'people' })
    expect(await writtenColumns(client, 'user')).toContain('"emailVerified"')
  } finally {
    client.release()
  }
})
