import { hash } from 'node:crypto'
import type { FeedSourceName } from '@maek/domain/vulnerabilities/feed-source.ts'
import type { Words } from '@maek/domain/words.ts'
import type pg from 'pg'

/** How a source stands; `part` is the ecosystem of OSV and empty for the others. Instants are ISO UTC. */
export type FeedState = {
  readonly source: FeedSourceName
  readonly part: string
  readonly lastSuccessAt: string | null
  readonly lastTryAt: string | null
  readonly fault: Words | null
  readonly failures: number
  readonly entries: number
  readonly sha256: string | null
  readonly contentAt: string | null
  readonly signedBy: string | null
  readonly etag: string | null
  readonly lastModified: string | null
}

type Row = {
  source: FeedSourceName
  part: string
  last_success_at: string | null
  last_try_at: string | null
  fault_ko: string | null
  fault_en: string | null
  failures: number
  entries: number
  sha256: string | null
  content_at: string | null
  signed_by: string | null
  etag: string | null
  last_modified: string | null
}

export async function readFeedStates(client: pg.Pool | pg.ClientBase): Promise<FeedState[]> {
  const found = await client.query<Row>(
    `select source, part, last_success_at, last_try_at, fault_ko, fault_en, failures, entries,
       encode(sha256, 'hex') as sha256, content_at, signed_by, etag, last_modified
     from feed_state order by source, part collate "C"`,
  )
  return found.rows.map((row) => ({
    source: row.source,
    part: row.part,
    lastSuccessAt: row.last_success_at,
    lastTryAt: row.last_try_at,
    fault: row.fault_ko === null || row.fault_en === null ? null : { ko: row.fault_ko, en: row.fault_en },
    failures: row.failures,
    entries: row.entries,
    sha256: row.sha256,
    contentAt: row.content_at,
    signedBy: row.signed_by,
    etag: row.etag,
    lastModified: row.last_modified,
  }))
}

export type FeedSuccess = {
  readonly source: FeedSourceName
  readonly part: string
  readonly at: string
  /** Null keeps the count that stands: some records were brought up to date, not all of them. */
  readonly entries: number | null
  readonly bytes: Uint8Array
  readonly contentAt: string | null
  readonly signedBy: string | null
  readonly etag?: string | null
  readonly lastModified?: string | null
}

/** Everything went well: what failed before is forgotten. */
export async function noteSuccess(client: pg.ClientBase, done: FeedSuccess): Promise<void> {
  await client.query(
    `insert into feed_state (source, part, last_success_at, last_try_at, entries, sha256, content_at, signed_by, etag,
       last_modified)
     values ($1, $2, $3, $3, coalesce($4, 0), decode($5, 'hex'), $6, $7, $8, $9)
     on conflict (source, part) do update set last_success_at = excluded.last_success_at,
       last_try_at = excluded.last_try_at, fault_ko = null, fault_en = null, failures = 0,
       entries = coalesce($4, feed_state.entries), sha256 = excluded.sha256,
       content_at = greatest(excluded.content_at, feed_state.content_at), signed_by = excluded.signed_by,
       etag = excluded.etag, last_modified = excluded.last_modified`,
    [
      done.source,
      done.part,
      done.at,
      done.entries,
      hash('sha256', done.bytes, 'hex'),
      done.contentAt,
      done.signedBy,
      done.etag ?? null,
      done.lastModified ?? null,
    ],
  )
}

/** The publisher says that nothing changed: what stands is as fresh as a new copy. */
export async function noteUnchanged(
  client: pg.Pool | pg.ClientBase,
  { source, part, at }: { readonly source: FeedSourceName; readonly part: string; readonly at: string },
): Promise<void> {
  await client.query(
    `update feed_state set last_success_at = $3, last_try_at = $3, fault_ko = null, fault_en = null, failures = 0
     where source = $1 and part = $2`,
    [source, part, at],
  )
}

export async function noteFault(
  client: pg.Pool | pg.ClientBase,
  tried: {
    readonly source: FeedSourceName
    readonly part: string
    readonly at: string
    readonly fault: Words
  },
): Promise<void> {
  await client.query(
    `insert into feed_state (source, part, last_try_at, fault_ko, fault_en, failures) values ($1, $2, $3, $4, $5, 1)
     on conflict (source, part) do update set last_try_at = excluded.last_try_at, fault_ko = excluded.fault_ko,
       fault_en = excluded.fault_en, failures = feed_state.failures + 1`,
    [tried.source, tried.part, tried.at, tried.fault.ko, tried.fault.en],
  )
}
