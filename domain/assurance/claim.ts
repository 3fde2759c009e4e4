import type { Kind } from '../kind.ts'
import { say, type Words } from '../words.ts'
import type { RecordFact } from './facts.ts'
import { living, livingWith, type Scene } from './look.ts'
import { type Mend, openForm } from './mend.ts'
import { firstMissing, nearest, prefillOf, saidOf, watchesOf } from './relation.ts'
import type { Trait, Watch } from './trait.ts'

/*
 * The sentences of readiness. `some(document).which(…).is(…)` is a claim that one such record stands;
 * `every(aiSystem).has(…)` a claim about a whole population. A claim evaluates to a finding; it cannot be told the
 * answer.
 */

export type Verdict = 'met' | 'partly' | 'not-met' | 'unknown'

export type Finding = {
  readonly verdict: Verdict
  /** Nothing has happened yet that the claim could judge (no incident so far). Beside other claims it is silent. */
  readonly idle?: boolean
  readonly because: Words
  readonly population: { readonly words: Words; readonly count: number } | null
  readonly counting: readonly RecordFact[]
  readonly lacking: readonly RecordFact[]
  readonly mend: Mend | null
}

export type Claim = {
  /** Every kind and field the claim may look at. */
  readonly reads: readonly Watch[]
  readonly evaluate: (scene: Scene) => Finding
}

type Parts = {
  readonly kind: Kind
  readonly noun: Words
  readonly which: readonly Trait[]
  readonly is: readonly Trait[]
}

export type Sentence = Claim & {
  /** Narrows which records are meant. */
  readonly which: (...traits: readonly Trait[]) => Sentence
  /** What must hold of them. */
  readonly is: (...traits: readonly Trait[]) => Sentence
  /** What they are called in the answer. */
  readonly called: (ko: string, en: string) => Sentence
}

function sentence(parts: Parts, judge: (parts: Parts, scene: Scene) => Finding): Sentence {
  const next = (change: Partial<Parts>) => sentence({ ...parts, ...change }, judge)
  return {
    reads: watchesOf(parts.kind, [...parts.which, ...parts.is]),
    evaluate: (scene) => judge(parts, scene),
    which: (...traits) => next({ which: [...parts.which, ...traits] }),
    is: (...traits) => next({ is: [...parts.is, ...traits] }),
    called: (ko, en) => next({ noun: say(ko, en) }),
  }
}

/** One record of the kind stands with every trait. Met by one; none at all is not met. */
export function some(kind: Kind): Sentence {
  return sentence({ kind, noun: kind.title, which: [], is: [] }, judgeSome)
}

/** Every living record of the kind has the traits. None at all is unknown: nobody has said what there is. */
export function every(kind: Kind): Sentence {
  return sentence({ kind, noun: kind.plural, which: [], is: [] }, judgeEvery)
}

/** As `every`, for what need not happen (incidents, complaints): none so far is idle, never met. */
export function whenever(kind: Kind): Sentence {
  return sentence({ kind, noun: kind.plural, which: [], is: [] }, (parts, scene) => {
    const found = judgeEvery(parts, scene)
    if (found.population?.count !== 0) return found
    const because = say(`${parts.noun.ko}: 지금까지 없습니다.`, `${parts.noun.en}: none so far.`)
    return { ...found, idle: true, because, mend: null }
  })
}

function chosen({ kind, which }: Parts, scene: Scene): readonly RecordFact[] {
  const lead = which.find((trait) => trait.indexed)
  const near = lead?.indexed
    ? livingWith(scene.facts, kind.name, lead.indexed)
    : living(scene.facts, kind.name)
  const rest = which.filter((trait) => trait !== lead)
  return rest.length === 0 ? near : near.filter((fact) => !firstMissing(fact, rest, scene))
}

function judgeSome(parts: Parts, scene: Scene): Finding {
  const { kind, noun, is } = parts
  const candidates = chosen(parts, scene)
  const population = { words: noun, count: candidates.length }
  const passing = candidates.filter((fact) => !firstMissing(fact, is, scene))
  if (passing.length > 0) {
    return {
      verdict: 'met',
      because: namedWords(noun, passing),
      population,
      counting: withProofs(passing, is, scene),
      lacking: [],
      mend: null,
    }
  }
  const found = nearest(candidates, is, scene)
  if (!found?.missing) {
    const because = say(`${noun.ko}: 기록이 없습니다.`, `${noun.en}: there is no record.`)
    const mend = openForm(kind, prefillOf(kind, parts.which), noun)
    return { verdict: 'not-met', because, population, counting: [], lacking: [], mend }
  }
  const { fact, missing } = found
  const lacks = saidOf(fact, missing.lacks(fact, scene))
  return {
    verdict: fact.approved || fact.closed ? 'partly' : 'not-met',
    because: say(`${noun.ko}: ${lacks.ko}.`, `${noun.en}: ${lacks.en}.`),
    population,
    counting: [],
    lacking: [fact],
    mend: missing.mend(fact, scene),
  }
}

function judgeEvery(parts: Parts, scene: Scene): Finding {
  const { kind, noun, is } = parts
  const members = chosen(parts, scene)
  const population = { words: noun, count: members.length }
  if (members.length === 0) {
    return {
      verdict: 'unknown',
      because: say(`${noun.ko}: 등록된 기록이 없습니다.`, `${noun.en}: there is no record yet.`),
      population,
      counting: [],
      lacking: [],
      mend: openForm(kind, prefillOf(kind, parts.which), noun),
    }
  }
  const lagging: Lagging[] = []
  const passing: RecordFact[] = []
  for (const fact of members) {
    const missing = firstMissing(fact, is, scene)
    if (missing) lagging.push({ fact, missing })
    else passing.push(fact)
  }
  const [first] = lagging
  return {
    verdict: first === undefined ? 'met' : passing.length > 0 ? 'partly' : 'not-met',
    because: everyWords(population, lagging, scene),
    population,
    counting: withProofs(passing, is, scene),
    lacking: lagging.map(({ fact }) => fact),
    mend: first ? first.missing.mend(first.fact, scene) : null,
  }
}

type Lagging = { readonly fact: RecordFact; readonly missing: Trait }

function everyWords(
  { words: noun, count }: { readonly words: Words; readonly count: number },
  lagging: readonly Lagging[],
  scene: Scene,
): Words {
  const tally = tallyWords(count, count - lagging.length)
  const shown = lagging
    .slice(0, 3)
    .map(({ fact, missing }) => saidOf(fact, missing.lacks(fact, scene)))
    .map((lacks) => say(` ${lacks.ko}.`, ` ${lacks.en}.`))
  const rest = lagging.length - shown.length
  if (rest > 0) shown.push(say(` 그 밖에 ${rest}건이 더 있습니다.`, ` ${rest} more fall short.`))
  return say(
    `${noun.ko}: ${tally.ko}.${shown.map(({ ko }) => ko).join('')}`,
    `${noun.en}: ${tally.en}.${shown.map(({ en }) => en).join('')}`,
  )
}

function tallyWords(count: number, done: number): Words {
  if (done === count) {
    return count === 1
      ? say('1건이 충족합니다', 'the one on record is in order')
      : say(`${count}건 모두 충족합니다`, `all ${count} are in order`)
  }
  if (done === 0) {
    return count === 1
      ? say('1건이 있으나 충족하지 못합니다', 'the one on record falls short')
      : say(`${count}건 중 충족하는 것이 없습니다`, `none of ${count} is in order`)
  }
  return say(
    `${count}건 중 ${done}건만 충족합니다`,
    `${done} of ${count} ${done === 1 ? 'is' : 'are'} in order`,
  )
}

/** The records that prove it: those reached by links, and the subjects themselves where a trait is their own. */
function withProofs(
  subjects: readonly RecordFact[],
  is: readonly Trait[],
  scene: Scene,
): readonly RecordFact[] {
  if (!is.some((trait) => trait.proofs)) return subjects
  const found = new Set<RecordFact>()
  const isOwn = is.length === 0 || is.some((trait) => !trait.proofs)
  for (const subject of subjects) {
    if (isOwn) found.add(subject)
    for (const trait of is) for (const proof of trait.proofs?.(subject, scene) ?? []) found.add(proof)
  }
  return [...found]
}

function namedWords(noun: Words, facts: readonly RecordFact[]): Words {
  const shown = facts.slice(0, 3)
  const rest = facts.length - shown.length
  const numbers = shown.map(({ number }) => number).join(', ')
  const more = rest > 0 ? say(` 외 ${rest}건`, ` and ${rest} more`) : say('', '')
  return say(`${noun.ko}: ${numbers}${more.ko}.`, `${noun.en}: ${numbers}${more.en}.`)
}
