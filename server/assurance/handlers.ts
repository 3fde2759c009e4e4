import { listFrameworks, readFramework, readRequirement } from '@maek/domain/assurance/api.ts'
import { type Assessed, spoken } from '@maek/domain/assurance/assess.ts'
import type { Framework, Mapping, Requirement } from '@maek/domain/assurance/catalogue.ts'
import { rules } from '@maek/domain/assurance/rules/every-rule.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { actorOf, type Call, type Handler, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { catalogues, frameworkById } from './catalogues.ts'
import { provable, readinessAt } from './readiness.ts'
import type { Moment } from './standing.ts'

/** The moment a caller asks about. One that has not come yet has no answer. */
async function momentOf(call: Call, asOf: string | undefined): Promise<Answer<Moment>> {
  const at = asOf === undefined ? undefined : new Date(asOf).toISOString()
  if (at !== undefined && at > call.house.now()) {
    return refuse(
      'invalid',
      say(
        '아직 오지 않은 시점의 준비도는 알 수 없습니다.',
        'Readiness cannot be known for a time in the future.',
      ),
      'asOf',
    )
  }
  return accept(await readinessAt(call.house, actorOf(call).organisation, at))
}

function tallyOf(answers: readonly Assessed[]) {
  const count = (wanted: Assessed['verdict']) => answers.filter(({ verdict }) => verdict === wanted).length
  return {
    met: count('met'),
    partly: count('partly'),
    notMet: count('not-met'),
    unknown: count('unknown'),
    notApplicable: count('not-applicable'),
  }
}

function headOf({ id, title, version, status, jurisdiction }: Framework) {
  return { id, title, version, status, jurisdiction }
}

const listFrameworksHandler = handle(listFrameworks, async (input, call) => {
  const moment = await momentOf(call, input.asOf)
  if (!moment.ok) return moment
  const { at, answers } = moment.value
  const frameworks = catalogues().frameworks.map((framework) => ({
    ...headOf(framework),
    rules: rules.filter((rule) => rule.framework === framework.id).length,
    tally: tallyOf(answers(framework)),
  }))
  return accept({ asOf: at, frameworks })
})

const readFrameworkHandler = handle(readFramework, async (input, call) => {
  const framework = frameworkById(input.framework)
  if (!framework) return { ok: false, refusal: notFound }
  const moment = await momentOf(call, input.asOf)
  if (!moment.ok) return moment
  const answers = moment.value.answers(framework)
  const byRef = new Map(answers.map((one) => [one.requirement.ref, one]))
  const cells = framework.requirements.map(({ ref, parent, title }) => ({
    ref,
    parent: parent ?? null,
    title,
    verdict: byRef.get(ref)?.verdict ?? null,
    because: byRef.get(ref)?.because ?? null,
  }))
  return accept({ asOf: moment.value.at, ...headOf(framework), tally: tallyOf(answers), cells })
})

const readRequirementHandler = handle(readRequirement, async (input, call) => {
  const framework = frameworkById(input.framework)
  const requirement = framework?.requirements.find(({ ref }) => ref === input.ref)
  if (!framework || !requirement) return { ok: false, refusal: notFound }
  const moment = await momentOf(call, input.asOf)
  if (!moment.ok) return moment
  const { at, facts, answers } = moment.value
  const assessed = answers(framework).find((one) => one.requirement.ref === requirement.ref)
  return accept({
    asOf: at,
    statement: requirement.statement,
    evidence: [...(requirement.evidence ?? [])],
    records: [...(requirement.records ?? [])],
    confidence: requirement.confidence,
    source: requirement.source,
    answer: assessed ? provable(assessed, facts, at) : spoken(heading(framework, requirement), null),
    crosswalk: crosswalkOf(framework.id, requirement.ref),
  })
})

/** A heading, a definition or a provision for an authority asks nothing of the house. */
function heading(framework: Framework, requirement: Requirement): Assessed {
  const because = say(
    '제목이나 정의, 당국에 대한 조항이므로 판정 대상이 아닙니다.',
    'A heading, a definition or a provision for an authority: nothing to prove.',
  )
  return {
    framework: framework.id,
    requirement,
    rule: null,
    verdict: 'not-applicable',
    because,
    mend: null,
    finding: null,
  }
}

const inverse: Readonly<Record<Mapping['relation'], Mapping['relation']>> = {
  'subset-of': 'superset-of',
  'superset-of': 'subset-of',
  equal: 'equal',
  'intersects-with': 'intersects-with',
  'no-relationship': 'no-relationship',
}

/** Requirements the same evidence serves, strongest first; the relation reads from the requirement asked about. */
function crosswalkOf(framework: string, ref: string) {
  const isAsked = (end: Mapping['from']) => end.framework === framework && end.ref === ref
  return catalogues()
    .crosswalk.filter(({ relation }) => relation !== 'no-relationship')
    .flatMap(({ from, to, relation, strength, rationale }) => {
      if (isAsked(from)) return [{ end: to, relation, strength, rationale }]
      return isAsked(to) ? [{ end: from, relation: inverse[relation], strength, rationale }] : []
    })
    .sort((one, other) => other.strength - one.strength)
    .map(({ end, ...rest }) => ({ framework: end.framework, ref: end.ref, title: titleOf(end), ...rest }))
}

function titleOf(end: Mapping['from']) {
  const found = frameworkById(end.framework)?.requirements.find(({ ref }) => ref === end.ref)
  if (!found) throw new Error('every end of the crosswalk is a requirement')
  return found.title
}

export const assuranceHandlers: readonly Handler[] = [
  listFrameworksHandler,
  readFrameworkHandler,
  readRequirementHandler,
]
