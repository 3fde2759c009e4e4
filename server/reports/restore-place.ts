import { copyFile, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { ensureFieldIndexes } from '../database/field-indexes.ts'
import { migrate, migrationsFolder } from '../database/migrate.ts'
import { type Database, openDatabase } from '../database/open.ts'
import { signerFiles } from '../ledger/signer-files.ts'
import type { BackupManifest } from './backup-form.ts'

type Place = {
  readonly folder: string
  readonly url: string | undefined
  readonly say: (words: Words) => void
}

/** Opens an empty place at the schema of the backup. Refuses one in which anything stands. */
export async function openEmptyPlace(
  place: Place,
  schema: BackupManifest['schema'],
): Promise<Answer<Database>> {
  const standing = await readdir(place.folder).catch(() => [])
  if (standing.length > 0) return notEmpty()
  await mkdir(place.folder, { recursive: true })
  const migrations = await migrationsOf(schema)
  if (!migrations.ok) return migrations
  try {
    const opened = await openDatabase({
      url: place.url,
      folder: join(place.folder, 'database'),
      log: place.say,
      migrations: migrations.value,
    })
    if (!opened.ok) return opened
    if (await isEmpty(opened.value)) return opened
    await opened.value.close()
    return notEmpty()
  } finally {
    await rm(migrations.value, { recursive: true, force: true })
  }
}

/** The first files of our migrations, as many as the backup's database had: its rows fit that schema and no other. */
async function migrationsOf(schema: BackupManifest['schema']): Promise<Answer<string>> {
  const ours = (await readdir(migrationsFolder)).filter((name) => name !== 'README.md').sort()
  const newer = schema.find(({ name }, at) => ours[at] !== name)
  if (newer !== undefined) {
    return refuse(
      'conflict',
      say(
        `다른 버전의 맥이 만든 백업입니다(${newer.name}). 그 버전으로 복구하십시오.`,
        `Another version of Maek made this backup (${newer.name}). Restore it with that version.`,
      ),
    )
  }
  const folder = await mkdtemp(join(tmpdir(), 'maek-migrations-'))
  for (const { name } of schema) await copyFile(join(migrationsFolder, name), join(folder, name))
  return accept(folder)
}

async function isEmpty(database: Database): Promise<boolean> {
  const found = await database.owner.query(
    'select 1 from organisation union all select 1 from "user" limit 1',
  )
  return found.rowCount === 0
}

/** After the rows are in: the schema of this program, and the indexes its kinds ask for. */
export async function bringUpToDate(database: Database): Promise<Answer<unknown>> {
  const client = await database.owner.connect()
  try {
    const migrated = await migrate(client)
    if (!migrated.ok) return migrated
  } finally {
    client.release()
  }
  await ensureFieldIndexes(database.owner)
  return accept(null)
}

/** Key and memory of this log from the folder of the signer that signed it. */
export async function takeSigner(from: string, to: string, origin: string): Promise<Answer<null>> {
  const source = signerFiles(from, origin)
  const target = signerFiles(to, origin)
  try {
    for (const part of ['key', 'memory'] as const) {
      await mkdir(dirname(target[part]), { recursive: true, mode: 0o700 })
      await cp(source[part], target[part], { errorOnExist: true, force: false })
    }
    return accept(null)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return refuse(
      'not-found',
      say(
        '--signer로 지정한 폴더에 이 원장의 키가 없습니다. 예전 데이터 폴더 안의 signer 폴더를 지정하십시오.',
        'The folder given with --signer holds no key of this ledger. Give the folder “signer” inside the old data folder.',
      ),
    )
  }
}

function notEmpty(): Answer<never> {
  return refuse(
    'conflict',
    say(
      '복구할 곳이 비어 있지 않습니다. 이미 있는 자료는 덮어쓰지 않습니다. 빈 폴더(와 빈 데이터베이스)를 지정하십시오.',
      'The target is not empty, and existing data is never overwritten. Give an empty folder (and an empty database).',
    ),
  )
}
