import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Evidenced, furnishEvidence } from '../../test/evidenced-house.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { writtenColumns } from '../database/tables.ts'
import { discrepancyLines } from './discrepancies.ts'
import { reconcile } from './reconcile.ts'

let house: StandingHouse
let evidence: Evidenced
beforeAll(async () => {
  house = await standingHouse()
  evidence = await furnishEvidence(house)
})
afterAll(() => house.close())

const compare = () => reconcile(house.database, house.organisation.id)

const tables = ['record', 'record_revision', 'ledger_entry', 'ledger_note', 'signature', 'disclosure']

/** What one who owns the database can do: every trigger and foreign key off, rows changed. Put back afterwards. */
async function whileTampered<T>(sql: string, work: () => Promise<T>): Promise<T> {
  const client = await house.database.owner.connect()
  const past = (what: string) =>
    client.query(`begin; set local session_replication_role = replica; ${what}; commit`)
  try {
    await client.query(tables.map((name) => `create temporary table kept_${name} as table ${name}`).join(';'))
    await past(sql)
    const value = await work()
    await past(await putBack(client))
    return value
  } finally {
    client.release(true)
  }
}

/** Columns that the database works out itself are left to it. */
async function putBack(client: pg.ClientBase): Promise<string> {
  const statements: string[] = []
  for (const name of tables) {
    const columns = (await writtenColumns(client, name)).join(', ')
    statements.push(
      `delete from ${name}; insert into ${name} (${columns}) select ${columns} from kept_${name}`,
    )
  }
  return statements.join(';')
}

async function isSuperuser(): Promise<boolean> {
  const found = await house.database.owner.query<{ yes: boolean }>(
    'select rolsuper as yes from pg_roles where rolname = current_user',
  )
  return found.rows[0]?.yes ?? false
}

test('an untouched house agrees with its log, personal fields included', async () => {
  const { entries, records, found } = await compare()
  expect(discrepancyLines(found)).toEqual([])
  expect(records).toBe(4)
  expect(entries).toBe((await house.checkpoints.newest(house.organisation.id)).size)
})

const tamperings = [
  ['a title changed in the table alone', 'changed-row', "update record set title = 'x' where id = $first"],
  ['a state put back to approved', 'changed-row', "update record set state = 'approved' where id = $draft"],
  [
    'a personal field exchanged',
    'changed-row',
    `update record set body = jsonb_set(body, '{phone}', '"010"') where id = $worker`,
  ],
  [
    'a disclosure exchanged',
    'changed-row',
    "update disclosure set disclosure = 'WyJzYWx0IiwicGhvbmUiLCIwMTAiXQ' where field = 'phone'",
  ],
  [
    'a revision rewritten together with its record',
    'changed-row',
    "update record_revision set canonical = replace(canonical, 'draft', 'ended') where record_id = $draft; update record set state = 'ended' where id = $draft",
  ],
  [
    'a revision removed',
    'entry-without-row',
    'delete from record_revision where record_id = $first and version = 2',
  ],
  ['a record removed', 'entry-without-row', 'delete from record where id = $draft'],
  ['a signature removed', 'entry-without-row', 'delete from signature where record_id = $first'],
  ['a note removed', 'entry-without-row', "delete from ledger_note where kind = 'passkey'"],
  [
    'a record set back to an earlier version',
    'wrong-revision',
    'update record set version = 1, approved_version = null, ledger_index = (select ledger_index from record_revision where record_id = $first and version = 1) where id = $first',
  ],
  ['an entry removed', 'missing-entry', 'delete from ledger_entry where index = 3'],
  [
    'an entry rewritten',
    'changed-row',
    "update ledger_entry set leaf = replace(convert_from(leaf, 'UTF8'), 'human', 'robot')::bytea where index = 2",
  ],
  [
    'a record slipped in beside the log',
    'row-without-entry',
    "insert into record select org_id, gen_random_uuid(), kind, 'DOC-0', title, state, version, edition, approved_version, approved_at, author_id, author_name, created_at, updated_at, ledger_index, search, body from record where id = $draft",
  ],
  [
    'the newest entries cut off',
    'missing-entry',
    'delete from ledger_entry where index = (select max(index) from ledger_entry)',
  ],
] as const

test('every way rows can be changed behind the log is found and named by its kind', async (context) => {
  if (!(await isSuperuser()))
    context.skip('without superuser rights nobody gets past triggers and foreign keys')
  const [first, , draft] = evidence.documents
  const ids: Readonly<Record<string, string>> = {
    first: first?.id ?? '',
    draft: draft?.id ?? '',
    worker: evidence.worker.id,
  }
  for (const [what, kind, sql] of tamperings) {
    const aimed = sql.replaceAll(/\$(\w+)/g, (_all, name: string) => `'${ids[name]}'`)
    const { found } = await whileTampered(aimed, compare)
    expect([...found.counts.keys()], what).toContain(kind)
    expect(discrepancyLines(found).length, what).toBeGreaterThan(1)
  }
  expect(discrepancyLines((await compare()).found)).toEqual([])
})
