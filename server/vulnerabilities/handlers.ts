import { accept } from '@maek/domain/refusal.ts'
import { importFeed, listFeeds, listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { isStale } from '@maek/domain/vulnerabilities/freshness.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { readFindings } from './findings.ts'
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

const listFindingsHandler = handle(listFindings, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(vulnerabilityCase.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, (client) =>
    readFindings(client, actor.organisation, { ...input, now: call.house.now() }),
  )
})

export const vulnerabilityHandlers: readonly Handler[] = [
  importFeedHandler,
  listFeedsHandler,
  listFindingsHandler,
]
