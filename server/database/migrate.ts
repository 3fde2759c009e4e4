import { strict as assert } from 'node:assert'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'

/** The numbered SQL files of the house. */
export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Any number, as long as every Maek on this database uses the same ('maek' in ASCII). */
const lockKey = 0x6d61656b

const namePattern = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/

type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}
type Applied = Pick<Migration, 'number' | 'name' | 'sha256'>

/**
 * Brings the database up to the newest file, each file in a transaction of its own, one server at a time.
 * Answers with the names applied now. Refuses if a released file was edited, or the database is newer than the
 * program. A file that fails throws, and leaves the database as the file before left it.
 */
export async function migrate(
  client: pg.ClientBase,
  folder = migrationsFolder,
): Promise<Answer<readonly string[]>> {
  const files = await readMigrations(folder)
  await client.query(`select pg_advisory_lock(${lockKey})`)
  try {
    await client.query(
      `create table if not exists migration (
         number integer primary key,
         name text not null,
         sha256 text not null,
         applied_at timestamptz not null default now()
       )`,
    )
    const applied = await client.query<Applied>('select number, name, sha256 from migration order by number')
    const refusal = compare(files, applied.rows)
    if (refusal !== undefined) return refusal
    const pending = files.slice(applied.rows.length)
    for (const file of pending) await apply(client, file)
    return accept(pending.map((file) => file.name))
  } finally {
    await client.query(`select pg_advisory_unlock(${lockKey})`)
  }
}

/** Numbers run from 1 without gap or repetition; a file that is no migration may not hide among them. */
async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name !== 'README.md').sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(namePattern.exec(name)?.[1])
      assert(number === index + 1, `migrations: expected number ${index + 1}, found the file ${name}`)
      // A checkout may turn line ends; that is not an edit.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function compare(files: readonly Migration[], applied: readonly Applied[]): Answer<never> | undefined {
  for (const [index, done] of applied.entries()) {
    const file = files[index]
    if (file === undefined) return refuseNewer(done.name)
    if (file.number !== done.number || file.sha256 !== done.sha256) return refuseEdited(done.name)
  }
  return undefined
}

async function apply(client: pg.ClientBase, file: Migration): Promise<void> {
  try {
    await client.query('begin')
    const before = await transactionOf(client)
    await client.query(file.sql)
    const after = await transactionOf(client)
    assert(before === after, 'a migration may not begin or end a transaction')
    await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`the migration ${file.name} failed`, { cause: error })
  }
}

async function transactionOf(client: pg.ClientBase): Promise<string | undefined> {
  const answer = await client.query<{ id: string }>('select pg_current_xact_id()::text as id')
  return answer.rows[0]?.id
}

function refuseEdited(name: string): Answer<never> {
  return refuse(
    'conflict',
    say(
      `이미 적용된 마이그레이션 ${name}의 내용이 바뀌었습니다. 원래 파일로 되돌리고, 고칠 것은 새 번호의 파일로 더하십시오.`,
      `The migration ${name} was applied and has been edited since. Restore the file; make the change in a new one.`,
    ),
  )
}

function refuseNewer(name: string): Answer<never> {
  return refuse(
    'conflict',
    say(
      `이 데이터베이스는 더 새로운 버전의 맥이 만든 것입니다(${name}). 그 버전 이상의 맥으로 실행하십시오.`,
      `A newer Maek made this database (${name}). Run that version or a later one.`,
    ),
  )
}
