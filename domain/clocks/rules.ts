import { say, type Words } from '../words.ts'
import { type Calendar, calendarEurope } from './calendar.ts'
import { calendarKorea } from './calendar-korea.ts'
import { calendarUnitedStates } from './calendar-united-states.ts'
import { type Duty, isBefore, type Limit, type Start } from './duties.ts'

/** How a law counts a period. */
export type Rule = {
  readonly name: string
  /** `unlessMidnight`: the first day counts only if the period starts at 00:00:00. */
  readonly firstDay: 'unlessMidnight' | 'notCounted' | 'counted'
  readonly lastDay: 'movesToWorkingDay' | 'stays'
  /** Where a month ends: the day before the one that matches the first counted day, or the start's own date. */
  readonly months: 'beforeMatchingDay' | 'matchingDay'
  readonly direction: 'forwards' | 'backwards'
  /** `officeHours`: 5 working days or fewer are counted in hours, 8 a day. */
  readonly shortPeriods: 'days' | 'officeHours'
  readonly basis: Words
  /** What the rule says, for people. */
  readonly says: Words
  readonly confidence: 'H' | 'M' | 'L'
}

const civil: Rule = {
  name: 'kr-civil-days',
  firstDay: 'unlessMidnight',
  lastDay: 'movesToWorkingDay',
  months: 'beforeMatchingDay',
  direction: 'forwards',
  shortPeriods: 'days',
  basis: say('민법 제157조·제159조·제161조', 'Civil Act Arts. 157, 159 and 161'),
  says: say(
    '초일은 산입하지 않고(오전 0시에 시작하면 산입) 말일이 끝나는 때에 만료하며, 말일이 토요일이나 공휴일이면 다음 근무일로 넘어갑니다.',
    'The first day is not counted (save from 00:00), the period ends with its last day, and a last day on a Saturday or public holiday moves to the next working day.',
  ),
  confidence: 'H',
}

/** Korean periods: the Civil Act where no law says otherwise (Civil Act 155, 행정기본법 6(1)). */
export const rulesKorea = {
  day: civil,
  month: {
    ...civil,
    name: 'kr-civil-months',
    basis: say('민법 제157조·제159조부터 제161조까지', 'Civil Act Arts. 157 and 159 to 161'),
    says: say(
      '역(曆)에 따라 계산하며 해당 일이 없으면 그 달의 말일에 만료합니다. 초일은 산입하지 않고, 말일이 토요일이나 공휴일이면 다음 근무일로 넘어갑니다.',
      'Counted by the calendar; where the month lacks the day, its last day. The first day is not counted; a last day on a Saturday or public holiday moves to the next working day.',
    ),
  },
  hour: {
    ...civil,
    name: 'kr-civil-hours',
    lastDay: 'stays',
    basis: say('민법 제156조', 'Civil Act Art. 156'),
    says: say(
      '즉시 기산하며 야간·주말·공휴일에도 진행합니다.',
      'Runs at once, through nights, weekends and holidays.',
    ),
    confidence: 'M',
  },
  businessDay: {
    ...civil,
    name: 'kr-working-days',
    says: say(
      '초일은 산입하지 않고 토요일과 공휴일을 뺀 근무일만 셉니다.',
      'The first day is not counted; only working days count.',
    ),
    confidence: 'M',
  },
  /** Processing time of an authority: the first day counts, days off are left out. */
  authority: {
    ...civil,
    name: 'kr-authority-processing',
    firstDay: 'counted',
    shortPeriods: 'officeHours',
    basis: say('민원처리에 관한 법률 제19조', 'Civil Petitions Treatment Act Art. 19'),
    says: say(
      '초일을 산입하고 토요일과 공휴일은 산입하지 않습니다. 5일 이하는 1일 8시간의 근무시간으로 계산합니다.',
      'The first day is counted; Saturdays and holidays are not. 5 days or fewer run in office hours, 8 a day.',
    ),
  },
  /**
   * “… N days before”: that many whole days must lie between the act and the event, and the day does not move,
   * since moving would shorten them. The Civil Act has no words on it; courts apply Art. 157 the other way round.
   */
  backwards: {
    ...civil,
    name: 'kr-civil-backwards',
    lastDay: 'stays',
    direction: 'backwards',
    basis: say('민법 제157조·제159조(역산에 유추)', 'Civil Act Arts. 157 and 159, by analogy'),
    says: say(
      '기준일은 산입하지 않고 거꾸로 세며, 그 사이에 온전한 일수가 있어야 합니다. 휴일이어도 뒤로 넘어가지 않습니다.',
      'Counted back from the event, whose day is not counted; the full number of days must lie between. Not moved on a day off.',
    ),
    confidence: 'M',
  },
  /** A period for which a right is restricted or a duty imposed, such as a suspension of sale. */
  burden: {
    ...civil,
    name: 'kr-burden',
    firstDay: 'counted',
    lastDay: 'stays',
    basis: say('행정기본법 제6조제2항', 'General Act on Public Administration Art. 6(2)'),
    says: say(
      '권익을 제한하거나 의무를 지우는 기간은 초일을 산입하고, 말일이 토요일이나 공휴일이어도 그날 만료합니다.',
      'For a period of restriction or burden the first day counts and a last day off does not move.',
    ),
  },
} as const satisfies Record<string, Rule>

const europe: Rule = {
  name: 'eu-calendar-days',
  firstDay: 'notCounted',
  lastDay: 'stays',
  months: 'matchingDay',
  direction: 'forwards',
  shortPeriods: 'days',
  basis: say('규정(EEC, Euratom) 1182/71 제3조제1항', 'Regulation (EEC, Euratom) No 1182/71 Art. 3(1)'),
  // Art. 3(4) would move a last day off to the next working day; not moving it is early, never late.
  says: say(
    '역일(曆日)로 세며 초일은 산입하지 않습니다. 말일은 주말·공휴일이어도 옮기지 않습니다(중앙유럽시각).',
    'Calendar days, the first not counted; a last day off is not moved (Central European time).',
  ),
  confidence: 'M',
}

/** European Union: Regulation 1182/71, without its move of the last day. */
export const rulesEurope = {
  day: europe,
  month: {
    ...europe,
    name: 'eu-months',
    basis: say('규정 1182/71 제3조제2항(c)', 'Regulation No 1182/71 Art. 3(2)(c)'),
  },
  hour: {
    ...europe,
    name: 'eu-hours',
    says: say('주말과 공휴일에도 진행합니다.', 'Runs through weekends and holidays.'),
  },
  businessDay: {
    ...europe,
    name: 'eu-working-days',
    says: say('월요일부터 금요일까지만 셉니다.', 'Only Monday to Friday count.'),
  },
  backwards: { ...europe, name: 'eu-backwards', direction: 'backwards' },
} as const satisfies Record<string, Rule>

const unitedStates: Rule = {
  name: 'us-calendar-days',
  firstDay: 'notCounted',
  lastDay: 'stays',
  months: 'matchingDay',
  direction: 'forwards',
  shortPeriods: 'days',
  basis: say('21 CFR 803.10(“그날 다음부터”)', '21 CFR 803.10 (“after the day that you become aware”)'),
  says: say(
    '알게 된 날의 다음 날부터 역일로 셉니다. 말일이 주말·공휴일이어도 옮기지 않습니다(동부시각).',
    'Calendar days from the day after; a last day off is not moved (Eastern time).',
  ),
  confidence: 'M',
}

/** United States: calendar days, or work days (Monday to Friday, federal holidays out, 21 CFR 803.3). */
export const rulesUnitedStates = {
  day: unitedStates,
  month: { ...unitedStates, name: 'us-months' },
  hour: {
    ...unitedStates,
    name: 'us-hours',
    says: say('주말과 공휴일에도 진행합니다.', 'Runs through weekends and holidays.'),
  },
  businessDay: {
    ...unitedStates,
    name: 'us-work-days',
    basis: say('21 CFR 803.3 및 803.10', '21 CFR 803.3 and 803.10'),
    says: say(
      '알게 된 날의 다음 날부터 연방 공휴일을 뺀 월요일부터 금요일까지 셉니다(동부시각).',
      'Monday to Friday without federal holidays, from the day after (Eastern time).',
    ),
    confidence: 'H',
  },
  backwards: { ...unitedStates, name: 'us-backwards', direction: 'backwards' },
} as const satisfies Record<string, Rule>

export const calendars: Readonly<Record<Duty['jurisdiction'], Calendar>> = {
  KR: calendarKorea,
  EU: calendarEurope,
  US: calendarUnitedStates,
}

const byUnit = { KR: rulesKorea, EU: rulesEurope, US: rulesUnitedStates }

/** The rule and calendar by which a step of a duty is counted. */
export function countingFor(
  duty: Pick<Duty, 'jurisdiction' | 'actor'>,
  step: { readonly limit: Limit; readonly startsAt: Start },
): { readonly rule: Rule; readonly calendar: Calendar } {
  const rules = byUnit[duty.jurisdiction]
  const calendar = calendars[duty.jurisdiction]
  const { unit } = step.limit
  if (isBefore(step.startsAt)) return { rule: rules.backwards, calendar }
  if (duty.jurisdiction === 'KR' && duty.actor === 'authority' && unit === 'businessDay') {
    return { rule: rulesKorea.authority, calendar }
  }
  return { rule: unit === 'immediate' ? rules.day : rules[unit], calendar }
}
