import { say, type Words } from '../words.ts'
import { type Calendar, workingDayFrom } from './calendar.ts'
import { type Day, dateOf, dayFrom, lastDayOfMonth, spokenDay, weekdayOf } from './day.ts'
import type { Limit, Start } from './duties.ts'
import { type Instant, wholeSecond } from './instant.ts'
import type { Rule } from './rules.ts'
import { endOfDay, instantIn, localOf, startOfDay } from './zone.ts'

/** By what a period is counted. */
export type Counting = { readonly rule: Rule; readonly calendar: Calendar }

/**
 * The end of a period. `by`: `at` is the last second in time, so an act in that second is in time. `atOnce`: the
 * law gives no number; the words say so.
 */
export type Due =
  | { readonly kind: 'by'; readonly at: Instant; readonly how: Words; readonly holidaysKnown: boolean }
  | { readonly kind: 'atOnce'; readonly how: Words }

const hour = 3_600_000

/**
 * When a limit that starts at an instant ends, exact to the second, and how that was counted. Give `startedAt`
 * as `anchorOf` returns it. Throws for a limit that is counted backwards in hours or months: no law has one.
 */
export function dueAt(limit: Limit, startedAt: Instant, counting: Counting): Due {
  const start = wholeSecond(startedAt)
  const { rule, calendar } = counting
  if (rule.direction === 'backwards') return dueBefore(limit, start, counting)
  switch (limit.unit) {
    case 'immediate':
      return { kind: 'atOnce', how: atOnce }
    case 'hour':
      return {
        kind: 'by',
        at: start + limit.amount * hour,
        how: told(rule, say(`${limit.amount}시간`, `${limit.amount} hours`)),
        holidaysKnown: true,
      }
    case 'businessDay':
      if (rule.shortPeriods === 'officeHours' && limit.amount <= 5)
        return dueInOfficeHours(limit, start, counting)
      return ending(nthWorkingDay(limit.amount, firstCounted(start, counting), calendar), counting)
    case 'day':
      return ending(firstCounted(start, counting) + limit.amount - 1, counting)
    case 'month':
      return ending(lastDayOfMonths(limit.amount, start, counting), counting)
    default:
      return limit.unit satisfies never
  }
}

const atOnce = say(
  '법령에 정해진 시한이 없습니다. 즉시 또는 지체 없이 해야 합니다.',
  'The law sets no period: act at once, or without delay.',
)

/**
 * The instant a period starts from, given the event. `endOf…` is 00:00 after the event's month, quarter or year,
 * so the next period counts whole; `startOfYear` is 00:00 of the event's year; an expiry is the end of its day.
 */
export function anchorOf(start: Start, event: Instant, calendar: Calendar): Instant {
  const { year, month } = dateOf(localOf(calendar.zone, event).day)
  const at = (day: Day) => startOfDay(calendar.zone, day)
  switch (start) {
    case 'endOfMonth':
      return at(dayFrom(year, month + 1, 1))
    case 'endOfQuarter':
      return at(dayFrom(year, Math.ceil(month / 3) * 3 + 1, 1))
    case 'endOfYear':
      return at(dayFrom(year + 1, 1, 1))
    case 'startOfYear':
      return at(dayFrom(year, 1, 1))
    case 'beforeExpiry':
      return at(localOf(calendar.zone, event).day + 1)
    default:
      return wholeSecond(event)
  }
}

function firstCounted(start: Instant, { rule, calendar }: Counting): Day {
  const { day, passed } = localOf(calendar.zone, start)
  if (rule.firstDay === 'counted') return day
  return rule.firstDay === 'unlessMidnight' && passed === 0 ? day : day + 1
}

function nthWorkingDay(amount: number, first: Day, calendar: Calendar): Day {
  let day = workingDayFrom(calendar, first)
  for (let counted = 1; counted < amount; counted += 1) day = workingDayFrom(calendar, day + 1)
  return day
}

/** Civil Act 160 and Regulation 1182/71 Art. 3(2)(c), which differ after the last day of a short month. */
function lastDayOfMonths(amount: number, start: Instant, counting: Counting): Day {
  const first =
    counting.rule.months === 'matchingDay'
      ? localOf(counting.calendar.zone, start).day
      : firstCounted(start, counting)
  const { year, month, date } = dateOf(first)
  const last = lastDayOfMonth(year, month + amount)
  if (date > dateOf(last).date) return last
  const matching = dayFrom(year, month + amount, date)
  return counting.rule.months === 'matchingDay' ? matching : matching - 1
}

function ending(last: Day, { rule, calendar }: Counting): Due {
  const moved = rule.lastDay === 'movesToWorkingDay' ? workingDayFrom(calendar, last) : last
  const lastWords = spokenDay(last)
  const off = calendar.holidayOn(last) ?? weekendName(last)
  const counted =
    moved === last
      ? say(`말일 ${lastWords.ko} 24시`, `Last day ${lastWords.en}, to its end`)
      : say(
          `말일 ${lastWords.ko}[${off.ko}] → ${spokenDay(moved).ko} 24시`,
          `Last day ${lastWords.en} [${off.en}], so to the end of ${spokenDay(moved).en}`,
        )
  return {
    kind: 'by',
    at: endOfDay(calendar.zone, moved),
    how: told(rule, counted),
    holidaysKnown: calendar.covers(last) && calendar.covers(moved),
  }
}

function weekendName(day: Day): Words {
  return weekdayOf(day) === 0 ? say('일요일', 'Sunday') : say('토요일', 'Saturday')
}

function dueBefore(limit: Limit, event: Instant, { rule, calendar }: Counting): Due {
  if (limit.unit === 'immediate') {
    return {
      kind: 'by',
      at: event - 1000,
      how: told(rule, say('그 전까지', 'Before it')),
      holidaysKnown: true,
    }
  }
  if (limit.unit !== 'day') throw new Error(`no rule counts ${limit.amount} ${limit.unit} backwards`)
  // The event's own day is not counted; `amount` whole days lie between; the day before those is the last.
  const last = localOf(calendar.zone, event).day - limit.amount - 1
  const words = spokenDay(last)
  return {
    kind: 'by',
    at: endOfDay(calendar.zone, last),
    how: told(rule, say(`늦어도 ${words.ko} 24시`, `At the latest the end of ${words.en}`)),
    holidaysKnown: true,
  }
}

/** 09:00 to 12:00 and 13:00 to 18:00 (국가공무원 복무규정 제9조): 8 hours a day. */
const opens = 9 * hour
const pauses = 12 * hour
const resumes = 13 * hour
const closes = 18 * hour

/** 민원처리법 19(1): so many working days of 8 hours end at the same hour of a later working day. */
function dueInOfficeHours(limit: Limit, start: Instant, { rule, calendar }: Counting): Due {
  const local = localOf(calendar.zone, start)
  const isOpen = calendar.isWorkingDay(local.day) && local.passed < closes
  const first = isOpen ? local.day : workingDayFrom(calendar, local.day + 1)
  const arrived = isOpen ? Math.max(local.passed, opens) : opens
  const from = arrived >= pauses && arrived < resumes ? resumes : arrived
  const isWholeDays = from === opens
  const last = nthWorkingDay(isWholeDays ? limit.amount : limit.amount + 1, first, calendar)
  const words = spokenDay(last)
  return {
    kind: 'by',
    at: instantIn(calendar.zone, last, isWholeDays ? closes : from),
    how: told(
      rule,
      say(`${limit.amount * 8} 근무시간, ${words.ko}`, `${limit.amount * 8} office hours, ${words.en}`),
    ),
    holidaysKnown: calendar.covers(last),
  }
}

function told(rule: Rule, counted: Words): Words {
  return say(
    `${counted.ko}. ${rule.says.ko} (${rule.basis.ko})`,
    `${counted.en}. ${rule.says.en} (${rule.basis.en})`,
  )
}
