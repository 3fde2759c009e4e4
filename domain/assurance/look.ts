import { dayFrom, dayText } from '../clocks/day.ts'
import { type ClockFact, type Facts, type RecordFact, seoulDay } from './facts.ts'

/* How rules read the facts. Every list here costs what it returns, not what the house holds. */

/** What a rule is told: the facts, and the moment they are judged for. */
export type Scene = {
  readonly facts: Facts
  /** ISO 8601 UTC. */
  readonly now: string
  /** The calendar day of `now` in Seoul, where the house counts its days. */
  readonly today: string
  /** The first day from which something done is not older today than so many months. */
  readonly since: (months: number) => string
  /** What was found along links so far: many rules ask the same of the same device. */
  readonly pointed: Map<string, Map<RecordFact, readonly RecordFact[]>>
  /** In a trait of a proof: the record it is to prove something of. */
  readonly subject?: RecordFact
}

export function sceneAt(facts: Facts, now: string): Scene {
  const today = seoulDay(now)
  const known = new Map<number, string>()
  const since = (months: number) => {
    const found = known.get(months) ?? sinceDay(today, months)
    known.set(months, found)
    return found
  }
  return { facts, now, today, since, pointed: new Map() }
}

/** On 31 August, six months reach back to 1 March: what was done on 28 February fell due on 28 August. */
function sinceDay(today: string, months: number): string {
  const day = monthsAfter(today, -months)
  return monthsAfter(day, months) >= today ? day : monthsAfter(`${monthsAfter(day, 1).slice(0, 7)}-01`, 0)
}

/** The day `months` after a day; the last of the month where the date is missing there (Civil Act art. 160(3)). */
export function monthsAfter(day: string, months: number): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7)) + months
  const date = Number(day.slice(8, 10))
  const last = dayFrom(year, month + 1, 1) - 1
  return dayText(Math.min(dayFrom(year, month, date), last))
}

/** The living records of a kind by number: what has ended proves nothing any more. */
export function living(facts: Facts, kind: string): readonly RecordFact[] {
  return derived({ facts, kind, name: 'living' }, () =>
    [...allOf(facts, kind)].filter((fact) => !fact.ended).sort(byNumber),
  )
}

/** Living records whose field holds the value, alone or among several. */
export function livingWith(facts: Facts, kind: string, held: { field: string; value: unknown }) {
  const index = derived({ facts, kind, name: `by ${held.field}` }, () => {
    const found = new Map<unknown, RecordFact[]>()
    for (const fact of living(facts, kind)) {
      const value = fact.body[held.field]
      for (const one of Array.isArray(value) ? new Set(value) : [value]) {
        const list = found.get(one)
        if (list) list.push(fact)
        else found.set(one, [fact])
      }
    }
    return found
  })
  return index.get(held.value) ?? []
}

/** Living records of `kind` that point at the record by the relation, by number. */
export function pointingAt(
  facts: Facts,
  at: string,
  by: { readonly kind: string; readonly relation: string },
): readonly RecordFact[] {
  const own = facts.kinds.get(by.kind)
  const ids = own?.incoming.get(by.relation)?.get(at) ?? []
  const found: RecordFact[] = []
  for (const id of ids) {
    const fact = own?.records.get(id)
    if (fact && !fact.ended) found.push(fact)
  }
  return found.length > 1 ? found.sort(byNumber) : found
}

/** The records a record points at by the relation; ended ones too, since the link still stands. */
export function pointedAt(scene: Scene, from: RecordFact, relation: string): readonly RecordFact[] {
  const known = scene.pointed.get(relation) ?? new Map<RecordFact, readonly RecordFact[]>()
  scene.pointed.set(relation, known)
  const found = known.get(from) ?? targetsOf(scene.facts, from, relation)
  known.set(from, found)
  return found
}

function targetsOf(facts: Facts, from: RecordFact, relation: string): readonly RecordFact[] {
  const kind = facts.watched.get(from.kind)?.kind.fields[relation]?.reference?.kind
  const own = kind === undefined ? undefined : facts.kinds.get(kind)
  const found: RecordFact[] = []
  for (const link of from.links) {
    const fact = link.relation === relation ? own?.records.get(link.to) : undefined
    if (fact) found.push(fact)
  }
  return found
}

export function clocksOf(facts: Facts, record: string): readonly ClockFact[] {
  return facts.clocks.get(record) ?? []
}

function allOf(facts: Facts, kind: string): Iterable<RecordFact> {
  return facts.kinds.get(kind)?.records.values() ?? []
}

type Derived = { readonly facts: Facts; readonly kind: string; readonly name: string }

/** A list worked out once for one value of a kind's facts. */
function derived<T>({ facts, kind, name }: Derived, work: () => T): T {
  const kept = facts.kinds.get(kind)?.derived
  // Each name is only ever written by one function of this file, so what is found has its type.
  const found = kept?.get(name) as T | undefined
  if (found !== undefined) return found
  const made = work()
  kept?.set(name, made)
  return made
}

/** In the order people number them; ids settle what numbers do not. */
export function byNumber(one: RecordFact, other: RecordFact): number {
  if (one.number !== other.number) return one.number < other.number ? -1 : 1
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}
