import type { z } from 'zod'
import { device } from '../products/device.ts'
import { say, type Words } from '../words.ts'
import type { answerSchema, verdict } from './api.ts'
import { type Framework, isAssessed, type Requirement } from './catalogue.ts'
import { evidenceWords } from './evidence-words.ts'
import type { RecordFact } from './fact.ts'
import type { Facts } from './facts.ts'
import type { Finding } from './finding.ts'
import { recordOf, type Scene, sceneAt } from './look.ts'
import { type Mend, openForm } from './mend.ts'
import { applicabilityOf, type Profiles, profileReads, profilesOf } from './profile.ts'
import type { Rule } from './rule.ts'

/* Requirements answered from facts: nothing is set by hand, and the same facts and rule give the same answer. */

/** One requirement with its answer, before it is spoken. */
export type Assessed = {
  readonly framework: string
  readonly requirement: Requirement
  readonly rule: Rule | null
  readonly verdict: z.infer<typeof verdict>
  readonly because: Words
  readonly mend: Mend | null
  readonly finding: Finding | null
}

/** The rules of one framework by ref. */
export type RuleBook = ReadonlyMap<string, Rule>

export function ruleBook(rules: readonly Rule[], framework: string): RuleBook {
  return new Map(rules.filter((rule) => rule.framework === framework).map((rule) => [rule.ref, rule]))
}

export type Asking = {
  readonly framework: Framework
  readonly rules: RuleBook
  /** Only these refs; absent: every assessed requirement. */
  readonly refs?: ReadonlySet<string> | undefined
}

/** Answers the assessed requirements of a framework, in its order, for the facts at the instant `now` (ISO 8601 UTC). */
export function assess(asking: Asking, facts: Facts, now: string): readonly Assessed[] {
  const scene = sceneAt(facts, now)
  const profiles = profilesOf(facts)
  const asked = asking.framework.requirements.filter(
    (one) => isAssessed(one) && (asking.refs?.has(one.ref) ?? true),
  )
  return asked.map((requirement) => answer(asking, requirement, { scene, profiles }))
}

type Told = Pick<Assessed, 'verdict'> & {
  readonly because: () => Words
  readonly mend?: () => Mend | null
  readonly finding?: Finding
}

function answer(
  { framework, rules }: Asking,
  requirement: Requirement,
  { scene, profiles }: { scene: Scene; profiles: Profiles },
): Assessed {
  const rule = rules.get(requirement.ref) ?? null
  const told = judged(requirement, rule, { scene, profiles })
  const { verdict, because, mend, finding = null } = told
  return {
    framework: framework.id,
    requirement,
    rule,
    verdict,
    finding,
    // Worked out when it is read: a tally asks for verdicts alone.
    get because() {
      return because()
    },
    get mend() {
      return mend?.() ?? null
    },
  }
}

function judged(
  requirement: Requirement,
  rule: Rule | null,
  { scene, profiles }: { scene: Scene; profiles: Profiles },
): Told {
  const applicable = applicabilityOf(requirement.appliesWhen, profiles)
  if (applicable.applies === false) {
    return { verdict: 'not-applicable', because: applicable.because }
  }
  if (applicable.applies === 'unknown') {
    const because = () =>
      say(
        '적용 여부를 알 수 없습니다. 등록된 제품이 없습니다.',
        'Whether it applies is unknown: there is no device yet.',
      )
    return { verdict: 'unknown', because, mend: () => openForm(device, {}, say('제품', 'Device')) }
  }
  if (!rule) return { verdict: 'unknown', because: () => unproven(requirement) }
  const finding = rule.claim.evaluate(scene)
  return { verdict: finding.verdict, because: () => finding.because, mend: () => finding.mend, finding }
}

/** What would have to be shown, where no rule can read it from records yet. */
function unproven(requirement: Requirement): Words {
  const named = (requirement.records ?? []).map((name) => evidenceWords[name] ?? say(name, name))
  return say(
    `기록만으로 판정하는 규칙이 아직 없습니다. 필요한 근거: ${named.map(({ ko }) => ko).join(', ')}.`,
    `No rule can answer this from records yet. What would prove it: ${named.map(({ en }) => en).join(', ')}.`,
  )
}

/** The next instant at which an answer may change though no record does: a day turns in Seoul, or a clock runs out. */
export function nextTurn(facts: Facts, now: string): string {
  const { today } = sceneAt(facts, now)
  let turn = new Date(Date.parse(`${today}T00:00:00+09:00`) + 86_400_000).toISOString()
  for (const clocks of facts.clocks.values()) {
    for (const { dueAt, stoppedAt } of clocks) {
      if (dueAt === null || stoppedAt !== null || dueAt >= turn) continue
      // A clock is kept up to and including its last second.
      const late = new Date(Date.parse(dueAt) + 1000).toISOString()
      if (late > now && late < turn) turn = late
    }
  }
  return turn
}

/**
 * The facts a rule may have looked at, as a value that pins them: the ledger holds each version's content.
 * `digestOf` gives the digest of `versionsOf` a kind, which many rules share.
 */
export function inputsOf(
  rule: Rule,
  facts: Facts,
  asked: { now: string; digestOf: (kind: string) => string },
) {
  const kinds = [...new Set([...profileReads, ...rule.claim.reads].map((watch) => watch.kind.name))].sort()
  const clocks = [...facts.clocks]
    .filter(([record]) => kinds.some((kind) => recordOf(facts, kind, record) !== undefined))
    .flatMap(([, own]) => own.map((clock) => [clock.id, clock.dueAt, clock.stoppedAt]))
  return {
    rule: rule.id,
    day: sceneAt(facts, asked.now).today,
    kinds: kinds.map((kind) => [kind, asked.digestOf(kind)]),
    clocks: clocks.sort(byFirst),
  }
}

/** Every record of a kind with its version, a line each: by number, and those that have ended last. */
export function versionsOf(facts: Facts, kind: string): string {
  const own = facts.kinds.get(kind)
  return [...(own?.living ?? []), ...(own?.ended ?? [])]
    .map(({ id, version }) => `${id} ${version}`)
    .join('\n')
}

function byFirst(one: readonly unknown[], other: readonly unknown[]): number {
  return String(one[0]) < String(other[0]) ? -1 : 1
}

const mentionsMax = 50

/** The answer as the API tells it. `inputs` is the digest of `inputsOf`, or null where it was not asked for. */
export function spoken(assessed: Assessed, inputs: string | null): z.input<typeof answerSchema> {
  const { framework, requirement, rule, verdict, because, mend, finding } = assessed
  return {
    framework,
    ref: requirement.ref,
    title: requirement.title,
    verdict,
    because,
    rule: rule?.id ?? null,
    population: finding?.population ?? null,
    counting: mentions(finding?.counting ?? []),
    lacking: mentions(finding?.lacking ?? []),
    mend: mend && { ...mend, prefill: { ...mend.prefill } },
    inputs,
  }
}

function mentions(facts: readonly RecordFact[]) {
  const records = facts
    .slice(0, mentionsMax)
    .map(({ id, kind, number, title }) => ({ id, kind, number, title }))
  return { total: facts.length, records }
}
