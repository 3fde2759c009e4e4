import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts'
import { migrate } from './migrate.ts'

let folder = ''
let database: FreshDatabase
let client: pg.PoolClient

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-migrations-'))
  database = await freshDatabase()
  client = await database.owner.connect()
  // These tests bring migrations of their own, so those of the house are forgotten here.
  await client.query('drop table if exists migration')
})

afterEach(async () => {
  client.release()
  await database.close()
  await rm(folder, { recursive: true })
})

async function file(name: string, sql: string): Promise<void> {
  await writeFile(join(folder, name), sql)
}

test('files run once, in order, and the next start runs only what is new', async () => {
  await file('0002-second.sql', 'insert into fixture_a values (2)')
  await file('0001-first.sql', 'create table fixture_a (number int); insert into fixture_a values (1)')
  expect(await migrate(client, folder)).toEqual({ ok: true, value: ['0001-first.sql', '0002-second.sql'] })
  expect(await migrate(client, folder)).toEqual({ ok: true, value: [] })
  await file('0003-third.sql', 'insert into fixture_a values (3)')
  expect(await migrate(client, folder)).toEqual({ ok: true, value: ['0003-third.sql'] })
  const found = await client.query('select number from fixture_a order by number')
  expect(found.rows).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }])
})

test('a file edited after it was applied is refused, in both languages, by name', async () => {
  await file('0001-first.sql', 'select 1')
  await migrate(client, folder)
  await file('0001-first.sql', 'select 2')
  const answer = await migrate(client, folder)
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  if (answer.ok) return
  expect(answer.refusal.because.ko).toContain('0001-first.sql')
  expect(answer.refusal.because.en).toContain('0001-first.sql')
})

test('line ends turned by a checkout are no edit', async () => {
  await file('0001-first.sql', 'select 1;\nselect 2;\n')
  await migrate(client, folder)
  await file('0001-first.sql', 'select 1;\r\nselect 2;\r\n')
  expect(await migrate(client, folder)).toEqual({ ok: true, value: [] })
})

test('an older program refuses a database that a newer one has changed', async () => {
  await file('0001-first.sql', 'select 1')
  await file('0002-second.sql', 'select 1')
  await migrate(client, folder)
  await rm(join(folder, '0002-second.sql'))
  expect(await migrate(client, folder)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
})

test('a file that fails half-way leaves nothing of itself behind, and the files before it stay', async () => {
  await file('0001-first.sql', 'create table fixture_b (number int)')
  await file('0002-second.sql', 'insert into fixture_b values (1); select 1 / 0')
  await expect(migrate(client, folder)).rejects.toThrow('0002-second.sql')
  expect((await client.query('select * from fixture_b')).rowCount).toBe(0)
  expect((await client.query('select name from migration')).rows).toEqual([{ name: '0001-first.sql' }])
})

test.for([['0002-gap.sql'], ['0001-a.sql', '0001-b.sql'], ['0001-a.sql', 'notes.txt']])(
  'a folder whose numbers have a gap, a repetition or a stranger is an error: %j',
  async (names) => {
    for (const name of names) await file(name, 'select 1')
    await expect(migrate(client, folder)).rejects.toThrow(/expected number/)
  },
)

test('a file that ends its transaction is an error', async () => {
  await file('0001-first.sql', 'create table fixture_c (number int); commit; begin')
  await expect(migrate(client, folder)).rejects.toThrow('0001-first.sql')
  expect((await client.query('select * from migration')).rowCount).toBe(0)
})

test('two servers that start together apply each file once', async () => {
  await file('0001-first.sql', 'create table fixture_d (number int)')
  const other = await database.owner.connect()
  const answers = await Promise.all([migrate(client, folder), migrate(other, folder)])
  other.release()
  const applied = answers.flatMap((answer) => (answer.ok ? answer.value : ['refused']))
  expect(applied).toEqual(['0001-first.sql'])
})
