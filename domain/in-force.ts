import type { Body } from './kind.ts'
import type { Life } from './life.ts'

/* Which version of a record counts: the approved one while a newer one is being drafted (ISO 13485 4.2.4). */

/**
 * Whether the approved version is the one that counts because a newer one is being drafted. A life may go on after
 * approval without a new one (an approved change is made, then closed): there the newest body counts.
 */
export function countsAsApproved(
  life: Life,
  row: { readonly state: string; readonly version: number; readonly approvedVersion: number | null },
): boolean {
  return row.approvedVersion !== null && row.approvedVersion < row.version && awaitsApproval(life, row.state)
}

const awaiting = new WeakMap<Life, Map<string, boolean>>()

/** Whether the next approval lies ahead of this state, with none passed on the way there. */
export function awaitsApproval(life: Life, state: string): boolean {
  const known = awaiting.get(life) ?? new Map<string, boolean>()
  awaiting.set(life, known)
  const found = known.get(state) ?? leadsToApproval(life, state)
  known.set(state, found)
  return found
}

function leadsToApproval(life: Life, state: string): boolean {
  const actions = Object.values(life.actions)
  const approved = new Set(actions.filter((action) => action.approves).map((action) => action.to))
  const seen = new Set([state])
  for (const at of approved.has(state) ? [] : seen) {
    for (const action of actions) {
      if (!action.from.includes(at)) continue
      if (action.approves) return true
      if (!approved.has(action.to)) seen.add(action.to)
    }
  }
  return false
}

/** One version of a record as the log keeps it. */
export type KeptVersion = {
  readonly version: number
  readonly state: string
  readonly approvedVersion: number | null
  /** When it was committed, ISO 8601 UTC. */
  readonly at: string
  readonly body: Body
}

/** A field that came to hold something else in the version that counts. */
export type FieldChange = {
  readonly field: string
  readonly at: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * When each of the fields changed in what counts, oldest first; its first value is a change from nothing. `versions`
 * are all of one record, in their order.
 */
export function changesInForce(
  life: Life,
  versions: readonly KeptVersion[],
  fields: readonly string[],
): FieldChange[] {
  const known = new Map<number, Body>()
  const changes: FieldChange[] = []
  let before: Body = {}
  for (const one of versions) {
    known.set(one.version, one.body)
    const approved = countsAsApproved(life, one) ? known.get(one.approvedVersion ?? 0) : undefined
    const after = approved ?? one.body
    for (const field of fields) {
      if (JSON.stringify(before[field]) === JSON.stringify(after[field])) continue
      changes.push({ field, at: one.at, before: before[field], after: after[field] })
    }
    before = after
  }
  return changes
}
