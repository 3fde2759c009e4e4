import { factOf, type Link, type RecordFact, type RecordRow, type WatchedKind } from './fact.ts'
import { type Layered, layered, layeredEntries, layeredGet, layeredWith } from './layered.ts'
import { byNumber, replaced } from './sorted.ts'

/*
 * All that a rule may see: a read-only index of records, links and clocks as of one moment. It is a value, built
 * once from the rows of the store and carried forward by what changes, so that an answer for today and an answer
 * for any past day come from the same code.
 */

/** The kinds rules look at, and the body fields they ask of each. */
export type Watched = ReadonlyMap<string, WatchedKind>

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

type KindFacts = {
  readonly records: Layered<RecordFact>
  /** Those that have not ended, by number: what has ended proves nothing any more. */
  readonly living: readonly RecordFact[]
  readonly ended: readonly RecordFact[]
  /** relation → id pointed to → the records of this kind that point, by number, ended ones too. */
  readonly incoming: ReadonlyMap<string, Layered<readonly RecordFact[]>>
  /** field → value → the living records that hold it, by number. Made when first asked for, then carried forward. */
  readonly held: Map<string, ReadonlyMap<unknown, readonly RecordFact[]>>
}

/** A record before and after; both are the same where only one of its clocks moved. */
export type Change = { readonly former: RecordFact | undefined; readonly next: RecordFact }

/** Records of one population by how far each comes along what is asked of them, and the day that was judged for. */
export type Tally = { readonly today: string; readonly groups: readonly (readonly RecordFact[])[] }

/** What was counted over these facts, and the facts they came from: a count is carried over what changed since. */
export type Counted = {
  readonly tallies: Map<string, Tally>
  readonly before: { readonly counted: Counted; readonly changes: readonly Change[] } | null
}

export type Facts = {
  readonly watched: Watched
  readonly kinds: ReadonlyMap<string, KindFacts>
  /** By record. */
  readonly clocks: ReadonlyMap<string, readonly ClockFact[]>
  readonly counted: Counted
}

export type Changes = { readonly records: Iterable<RecordRow>; readonly clocks: readonly ClockFact[] }

const none: KindFacts = {
  records: layered(new Map()),
  living: [],
  ended: [],
  incoming: new Map(),
  held: new Map(),
}
const uncounted = (): Counted => ({ tallies: new Map(), before: null })

/** Facts from all rows at once. Rows of kinds no rule reads are left out. */
export function factsFrom(watched: Watched, rows: Changes): Facts {
  return applyChanges({ watched, kinds: new Map(), clocks: new Map(), counted: uncounted() }, rows)
}

/** Beyond this many changed records of a kind its lists are made anew. */
const changesMax = 200

/** The facts after new and changed rows. The former value stays good; only what is touched is copied. */
export function applyChanges(facts: Facts, { records, clocks: ticked }: Changes): Facts {
  const byKind = factsByKind(facts.watched, records)
  const kinds = new Map(facts.kinds)
  const changes: Change[] = []
  let isWhole = false
  for (const [name, changed] of byKind) {
    const before = facts.kinds.get(name) ?? none
    if (changed.length > changesMax) {
      kinds.set(name, rebuilt(before, changed))
      isWhole = true
    } else {
      const own = changesIn(before, changed)
      kinds.set(name, carried(before, own))
      changes.push(...own)
    }
  }
  const { clocks, moved } = withClocks(facts.clocks, ticked)
  for (const { records: own } of moved.size > 0 ? kinds.values() : []) {
    for (const id of moved) {
      const fact = layeredGet(own, id)
      if (fact) changes.push({ former: fact, next: fact })
    }
  }
  const counted = isWhole || changes.length > changesMax ? uncounted() : countedAfter(facts.counted, changes)
  return { watched: facts.watched, kinds, clocks, counted }
}

/** A row is read and let go at once: a hundred thousand of them need not stand in memory beside their facts. */
function factsByKind(watched: Watched, rows: Iterable<RecordRow>): ReadonlyMap<string, RecordFact[]> {
  const found = new Map<string, RecordFact[]>()
  for (const row of rows) {
    const own = watched.get(row.kind)
    if (!own) continue
    const facts = found.get(row.kind)
    if (facts) facts.push(factOf(own, row))
    else found.set(row.kind, [factOf(own, row)])
  }
  return found
}

const stepsMax = 32

function countedAfter(counted: Counted, changes: readonly Change[]): Counted {
  return { tallies: new Map(), before: { counted: recent(counted, stepsMax), changes } }
}

/** The line of former counts, cut so that it holds no facts of long ago. */
function recent({ tallies, before }: Counted, steps: number): Counted {
  if (before === null || steps === 0) return { tallies, before: null }
  return { tallies, before: { counted: recent(before.counted, steps - 1), changes: before.changes } }
}

function changesIn(before: KindFacts, changed: readonly RecordFact[]): Change[] {
  const newest = new Map(changed.map((fact) => [fact.id, fact]))
  return [...newest.values()].map((next) => ({ former: layeredGet(before.records, next.id), next }))
}

/** All lists of a kind made in one pass over its records. */
function rebuilt(before: KindFacts, changed: readonly RecordFact[]): KindFacts {
  const records = new Map(layeredEntries(before.records))
  for (const fact of changed) records.set(fact.id, fact)
  const ordered = [...records.values()].sort(byNumber)
  const incoming = new Map<string, Map<string, RecordFact[]>>()
  for (const fact of ordered) {
    for (const { relation, to } of fact.links) {
      const targets = incoming.get(relation) ?? new Map<string, RecordFact[]>()
      incoming.set(relation, targets)
      const pointing = targets.get(to)
      if (!pointing) targets.set(to, [fact])
      else if (pointing.at(-1) !== fact) pointing.push(fact)
    }
  }
  return {
    records: layered(records),
    living: ordered.filter(({ ended }) => !ended),
    ended: ordered.filter(({ ended }) => ended),
    incoming: new Map([...incoming].map(([relation, targets]) => [relation, layered(targets)])),
    held: new Map(),
  }
}

/** The lists of a kind after a few changes. */
function carried(before: KindFacts, changes: readonly Change[]): KindFacts {
  const held = new Map<string, ReadonlyMap<unknown, readonly RecordFact[]>>()
  for (const [field, index] of before.held) held.set(field, heldAfter(index, field, changes))
  return {
    records: layeredWith(before.records, new Map(changes.map(({ next }) => [next.id, next]))),
    living: listAfter(before.living, changes, (fact) => !fact.ended),
    ended: listAfter(before.ended, changes, (fact) => fact.ended),
    incoming: incomingAfter(before.incoming, changes),
    held,
  }
}

function listAfter(
  list: readonly RecordFact[],
  changes: readonly Change[],
  isIn: (fact: RecordFact) => boolean,
): readonly RecordFact[] {
  const go = changes.flatMap(({ former }) => (former && isIn(former) ? [former] : []))
  const come = changes.map(({ next }) => next).filter(isIn)
  return replaced(list, go, come)
}

function incomingAfter(before: KindFacts['incoming'], changes: readonly Change[]): KindFacts['incoming'] {
  const touched = new Map<string, Map<string, readonly RecordFact[]>>()
  const change = ({ relation, to }: Link, fact: RecordFact, come: readonly RecordFact[]) => {
    const targets = touched.get(relation) ?? new Map<string, readonly RecordFact[]>()
    touched.set(relation, targets)
    const former = before.get(relation)
    const pointing = targets.get(to) ?? (former && layeredGet(former, to)) ?? []
    targets.set(to, replaced(pointing, [fact], come))
  }
  for (const { former, next } of changes) {
    for (const link of former?.links ?? []) if (former) change(link, former, [])
    // A body may name one record twice; it points at it once.
    for (const link of next.links) change(link, next, [next])
  }
  const incoming = new Map(before)
  for (const [relation, targets] of touched) {
    incoming.set(relation, layeredWith(before.get(relation) ?? layered(new Map()), targets))
  }
  return incoming
}

type Held = ReadonlyMap<unknown, readonly RecordFact[]>

function heldAfter(index: Held, field: string, changes: readonly Change[]): Held {
  const next = new Map(index)
  for (const change of changes) {
    for (const [fact, isNew] of [[change.former, false] as const, [change.next, true] as const]) {
      if (!fact || fact.ended) continue
      for (const value of valuesIn(fact, field)) {
        next.set(value, replaced(next.get(value) ?? [], isNew ? [] : [fact], isNew ? [fact] : []))
      }
    }
  }
  return next
}

/** What a record is found by under a field: each of its values, or that it has none. */
export function valuesIn(fact: RecordFact, field: string): Iterable<unknown> {
  const value = fact.body[field]
  if (!Array.isArray(value)) return [value]
  return value.length > 1 ? new Set(value) : value
}

function withClocks(before: Facts['clocks'], read: readonly ClockFact[]) {
  const clocks = new Map(before)
  const moved = new Set<string>()
  for (const clock of read) {
    const own = clocks.get(clock.recordId) ?? []
    const former = own.find((one) => one.id === clock.id)
    if (former && former.dueAt === clock.dueAt && former.stoppedAt === clock.stoppedAt) continue
    clocks.set(clock.recordId, [...own.filter((one) => one !== former), clock])
    moved.add(clock.recordId)
  }
  return moved.size === 0 ? { clocks: before, moved } : { clocks, moved }
}
