import { isSourceStale } from '@maek/domain/vulnerabilities/feed-due.ts'
import { feedSourceNames } from '@maek/domain/vulnerabilities/feed-source.ts'
import type pg from 'pg'
import { type FeedState, readFeedStates } from './feed-state.ts'

/** What answers for components: one ecosystem of one source. */
export type Covering = {
  /** `osv npm`. */
  readonly source: string
  readonly advisories: number
  /** When it was last brought, or last found unchanged at its publisher. */
  readonly importedAt: string
  readonly stale: boolean
  /** False: single advisories of it; what they do not name nobody answers for. */
  readonly whole: boolean
}

/** Every ecosystem that is covered, and whether too old to be called current: by the one rule of the sources' page. */
export async function readCovering(client: pg.Pool | pg.ClientBase, now: string): Promise<Covering[]> {
  const found = await client.query<{
    source: string
    ecosystem: string
    advisories: number
    imported_at: string
    whole: boolean
  }>(
    `select source, ecosystem, advisories, imported_at, whole from advisory_coverage
     order by source collate "C", ecosystem collate "C"`,
  )
  const states = await readFeedStates(client)
  return found.rows.map(({ source, ecosystem, advisories, imported_at, whole }) => {
    const state = stateOf(states, source, ecosystem)
    const seenAt = state?.lastSuccessAt ?? ''
    const importedAt = seenAt > imported_at ? seenAt : imported_at
    const name = feedSourceNames.find((one) => one === source) ?? 'osv'
    const stale = isSourceStale(name, { lastSuccessAt: importedAt, contentAt: state?.contentAt ?? null }, now)
    return { source: `${source} ${ecosystem}`, advisories, importedAt, stale, whole }
  })
}

/** OSV stands ecosystem by ecosystem; what somebody carried in without naming one says nothing of its age here. */
function stateOf(states: readonly FeedState[], source: string, ecosystem: string): FeedState | undefined {
  return states.find((one) => one.source === source && one.part === (source === 'osv' ? ecosystem : ''))
}
