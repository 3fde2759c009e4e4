import { countsAsApproved } from '../in-force.ts'
import type { RecordRow } from './fact.ts'
import { type ClockFact, type Facts, factsFrom, type Watched } from './facts.ts'

/* The facts as they stood at a past instant, from the revisions the ledger proves. */

/** One version of a record, with the instant it was committed. */
export type Revision = RecordRow & { readonly at: string }

export type History = { readonly revisions: readonly Revision[]; readonly clocks: readonly ClockFact[] }

/**
 * Facts as of `at` (ISO 8601 UTC), inclusive. Revisions may come in any order; those made later are left out. A clock
 * counts from its start if its record was there, and as stopped only from when it was stopped.
 */
export function factsAt(watched: Watched, history: History, at: string): Facts {
  const newest = new Map<string, Revision>()
  const approved = new Map<string, Revision>()
  const known = history.revisions.filter((revision) => revision.at <= at)
  for (const revision of known) {
    if (revision.version > (newest.get(revision.id)?.version ?? 0)) newest.set(revision.id, revision)
  }
  for (const revision of known) {
    if (newest.get(revision.id)?.approvedVersion === revision.version) approved.set(revision.id, revision)
  }
  const records = [...newest.values()].map(({ at: _, ...row }): RecordRow => {
    const kind = watched.get(row.kind)?.kind
    const usesApproved = kind !== undefined && countsAsApproved(kind.life, row)
    return usesApproved ? { ...row, approvedBody: approved.get(row.id)?.body ?? null } : row
  })
  const clocks = history.clocks
    .filter((clock) => newest.has(clock.recordId) && clock.startedAt <= at)
    .map((clock) =>
      clock.stoppedAt !== null && clock.stoppedAt > at ? { ...clock, stoppedAt: null } : clock,
    )
  return factsFrom(watched, { records, clocks })
}
