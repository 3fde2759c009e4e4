import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { freshDatabase } from '../../test/fresh-database.ts'
import { openDatabase } from './open.ts'
import { openPool } from './pool.ts'

test('the built-in database opens, migrates, and closes so that it can be opened again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maek-open-'))
  for (const _ of ['first', 'again']) {
    const opened = await openDatabase({ folder })
    if (!opened.ok) throw new Error(opened.refusal.because.en)
    const found = await opened.value.pool.query('select current_user as name')
    expect(found.rows).toEqual([{ name: 'maek_app' }])
    await opened.value.close()
    await opened.value.close()
  }
  await rm(folder, { recursive: true })
})

test('a database that is already up to date opens at an address', async () => {
  await using database = await freshDatabase()
  const opened = await openDatabase({ url: database.url, folder: '' })
  expect(opened.ok).toBe(true)
  if (opened.ok) await opened.value.close()
})

test('a server that does not answer is a refusal in both languages that shows no password', async () => {
  const url = 'postgresql://maek:geheim@127.0.0.1:1/maek'
  const opened = await openDatabase({ url, folder: '', patienceMs: 0 })
  expect(opened).toMatchObject({ ok: false, refusal: { code: 'unavailable' } })
  expect(JSON.stringify(opened)).not.toContain('geheim')
  expect(JSON.stringify(opened)).toContain('ECONNREFUSED')
})

test('a login that may not make the application role is told the SQL an administrator must run', async () => {
  await using database = await freshDatabase()
  const { prefix } = inject('database')
  const login = `${prefix}_weak`
  await database.owner.query(`create role ${login} login password 'weak'`)
  const weak = new URL(database.url)
  weak.searchParams.set('user', login)
  weak.searchParams.set('password', 'weak')
  const opened = await openDatabase({ url: weak.href, folder: '', patienceMs: 0 })
  await database.owner.query(`drop role ${login}`)
  expect(opened).toMatchObject({ ok: false, refusal: { code: 'unavailable' } })
  expect(JSON.stringify(opened)).toContain(`grant maek_app to ${login};`)
})

test('values come as the house keeps them: exact numbers, UTC instants, plain dates, also in arrays', async () => {
  await using database = await freshDatabase()
  const found = await database.pool.query(`select 5::bigint as big, array[1, null]::bigint[] as bigs,
    timestamptz '2026-11-21 18:00:00.123456+09' as at, array[timestamptz '2026-11-21 18:00+09'] as ats,
    date '2026-11-21' as on, array[date '2026-11-21'] as ons, count(*) as n`)
  expect(found.rows).toEqual([
    {
      big: 5,
      bigs: [1, null],
      at: '2026-11-21T09:00:00.123Z',
      ats: ['2026-11-21T09:00:00.000Z'],
      on: '2026-11-21',
      ons: ['2026-11-21'],
      n: 1,
    },
  ])
  await expect(database.pool.query('select 9007199254740993::bigint')).rejects.toThrow('exact range')
  // The connection outlives the bad value.
  expect((await database.pool.query('select 1::bigint as one')).rows).toEqual([{ one: 1 }])
})

test('a library that expects Dates may have them', async () => {
  await using database = await freshDatabase()
  const pool = openPool({ url: database.url, role: 'maek_app', values: 'library' })
  const found = await pool.query<{ at: unknown }>(`select timestamptz '2026-11-21 18:00+09' as at`)
  await pool.end()
  expect(found.rows[0]?.at).toEqual(new Date('2026-11-21T09:00:00Z'))
})

test('a statement that runs too long is stopped; the owner’s migrations and exports are not', async () => {
  await using database = await freshDatabase()
  const pool = openPool({ url: database.url, role: 'maek_app', statementMs: 50 })
  await expect(pool.query('select pg_sleep(10)')).rejects.toThrow('statement timeout')
  await pool.end()
  const limits = await database.owner.query(`select current_setting('statement_timeout') as limit`)
  expect(limits.rows).toEqual([{ limit: '0' }])
})

test('a pool refuses to work under a role that walks through row-level security', async () => {
  await using database = await freshDatabase()
  const superuser = await database.owner.query<{ name: string }>(
    'select current_user as name from pg_roles where rolname = current_user and rolsuper',
  )
  const name = superuser.rows[0]?.name
  // An ordinary owner, as on a customer's server, has no such role to take.
  if (name === undefined) return
  const pool = openPool({ url: database.url, role: name })
  await expect(pool.query('select 1')).rejects.toThrow('past row-level security')
  await pool.end()
})
