import { accept } from '@maek/domain/refusal.ts'
import { importFeed, listFeeds } from '@maek/domain/vulnerabilities/api.ts'
import { isStale } from '@maek/domain/vulnerabilities/freshness.ts'
import { type Handler, handle } from '../http/handler.ts'
import { takeInFeed } from './import.ts'

const importFeedHandler = handle(importFeed, (input, call) =>
  takeInFeed(call.house, { bytes: call.bytes, name: input.name, source: input.source }),
)

const listFeedsHandler = handle(listFeeds, async (_input, call) => {
  const found = await call.house.database.pool.query<{
    source: string
    advisories: number
    imported_at: string
  }>(
    `select source || ' ' || ecosystem as source, advisories, imported_at from advisory_coverage
     order by source collate "C", ecosystem collate "C"`,
  )
  const now = call.house.now()
  return accept({
    feeds: found.rows.map((row) => ({
      source: row.source,
      advisories: row.advisories,
      lastImportedAt: row.imported_at,
      stale: isStale(row.imported_at, now),
    })),
  })
})

export const vulnerabilityHandlers: readonly Handler[] = [importFeedHandler, listFeedsHandler]
