import type { Kind } from '../kind.ts'
import { say, type Words } from '../words.ts'
import type { RecordFact } from './fact.ts'
import { type Finding, findingOf } from './finding.ts'
import { lazy } from './lazy.ts'
import type { Scene } from './look.ts'
import { openForm } from './mend.ts'
import { prefillOf, saidOf, watchesOf } from './relation.ts'
import { byNumber } from './sorted.ts'
import { missingIn, type Population, passing, populationOf, tallyOf } from './tally.ts'
import type { Trait, Watch } from './trait.ts'

/*
 * The sentences of readiness. `some(document).which(…).is(…)` is a claim that one such record stands;
 * `every(aiSystem).has(…)` a claim about a whole population. A claim evaluates to a finding; it cannot be told the
 * answer.
 */

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

type Judge = (told: { readonly parts: Parts; readonly tally: Tally; readonly scene: Scene }) => Finding

/** What is counted, with what to call it and how many there are. */
type Tally = {
  readonly population: Population
  readonly passing: readonly RecordFact[]
  readonly count: number
  /** Those that lack something, in groups of the first thing they lack; nearest to passing first. */
  readonly lagging: readonly Lagging[]
}

type Lagging = { readonly missing: Trait; readonly facts: readonly RecordFact[] }

function sentence(parts: Parts, judge: Judge): Sentence {
  const next = (change: Partial<Parts>) => sentence({ ...parts, ...change }, judge)
  const population = lazy(() => populationOf(parts.kind, parts.which, parts.is))
  return {
    reads: watchesOf(parts.kind, [...parts.which, ...parts.is]),
    evaluate: (scene) => judge({ parts, tally: counted(population(), scene), scene }),
    which: (...traits) => next({ which: [...parts.which, ...traits] }),
    is: (...traits) => next({ is: [...parts.is, ...traits] }),
    called: (ko, en) => next({ noun: say(ko, en) }),
  }
}

function counted(population: Population, scene: Scene): Tally {
  const tally = tallyOf(population, scene)
  const lagging: Lagging[] = []
  for (const [at, facts] of tally.groups.entries()) {
    const missing = facts.length > 0 ? missingIn(population, at) : undefined
    if (missing) lagging.unshift({ missing, facts })
  }
  const count = tally.groups.reduce((sum, { length }) => sum + length, 0)
  return { population, passing: passing(population, tally), count, lagging }
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
  return sentence({ kind, noun: kind.plural, which: [], is: [] }, (told) => {
    const { noun } = told.parts
    if (told.tally.count > 0) return judgeEvery(told)
    return findingOf({
      verdict: 'unknown',
      idle: true,
      because: () => say(`${noun.ko}: 지금까지 없습니다.`, `${noun.en}: none so far.`),
      population: { words: noun, count: 0 },
      mend: () => null,
    })
  })
}

const judgeSome: Judge = ({ parts, tally, scene }) => {
  const { kind, noun, is } = parts
  const population = { words: noun, count: tally.count }
  const proving = tally.passing
  if (proving.length > 0) {
    return findingOf({
      verdict: 'met',
      because: () => namedWords(noun, proving),
      population,
      counting: () => withProofs(proving, is, scene),
      mend: () => null,
    })
  }
  const [nearest] = tally.lagging
  const fact = nearest?.facts[0]
  if (!nearest || !fact) {
    return findingOf({
      verdict: 'not-met',
      because: () => say(`${noun.ko}: 기록이 없습니다.`, `${noun.en}: there is no record.`),
      population,
      mend: () => openForm(kind, prefillOf(kind, parts.which), noun),
    })
  }
  return findingOf({
    verdict: fact.approved || fact.closed ? 'partly' : 'not-met',
    because: () => {
      const { ko, en } = saidOf(fact, nearest.missing.lacks(fact, scene))
      return say(`${noun.ko}: ${ko}.`, `${noun.en}: ${en}.`)
    },
    population,
    lacking: () => [fact],
    mend: () => nearest.missing.mend(fact, scene),
  })
}

const judgeEvery: Judge = ({ parts, tally, scene }) => {
  const { kind, noun, is } = parts
  const population = { words: noun, count: tally.count }
  if (tally.count === 0) {
    return findingOf({
      verdict: 'unknown',
      because: () => say(`${noun.ko}: 등록된 기록이 없습니다.`, `${noun.en}: there is no record yet.`),
      population,
      mend: () => openForm(kind, prefillOf(kind, parts.which), noun),
    })
  }
  const isMet = tally.lagging.length === 0
  return findingOf({
    verdict: isMet ? 'met' : tally.passing.length > 0 ? 'partly' : 'not-met',
    because: () => everyWords(noun, tally, scene),
    population,
    counting: () => withProofs(tally.passing, is, scene),
    lacking: () => tally.lagging.flatMap(({ facts }) => facts).sort(byNumber),
    mend: () => {
      const [first] = firstLagging(tally)
      return first ? first.missing.mend(first.fact, scene) : null
    },
  })
}

const shownMax = 3

/** The first of those that lack something, by number. */
function firstLagging({ lagging }: Tally): readonly { readonly fact: RecordFact; readonly missing: Trait }[] {
  return lagging
    .flatMap(({ facts, missing }) => facts.slice(0, shownMax).map((fact) => ({ fact, missing })))
    .sort((one, other) => byNumber(one.fact, other.fact))
    .slice(0, shownMax)
}

function everyWords(noun: Words, tally: Tally, scene: Scene): Words {
  const { ko, en } = tallyWords(tally.count, tally.passing.length)
  const shown = firstLagging(tally)
    .map(({ fact, missing }) => saidOf(fact, missing.lacks(fact, scene)))
    .map((lacks) => say(` ${lacks.ko}.`, ` ${lacks.en}.`))
  const rest = tally.count - tally.passing.length - shown.length
  if (rest > 0) shown.push(say(` 그 밖에 ${rest}건이 더 있습니다.`, ` ${rest} more fall short.`))
  return say(
    `${noun.ko}: ${ko}.${shown.map((one) => one.ko).join('')}`,
    `${noun.en}: ${en}.${shown.map((one) => one.en).join('')}`,
  )
}

function tallyWords(count: number, done: number): Words {
  if (done === count) {
    return count === 1
      ? say('1건이 충족합니다', 'the one on record is in order')
      : say(`${count}건 모두 충족합니다`, `${count === 2 ? 'both' : `all ${count}`} are in order`)
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
