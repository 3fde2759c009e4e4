import { change } from '../../engineering/change.ts'
import { correctiveAction } from '../../improvement/corrective-action.ts'
import { incident } from '../../incidents/incident.ts'
import { notice } from '../../incidents/notice.ts'
import { person } from '../../people/person.ts'
import { say } from '../../words.ts'
import { audit } from '../audit.ts'
import { auditFinding } from '../audit-finding.ts'
import { some, whenever } from '../claim.ts'
import { managementReview } from '../management-review.ts'
import { has, leadsTo } from '../relation.ts'
import {
  approved,
  approvedBefore,
  approvedWithin,
  filled,
  holds,
  notPast,
  standing,
  type Trait,
} from '../trait.ts'

/* What happens: reviews, audits, changes, incidents, actions. */

/** A review by top management within the year, with the named inputs and outputs filled. */
export function review(...fields: readonly string[]) {
  return some(managementReview)
    .is(
      approved,
      approvedWithin(12),
      leadsTo(person, 'chair', holds('responsibilities', 'top-management')),
      ...(fields.length > 0 ? [filled(...fields)] : []),
    )
    .called('최근 12개월 경영검토', 'Management review of the last 12 months')
}

/** An internal audit against the framework within the year, its report approved. */
export function internalAudit(criterion: string, ...more: readonly Trait[]) {
  return some(audit)
    .which(holds('type', 'internal'), holds('criteria', criterion))
    .is(approved, approvedWithin(12), ...more)
    .called('최근 12개월 내부심사', 'Internal audit of the last 12 months')
}

/** Finished, or its day has not passed: without undue delay (ISO 13485 8.2.4 and 8.5.2). */
export function closedOrInTime(field: string): Trait {
  const inTime = notPast(
    field,
    say('기한이 지났는데 종결되지 않았습니다', 'is past its due day and open'),
    'effective',
  )
  return { ...inTime, holds: (fact, scene) => fact.closed || inTime.holds(fact, scene) }
}

export const findingsSettled = () => whenever(auditFinding).is(closedOrInTime('dueOn'))

/** Allowed before it is made (ISO 13485 7.3.9). */
export const allowedFirst = approvedBefore(
  'implementedOn',
  say('승인 전에 실행되었습니다', 'was made before it was approved'),
)
export const changes = () => whenever(change)

const actionNames = {
  corrective: say('시정조치', 'Corrective actions'),
  preventive: say('예방조치', 'Preventive actions'),
} as const

/** Corrective or preventive actions, each closed with effect or still in time. */
export const actions = (type: keyof typeof actionNames) =>
  whenever(correctiveAction)
    .which(holds('type', type))
    .is(closedOrInTime('dueOn'))
    .called(actionNames[type].ko, actionNames[type].en)

/** Sent, with or without its receipt yet. */
export const sent = standing(
  'effective',
  ['sent', 'acknowledged'],
  say('아직 보내지 않았습니다', 'is not sent yet'),
)

/** A notice that meets the duty was sent for the incident. */
export function notified(duty: string): Trait {
  return has(notice, 'incident', holds('duty', duty), sent)
}

/** Electronic infringements of devices for Korea (Digital Medical Products Act Art. 14). */
export const infringements = () =>
  whenever(incident)
    .which(holds('events', 'electronicInfringement'), holds('market', 'KR'))
    .called('국내 전자적 침해행위', 'Electronic infringements in Korea')
