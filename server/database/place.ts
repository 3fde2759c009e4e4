import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { say } from '@maek/domain/words.ts'
import { writeDurably } from '../files/store.ts'
import { firstClosed, serverIdentity } from './identity.ts'
import type { Log } from './keeper.ts'

const shared = '/var/lib/maek'

/**
 * Where the built-in database lies: in the data folder, unless root keeps that under a home which the account
 * without rights that PostgreSQL must run as cannot enter. Then it lies under /var/lib/maek, and a note in the
 * data folder says where, so that backup and restore find it again.
 */
export async function databasePlace(folder: string, log: Log): Promise<string> {
  const note = join(folder, 'database-location')
  if (existsSync(note)) return (await readFile(note, 'utf8')).trim()
  await mkdir(folder, { recursive: true })
  const usual = join(folder, 'database')
  const identity = await serverIdentity(usual)
  if ((await firstClosed(folder, identity, 'pass')) === undefined) return usual
  const elsewhere = join(
    shared,
    createHash('sha256')
      .update(await realpath(folder))
      .digest('hex')
      .slice(0, 16),
  )
  await mkdir(elsewhere, { recursive: true })
  await writeDurably(note, Buffer.from(`${elsewhere}\n`))
  log(
    say(
      `root의 홈 폴더 안이라 데이터베이스는 ${elsewhere}에 둡니다.`,
      `The data folder lies inside root's home, so the database is kept in ${elsewhere}.`,
    ),
  )
  return elsewhere
}
