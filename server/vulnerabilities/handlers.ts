import { accept } from '@maek/domain/refusal.ts'
import { listFeeds } from '@maek/domain/vulnerabilities/api.ts'
import { isSourceStale } from '@maek/domain/vulnerabilities/feed-due.ts'
import { feedSources } from '@maek/domain/vulnerabilities/feed-source.ts'
import { listUnmatched } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { matchRule } from '@maek/domain/vulnerabilities/match-rule.ts'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { readCovering } from './feeds/covering.ts'
import { readFeedStates } from './feeds/feed-state.ts'
import { feedHandlers } from './feeds/handlers.ts'
import { readUnmatched } from './unmatched.ts'

const listFeedsHandler = handle(listFeeds, async (_input, call) => {
  const { pool } = call.house.database
  const now = call.house.now()
  const covering = (await readCovering(pool, now)).map(({ importedAt, ...one }) => ({
    ...one,
    lastImportedAt: importedAt,
  }))
  // What answers for no component but moves the list: exploitation, likelihood, support.
  const signals = (await readFeedStates(pool))
    .filter((state) => state.source !== 'osv' && state.source !== 'nvd' && state.lastSuccessAt !== null)
    .map((state) => ({
      source: feedSources[state.source].title.en,
      advisories: state.entries,
      lastImportedAt: state.lastSuccessAt,
      stale: isSourceStale(state.source, state, now),
      whole: true,
    }))
  return accept({ feeds: [...covering, ...signals] })
})

const listUnmatchedHandler = handle(listUnmatched, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(matchRule.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, (client) =>
    readUnmatched(client, actor.organisation, { ...input, now: call.house.now() }),
  )
})

export const vulnerabilityHandlers: readonly Handler[] = [
  listFeedsHandler,
  listUnmatchedHandler,
  ...feedHandlers,
]
