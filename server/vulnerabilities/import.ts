import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { inTransaction } from '../database/scope.ts'
import type { House } from '../house.ts'
import { inPlaceBytesMax, partsInThread } from '../threads/in-thread.ts'
import { type FeedPart, feedParts } from './feed-parts.ts'
import { alone } from './feeds/alone.ts'
import { openEdition } from './feeds/edition.ts'
import { noteSuccess } from './feeds/feed-state.ts'
import { beginImport, finishImport } from './feeds/imports.ts'
import type { FeedImport, IncomingFeed } from './feeds/take-in.ts'
import { takeInDocument } from './feeds/take-in-document.ts'
import { recountCoverage, writeAdvisories } from './write-advisories.ts'

export type { FeedImport } from './feeds/take-in.ts'

type Place = Pick<House, 'database' | 'now'>
type Imported = { -readonly [Key in keyof FeedImport]: FeedImport[Key] }

const refusedShownMax = 200

/** What may be left unsaid of a file that somebody uploads. */
type Given = Pick<IncomingFeed, 'bytes' | 'name' | 'source'> & Partial<IncomingFeed>

/**
 * Takes in a feed part by part, then matches again exactly the component versions whose packages or products it
 * touched, in every organisation. If it is cut off, what was written stands, and the packages stay noted: the next
 * import, or `matchUnfinished` at the next start, matches them.
 */
export async function takeInFeed(house: Place, given: Given): Promise<Answer<FeedImport>> {
  const feed: IncomingFeed = { part: '', contentAt: null, signedBy: null, ...given }
  const { source } = feed
  return alone(house, (client) =>
    source === 'osv'
      ? takeInAdvisories(house, client, feed)
      : takeInDocument(house, client, { ...feed, source }),
  )
}

async function takeInAdvisories(
  house: Place,
  client: pg.PoolClient,
  feed: IncomingFeed,
): Promise<Answer<FeedImport>> {
  const id = await beginImport(client, { source: feed.source, name: feed.name, at: house.now() })
  const told: Imported = { read: 0, added: 0, changed: 0, unchanged: 0, refused: [], findings: 0 }
  const edition = openEdition(feed, house.now())
  const noted = new Set<string>()
  const parts =
    feed.bytes.length <= inPlaceBytesMax
      ? feedParts(feed.bytes)
      : partsInThread<FeedPart>(new URL('./feed-thread.ts', import.meta.url), { bytes: feed.bytes })
  for await (const part of parts) {
    if (!part.ok) {
      // What came before the fault is in and must be matched; a refused file as such has written nothing.
      await finish(house, client, { upTo: id, ecosystems: edition.ecosystems(), whole: null })
      return part
    }
    const written = await inTransaction(client, () =>
      writeAdvisories(client, part.value, { source: feed.source, importId: id, noted }),
    )
    edition.add(part.value.advisories)
    told.read += part.value.read
    told.added += written.added
    told.changed += written.changed
    told.unchanged += written.unchanged
    const room = refusedShownMax - told.refused.length
    const shown = part.value.refused.slice(0, Math.max(0, room))
    told.refused.push(...shown.map(({ place, refusal }) => ({ place, because: refusal.because })))
  }
  const whole = edition.whole()
  told.findings = await finish(house, client, { upTo: id, ecosystems: edition.ecosystems(), whole })
  // Not one of them an advisory: that is another file, and must not make the source look brought up to date.
  if (told.read > 0 && told.added + told.changed + told.unchanged === 0) return nothingRead(told)
  await noteSuccess(client, {
    ...feed,
    part: whole ?? feed.part,
    at: house.now(),
    entries: feed.isWhole === false ? null : told.read,
    contentAt: feed.contentAt ?? edition.newest(),
  })
  return accept(told)
}

function nothingRead({ read, refused }: Imported): Answer<never> {
  const first = refused[0]?.because ?? say('', '')
  return refuse(
    'invalid',
    say(
      `${read}건 가운데 읽을 수 있는 것이 없어 아무것도 가져오지 않았습니다. ${first.ko}`,
      `Not one of ${read} could be read; nothing was imported. ${first.en}`,
    ),
    'body',
  )
}

/** Matches what a cut-off import left unmatched; to be called at start. */
export async function matchUnfinished(house: Place): Promise<Answer<number>> {
  return alone(house, async (client) => {
    const last = await client.query<{ id: number | null }>(
      'select max(id) as id from feed_import where finished_at is null',
    )
    const id = last.rows[0]?.id
    return accept(
      id == null ? 0 : await finish(house, client, { upTo: id, ecosystems: new Set(), whole: null }),
    )
  })
}

/** Counts what is covered and matches every organisation. */
async function finish(
  house: Place,
  client: pg.PoolClient,
  done: {
    readonly upTo: number
    readonly ecosystems: ReadonlySet<string>
    readonly whole: string | null
  },
): Promise<number> {
  await inTransaction(client, () => recountCoverage(client, { at: house.now(), ...done }))
  return finishImport(house, client, done.upTo)
}
