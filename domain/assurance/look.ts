import { dayFrom, dayText } from '../clocks/day.ts'
import { type RecordFact, seoulDay } from './fact.ts'
import { type ClockFact, type Facts, valuesIn } from './facts.ts'
import { layeredGet } from './layered.ts'

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
  return facts.kinds.get(kind)?.living ?? nobody
}

const nobody: readonly RecordFact[] = []

/** Living records whose field holds the value, alone or among several. */
export function livingWith(
  facts: Facts,
  kind: string,
  { field, value }: { readonly field: string; readonly value: unknown },
): readonly RecordFact[] {
  const own = facts.kinds.get(kind)
  if (!own) return nobody
  const index = own.held.get(field) ?? indexOf(own.living, field)
  own.held.set(field, index)
  return index.get(value) ?? nobody
}

function indexOf(facts: readonly RecordFact[], field: string): ReadonlyMap<unknown, readonly RecordFact[]> {
  const index = new Map<unknown, RecordFact[]>()
  for (const fact of facts) {
    for (const value of valuesIn(fact, field)) {
      const list = index.get(value)
      if (list) list.push(fact)
      else index.set(value, [fact])
    }
  }
  return index
}

type By = { readonly kind: string; readonly relation: string }

/** Living records of `kind` that point at the record by the relation, by number. */
export function pointingAt(facts: Facts, at: string, by: By): readonly RecordFact[] {
  const found = everPointingAt(facts, at, by)
  return found.some(({ ended }) => ended) ? found.filter(({ ended }) => !ended) : found
}

/** As `pointingAt`, with the ended ones: their links still stand. */
export function everPointingAt(facts: Facts, at: string, { kind, relation }: By): readonly RecordFact[] {
  const targets = facts.kinds.get(kind)?.incoming.get(relation)
  return (targets && layeredGet(targets, at)) ?? nobody
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
    const fact = own && link.relation === relation ? layeredGet(own.records, link.to) : undefined
    if (fact) found.push(fact)
  }
  return found
}

/** A record of the kind, ended or not. */
export function recordOf(facts: Facts, kind: string, id: string): RecordFact | undefined {
  const own = facts.kinds.get(kind)
  return own && layeredGet(own.records, id)
}

export function clocksOf(facts: Facts, record: string): readonly ClockFact[] {
  return facts.clocks.get(record) ?? []
}
