import { z } from 'zod'
import { type Answer, accept, type Refusal, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import catalogue from './duties.json' with { type: 'json' }
import { type EventName, isEventName } from './events.ts'

/** Changes with any word of `duties.json`; a clock keeps the version it was started under. */
export const dutiesVersion = '2026-11-21'

export const wordsShape = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) }).readonly()

/** What starts a clock. `endOf…` and `startOf…` count from that turn of the period, `before…` backwards. */
export const startShape = z.enum([
  'awareness',
  'confirmation',
  'newFact',
  'receipt',
  'initiation',
  'cause',
  'decision',
  'completion',
  'approval',
  'request',
  'detection',
  'correction',
  'patchMade',
  'recordMade',
  'start',
  'endOfMonth',
  'endOfQuarter',
  'endOfYear',
  'startOfYear',
  'beforeExpiry',
  'beforeInspection',
  'beforeProvision',
  'beforeStart',
  'firstReport',
  'secondReport',
  'resultFixed',
  'correctiveMeasureAvailable',
])
export type Start = z.infer<typeof startShape>

export const limitShape = z
  .strictObject({
    amount: z.int().min(0).max(1200),
    unit: z.enum(['hour', 'day', 'businessDay', 'month', 'immediate']),
  })
  .refine((limit) => (limit.unit === 'immediate') === (limit.amount === 0), {
    error: 'the amount is 0 for an immediate duty and only for one',
  })
  .readonly()
export type Limit = z.infer<typeof limitShape>

/** Facts about a firm and its device that decide whether a duty applies; a list means any of its values. */
export const conditionsShape = z
  .strictObject({
    market: z.array(z.enum(['KR', 'EU', 'US'])).min(1),
    deviceForm: z.array(z.enum(['standalone', 'embedded', 'hardware', 'wellness'])).min(1),
    role: z.array(z.enum(['manufacturer', 'importer', 'maintainer', 'userFacility'])).min(1),
    grade: z.array(z.enum(['1', '2', '3', '4'])).min(1),
    customer: z.array(z.enum(['hospital'])).min(1),
    personalData: z.boolean(),
    onlineService: z.boolean(),
    usesAi: z.boolean(),
    underMdrOrIvdr: z.boolean(),
    cyberDevice: z.boolean(),
  })
  .partial()
  .readonly()
export type Conditions = z.infer<typeof conditionsShape>

export const actorShape = z.enum([
  'manufacturer',
  'importer',
  'deviceHandler',
  'controller',
  'processor',
  'serviceProvider',
  'softwareOperator',
  'aiOperator',
  'aiProvider',
  'sponsor',
  'trialInstitution',
  'qualityManager',
  'hospital',
  'userFacility',
  'authority',
])
export type Actor = z.infer<typeof actorShape>

/** One of the events of `events.ts`. */
export const eventShape = z.custom<EventName>((name) => typeof name === 'string' && isEventName(name), {
  error: 'not an event the catalogue knows',
})

const followUpShape = z
  .strictObject({
    title: wordsShape,
    limit: limitShape,
    startsAt: startShape,
    note: wordsShape.optional(),
    /** `withDuty`: runs beside it from the same moment. `byChoice`: an extension or objection someone may ask for. */
    begins: z.enum(['withDuty', 'atMoment', 'byChoice']),
  })
  .readonly()

const isoDate = z.iso.date()

export const dutyShape = z
  .strictObject({
    id: z.string().regex(/^(kr|eu|us)-[a-z0-9-]+$/),
    jurisdiction: z.enum(['KR', 'EU', 'US']),
    title: wordsShape,
    trigger: wordsShape,
    /** The trigger in machine words. Empty: no incident starts it, but a record of its own does, by id. */
    events: z.array(eventShape).readonly(),
    actor: actorShape,
    recipient: wordsShape,
    appliesWhen: conditionsShape,
    limit: limitShape,
    startsAt: startShape,
    followUps: z.array(followUpShape).readonly(),
    basis: wordsShape,
    inForceFrom: isoDate.nullable(),
    /** H: read in the statute. M: one good source. L: thin; both must be checked before they count as settled. */
    confidence: z.enum(['H', 'M', 'L']),
    source: z.string().min(1),
    note: wordsShape.optional(),
  })
  .readonly()
  // Counting backwards in months or hours would need a rule no law in the catalogue gives.
  .refine((duty) => [duty, ...duty.followUps].every(isCountable), {
    error: 'a duty before an event is counted in days, or is immediate',
  })
export type Duty = z.infer<typeof dutyShape>
export type FollowUp = z.infer<typeof followUpShape>

function isCountable(step: { startsAt: Start; limit: Limit }): boolean {
  return !isBefore(step.startsAt) || step.limit.unit === 'day' || step.limit.unit === 'immediate'
}

/** Whether a start lies after the period, so that the period is counted backwards from it. */
export function isBefore(start: Start): boolean {
  return start.startsWith('before')
}

const catalogueShape = z.array(dutyShape).min(1)

/** Reads a catalogue of duties; refuses one with a fault, naming every fault, or with an id given twice. */
export function readDuties(input: unknown): Answer<readonly Duty[]> {
  const parsed = catalogueShape.safeParse(input)
  if (!parsed.success) {
    const more = parsed.error.issues.map(
      (issue): Refusal => ({
        code: 'invalid',
        because: say(`형식에 맞지 않습니다: ${issue.message}`, `The form is wrong: ${issue.message}`),
        field: issue.path.join('.'),
      }),
    )
    return { ok: false, refusal: { code: 'invalid', because: malformed, more } }
  }
  const seen = new Set<string>()
  for (const { id } of parsed.data) {
    if (seen.has(id)) {
      return refuse('invalid', say(`의무 ${id}이(가) 두 번 있습니다.`, `Duty ${id} is given twice.`), id)
    }
    seen.add(id)
  }
  return accept(parsed.data)
}

const malformed = say('의무 목록의 형식이 올바르지 않습니다.', 'The catalogue of duties is malformed.')

const read = readDuties(catalogue)
// The catalogue is part of the program: a malformed one is a bug of ours, found at the first start.
if (!read.ok) throw new Error(JSON.stringify(read.refusal))

/** Every duty of the catalogue, in its order. */
export const duties: readonly Duty[] = read.value

const byId: ReadonlyMap<string, Duty> = new Map(duties.map((duty) => [duty.id, duty]))

/** The duty of an id, or undefined where the catalogue has none. */
export function dutyById(id: string): Duty | undefined {
  return byId.get(id)
}
