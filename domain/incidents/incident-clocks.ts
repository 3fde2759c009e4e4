import { z } from 'zod'
import { startClocks } from '../clocks/clock.ts'
import { dutyById, type Start } from '../clocks/duties.ts'
import { eventNames } from '../clocks/events.ts'
import type { IncidentFacts } from '../clocks/incident-duties.ts'
import { type Instant, instantText } from '../clocks/instant.ts'
import type { Body, ClockRule } from '../kind.ts'
import { factFields } from './incident-facts.ts'

/** Which periods each moment of an incident begins: those of duties, and those of steps that follow a duty. */
const momentTable: readonly { field: string; duties: readonly Start[]; followUps: readonly Start[] }[] = [
  { field: 'awareAt', duties: ['awareness', 'detection'], followUps: [] },
  { field: 'preventionDecidedAt', duties: ['decision'], followUps: [] },
  { field: 'correctedAt', duties: ['correction'], followUps: [] },
  { field: 'patchMadeAt', duties: ['patchMade'], followUps: ['correctiveMeasureAvailable'] },
  { field: 'confirmedAt', duties: ['confirmation'], followUps: [] },
  { field: 'recallPlannedAt', duties: ['beforeStart'], followUps: [] },
  { field: 'recallStartedAt', duties: ['initiation'], followUps: [] },
  { field: 'recallCompletedAt', duties: [], followUps: ['completion'] },
  { field: 'recallOrderedAt', duties: ['receipt'], followUps: [] },
  { field: 'newFactAt', duties: [], followUps: ['newFact', 'receipt'] },
  { field: 'leakRuledOutAt', duties: [], followUps: ['confirmation'] },
]

const factsShape = z.object({
  events: z.array(z.enum(eventNames)),
  market: factFields.market,
  deviceForm: factFields.deviceForm,
  role: factFields.role,
  hospitalCustomer: z.boolean(),
  personalData: z.boolean(),
  onlineService: z.boolean(),
  usesAi: z.boolean(),
  underMdrOrIvdr: z.boolean().exactOptional(),
  cyberDevice: z.boolean().exactOptional(),
})

/** What the laws ask of an incident, read from its body. Before: the body is parsed. */
export function factsOf(body: Body): IncidentFacts {
  const { hospitalCustomer, ...facts } = factsShape.parse(body)
  return { ...facts, customer: hospitalCustomer ? ['hospital'] : [] }
}

type StartedClock = { readonly duty: string; readonly step: number; readonly startedAt: string }

/** Every clock the incident has begun, each from its own moment; the same body always gives the same list. */
export function clocksOf(body: Body): readonly StartedClock[] {
  const facts = factsOf(body)
  const moments = momentTable.flatMap((row) => {
    const at = body[row.field]
    return typeof at === 'string' ? [{ ...row, at: Date.parse(at) }] : []
  })
  const begun = moments.flatMap(({ duties, at }) =>
    duties.flatMap((start) => startClocks(facts, { start, at }).clocks),
  )
  const followed = moments.flatMap(({ followUps, at }) =>
    begun.filter(({ step }) => step === 0).flatMap(({ duty }) => stepsBegunBy(duty, followUps, at)),
  )
  return [...begun.map(({ duty, step, startedAt }) => entry(duty, step, startedAt)), ...followed]
}

function stepsBegunBy(id: string, starts: readonly Start[], at: Instant): StartedClock[] {
  const steps = dutyById(id)?.followUps ?? []
  return steps.flatMap(({ begins, startsAt }, n) =>
    begins === 'atMoment' && starts.includes(startsAt) ? [entry(id, n + 1, at)] : [],
  )
}

function entry(duty: string, step: number, at: Instant): StartedClock {
  return { duty, step, startedAt: instantText(at) }
}

/**
 * A new or edited incident starts the clocks that its facts and moments now call for and did not before, each from
 * its own moment and never from the time of entry. A clock once started is not started again, and taking a fact
 * back does not stop it: only a notice does.
 */
export const incidentClocks: ClockRule = ({ before, after, act }) => {
  if (act !== 'create' && act !== 'edit') return { start: [], stop: [] }
  const running = new Set((before ? clocksOf(before) : []).map(({ duty, step }) => `${duty}#${step}`))
  return { start: clocksOf(after).filter(({ duty, step }) => !running.has(`${duty}#${step}`)), stop: [] }
}
