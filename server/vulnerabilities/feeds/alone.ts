import { type Answer, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { House } from '../../house.ts'

const importLock = 'maek.feed.import'

/** One import at a time over all servers; the lock falls with the connection. */
export async function alone<T>(
  house: Pick<House, 'database'>,
  work: (client: pg.PoolClient) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const client = await house.database.pool.connect()
  let isHeld = false
  try {
    const taken = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [importLock],
    )
    isHeld = taken.rows[0]?.taken ?? false
    return isHeld ? await work(client) : busy
  } finally {
    const isFit = client.getTransactionStatus() === 'I'
    if (isHeld && isFit)
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [importLock])
    client.release(!isFit)
  }
}

/** Whether anybody imports now, on any server. */
export async function isImporting(house: Pick<House, 'database'>): Promise<boolean> {
  const found = await house.database.pool.query<{ held: boolean }>(
    `select exists (select 1 from pg_locks where locktype = 'advisory' and granted and database =
       (select oid from pg_database where datname = current_database())
       and (classid::bigint << 32 | objid::bigint) = hashtextextended($1, 0)) as held`,
    [importLock],
  )
  return found.rows[0]?.held ?? false
}

const busy = refuse(
  'conflict',
  say(
    '다른 취약점 정보를 가져오는 중입니다. 끝난 뒤 다시 하십시오.',
    'Another import is running. Try again when it has finished.',
  ),
)
