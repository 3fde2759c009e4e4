import { hash } from 'node:crypto'
import type { RequirementAnswer } from '@maek/domain/assurance/api.ts'
import { type Assessed, inputsOf, spoken, versionsOf } from '@maek/domain/assurance/assess.ts'
import type { Framework } from '@maek/domain/assurance/catalogue.ts'
import type { Facts } from '@maek/domain/assurance/facts.ts'
import type { Actor } from '@maek/domain/record.ts'
import { canonicalText, type JsonRules } from '@maek/ledger/canonical.ts'
import type { House } from '../house.ts'
import { catalogues } from './catalogues.ts'
import { type Moment, standingAt, standingNow } from './standing.ts'

/** Facts and answers at an instant; absent: now, kept up to date in memory. */
export function readinessAt(house: House, organisation: string, asOf?: string): Promise<Moment> {
  return asOf === undefined
    ? standingNow(house.database, organisation, house.now())
    : standingAt(house.database, organisation, asOf)
}

/** A few kinds with their digests, and the clocks of their records. */
const inputRules: JsonRules = { depthMax: 8, bytesMax: 64_000_000, numbers: 'integers' }

/** An answer with the digest of what its rule looked at: replayed for its date, it gives the same digest again. */
export function provable(assessed: Assessed, facts: Facts, now: string): RequirementAnswer {
  const { rule, finding } = assessed
  if (rule === null || finding === null) return spoken(assessed, null)
  const inputs = inputsOf(rule, facts, { now, digestOf: (kind) => kindDigest(facts, kind) })
  return spoken(assessed, hash('sha256', canonicalText(inputs, inputRules), 'hex'))
}

const kindDigests = new WeakMap<object, string>()

/** The digest of all records of a kind with their versions; kept as long as the facts of the kind are the same. */
function kindDigest(facts: Facts, kind: string): string {
  const own = facts.kinds.get(kind)
  const known = own && kindDigests.get(own)
  if (known !== undefined) return known
  const digest = hash('sha256', versionsOf(facts, kind), 'hex')
  if (own) kindDigests.set(own, digest)
  return digest
}

/** Every answer of a framework with its digest, for an inspection pack. `asOf` absent: now. */
export async function provableAnswers(
  house: House,
  organisation: string,
  asked: { readonly framework: Framework; readonly asOf?: string | undefined },
): Promise<{ readonly asOf: string; readonly answers: readonly RequirementAnswer[] }> {
  const moment = await readinessAt(house, organisation, asked.asOf)
  const answers = moment.answers(asked.framework)
  return { asOf: moment.at, answers: answers.map((one) => provable(one, moment.facts, moment.at)) }
}

const main = ['iso-42001', 'iso-13485', 'kr-security-notice', 'kr-digital-gmp']
const hindrancesMax = 12

/**
 * What keeps the house from passing: of the answers that are not yes, first those that no record serves at all, then
 * those whose evidence would serve most other requirements. One step that mends several is named once.
 */
export async function homeReadiness(house: House, actor: Actor) {
  const { frameworks } = catalogues()
  const moment = await readinessAt(house, actor.organisation)
  const asked = frameworks.filter(({ id }) => main.includes(id))
  const answers = asked.map((framework) => ({ framework, assessed: moment.answers(framework) }))
  const open = answers
    .flatMap(({ assessed }) => assessed)
    .filter(
      ({ verdict, mend }) =>
        mend !== null && (verdict === 'not-met' || verdict === 'partly' || verdict === 'unknown'),
    )
    .sort((one, other) => order(one) - order(other) || reach(other) - reach(one))
  const steps = new Set<string>()
  const hindrances = open.filter(({ mend }) => {
    const step = JSON.stringify([mend?.kind, mend?.id, mend?.action, mend?.prefill])
    return steps.size < hindrancesMax && !steps.has(step) && steps.add(step)
  })
  return {
    hindrances: hindrances.map(({ framework, requirement, verdict, because }) => ({
      framework,
      ref: requirement.ref,
      title: requirement.title,
      verdict,
      because,
    })),
    frameworks: answers.map(({ framework, assessed }) => ({
      id: framework.id,
      title: framework.title,
      met: assessed.filter(({ verdict }) => verdict === 'met').length,
      // What does not apply is not counted against the house, and not for it either.
      assessed: assessed.filter(({ verdict }) => verdict !== 'not-applicable').length,
    })),
  }
}

const orders = { 'not-met': 0, unknown: 1, partly: 2, met: 3, 'not-applicable': 3 } as const

function order({ verdict }: Assessed): number {
  return orders[verdict]
}

let reaches: ReadonlyMap<string, number> | undefined

/** How much of other requirements the same evidence answers, by the strengths of the crosswalk. */
function reach({ framework, requirement }: Assessed): number {
  reaches ??= sumOfStrengths()
  return reaches.get(`${framework}/${requirement.ref}`) ?? 0
}

function sumOfStrengths(): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { from, to, relation, strength } of catalogues().crosswalk) {
    if (relation === 'no-relationship') continue
    for (const { framework, ref } of [from, to]) {
      sums.set(`${framework}/${ref}`, (sums.get(`${framework}/${ref}`) ?? 0) + strength)
    }
  }
  return sums
}
