import { countsAsApproved, type FieldChange } from '../in-force.ts'
import type { Body, Kind } from '../kind.ts'

/* One record as rules see it: what counts of it, and nothing else. */

/** Whether a rule reads what a field holds, or only that it is filled: long texts then need not be fetched. */
export type Need = 'value' | 'presence'

/** A kind rules look at, and the body fields they ask of it. */
export type WatchedKind = {
  readonly kind: Kind
  readonly needs: ReadonlyMap<string, Need>
  /** Whether a rule asks when a record was opened. */
  readonly opening?: boolean
  /** Fields of which a rule asks when they changed in the version that counts. */
  readonly dated?: ReadonlySet<string>
}

/** A record as it stands in the store. `body` may hold more than is needed; a field only asked to be there may be `true`. */
export type RecordRow = {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly version: number
  readonly approvedVersion: number | null
  readonly approvedAt: string | null
  /** Null where no rule asks for it. */
  readonly createdAt: string | null
  readonly body: Body
  /** The store fetched exactly what rules ask for of this body. */
  readonly isPruned?: true
  /** Body of the approved version; asked for where `countsAsApproved` says that it is the one that counts. */
  readonly approvedBody?: Body | null
  /** When the dated fields changed in the version that counts, oldest first. */
  readonly changes?: readonly FieldChange[]
}

export type RecordFact = {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly version: number
  readonly createdAt: string | null
  readonly approvedAt: string | null
  readonly ended: boolean
  readonly closed: boolean
  /** An approved version is in force: not ended, and not in a state the house shows as bad (a suspended supplier). */
  readonly approved: boolean
  /** The calendar day of the approval in Seoul: every rule about age asks it. */
  readonly approvedOn: string | null
  /** What counts: of the approved version while a newer one is drafted (ISO 13485 4.2.4), else as it stands. */
  readonly body: Body
  readonly links: readonly Link[]
  readonly changes?: readonly FieldChange[]
}

export type Link = { readonly relation: string; readonly to: string }

const noLinks: readonly Link[] = []

/** What a rule may see of a row. */
export function factOf(watched: WatchedKind, row: RecordRow): RecordFact {
  const state = watched.kind.life.states[row.state]
  const ended = state?.ended ?? false
  const approvedBody = row.approvedBody ?? null
  const usesApproved = approvedBody !== null && countsAsApproved(watched.kind.life, row)
  const whole = usesApproved ? approvedBody : row.body
  const body = row.isPruned && !usesApproved ? whole : pruned(watched.needs, whole)
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    state: row.state,
    version: row.version,
    createdAt: watched.opening ? row.createdAt : null,
    approvedAt: row.approvedAt,
    ended,
    closed: state?.closed ?? false,
    approved: row.approvedVersion !== null && !ended && state?.tone !== 'bad',
    approvedOn: row.approvedAt === null ? null : seoulDay(row.approvedAt),
    body,
    links: linksIn(watched, body),
    ...(row.changes && { changes: row.changes }),
  }
}

/** The calendar day of an instant in Seoul (UTC+9 all year), where the house counts its days. */
export function seoulDay(instant: string): string {
  // Before 15:00 UTC it is the same day there: no date need be built for a hundred thousand records.
  if (instant.endsWith('Z') && instant.slice(11, 13) < '15') return instant.slice(0, 10)
  return new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 10)
}

/** As `linksOf`, for bodies the door has parsed: a hundred thousand records are folded in one go. */
function linksIn({ kind, needs }: WatchedKind, body: Body): readonly Link[] {
  let links: Link[] | undefined
  for (const relation of needs.keys()) {
    const value = body[relation]
    if (value === undefined || value === true || !kind.fields[relation]?.reference) continue
    for (const to of Array.isArray(value) ? value : [value]) {
      if (typeof to !== 'string') continue
      links ??= []
      links.push({ relation, to })
    }
  }
  return links ?? noLinks
}

/** Only what rules ask for: two stores that fetch more or less give equal facts. */
function pruned(needs: ReadonlyMap<string, Need>, body: Body): Body {
  const kept: Record<string, unknown> = {}
  for (const [field, need] of needs) {
    const value = body[field]
    if (value === undefined || value === null) continue
    kept[field] = need === 'presence' ? true : value
  }
  return kept
}
