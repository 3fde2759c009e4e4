import { z } from 'zod'
import type { Facts } from '../clocks/applicability.ts'
import { startClocks } from '../clocks/clock.ts'
import { type Duty, duties, dutyById, type Start } from '../clocks/duties.ts'
import { dutyStepOf, stepTitles } from '../clocks/duty-steps.ts'
import type { EventName } from '../clocks/events.ts'
import { dutiesForIncident, type IncidentDuty } from '../clocks/incident-duties.ts'
import { type Instant, instantText } from '../clocks/instant.ts'
import type { Body, ClockRule } from '../kind.ts'
import { say, type Words } from '../words.ts'
import { lawFields } from './case-law.ts'

/** Events of the catalogue that a vulnerability case can be about. */
const vulnerabilityEvents: readonly EventName[] = [
  'vulnerabilityFound',
  'exploitedVulnerability',
  'uncontrolledVulnerability',
  'securityPatchMade',
]

/** The steps of duties that a notice about a vulnerability meets. */
export function noticeSteps(): Readonly<Record<string, Words>> {
  return stepTitles(duties.filter(concernsVulnerabilities))
}

function concernsVulnerabilities({ events }: Duty): boolean {
  return events.some((event) => vulnerabilityEvents.includes(event))
}

/** What begins when: the same event may become known later than the vulnerability itself. */
type Beginning = { readonly events: readonly EventName[]; readonly start: Start; readonly at: Instant }

const factsShape = z.object({
  market: lawFields.market,
  role: lawFields.role,
  underMdrOrIvdr: lawFields.underMdrOrIvdr,
  cyberDevice: lawFields.cyberDevice,
})

/** What the laws look at, as far as the case says it. Before: the body is parsed. */
export function lawFactsOf(body: Body): Facts {
  const { market, role, underMdrOrIvdr, cyberDevice } = factsShape.parse(body)
  return {
    ...(market && { market }),
    ...(role && { role }),
    ...(underMdrOrIvdr !== undefined && { underMdrOrIvdr }),
    ...(cyberDevice !== undefined && { cyberDevice }),
  }
}

/**
 * The moments of a case. A vulnerability that does not affect us begins nothing; the voluntary Korean notice begins
 * only once we are affected. Active exploitation counts from when that became known (CRA Art. 14(2)), a patch from
 * when it was made (Network Act Art. 47-4(4)).
 */
function beginningsOf(body: Body): Beginning[] {
  if (body.vexStatus === 'not_affected') return []
  const at = (name: string) => (typeof body[name] === 'string' ? Date.parse(String(body[name])) : null)
  const [aware, exploited, patched] = [at('awareAt'), at('exploitationKnownAt'), at('patchMadeAt')]
  const found: EventName[] = [
    ...(body.vexStatus === 'affected' ? (['vulnerabilityFound'] as const) : []),
    ...(body.control === 'uncontrolled' ? (['uncontrolledVulnerability'] as const) : []),
  ]
  return [
    ...(aware === null ? [] : [{ events: found, start: 'awareness' as const, at: aware }]),
    ...(exploited === null || body.exploited !== 'active'
      ? []
      : [{ events: ['exploitedVulnerability'] as const, start: 'awareness' as const, at: exploited }]),
    ...(patched === null
      ? []
      : [{ events: ['securityPatchMade'] as const, start: 'patchMade' as const, at: patched }]),
  ]
}

type Started = { readonly duty: string; readonly step: number; readonly startedAt: string }

const nameOf = ({ duty, step }: Pick<Started, 'duty' | 'step'>) => (step === 0 ? duty : `${duty}#${step}`)

/** Every clock the case has begun, each once and from its own moment; the same body always gives the same list. */
export function caseClocksOf(body: Body): readonly Started[] {
  const facts = lawFactsOf(body)
  const begun = beginningsOf(body).flatMap(({ events, start, at }) =>
    startClocks({ ...facts, events }, { start, at })
      .clocks.filter(({ duty }) => isNamedBy(duty, events))
      .map(({ duty, step, startedAt }): Started => ({ duty, step, startedAt: instantText(startedAt) })),
  )
  const followed =
    typeof body.patchMadeAt === 'string' ? begunByPatch(begun, Date.parse(body.patchMadeAt)) : []
  const first = new Map<string, Started>()
  for (const clock of [...begun, ...followed]) if (!first.has(nameOf(clock))) first.set(nameOf(clock), clock)
  return [...first.values()]
}

/** An exploited vulnerability is also one found, but what was found began with awareness already. */
function isNamedBy(id: string, events: readonly EventName[]): boolean {
  return dutyById(id)?.events.some((event) => events.includes(event)) ?? false
}

/** Final reports that follow once a remedy is available (CRA Art. 14(2)(c)). */
function begunByPatch(begun: readonly Started[], at: Instant): Started[] {
  return begun
    .filter(({ step }) => step === 0)
    .flatMap(({ duty }) =>
      (dutyById(duty)?.followUps ?? []).flatMap((step, n) =>
        step.begins === 'atMoment' && step.startsAt === 'correctiveMeasureAvailable'
          ? [{ duty, step: n + 1, startedAt: instantText(at) }]
          : [],
      ),
    )
}

/** Duties that wait for a fact the case does not say yet, or are not in force, with the reason: shown, never guessed. */
export function undecidedDuties(body: Body): readonly IncidentDuty[] {
  const facts = lawFactsOf(body)
  return beginningsOf(body).flatMap(({ events, at, start }) =>
    dutiesForIncident({ ...facts, events }, at).filter(
      ({ verdict, startsAt, events: met }) =>
        verdict === 'ask' && startsAt === start && met.some((event) => events.includes(event)),
    ),
  )
}

const noticesShape = z.array(z.object({ duty: z.string(), sentAt: z.string() })).default([])

/**
 * A new or edited case starts the clocks that its facts and moments call for and did not before, each from its own
 * moment and never from the time of entry, and stops those whose notice is entered, at the time it was sent. A clock
 * once started is not started again, and taking a fact back does not stop it.
 */
export const caseClocks: ClockRule = ({ before, after, act }) => {
  if (act !== 'create' && act !== 'edit') return { start: [], stop: [] }
  const running = new Set((before ? caseClocksOf(before) : []).map(nameOf))
  const told = new Set(noticesShape.parse(before?.notices).map(({ duty }) => duty))
  return {
    start: caseClocksOf(after).filter((clock) => !running.has(nameOf(clock))),
    stop: noticesShape
      .parse(after.notices)
      .filter(({ duty }) => !told.has(duty))
      .map(({ duty, sentAt }) => ({ ...dutyStepOf(duty), stoppedAt: sentAt })),
  }
}

/** Why a notice cannot stand, or null: nobody tells of what nobody knew. */
export function noticeFault(body: Body): { readonly field: string; readonly because: Words } | null {
  const isEarly = noticesShape
    .parse(body.notices)
    .some(({ sentAt }) => Date.parse(sentAt) < Date.parse(String(body.awareAt)))
  if (!isEarly) return null
  return {
    field: 'notices',
    because: say('보낸 시각이 인지 시각보다 이릅니다.', 'A notice was sent before anybody was aware.'),
  }
}
