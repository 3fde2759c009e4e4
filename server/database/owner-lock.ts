import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'

export type OwnerLock = { readonly release: () => void }

/**
 * One folder, one owner. Node offers no file lock, but its SQLite takes one from the kernel: it works on every
 * platform, between containers that share a volume, is not inherited by children, and ends with the process
 * however the process ends. Nothing is ever written into `owner.lock`.
 * Warning: POSIX drops the lock when this process opens and closes that file by other means. Do not read it.
 */
export async function lockFolder(folder: string, waitMs: number): Promise<Answer<OwnerLock>> {
  const file = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 })
  const until = performance.now() + waitMs
  // A killed owner keeps the lock until the kernel has buried it, so a short wait is fair.
  for (;;) {
    if (isTaken(file)) break
    if (performance.now() >= until) {
      file.close()
      return refuseSecond(folder)
    }
    await wait(50)
  }
  await writeFile(join(folder, 'owner.pid'), `${process.pid}\n`)
  return accept({ release: () => file.close() })
}

function isTaken(file: DatabaseSync): boolean {
  try {
    file.exec('begin exclusive')
    return true
  } catch (error) {
    if (error instanceof Error && /database is locked/.test(error.message)) return false
    throw error
  }
}

async function refuseSecond(folder: string): Promise<Answer<OwnerLock>> {
  const pid = (await readFile(join(folder, 'owner.pid'), 'utf8').catch(() => '')).trim() || '?'
  return refuse(
    'conflict',
    say(
      `다른 맥 서버(프로세스 ${pid})가 이 데이터베이스 폴더를 쓰고 있습니다: ${folder}. 그 서버를 종료하거나 다른 폴더를 지정하십시오.`,
      `Another Maek server (process ${pid}) is using this database folder: ${folder}. Stop that server or choose another folder.`,
    ),
  )
}
