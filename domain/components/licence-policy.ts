import { say, type Words } from '../words.ts'
import { type ComponentPattern, narrowest, type PatternSubject } from './component-pattern.ts'
import { factsOf } from './licence-classes.ts'
import {
  formatLicence,
  type LicenceExpression,
  type LicenceHow,
  type LicenceTerm,
  termsOf,
} from './licence-expression.ts'
import {
  type LicenceClass,
  type LicenceRuling,
  licenceClasses,
  type Obligation,
} from './licence-obligations.ts'
import { readLicences } from './licence-reading.ts'

/** A policy in force, ready to judge. */
export type LicencePolicy = {
  readonly byId: ReadonlyMap<string, LicenceRuling>
  readonly byClass: ReadonlyMap<LicenceClass, LicenceRuling>
  readonly undeclared: LicenceRuling
  readonly notRecognised: LicenceRuling
  /** Readings of texts nobody can read without a person, by the text in small letters. */
  readonly readings: ReadonlyMap<string, string>
  readonly exceptions: readonly LicenceExceptionRow[]
}

export type LicenceExceptionRow = {
  readonly pattern: ComponentPattern
  /** The licences it allows, as an expression in our form; null: whatever it declares. */
  readonly licence: string | null
  /** Last day, itself included; null: until the policy changes. */
  readonly until: string | null
  readonly because: string
}

/** How a ruling came about. */
export type RuledBy = 'id' | 'class' | 'no-class' | 'undeclared' | 'not-recognised' | 'exception'

export type LicenceVerdict = {
  readonly ruling: LicenceRuling
  readonly by: RuledBy
  /** What was read, in our form; null where nothing was declared or nothing could be read. */
  readonly expression: string | null
  readonly how: LicenceHow | null
  /** The licences that apply once the best branch of every choice is taken. */
  readonly applies: readonly string[]
  readonly class: LicenceClass | null
  readonly obligations: readonly Obligation[]
  /** What each licence that applies asks. */
  readonly owed: readonly { readonly licence: string; readonly obligations: readonly Obligation[] }[]
  readonly notRecognised: readonly string[]
  readonly because: Words
  /** Reason and last day of an exception that would have allowed it and has run out. */
  readonly expired: { readonly until: string; readonly because: string } | null
}

const severity = { allowed: 0, review: 1, forbidden: 2 } as const satisfies Record<LicenceRuling, number>
const strength = Object.keys(licenceClasses)

type Branch = {
  readonly ruling: LicenceRuling
  readonly by: RuledBy
  readonly because: Words
  readonly terms: readonly LicenceTerm[]
  readonly class: LicenceClass | null
}

/**
 * Judges what a component declares: the best branch of every OR, the worst of every AND, and of several declarations
 * the worst, since all may apply. What is undeclared or cannot be read is ruled by the policy and never passes as
 * read. An exception holds on its last day and no longer.
 */
export function judgeLicences(
  component: PatternSubject & { readonly licences: readonly string[] },
  policy: LicencePolicy,
  today: string,
): LicenceVerdict {
  const declared = component.licences.map((text) => policy.readings.get(keyOf(text)) ?? text)
  const { expressions, notRecognised, how } = readLicences(declared)
  const branches = [
    ...expressions.map((expression) => branchOf(expression, policy)),
    ...notRecognised.map(({ text, because }) => unread(text, because, policy)),
  ]
  const worst = branches.length === 0 ? silentBranch(policy) : worstOf(branches)
  const applies = distinct(branches.flatMap(({ terms }) => terms))
  const owed = applies.map((term) => ({
    licence: formatLicence(term),
    obligations: factsOf(term)?.obligations ?? [],
  }))
  const expression = expressions.length === 0 ? null : wholeOf(expressions)
  const verdict = {
    ...rulingOf(worst),
    expression,
    how,
    applies: applies.map(formatLicence),
    obligations: [...new Set(owed.flatMap((one) => one.obligations))],
    owed,
    notRecognised: notRecognised.map(({ text }) => text),
    expired: null,
  }
  return verdict.ruling === 'allowed' ? verdict : excepted(verdict, component, { policy, today })
}

function excepted(
  verdict: LicenceVerdict,
  component: PatternSubject,
  { policy, today }: { readonly policy: LicencePolicy; readonly today: string },
): LicenceVerdict {
  const fitting = policy.exceptions.filter(
    ({ licence }) => licence === null || licence === verdict.expression,
  )
  const standing = narrowest(
    fitting.filter(({ until }) => until === null || today <= until),
    component,
  )
  if (standing) {
    const until =
      standing.until === null ? say('', '') : say(` (${standing.until}까지)`, ` (until ${standing.until})`)
    const because = say(`예외${until.ko}: ${standing.because}`, `Exception${until.en}: ${standing.because}`)
    return { ...verdict, ruling: 'allowed', by: 'exception', because }
  }
  const over = narrowest(fitting, component)
  return over?.until ? { ...verdict, expired: { until: over.until, because: over.because } } : verdict
}

/** The key under which a policy keeps its reading of a text. */
export function keyOf(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

function rulingOf({ ruling, by, because, class: name }: Branch) {
  return { ruling, by, because, class: name }
}

function branchOf(expression: LicenceExpression, policy: LicencePolicy): Branch {
  if (expression.sort === 'licence') return termBranch(expression, policy)
  const branches = expression.parts.map((part) => branchOf(part, policy))
  if (expression.sort === 'or') return branches.reduce((best, one) => (isMilder(one, best) ? one : best))
  const worst = worstOf(branches)
  return { ...worst, terms: branches.flatMap(({ terms }) => terms) }
}

function worstOf(branches: readonly Branch[]): Branch {
  return branches.reduce((worst, one) => (isMilder(worst, one) ? one : worst))
}

/** By ruling, then by class: of two allowed branches the one that asks less. */
function isMilder(left: Branch, right: Branch): boolean {
  const difference = severity[left.ruling] - severity[right.ruling]
  return difference === 0 ? rankOf(left) < rankOf(right) : difference < 0
}

function rankOf({ class: name }: Branch): number {
  return name === null ? strength.length : strength.indexOf(name)
}

/** By the licence with its exception, then by the licence, then by the class (an exception may change that). */
function termBranch(term: LicenceTerm, policy: LicencePolicy): Branch {
  const text = formatLicence(term)
  const name = factsOf(term)?.class ?? null
  const own = policy.byId.get(text) ?? policy.byId.get(term.id)
  const base = { terms: [term], class: name }
  if (own !== undefined) {
    const because = say(`${text}: 방침이 정한 라이선스`, `${text}: named by the policy`)
    return { ...base, ruling: own, by: 'id', because }
  }
  const ruling = name === null ? undefined : policy.byClass.get(name)
  if (name === null || ruling === undefined) {
    const because = say(`${text}: 방침이 정하지 않은 라이선스`, `${text}: the policy says nothing of it`)
    return { ...base, ruling: 'review', by: 'no-class', because }
  }
  const title = licenceClasses[name]
  return { ...base, ruling, by: 'class', because: say(`${text}: ${title.ko}`, `${text}: ${title.en}`) }
}

function unread(text: string, because: Words, policy: LicencePolicy): Branch {
  const shown = text.slice(0, 120)
  return {
    ruling: policy.notRecognised,
    by: 'not-recognised',
    because: say(`알아볼 수 없음: ${shown}. ${because.ko}`, `Not recognised: ${shown}. ${because.en}`),
    terms: [],
    class: null,
  }
}

function silentBranch(policy: LicencePolicy): Branch {
  const because = say('선언된 라이선스가 없습니다.', 'No licence is declared.')
  return { ruling: policy.undeclared, by: 'undeclared', because, terms: [], class: null }
}

function wholeOf(expressions: readonly LicenceExpression[]): string {
  const texts = [...new Set(expressions.map(formatLicence))]
  const [only = ''] = texts
  return texts.length === 1
    ? only
    : texts.map((text) => (/ OR /.test(text) ? `(${text})` : text)).join(' AND ')
}

function distinct(terms: readonly LicenceTerm[]): LicenceTerm[] {
  return terms.length === 0 ? [] : termsOf({ sort: 'and', parts: terms })
}
