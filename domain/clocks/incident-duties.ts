import { say, type Words } from '../words.ts'
import { applicabilityOf, type FactName, type Facts, factTitles } from './applicability.ts'
import { dayText } from './day.ts'
import { type Duty, duties, type Start } from './duties.ts'
import { type EventName, events, withImplied } from './events.ts'
import type { Instant } from './instant.ts'
import { calendars } from './rules.ts'
import { localOf } from './zone.ts'

/** An incident as the laws see it: what happened, and to whom. */
export type IncidentFacts = Facts & { readonly events: readonly EventName[] }

/**
 * A duty an incident may start. `starts`: its clock runs from `startsAt`. `ask`: a missing fact decides.
 * `notOurs`: somebody else's (a hospital's, an importer's), to be helped with. `notInForce`: its wording does not
 * apply on that day; the law of the day must be looked up.
 */
export type IncidentDuty = {
  readonly duty: string
  readonly verdict: 'starts' | 'ask' | 'notOurs' | 'notInForce'
  readonly because: Words
  readonly startsAt: Start
  readonly events: readonly EventName[]
  readonly missing: readonly FactName[]
}

/**
 * Every duty whose trigger an incident meets at an instant, in the catalogue's order, with the reason. Duties a
 * known fact rules out are left out. Reads only the `events`, `appliesWhen`, `actor` and dates of the catalogue.
 */
export function dutiesForIncident(incident: IncidentFacts, at: Instant): readonly IncidentDuty[] {
  const happened = withImplied(incident.events)
  return duties.flatMap((duty) => {
    const met = duty.events.filter((event) => happened.includes(event))
    return met.length === 0 ? [] : judged(duty, met, { incident, at })
  })
}

function judged(
  duty: Duty,
  met: readonly EventName[],
  { incident, at }: { incident: IncidentFacts; at: Instant },
): readonly IncidentDuty[] {
  const applicability = applicabilityOf(duty, incident)
  const base = { duty: duty.id, startsAt: duty.startsAt, events: met, missing: [] }
  if (applicability.applies === 'no') return []
  if (!isInForce(duty, at)) {
    const from = duty.inForceFrom ?? ''
    return [
      {
        ...base,
        verdict: 'notInForce',
        because: say(
          `${from}부터 적용됩니다. 그 전의 일은 당시의 법령을 확인하십시오.`,
          `Applies from ${from}. For what happened before, check the law of that day.`,
        ),
      },
    ]
  }
  if (applicability.applies === 'notOurs') {
    return [
      {
        ...base,
        verdict: 'notOurs',
        because: say(
          `다른 자의 의무입니다(${actorTitles[duty.actor].ko}).`,
          `A duty of somebody else (${actorTitles[duty.actor].en}).`,
        ),
      },
    ]
  }
  if (applicability.applies === 'ask') {
    const { missing } = applicability
    return [
      {
        ...base,
        verdict: 'ask',
        missing,
        because: say(
          `판단하려면 다음을 알아야 합니다: ${missing.map((name) => factTitles[name].ko).join(', ')}`,
          `Depends on: ${missing.map((name) => factTitles[name].en).join(', ')}`,
        ),
      },
    ]
  }
  return [
    {
      ...base,
      verdict: 'starts',
      because: say(
        `${met.map((event) => events[event].title.ko).join(', ')} — ${duty.basis.ko}`,
        `${met.map((event) => events[event].title.en).join(', ')}: ${duty.basis.en}`,
      ),
    },
  ]
}

/** Whether the wording of a duty applies on the local day of an instant. */
export function isInForce(duty: Duty, at: Instant): boolean {
  if (duty.inForceFrom === null) return true
  return dayText(localOf(calendars[duty.jurisdiction].zone, at).day) >= duty.inForceFrom
}

const actorTitles: Readonly<Record<Duty['actor'], Words>> = {
  manufacturer: say('제조업자', 'manufacturer'),
  importer: say('수입업자', 'importer'),
  deviceHandler: say('의료기기취급자', 'device handler'),
  controller: say('개인정보처리자', 'personal information controller'),
  processor: say('수탁자', 'processor'),
  serviceProvider: say('정보통신서비스 제공자', 'online service provider'),
  softwareOperator: say('소프트웨어사업자', 'software business operator'),
  aiOperator: say('인공지능사업자', 'AI business operator'),
  aiProvider: say('AI 제공자', 'AI provider'),
  sponsor: say('임상시험 의뢰자', 'trial sponsor'),
  trialInstitution: say('임상시험기관', 'trial institution'),
  qualityManager: say('품질책임자', 'quality manager'),
  hospital: say('의료기관', 'hospital'),
  userFacility: say('사용시설', 'user facility'),
  authority: say('행정청', 'authority'),
}
