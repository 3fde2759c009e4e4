import type { Kind } from '../kind.ts'
import type { RecordFact } from './fact.ts'
import type { Change, Facts, Tally } from './facts.ts'
import { living, livingWith, recordOf, type Scene } from './look.ts'
import { touchedBy } from './reach.ts'
import { replaced, stands } from './sorted.ts'
import type { Touched, Trait } from './trait.ts'
import { keyOf } from './trait-key.ts'

/*
 * How far every record of a population comes along what is asked of it. Worked out once for equal sentences of any
 * framework, and carried over a change by judging again only the records the change can reach.
 */

export type Population = {
  readonly kind: Kind
  /** Which records are meant, and what is asked of them in this order. */
  readonly which: readonly Trait[]
  readonly is: readonly Trait[]
  /** The same for equal populations. */
  readonly key: string
  /** Kinds whose records can change the count. */
  readonly kinds: ReadonlySet<string>
  /** Judged by the instant and not by the day: never kept. */
  readonly isMomentary: boolean
}

export function populationOf(kind: Kind, which: readonly Trait[], is: readonly Trait[]): Population {
  const traits = [...which, ...is]
  return {
    kind,
    which,
    is,
    key: `${kind.name}|${which.map(keyOf).join(';')}|${is.map(keyOf).join(';')}`,
    kinds: new Set([
      kind.name,
      ...traits.flatMap((trait) => trait.reads(kind).map((watch) => watch.kind.name)),
    ]),
    isMomentary: traits.some((trait) => trait.isMomentary),
  }
}

/** Records that lack nothing. */
export function passing({ is }: Population, { groups }: Tally): readonly RecordFact[] {
  return groups[2 * is.length] ?? []
}

/** What a record of a group of the tally lacks first; undefined for those that lack nothing. */
export function missingIn({ is }: Population, group: number): Trait | undefined {
  return group < 2 * is.length ? is[group % is.length] : undefined
}

/**
 * The group of a record: those that lack the first trait, the second and so on, then the same among what is approved
 * or closed (it stands nearer than any draft, whichever else is missing), last those that lack nothing.
 */
function groupOf({ is }: Population, fact: RecordFact, scene: Scene): number {
  for (let at = 0; at < is.length; at += 1) {
    if (!is[at]?.holds(fact, scene)) return fact.approved || fact.closed ? at + is.length : at
  }
  return 2 * is.length
}

export function tallyOf(population: Population, scene: Scene): Tally {
  if (population.isMomentary) return countedAnew(population, scene)
  const { tallies } = scene.facts.counted
  const kept = tallies.get(population.key)
  if (kept?.today === scene.today) return kept
  const made = carriedOver(population, scene) ?? countedAnew(population, scene)
  tallies.set(population.key, made)
  return made
}

function countedAnew(population: Population, scene: Scene): Tally {
  const { kind, which, is } = population
  const lead = which.find((trait) => trait.indexed)
  const near = lead?.indexed
    ? livingWith(scene.facts, kind.name, lead.indexed)
    : living(scene.facts, kind.name)
  const rest = which.filter((trait) => trait !== lead)
  const groups = Array.from({ length: 2 * is.length + 1 }, (): RecordFact[] => [])
  for (const fact of near) {
    if (rest.every((trait) => trait.holds(fact, scene))) groups[groupOf(population, fact, scene)]?.push(fact)
  }
  return { today: scene.today, groups }
}

/** The count of facts these came from, with the reached records judged again; undefined where there is none. */
function carriedOver(population: Population, scene: Scene): Tally | undefined {
  const changes: Change[] = []
  for (let { before } = scene.facts.counted; before; { before } = before.counted) {
    changes.push(...before.changes.filter(({ next }) => population.kinds.has(next.kind)))
    const found = before.counted.tallies.get(population.key)
    if (found?.today === scene.today)
      return changes.length === 0 ? found : after(population, scene, { found, changes })
  }
  return undefined
}

type Former = { readonly found: Tally; readonly changes: readonly Change[] }

function after(population: Population, scene: Scene, { found, changes }: Former): Tally | undefined {
  const { kind, which } = population
  const ids = reached(population, scene.facts, changes)
  if (ids === 'all') return undefined
  const come = found.groups.map((): RecordFact[] => [])
  const reachedFacts: RecordFact[] = []
  for (const id of ids) {
    const fact = recordOf(scene.facts, kind.name, id)
    if (!fact) continue
    reachedFacts.push(fact)
    const isMeant = !fact.ended && which.every((trait) => trait.holds(fact, scene))
    if (isMeant) come[groupOf(population, fact, scene)]?.push(fact)
  }
  const groups = found.groups.map((group, at) => {
    const go = reachedFacts.filter((fact) => stands(group, fact))
    return replaced(group, go, come[at] ?? [])
  })
  return { today: scene.today, groups }
}

/** Ids of the records of the population whose judgement the changes can move. */
function reached({ kind, which, is }: Population, facts: Facts, changes: readonly Change[]): Touched {
  const ids = new Set<string>()
  for (const change of changes) {
    if (change.next.kind === kind.name) ids.add(change.next.id)
    for (const trait of [...which, ...is]) {
      const found = touchedBy(trait, { kind, change, facts })
      if (found === 'all') return 'all'
      for (const id of found) ids.add(id)
    }
  }
  return ids
}
