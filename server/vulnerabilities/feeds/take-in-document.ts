import { hash } from 'node:crypto'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { RefusedRow } from '@maek/domain/vulnerabilities/feed-source.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import { inTransaction, withOrganisation } from '../../database/scope.ts'
import type { House } from '../../house.ts'
import { listOrganisations } from '../../organisations.ts'
import { inPlaceBytesMax, partsInThread } from '../../threads/in-thread.ts'
import { cpeEcosystem } from '../questions.ts'
import { spreadSignals } from '../signals.ts'
import { noteSuccess, readFeedStates } from './feed-state.ts'
import { beginImport, finishImport } from './imports.ts'
import { type DocumentSource, type SourcePart, sourceParts } from './source-parts.ts'
import type { FeedImport, IncomingFeed } from './take-in.ts'
import { writeCves } from './write-cves.ts'
import { beginSignals, gatherSignals, writeSignals } from './write-signals.ts'
import { beginSupport, writeSupport } from './write-support.ts'

/** NVD published more CVE records than this by 2018 and takes none away: with fewer, only some of it was brought. */
const wholeNvd = 100_000

type Place = Pick<House, 'database' | 'now'>
type Head = SourcePart & { readonly kind: 'head' }
type Parts = AsyncIterable<Answer<SourcePart>> | Iterable<Answer<SourcePart>>

/** Takes in a document of KEV, EPSS, NVD or end-of-life data. Before: nothing else is being imported. */
export async function takeInDocument(
  house: Place,
  client: pg.PoolClient,
  feed: IncomingFeed & { readonly source: DocumentSource },
): Promise<Answer<FeedImport>> {
  const parts: Parts =
    feed.bytes.length <= inPlaceBytesMax
      ? sourceParts(feed.source, feed.bytes)
      : partsInThread<SourcePart>(new URL('./source-thread.ts', import.meta.url), {
          source: feed.source,
          bytes: feed.bytes,
        })
  const reading = Symbol.asyncIterator in parts ? parts[Symbol.asyncIterator]() : parts[Symbol.iterator]()
  try {
    const first = await reading.next()
    if (first.done) throw new Error('a document has a head')
    if (!first.value.ok) return first.value
    const head = first.value.value
    if (head.kind !== 'head') throw new Error('a document begins with its head')
    const hindered = (await olderThanStanding(client, feed, head)) ?? (await tooLittle(client, feed, head))
    if (hindered) return hindered
    const rest = { [Symbol.asyncIterator]: () => ({ next: async () => reading.next() }) }
    const { source } = feed
    return source === 'nvd'
      ? await takeCves(house, client, { feed: { ...feed, source }, head, rest })
      : await takeWhole(house, client, { feed: { ...feed, source }, head, rest })
  } finally {
    await reading.return?.(undefined)
  }
}

type Taking<Source> = {
  readonly feed: IncomingFeed & { readonly source: Source }
  readonly head: Head
  readonly rest: AsyncIterable<Answer<SourcePart>>
}

/** The whole document or nothing of it: what it no longer holds is taken back. */
async function takeWhole(
  house: Place,
  client: pg.PoolClient,
  { feed, head, rest }: Taking<'kev' | 'epss' | 'eol'>,
): Promise<Answer<FeedImport>> {
  const day = (head.contentAt ?? house.now()).slice(0, 10)
  const counts = await inTransaction(client, async () => {
    const { source } = feed
    const before = source === 'eol' ? await beginSupport(client) : 0
    if (source !== 'eol') await beginSignals(client, source)
    for await (const part of rest) {
      // Read once already: nothing can be refused after the head.
      if (!part.ok) throw new Error(part.refusal.because.en)
      if (part.value.kind !== 'rows') continue
      if (source === 'eol') await writeSupport(client, part.value.rows)
      else await gatherSignals(client, source, { rows: part.value.rows, day })
    }
    const written =
      source === 'eol'
        ? countsOfSupport({ before, entries: head.entries, isSame: await isStanding(client, feed) })
        : await writeSignals(client, source)
    await noteSuccess(client, {
      ...feed,
      at: house.now(),
      entries: head.entries,
      contentAt: contentOf(feed, head),
    })
    return written
  })
  if (feed.source !== 'eol') await spreadToAll(house)
  return accept(told(head, counts, 0))
}

/** End-of-life data are replaced without a look at each product; only the same bytes again surely change nothing. */
function countsOfSupport(told: {
  readonly before: number
  readonly entries: number
  readonly isSame: boolean
}) {
  const { before, entries, isSame } = told
  if (isSame) return { added: 0, changed: 0 }
  return { added: Math.max(0, entries - before), changed: Math.min(before, entries) }
}

/** Whether these very bytes are what stands already. */
async function isStanding(client: pg.ClientBase, { source, part, bytes }: IncomingFeed): Promise<boolean> {
  const sha256 = hash('sha256', bytes, 'hex')
  const states = await readFeedStates(client)
  return states.some((one) => one.source === source && one.part === part && one.sha256 === sha256)
}

/** Record by record, as advisories are: a newer one replaces an older, and what is not named stays. */
async function takeCves(
  house: Place,
  client: pg.PoolClient,
  { feed, head, rest }: Taking<'nvd'>,
): Promise<Answer<FeedImport>> {
  const id = await beginImport(client, { source: 'nvd', name: feed.name, at: house.now() })
  const counts = { added: 0, changed: 0 }
  for await (const part of rest) {
    if (!part.ok) throw new Error(part.refusal.because.en)
    if (part.value.kind !== 'rows') continue
    const { rows } = part.value
    const written = await inTransaction(client, () => writeCves(client, rows, id))
    counts.added += written.added
    counts.changed += written.changed
  }
  await inTransaction(client, async () => {
    const at = house.now()
    const all = await client.query<{ count: number }>('select count(*)::int as count from cve')
    const entries = all.rows[0]?.count ?? 0
    await client.query(
      `insert into advisory_coverage (source, ecosystem, advisories, imported_at, whole)
       values ('nvd', $1, $2, $3, $2 >= ${wholeNvd})
       on conflict (source, ecosystem) do update set advisories = excluded.advisories, imported_at = excluded.imported_at,
         whole = excluded.whole`,
      [cpeEcosystem, entries, at],
    )
    await noteSuccess(client, { ...feed, at, entries, contentAt: contentOf(feed, head) })
  })
  return accept(told(head, counts, await finishImport(house, client, id)))
}

function contentOf(feed: IncomingFeed, head: Head): string | null {
  return feed.contentAt ?? head.contentAt
}

function told(
  head: Head,
  counts: { readonly added: number; readonly changed: number },
  findings: number,
): FeedImport {
  const { entries, refused, refusedCount } = head
  const { added, changed } = counts
  return {
    read: entries + refusedCount,
    added,
    changed,
    unchanged: Math.max(0, entries - added - changed),
    refused: refused.map(({ place, because }: RefusedRow) => ({ place, because })),
    findings,
  }
}

/** EPSS and KEV move the lists of every organisation that has found such a vulnerability. */
async function spreadToAll(house: Place): Promise<void> {
  for (const { id } of await listOrganisations(house.database))
    await withOrganisation(house.database, id, (client) =>
      inTransaction(client, () => spreadSignals(client, id, house.now())),
    )
}

/** An older edition never replaces a newer one; CVE records compare one by one instead. */
async function olderThanStanding(
  client: pg.ClientBase,
  feed: IncomingFeed & { readonly source: DocumentSource },
  head: Head,
): Promise<Answer<never> | null> {
  const contentAt = contentOf(feed, head)
  if (feed.source === 'nvd' || contentAt === null) return null
  const found = await client.query<{ content_at: string }>(
    'select content_at from feed_state where source = $1 and part = $2 and content_at > $3',
    [feed.source, feed.part, contentAt],
  )
  const standing = found.rows[0]
  return standing ? refuse('conflict', olderWords(contentAt, standing.content_at), 'body') : null
}

/** These sources only grow: with fewer entries than this of one, nobody can tell a small file from a torn one. */
const tellsFrom = 1000

/**
 * A whole document takes the place of what stands, so one that holds nothing, or less than half of what stands (a
 * download cut off), would take knowledge away without a word.
 */
async function tooLittle(
  client: pg.ClientBase,
  feed: IncomingFeed & { readonly source: DocumentSource },
  head: Head,
): Promise<Answer<never> | null> {
  if (feed.source === 'nvd') return null
  const found = await client.query<{ entries: number }>(
    'select entries from feed_state where source = $1 and part = $2',
    [feed.source, feed.part],
  )
  const standing = found.rows[0]?.entries ?? 0
  const { entries } = head
  if (entries > 0 && (standing < tellsFrom || entries * 2 >= standing)) return null
  return refuse(
    'conflict',
    say(
      `읽을 수 있는 항목이 ${entries}건뿐입니다(지금 ${standing}건). 잘렸거나 다른 파일이므로 바꾸지 않았습니다.`,
      `It holds ${entries} readable entries where ${standing} stand: cut off, or another file. Nothing was replaced.`,
    ),
    'body',
  )
}

export function olderWords(given: string, standing: string): Words {
  return say(
    `이 자료(${given.slice(0, 10)})는 지금 있는 자료(${standing.slice(0, 10)})보다 오래되었습니다. 되돌리지 않습니다.`,
    `This edition (${given.slice(0, 10)}) is older than what stands (${standing.slice(0, 10)}). It is not rolled back.`,
  )
}
