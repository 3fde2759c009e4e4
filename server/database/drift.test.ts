import { recordSchema } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts'
import { recordColumns } from '../records/row.ts'
import { applicationRole } from './role.ts'

/* The catalogue of the database as migrations leave it, against what the program believes of it. */

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

async function ask<R extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
  const found = await database.owner.query<R>(sql, values)
  return found.rows
}

const tables = `
  select class.oid, class.relname as name, class.relrowsecurity as guarded, class.relforcerowsecurity as forced,
    pg_get_userbyid(class.relowner) as owner
  from pg_class class join pg_namespace namespace on namespace.oid = class.relnamespace
  where namespace.nspname = 'public' and class.relkind in ('r', 'p')`

const tenantTables = `
  select * from (${tables}) own
  where exists (select from pg_attribute where attrelid = own.oid and attname = 'org_id' and not attisdropped)`

/**
 * Tables of no one organisation, and tables that are asked before anyone knows which organisation is meant. Every
 * other table must be guarded by the database itself.
 */
const common = {
  organisation: 'the organisations themselves',
  migration: 'which SQL files were applied',
  user: 'sign-in: a person may belong to several organisations',
  session: 'sign-in',
  account: 'sign-in',
  verification: 'sign-in',
  twoFactor: 'sign-in',
  passkey: 'sign-in',
  rateLimit: 'sign-in',
  signing_failure: 'counts wrong passwords of a person',
  feed_import: 'public advisories, the same for all',
  feed_import_package: 'public advisories',
  advisory: 'public advisories',
  advisory_package: 'public advisories',
  advisory_coverage: 'public advisories: what has been imported of each source',
  vulnerability_signal: 'public likelihood and exploitation of vulnerabilities',
  feed_state: 'how old the public sources are',
  feed_setting: 'where this installation fetches public sources',
  feed_trust: 'whose bundles of public sources this installation takes',
  cve: 'public CVE records',
  cpe_criterion: 'public CVE records, by product',
  support_product: 'public support dates',
  support_cycle: 'public support dates',
  support_identifier: 'public support dates',
}

const askedBeforeOrganisation = {
  member: 'says to which organisations a person belongs',
  invitation: 'a link is opened by somebody who is not yet a member',
  api_token: 'a token says which organisation it is for',
  session_organisation: 'says which organisation a session works in, and belongs to the session',
}

test('a record as the program reads it has exactly the columns of its table', async () => {
  const columns = await ask<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = 'record' and is_generated = 'NEVER' order by 1`,
  )
  const read = [...recordColumns.matchAll(/record\.(\w+)/g)].map((match) => match[1] ?? '')
  // The scope, the text searched and what the database works out itself are its own business.
  expect([...read, 'org_id', 'search'].sort()).toEqual(columns.map(({ name }) => name).sort())
})

test('what a record may lack in its schema may be null in its table, and nothing else', async () => {
  const columns = await ask<{ name: string; nullable: boolean }>(
    `select column_name as name, is_nullable = 'YES' as nullable
     from information_schema.columns where table_name = 'record'`,
  )
  const nullable = new Map(columns.map((column) => [column.name, column.nullable]))
  for (const [name, schema] of Object.entries(recordSchema.shape)) {
    const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    expect([column, nullable.get(column)]).toEqual([column, schema.safeParse(null).success])
  }
})

test('every table belongs to an organisation or stands on the list of those that do not', async () => {
  const all = await ask<{ name: string }>(tables)
  const tenant = new Set((await ask<{ name: string }>(tenantTables)).map(({ name }) => name))
  const others = all.map(({ name }) => name).filter((name) => !tenant.has(name))
  expect(others.sort()).toEqual(Object.keys(common).sort())
})

test('every table of an organisation is guarded by forced row-level security with a policy', async () => {
  const open = await ask<{ name: string }>(
    `select name from (${tenantTables}) tenant
     where not (guarded and forced and exists (
       select from pg_policy where polrelid = tenant.oid and polcmd = '*'
         and pg_get_expr(polqual, polrelid) like '%maek.org%'
         and pg_get_expr(polwithcheck, polrelid) like '%maek.org%'))
     order by name`,
  )
  expect(open.map(({ name }) => name)).toEqual(Object.keys(askedBeforeOrganisation).sort())
})

test('the organisation comes first in the primary key of every table of an organisation', async () => {
  const other = await ask(
    `select tenant.name from (${tenantTables}) tenant
     where name <> 'session_organisation' and not exists (
       select from pg_index join pg_attribute on attrelid = tenant.oid and attnum = indkey[0]
       where indrelid = tenant.oid and indisprimary and attname = 'org_id')`,
  )
  expect(other).toEqual([])
})

test('no foreign key leads from one organisation into another', async () => {
  const keys = await ask<{ name: string; pairs: string[] }>(
    `select key.conname as name,
       array(select source.attname || ' → ' || target.attname
         from unnest(key.conkey, key.confkey) as pair (mine, theirs)
         join pg_attribute source on source.attrelid = key.conrelid and source.attnum = mine
         join pg_attribute target on target.attrelid = key.confrelid and target.attnum = theirs)::text[] as pairs
     from pg_constraint key
     where key.contype = 'f'
       and key.conrelid in (select oid from (${tenantTables}) a)
       and key.confrelid in (select oid from (${tenantTables}) b)`,
  )
  expect(keys.length).toBeGreaterThan(5)
  expect(keys.filter(({ pairs }) => !pairs.includes('org_id → org_id'))).toEqual([])
})

test('the role of the application owns nothing and cannot pass row-level security', async () => {
  const powers = await ask(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles where rolname = $1`,
    [applicationRole],
  )
  const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }
  expect(powers).toEqual([{ ...none, rolcanlogin: false }])
  const owned = await ask<{ name: string }>(`select name from (${tables}) own where owner = $1`, [
    applicationRole,
  ])
  expect(owned).toEqual([])
})

test('the application may add to history and may neither change nor empty it', async () => {
  const history = ['ledger_entry', 'ledger_note', 'ledger_tile', 'record_revision']
  const granted = await ask<{ name: string; privilege: string }>(
    `select table_name as name, privilege_type as privilege from information_schema.role_table_grants
     where grantee = $1`,
    [applicationRole],
  )
  const ofHistory = granted.filter(({ name }) => history.includes(name)).map(({ privilege }) => privilege)
  expect([...new Set(ofHistory)].sort()).toEqual(['INSERT', 'SELECT'])
  expect(
    granted.filter(({ privilege }) => ['TRUNCATE', 'TRIGGER', 'REFERENCES'].includes(privilege)),
  ).toEqual([])
})
