import type { Body, Kind } from '../kind.ts'
import type { Life } from '../life.ts'

/*
 * All that a rule may see: a read-only index of records, links and clocks as of one moment. It is a value, built
 * once from the rows of the store and carried forward by what changes, so that an answer for today and an answer
 * for any past day come from the same code.
 */

/** Whether a rule reads what a field holds, or only that it is filled: long texts then need not be fetched. */
export type Need = 'value' | 'presence'

/** The kinds rules look at, and the body fields they ask of each. */
export type Watched = ReadonlyMap<string, { readonly kind: Kind; readonly needs: ReadonlyMap<string, Need> }>

/** A record as it stands in the store. `body` may hold more than is needed; a field only asked to be there may be `true`. */
export type RecordRow = {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly version: number
  readonly edition: number
  readonly approvedVersion: number | null
  readonly approvedAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly body: Body
  /** Body of the approved version; asked for where `countsAsApproved` says that it is the one that counts. */
  readonly approvedBody?: Body | null
}

/** A statutory clock of a record; instants are ISO 8601 UTC, `dueAt` is null where the law names no number. */
export type ClockFact = {
  readonly id: string
  readonly recordId: string
  readonly duty: string
  readonly step: number
  readonly startedAt: string
  readonly dueAt: string | null
  readonly stoppedAt: string | null
}

export type RecordFact = Omit<RecordRow, 'approvedBody'> & {
  readonly ended: boolean
  readonly closed: boolean
  /** An approved version is in force: not ended, and not in a state the house shows as bad (a suspended supplier). */
  readonly approved: boolean
  /** The calendar day of the approval in Seoul: every rule about age asks it. */
  readonly approvedOn: string | null
  /** What counts: of the approved version while a newer one is drafted (ISO 13485 4.2.4), else as it stands. */
  readonly body: Body
  readonly links: readonly { readonly relation: string; readonly to: string }[]
}

type KindFacts = {
  readonly records: ReadonlyMap<string, RecordFact>
  /** relation → id pointed to → ids of the records of this kind that point. */
  readonly incoming: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
  /** Lists derived from exactly this value, kept so that sixty rules on one kind read it once. */
  readonly derived: Map<string, unknown>
}

export type Facts = {
  readonly watched: Watched
  readonly kinds: ReadonlyMap<string, KindFacts>
  /** By record. */
  readonly clocks: ReadonlyMap<string, readonly ClockFact[]>
}

export type Changes = { readonly records: readonly RecordRow[]; readonly clocks: readonly ClockFact[] }

const none: KindFacts = { records: new Map(), incoming: new Map(), derived: new Map() }

/** Facts from all rows at once. Rows of kinds no rule reads are left out. */
export function factsFrom(watched: Watched, rows: Changes): Facts {
  return applyChanges({ watched, kinds: new Map(), clocks: new Map() }, rows)
}

/** The facts after new and changed rows. The former value stays good; only touched kinds are copied. */
export function applyChanges(facts: Facts, changes: Changes): Facts {
  const byKind = new Map<string, RecordRow[]>()
  for (const row of changes.records) {
    const rows = byKind.get(row.kind)
    if (rows) rows.push(row)
    else byKind.set(row.kind, [row])
  }
  const kinds = new Map(facts.kinds)
  for (const [name, rows] of byKind) {
    const entry = facts.watched.get(name)
    if (entry) kinds.set(name, withRows(facts.kinds.get(name) ?? none, entry, rows))
  }
  return { watched: facts.watched, kinds, clocks: withClocks(facts.clocks, changes.clocks) }
}

type WatchedKind = Watched extends ReadonlyMap<string, infer Entry> ? Entry : never

function withRows(before: KindFacts, watched: WatchedKind, rows: readonly RecordRow[]): KindFacts {
  const records = new Map(before.records)
  const incoming = new Map<string, Map<string, readonly string[]>>()
  const targets = (relation: string) => {
    const own = incoming.get(relation) ?? new Map(before.incoming.get(relation))
    incoming.set(relation, own)
    return own
  }
  for (const row of rows) {
    const fact = factOf(watched, row)
    const former = records.get(row.id)?.links ?? []
    records.set(row.id, fact)
    for (const link of former) {
      if (holdsLink(fact.links, link)) continue
      const own = targets(link.relation)
      own.set(
        link.to,
        (own.get(link.to) ?? []).filter((id) => id !== row.id),
      )
    }
    for (const link of fact.links) {
      if (holdsLink(former, link)) continue
      const own = targets(link.relation)
      own.set(link.to, [...(own.get(link.to) ?? []), row.id])
    }
  }
  return { records, incoming: new Map([...before.incoming, ...incoming]), derived: new Map() }
}

function holdsLink(links: RecordFact['links'], link: { relation: string; to: string }): boolean {
  return links.some((one) => one.relation === link.relation && one.to === link.to)
}

function withClocks(before: Facts['clocks'], changed: readonly ClockFact[]): Facts['clocks'] {
  if (changed.length === 0) return before
  const clocks = new Map(before)
  for (const clock of changed) {
    const others = (clocks.get(clock.recordId) ?? []).filter((one) => one.id !== clock.id)
    clocks.set(clock.recordId, [...others, clock])
  }
  return clocks
}

function factOf({ kind, needs }: WatchedKind, row: RecordRow): RecordFact {
  const state = kind.life.states[row.state]
  const ended = state?.ended ?? false
  const usesApproved = countsAsApproved(kind.life, row) && row.approvedBody
  const counted = pruned(needs, usesApproved ? usesApproved : row.body)
  const { approvedBody: _, ...rest } = row
  return {
    ...rest,
    ended,
    closed: state?.closed ?? false,
    approved: row.approvedVersion !== null && !ended && state?.tone !== 'bad',
    approvedOn: row.approvedAt && seoulDay(row.approvedAt),
    body: counted,
    links: linksIn(kind, counted),
  }
}

/** The calendar day of an instant in Seoul (UTC+9 all year), where the house counts its days. */
export function seoulDay(instant: string): string {
  return new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 10)
}

/** As `linksOf`, for bodies the door has parsed: a hundred thousand records are folded in one go. */
function linksIn(kind: Kind, body: Body): RecordFact['links'] {
  const links: { relation: string; to: string }[] = []
  for (const relation of Object.keys(body)) {
    if (!kind.fields[relation]?.reference) continue
    const value = body[relation]
    for (const to of Array.isArray(value) ? value : [value]) {
      if (typeof to === 'string') links.push({ relation, to })
    }
  }
  return links
}

/** Only what rules ask for: two stores that fetch more or less give equal facts. */
export function pruned(needs: ReadonlyMap<string, Need>, body: Body): Body {
  const kept: Record<string, unknown> = {}
  for (const [field, need] of needs) {
    const value = body[field]
    if (value === undefined || value === null) continue
    kept[field] = need === 'presence' ? true : value
  }
  return kept
}

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

/** Whether the next approval lies ahead of this state, with none passed on the way there. */
export function awaitsApproval(life: Life, state: string): boolean {
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
