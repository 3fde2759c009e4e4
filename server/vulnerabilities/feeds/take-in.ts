import type { Answer } from '@maek/domain/refusal.ts'
import type { importFeed } from '@maek/domain/vulnerabilities/api.ts'
import type { FeedSourceName } from '@maek/domain/vulnerabilities/feed-source.ts'
import type { z } from 'zod'

export type FeedImport = z.input<(typeof importFeed)['output']>

/** Bytes of a source as they arrive, from a file, a bundle or the network. */
export type IncomingFeed = {
  readonly bytes: Buffer
  readonly name: string
  readonly source: FeedSourceName
  /** The ecosystem of OSV; empty for the other sources. */
  readonly part: string
  /** When its publisher made it, where a bundle says so. */
  readonly contentAt: string | null
  /** The keys that signed the bundle it came in. */
  readonly signedBy: string | null
  /** False: some records of the source, brought up to date; its count stands. */
  readonly isWhole?: boolean
  readonly etag?: string | null
  readonly lastModified?: string | null
}

export type TakeIn = (feed: IncomingFeed) => Promise<Answer<FeedImport>>
