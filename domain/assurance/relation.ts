import type { Body, Kind } from '../kind.ts'
import { withTopic } from '../particle.ts'
import { inSentence, say, type Words } from '../words.ts'
import type { Need, RecordFact } from './fact.ts'
import { mustHave } from './fields.ts'
import { clocksOf, livingWith, pointedAt, pointingAt, type Scene } from './look.ts'
import { openForm, toChange } from './mend.ts'
import { speaksForAll, touchedByPointed, touchedByPointing } from './reach.ts'
import { byNumber } from './sorted.ts'
import type { Trait, Watch } from './trait.ts'
import { keyed, keyOf } from './trait-key.ts'

/* Traits that look along links: every AI system *has* an impact assessment, a release *leads to* a Korean device. */

/** What a new record would have to be about; never its result, which is for people to judge. */
export function prefillOf(kind: Kind, traits: readonly Trait[], more: Body = {}): Body {
  const wanted = Object.assign({}, ...traits.map((trait) => trait.prefill ?? {}), more)
  return Object.fromEntries(
    Object.entries(wanted).map(([field, value]) => [field, asEntered(kind, field, value)]),
  )
}

function asEntered(kind: Kind, name: string, value: unknown): unknown {
  const field = kind.fields[name]
  const isMany = field?.widget === 'choices' || field?.reference?.many === true
  return isMany && !Array.isArray(value) ? [value] : value
}

/** The records a trait list is about, and all their watches. Throws where a kind lacks what a trait names. */
export function watchesOf(kind: Kind, traits: readonly Trait[]): readonly Watch[] {
  return [{ kind, needs: new Map() }, ...traits.flatMap((trait) => trait.reads(kind))]
}

/** The first trait that does not hold, or undefined. */
export function firstMissing(fact: RecordFact, traits: readonly Trait[], scene: Scene): Trait | undefined {
  return traits.find((trait) => !trait.holds(fact, scene))
}

/** The candidate that comes furthest along the traits, the first by number among equals; undefined of none. */
export function nearest(candidates: readonly RecordFact[], traits: readonly Trait[], scene: Scene) {
  let best: { fact: RecordFact; missing: Trait | undefined; rank: number } | undefined
  for (const fact of candidates) {
    const missing = firstMissing(fact, traits, scene)
    if (missing === undefined) return { fact, missing }
    const place = traits.indexOf(missing)
    // What is approved or closed stands nearer than any draft, whichever else is missing.
    const rank = place + (fact.approved || fact.closed ? traits.length : 0)
    const isNearer = !best || rank > best.rank || (rank === best.rank && byNumber(fact, best.fact) < 0)
    if (isNearer) best = { fact, missing, rank }
  }
  return best
}

/**
 * The subject has a record of `proof` pointing at it by the relation, with all the traits. Traits of the proof may
 * look at the subject (`newerThan`).
 */
export function has(proof: Kind, relation: string, ...traits: readonly Trait[]): Trait {
  const trait = proven({ proof, relation, traits }, (fact, { facts }) =>
    pointingAt(facts, fact.id, { kind: proof.name, relation }),
  )
  return keyed(trait, 'has', proof.name, relation, traits.map(keyOf))
}

/** As `has`, where a proof that names no subject at all speaks for every one of them. */
export function forEach(proof: Kind, relation: string, ...traits: readonly Trait[]): Trait {
  const trait = proven({ proof, relation, traits }, (fact, { facts }) => {
    const own = pointingAt(facts, fact.id, { kind: proof.name, relation })
    const shared = livingWith(facts, proof.name, { field: relation, value: undefined })
    return own.length === 0 ? shared : [...own, ...shared]
  })
  const touches: Trait['touches'] = (reach) =>
    reach.change.next.kind === proof.name && speaksForAll(reach.change, relation)
      ? 'all'
      : touchedByPointing({ kind: proof, relation, traits }, reach)
  return keyed({ ...trait, touches }, 'forEach', proof.name, relation, traits.map(keyOf))
}

type Proving = { readonly proof: Kind; readonly relation: string; readonly traits: readonly Trait[] }
type Linked = (fact: RecordFact, scene: Scene) => readonly RecordFact[]

function proven({ proof, relation, traits: asked }: Proving, pointing: Linked): Trait {
  const [choosing, traits] = split(asked)
  const noun = nounOf(proof, choosing)
  const linked: Linked = (fact, scene) =>
    pointing(fact, scene).filter((one) => !firstMissing(one, choosing, scene))
  const within = (subject: RecordFact, scene: Scene): Scene => ({ ...scene, subject })
  const closest = (fact: RecordFact, scene: Scene) =>
    nearest(linked(fact, scene), traits, within(fact, scene))
  return {
    stage: 'exists',
    reads: (kind) => {
      mustPoint(proof, relation, kind)
      return [
        ...watchesOf(proof, asked),
        { kind: proof, needs: new Map<string, Need>([[relation, 'value']]) },
      ]
    },
    touches: (reach) => touchedByPointing({ kind: proof, relation, traits: asked }, reach),
    isMomentary: asked.some((trait) => trait.isMomentary),
    holds: (fact, scene) => {
      const found = pointing(fact, scene)
      if (found.length === 0) return false
      const inner = within(fact, scene)
      return found.some((one) => !firstMissing(one, asked, inner))
    },
    proofs: (fact, scene) => {
      const inner = within(fact, scene)
      return pointing(fact, scene).filter((one) => !firstMissing(one, asked, inner))
    },
    lacks: (fact, scene) => {
      const found = closest(fact, scene)
      return found
        ? missingWords(found, within(fact, scene))
        : say(`'${noun.ko}' 기록이 없습니다`, `has no ${noun.en}`)
    },
    mend: (fact, scene) => {
      const found = closest(fact, scene)
      if (found?.missing) return found.missing.mend(found.fact, within(fact, scene))
      const named = say(`${fact.number}의 ${noun.ko}`, `${noun.en} for ${fact.number}`)
      return openForm(proof, prefillOf(proof, choosing, { [relation]: fact.id }), named)
    },
  }
}

/** The leading traits by which a proof is chosen (what it is about), and those it is then judged by. */
function split(traits: readonly Trait[]): readonly [readonly Trait[], readonly Trait[]] {
  const at = traits.findIndex((trait) => trait.prefill === undefined)
  return at < 0 ? [traits, []] : [traits.slice(0, at), traits.slice(at)]
}

/** “문서(위협 모델)”: a kind, and what a record of it has to be about. */
function nounOf(kind: Kind, choosing: readonly Trait[]): Words {
  const about = Object.entries(prefillOf(kind, choosing)).flatMap(([field, value]) => {
    const label = kind.fields[field]?.choices?.[String(value)]
    return label ? [label] : []
  })
  const title = inSentence(kind.title.en)
  if (about.length === 0) return say(kind.title.ko, title)
  return say(
    `${kind.title.ko}(${about.map(({ ko }) => ko).join(', ')})`,
    `${title} (${about.map(({ en }) => en).join(', ')})`,
  )
}

function missingWords(found: { fact: RecordFact; missing: Trait | undefined }, scene: Scene): Words {
  const lacks = found.missing?.lacks(found.fact, scene) ?? say('', '')
  return say(
    `${alongLink} ${saidOf(found.fact, lacks).ko}`,
    `is linked to ${found.fact.number}, which ${lacks.en}`,
  )
}

const alongLink = '에 연결된'

/** “VUL-2026-0002는 …이 비어 있습니다”; a lack found along a link follows its number: “AIS-2026-0001에 연결된 …”. */
export function saidOf({ number }: RecordFact, lacks: Words): Words {
  const subject = lacks.ko.startsWith(alongLink) ? number : `${withTopic(number)} `
  return say(`${subject}${lacks.ko}`, `${number} ${lacks.en}`)
}

/** The record points at one of `target` by the relation, which has all the traits. */
export function leadsTo(target: Kind, relation: string, ...traits: readonly Trait[]): Trait {
  const along = pointing(target, relation, traits)
  const trait = along((targets, fits) => targets.some((one) => !one.ended && fits(one)))
  return keyed(trait, 'leadsTo', target.name, relation, traits.map(keyOf))
}

/** The record points at one or more of `target` by the relation, and all of them have the traits. */
export function leadsOnlyTo(target: Kind, relation: string, ...traits: readonly Trait[]): Trait {
  const along = pointing(target, relation, traits)
  const trait = along((targets, fits) => targets.length > 0 && targets.every(fits))
  return keyed(trait, 'leadsOnlyTo', target.name, relation, traits.map(keyOf))
}

type Test = (targets: readonly RecordFact[], fits: (fact: RecordFact) => boolean) => boolean

function pointing(target: Kind, relation: string, asked: readonly Trait[]): (test: Test) => Trait {
  const [choosing, traits] = split(asked)
  const noun = nounOf(target, choosing)
  const targets = (fact: RecordFact, scene: Scene) =>
    pointedAt(scene, fact, relation).filter((one) => !firstMissing(one, choosing, scene))
  const fits = (scene: Scene) => (one: RecordFact) => firstMissing(one, traits, scene) === undefined
  const lagging = (fact: RecordFact, scene: Scene) => {
    const behind = targets(fact, scene).find((one) => !fits(scene)(one))
    return behind && { fact: behind, missing: firstMissing(behind, traits, scene) }
  }
  return (test) => ({
    stage: 'exists',
    reads: (kind) => {
      mustPoint(kind, relation, target)
      return [{ kind, needs: new Map<string, Need>([[relation, 'value']]) }, ...watchesOf(target, asked)]
    },
    touches: (reach) => touchedByPointed({ kind: target, relation, traits: asked }, reach),
    isMomentary: asked.some((trait) => trait.isMomentary),
    holds: (fact, scene) => test(targets(fact, scene), fits(scene)),
    proofs: (fact, scene) => targets(fact, scene).filter((one) => !one.ended && fits(scene)(one)),
    lacks: (fact, scene) => {
      const found = lagging(fact, scene)
      return found
        ? missingWords(found, scene)
        : say(`'${noun.ko}' 기록이 연결되어 있지 않습니다`, `is not linked to any ${noun.en}`)
    },
    mend: (fact, scene) => {
      const found = lagging(fact, scene)
      if (found?.missing) return found.missing.mend(found.fact, scene)
      const what = say(`'${noun.ko}' 기록을 연결하십시오.`, `link the ${noun.en}.`)
      return toChange(scene.facts.watched, fact, what)
    },
  })
}

function mustPoint(from: Kind, relation: string, to: Kind): void {
  mustHave(from, relation)
  if (from.fields[relation]?.reference?.kind !== to.name) {
    throw new Error(`${from.name}.${relation} does not point to ${to.name}`)
  }
}

/**
 * Approved since the last of the named records that concern the subject was opened: an assessment made before a
 * significant change was so much as proposed says nothing of it. `reads` names what `last` looks at.
 */
export function newerThan(
  what: Words,
  reads: readonly Watch[],
  last: (subject: RecordFact, scene: Scene) => string | null,
): Trait {
  return {
    stage: 'in-use',
    reads: () => reads,
    holds: (fact, scene) => {
      const since = scene.subject ? last(scene.subject, scene) : null
      return since === null || (fact.approvedAt !== null && fact.approvedAt >= since)
    },
    lacks: () => say(`마지막 ${what.ko}보다 먼저 승인되었습니다`, `was approved before the last ${what.en}`),
    mend: (fact, scene) => {
      const kind = scene.facts.watched.get(fact.kind)?.kind
      const subject = scene.subject
      const relation = fact.links.find((link) => link.to === subject?.id)?.relation
      if (!kind || !subject || relation === undefined)
        throw new Error('newerThan judges proofs of a subject only')
      return openForm(kind, prefillOf(kind, [], { [relation]: subject.id }), kind.title)
    },
  }
}

/** Every clock of the duties on this record was met in time or still runs; a record with none of them holds. */
export function clocksKept(...duties: readonly string[]): Trait {
  return {
    stage: 'effective',
    isMomentary: true,
    reads: (kind) => [{ kind, needs: new Map() }],
    holds: (fact, { facts, now }) =>
      clocksOf(facts, fact.id).every(
        (clock) =>
          (duties.length > 0 && !duties.includes(clock.duty)) ||
          clock.dueAt === null ||
          wholeSecond(clock.stoppedAt ?? now) <= wholeSecond(clock.dueAt),
      ),
    lacks: () => say('법정 기한을 넘겼습니다', 'missed a statutory deadline'),
    mend: (fact) => ({
      words: say(
        `${fact.number}: 기한이 지난 보고를 바로 하고 지연 사유를 남기십시오.`,
        `${fact.number}: make the overdue report now and record why it is late.`,
      ),
      kind: fact.kind,
      id: fact.id,
      action: null,
      prefill: {},
    }),
  }
}

/** Deadlines are counted in whole seconds: the last second is in time. */
function wholeSecond(instant: string): string {
  return instant.slice(0, 19)
}
