import { z } from 'zod'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { anchorOf, type Due, dueAt } from './due.ts'
import { type Duty, dutiesVersion, dutyById, isBefore, type Start, startShape, wordsShape } from './duties.ts'
import { dutiesForIncident, type IncidentDuty, type IncidentFacts } from './incident-duties.ts'
import { type Instant, wholeSecond } from './instant.ts'
import { countingFor } from './rules.ts'

const instant = z.int()

/**
 * A running or stopped clock of one step of one duty. Data only: what it shows is `clockState(clock, now)`.
 * Instants are epoch milliseconds on whole seconds; `dueAt` is the last second in time, null where the law gives
 * no number. `citation`, `how` and the versions are kept as they were when it started.
 */
export const clockShape = z
  .strictObject({
    duty: z.string(),
    /** 0 is the duty itself, 1 and up its follow-ups in the catalogue's order. */
    step: z.int().min(0),
    title: wordsShape,
    recipient: wordsShape,
    /** `keep`: the date is the end of a retention period, which nobody can miss. */
    purpose: z.enum(['act', 'keep']),
    startsAt: startShape,
    startedAt: instant,
    dueAt: instant.nullable(),
    /** From here on it is due soon. */
    soonAt: instant.nullable(),
    citation: wordsShape,
    how: wordsShape,
    rule: z.string(),
    zone: z.enum(['Asia/Seoul', 'Europe/Brussels', 'America/New_York']),
    calendarVersion: z.string(),
    dutyVersion: z.string(),
    /** False where the due date lies past the table of holidays and may still move later. */
    holidaysKnown: z.boolean(),
    stoppedAt: instant.optional(),
    /** What stopped it: the number of the report, or the report under another law that counts for it. */
    stoppedBy: z.string().optional(),
  })
  .readonly()
export type Clock = z.infer<typeof clockShape>

/** Something a clock can start from: what kind of moment, and when. */
export type Moment = { readonly start: Start; readonly at: Instant }

/**
 * The clock of a step of a duty, from the instant of the event named by its `startsAt`. Throws for a step the
 * duty does not have.
 */
export function startClock(duty: Duty, event: Instant, step = 0): Clock {
  const part = step === 0 ? duty : duty.followUps[step - 1]
  if (part === undefined) throw new Error(`duty ${duty.id} has no step ${step}`)
  const counting = countingFor(duty, part)
  const from = anchorOf(part.startsAt, event, counting.calendar)
  const due = dueAt(part.limit, from, counting)
  return {
    duty: duty.id,
    step,
    title: part.title,
    recipient: duty.recipient,
    purpose: part.startsAt === 'recordMade' ? 'keep' : 'act',
    startsAt: part.startsAt,
    startedAt: wholeSecond(event),
    ...dates(due, from, isBefore(part.startsAt)),
    citation: duty.basis,
    how: due.how,
    rule: counting.rule.name,
    zone: counting.calendar.zone,
    calendarVersion: counting.calendar.version,
    dutyVersion: dutiesVersion,
    holidaysKnown: due.kind === 'atOnce' || due.holidaysKnown,
  }
}

const day = 86_400_000

/** A clock turns to “due soon” for its last quarter, at most 3 days; one counted backwards 30 days ahead. */
function dates(due: Due, from: Instant, backwards: boolean): Pick<Clock, 'dueAt' | 'soonAt'> {
  if (due.kind === 'atOnce') return { dueAt: null, soonAt: null }
  const soon = backwards ? 30 * day : Math.min((due.at - from) / 4, 3 * day)
  return { dueAt: due.at, soonAt: wholeSecond(due.at - soon) }
}

/** What a moment of an incident starts, and what must be known before more can start. */
export type Started = { readonly clocks: readonly Clock[]; readonly undecided: readonly IncidentDuty[] }

/**
 * All clocks that an incident starts at one moment, side by side from the same instant, with the follow-ups that
 * run beside their duty. `undecided` holds the duties that wait for a fact, belong to others or are not in force.
 */
export function startClocks(incident: IncidentFacts, moment: Moment): Started {
  const found = dutiesForIncident(incident, moment.at).filter(({ startsAt }) => startsAt === moment.start)
  const clocks = found
    .filter(({ verdict }) => verdict === 'starts')
    .flatMap(({ duty: id }) => {
      const duty = dutyById(id)
      return duty === undefined ? [] : startDuty(duty, moment.at)
    })
  return { clocks, undecided: found.filter(({ verdict }) => verdict !== 'starts') }
}

/** The clock of a duty and of the follow-ups that run beside it (`withDuty`), for records that name their duty. */
export function startDuty(duty: Duty, event: Instant): readonly Clock[] {
  const beside = duty.followUps.flatMap((step, n) => (step.begins === 'withDuty' ? [n + 1] : []))
  return [0, ...beside].map((step) => startClock(duty, event, step))
}

/**
 * The follow-up clocks of a clock's duty that a later moment starts: the first report made, a new fact found.
 * Steps by choice (an extension, an objection) are never started here; give their step to `startClock`.
 */
export function followUpClocks(clock: Clock, moment: Moment): readonly Clock[] {
  const duty = clock.step === 0 ? dutyById(clock.duty) : undefined
  if (duty === undefined) return []
  return duty.followUps.flatMap((step, n) =>
    step.begins === 'atMoment' && step.startsAt === moment.start ? [startClock(duty, moment.at, n + 1)] : [],
  )
}

/**
 * Stops a clock with the act it waited for. Refuses an act before the clock started (unless it is counted
 * backwards from an event to come), one after `now`, and a clock that has already stopped.
 */
export function stopClock(
  clock: Clock,
  act: { readonly madeAt: Instant; readonly by: string },
  now: Instant,
): Answer<Clock> {
  const stoppedAt = wholeSecond(act.madeAt)
  if (clock.stoppedAt !== undefined) {
    return refuse('conflict', say('이미 이행된 의무입니다.', 'This duty has already been met.'), 'madeAt')
  }
  if (act.madeAt > now) {
    return refuse(
      'invalid',
      say('이행 일시가 현재보다 늦습니다.', 'The time it was done is in the future.'),
      'madeAt',
    )
  }
  if (stoppedAt < clock.startedAt && !isBefore(clock.startsAt)) {
    return refuse(
      'invalid',
      say('이행 일시가 의무가 시작된 때보다 이릅니다.', 'The time it was done is before the duty began.'),
      'madeAt',
    )
  }
  return accept({ ...clock, stoppedAt, stoppedBy: act.by })
}

/**
 * Sets the instant the firm became aware. Once set it is sealed: the same instant is accepted again, any other
 * is refused, since every clock of the incident hangs on it. One in the future is refused.
 */
export function sealAwareness(sealed: Instant | undefined, given: Instant, now: Instant): Answer<Instant> {
  if (sealed !== undefined && wholeSecond(sealed) !== wholeSecond(given)) {
    return refuse(
      'conflict',
      say(
        '인지 일시는 한 번 정하면 바꿀 수 없습니다. 고칠 것이 있으면 기록에 덧붙여 적으십시오.',
        'The time of awareness cannot be changed once set. Add any correction to the record.',
      ),
      'awareAt',
    )
  }
  if (given > now) {
    return refuse(
      'invalid',
      say('인지 일시가 현재보다 늦습니다.', 'The time of awareness is in the future.'),
      'awareAt',
    )
  }
  return accept(wholeSecond(given))
}
