import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts'
import { queriesOn } from './pool.ts'
import { inTransaction, withOrganisation } from './scope.ts'

type Schema = { fixture_note: { org_id: string; number: number; text: string } }

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await database.owner.query(`
    create table fixture_note (
      org_id text not null, number bigint not null, text text not null unique deferrable initially deferred,
      primary key (org_id, number));
    alter table fixture_note enable row level security;
    alter table fixture_note force row level security;
    create policy of_organisation on fixture_note using (org_id = current_setting('maek.org', true));
    grant select, insert on fixture_note to maek_app;`)
})
afterAll(() => database.close())

async function write(organisation: string, number: number): Promise<void> {
  await withOrganisation(database, organisation, (client) =>
    client.query('insert into fixture_note values ($1, $2, $3)', [
      organisation,
      number,
      `${organisation} ${number}`,
    ]),
  )
}

function numbersOf(organisation: string): Promise<number[]> {
  return withOrganisation(database, organisation, async (client) => {
    const rows = await queriesOn<Schema>(client).selectFrom('fixture_note').select('number').execute()
    return rows.map((row) => row.number)
  })
}

test('the pools of the application work as a role without power', async () => {
  for (const pool of [database.pool, database.organisationPool]) {
    const found = await pool.query(
      'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    )
    expect(found.rows).toEqual([{ name: 'maek_app', rolsuper: false, rolbypassrls: false }])
  }
})

test('an organisation sees its own rows and never another’s, however the connections change hands', async () => {
  await write('hanul', 1)
  await write('saebom', 2)
  const turns = Array.from({ length: 60 }, (_, turn) => (turn % 2 === 0 ? 'hanul' : 'saebom'))
  const seen = await Promise.all(turns.map(numbersOf))
  expect(seen).toEqual(turns.map((organisation) => (organisation === 'hanul' ? [1] : [2])))
})

test('a row for another organisation is refused by the database', async () => {
  const writing = withOrganisation(database, 'hanul', (client) =>
    client.query(`insert into fixture_note values ('saebom', 3, 'stranger')`),
  )
  await expect(writing).rejects.toThrow(/row-level security/)
  expect(await numbersOf('saebom')).toEqual([2])
})

test('work outside any organisation sees no row, also after organisations were served', async () => {
  await numbersOf('hanul')
  expect((await database.pool.query('select * from fixture_note')).rowCount).toBe(0)
})

test('an empty organisation is an error before anything is asked', async () => {
  await expect(withOrganisation(database, '', async () => 1)).rejects.toThrow()
})

test('work that leaves a transaction open is an error, and its connection is not used again', async () => {
  const leaving = withOrganisation(database, 'hanul', (client) => client.query('begin'))
  await expect(leaving).rejects.toThrow('left a transaction open')
  const statuses = await Promise.all(
    Array.from({ length: 12 }, () =>
      withOrganisation(database, 'hanul', async (client) => client.getTransactionStatus()),
    ),
  )
  expect(new Set(statuses)).toEqual(new Set(['I']))
})

test('a transaction keeps all of its work or nothing', async () => {
  const failing = withOrganisation(database, 'all', (client) =>
    inTransaction(client, async () => {
      await client.query(`insert into fixture_note values ('all', 1, 'half')`)
      throw new Error('changed our mind')
    }),
  )
  await expect(failing).rejects.toThrow('changed our mind')
  expect(await numbersOf('all')).toEqual([])
  await withOrganisation(database, 'all', (client) =>
    inTransaction(client, () => client.query(`insert into fixture_note values ('all', 1, 'whole')`)),
  )
  expect(await numbersOf('all')).toEqual([1])
})

test('a failed query swallowed inside a transaction does not pass for a commit', async () => {
  const swallowing = withOrganisation(database, 'swallowed', (client) =>
    inTransaction(client, async () => {
      await client.query(`insert into fixture_note values ('swallowed', 1, 'lost')`)
      await client.query('select 1 / 0').catch(() => undefined)
    }),
  )
  await expect(swallowing).rejects.toThrow('swallowed')
  expect(await numbersOf('swallowed')).toEqual([])
})

test('a constraint checked only at commit fails the transaction', async () => {
  await write('late', 1)
  const late = withOrganisation(database, 'late', (client) =>
    inTransaction(client, () => client.query(`insert into fixture_note values ('late', 2, 'late 1')`)),
  )
  await expect(late).rejects.toThrow(/unique/)
  expect(await numbersOf('late')).toEqual([1])
})

test('a transaction inside a transaction is an error', async () => {
  const nested = withOrganisation(database, 'nested', (client) =>
    inTransaction(client, () => inTransaction(client, async () => 1)),
  )
  await expect(nested).rejects.toThrow('already open')
})

test('a transaction of the query builder rolls back on the lent connection', async () => {
  const failing = withOrganisation(database, 'builder', (client) =>
    queriesOn<Schema>(client)
      .transaction()
      .execute(async (queries) => {
        await queries
          .insertInto('fixture_note')
          .values({ org_id: 'builder', number: 1, text: 'built' })
          .execute()
        throw new Error('changed our mind')
      }),
  )
  await expect(failing).rejects.toThrow('changed our mind')
  expect(await numbersOf('builder')).toEqual([])
})
