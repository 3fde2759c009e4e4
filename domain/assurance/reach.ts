import type { Kind } from '../kind.ts'
import type { RecordFact } from './fact.ts'
import type { Change } from './facts.ts'
import { everPointingAt, recordOf } from './look.ts'
import type { Reach, Touched, Trait } from './trait.ts'

/* Which records a change can reach: the way from a proof back to what it proves. */

const nobody: Touched = new Set()

/** Ids of the records of `kind` for which the trait may hold differently after the change, beside the changed one. */
export function touchedBy(trait: Trait, reach: Reach): Touched {
  if (trait.touches) return trait.touches(reach)
  const changed = reach.change.next.kind
  // A trait that looks at other kinds without saying along which links may be touched anywhere.
  return changed !== reach.kind.name && kindsReadBy(trait, reach.kind).has(changed) ? 'all' : nobody
}

const known = new WeakMap<Trait, Map<Kind, ReadonlySet<string>>>()

function kindsReadBy(trait: Trait, kind: Kind): ReadonlySet<string> {
  const own = known.get(trait) ?? new Map<Kind, ReadonlySet<string>>()
  known.set(trait, own)
  const found = own.get(kind) ?? new Set(trait.reads(kind).map((watch) => watch.kind.name))
  own.set(kind, found)
  return found
}

type Along = { readonly kind: Kind; readonly relation: string; readonly traits: readonly Trait[] }

/** Records pointed at by a proof that changed, or by one for which a trait may hold differently now. */
export function touchedByPointing({ kind: proof, relation, traits }: Along, reach: Reach): Touched {
  const { former, next } = reach.change
  const ids = new Set<string>()
  if (next.kind === proof.name) for (const fact of [former, next]) addTargets(ids, fact, relation)
  const proofs = touchedByAny(traits, { ...reach, kind: proof })
  if (proofs === 'all') return 'all'
  for (const id of proofs) addTargets(ids, recordOf(reach.facts, proof.name, id), relation)
  return ids
}

function addTargets(ids: Set<string>, fact: RecordFact | undefined, relation: string): void {
  for (const link of fact?.links ?? []) if (link.relation === relation) ids.add(link.to)
}

/** Records that point at one that changed, or at one for which a trait may hold differently now. */
export function touchedByPointed({ kind: target, relation, traits }: Along, reach: Reach): Touched {
  const targets = touchedByAny(traits, { ...reach, kind: target })
  if (targets === 'all') return 'all'
  const ids = new Set<string>()
  const add = (to: string) => {
    for (const { id } of everPointingAt(reach.facts, to, { kind: reach.kind.name, relation })) ids.add(id)
  }
  if (reach.change.next.kind === target.name) add(reach.change.next.id)
  for (const id of targets) add(id)
  return ids
}

function touchedByAny(traits: readonly Trait[], reach: Reach): Touched {
  const ids = new Set<string>()
  for (const trait of traits) {
    const found = touchedBy(trait, reach)
    if (found === 'all') return 'all'
    for (const id of found) ids.add(id)
  }
  return ids
}

/** Whether a proof of the kind named nobody by the relation, before or after: it spoke, or speaks, for all. */
export function speaksForAll({ former, next }: Change, field: string): boolean {
  return next.body[field] === undefined || (former !== undefined && former.body[field] === undefined)
}
