import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { importFeed } from '@maek/domain/vulnerabilities/api.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { inTransaction, withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import { listOrganisations } from '../organisations.ts'
import { inPlaceBytesMax, partsInThread } from '../threads/in-thread.ts'
import { type FeedPart, feedParts } from './feed-parts.ts'
import { findTouchedVersions, matchVersions, versionsPerStepMax } from './match-versions.ts'
import { recountCoverage, writeAdvisories } from './write-advisories.ts'

export type FeedImport = z.input<(typeof importFeed)['output']>
type Imported = { -readonly [Key in keyof FeedImport]: FeedImport[Key] }

const refusedShownMax = 200
const importLock = 'maek.feed.import'

/**
 * Takes in a feed part by part, then matches again exactly the component versions whose packages it touched, in
 * every organisation. If it is cut off, what was written stands, and the packages stay noted: the next import, or
 * `matchUnfinished` at the next start, matches them.
 */
export async function takeInFeed(
  house: Pick<House, 'database' | 'now'>,
  feed: { readonly bytes: Buffer; readonly name: string; readonly source: 'osv' },
): Promise<Answer<FeedImport>> {
  return alone(house, async (client) => {
    const begun = await client.query<{ id: number }>(
      'insert into feed_import (source, name, started_at) values ($1, $2, $3) returning id',
      [feed.source, feed.name.toWellFormed().replaceAll('\u0000', ''), house.now()],
    )
    const id = begun.rows[0]?.id
    if (id === undefined) throw new Error('an insert of one row returns one row')
    const told: Imported = { read: 0, added: 0, changed: 0, unchanged: 0, refused: [], findings: 0 }
    const ecosystems = new Set<string>()
    const parts =
      feed.bytes.length <= inPlaceBytesMax
        ? feedParts(feed.bytes)
        : partsInThread<FeedPart>(new URL('./feed-thread.ts', import.meta.url), { bytes: feed.bytes })
    for await (const part of parts) {
      if (!part.ok) {
        // What came before the fault is in and must be matched; a refused file as such has written nothing.
        await finish(house, client, { upTo: id, ecosystems })
        return part
      }
      const written = await inTransaction(client, () =>
        writeAdvisories(client, part.value, { source: feed.source, importId: id }),
      )
      for (const ecosystem of part.value.ecosystems) ecosystems.add(ecosystem)
      told.read += part.value.read
      told.added += written.added
      told.changed += written.changed
      told.unchanged += written.unchanged
      const room = refusedShownMax - told.refused.length
      const shown = part.value.refused.slice(0, Math.max(0, room))
      told.refused.push(...shown.map(({ place, refusal }) => ({ place, because: refusal.because })))
    }
    told.findings = await finish(house, client, { upTo: id, ecosystems })
    return accept(told)
  })
}

/** Matches what a cut-off import left unmatched; to be called at start. */
export async function matchUnfinished(house: Pick<House, 'database' | 'now'>): Promise<Answer<number>> {
  return alone(house, async (client) => {
    const last = await client.query<{ id: number | null }>(
      'select max(id) as id from feed_import where finished_at is null',
    )
    const id = last.rows[0]?.id
    return accept(id == null ? 0 : await finish(house, client, { upTo: id, ecosystems: new Set() }))
  })
}

/** Counts what is covered, matches every organisation, and closes the books of this import and those cut off before it. */
async function finish(
  house: Pick<House, 'database' | 'now'>,
  client: pg.PoolClient,
  done: { readonly upTo: number; readonly ecosystems: ReadonlySet<string> },
): Promise<number> {
  await inTransaction(client, () => recountCoverage(client, { at: house.now(), ecosystems: done.ecosystems }))
  let findings = 0
  // One organisation after another: each sees only its own components.
  for (const { id } of await listOrganisations(house.database))
    findings += await matchTouched(house, id, done.upTo)
  await inTransaction(client, async () => {
    await client.query('delete from feed_import_package where import_id <= $1', [done.upTo])
    await client.query('update feed_import set finished_at = $2 where id <= $1 and finished_at is null', [
      done.upTo,
      house.now(),
    ])
  })
  return findings
}

/** Matches again in steps, each a transaction of its own, so that no intake waits long. Answers the new findings. */
async function matchTouched(
  house: Pick<House, 'database' | 'now'>,
  organisation: string,
  upTo: number,
): Promise<number> {
  return withOrganisation(house.database, organisation, async (client) => {
    const touched = await inTransaction(client, () => findTouchedVersions(client, organisation, upTo))
    let findings = 0
    for (let at = 0; at < touched.length; at += versionsPerStepMax) {
      const keys = touched.slice(at, at + versionsPerStepMax)
      findings += await inTransaction(client, () =>
        matchVersions(client, organisation, { keys, at: house.now() }),
      )
    }
    return findings
  })
}

/** One import at a time over all servers; the lock falls with the connection. */
async function alone<T>(
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

const busy = refuse(
  'conflict',
  say(
    '다른 취약점 정보를 가져오는 중입니다. 끝난 뒤 다시 하십시오.',
    'Another import is running. Try again when it has finished.',
  ),
)
