import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

/**
 * A moment in time: milliseconds since 1970-01-01T00:00:00Z. Inside the house an instant is this number,
 * at every door it is an ISO 8601 text with a zone.
 */
export type Instant = number

const shape =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/

/**
 * Reads an ISO 8601 instant in any zone (`2026-09-18T10:00:00+09:00`). Refuses a time without a zone, because
 * nobody could say when it was, and dates the calendar does not have.
 */
export function parseInstant(text: string, field?: string): Answer<Instant> {
  const date = shape.exec(text)?.[1]
  const at = date === undefined ? Number.NaN : Date.parse(text)
  // Date.parse turns 30 February into 2 March; asking for the date back finds it out.
  const isReal = date !== undefined && isDate(date) && !Number.isNaN(at)
  if (!isReal) {
    return refuse(
      'invalid',
      say(
        '일시를 표준시와 함께 2026-09-18T10:00:00+09:00과 같이 적으십시오.',
        'Write date, time and zone like 2026-09-18T10:00:00+09:00.',
      ),
      field,
    )
  }
  return accept(at)
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The instant as ISO 8601 in UTC, to the second: `2026-09-28T14:59:59Z`. */
export function instantText(at: Instant): string {
  return new Date(wholeSecond(at)).toISOString().replace('.000Z', 'Z')
}

/** The second an instant lies in. Limits are counted and compared in whole seconds. */
export function wholeSecond(at: Instant): Instant {
  return Math.floor(at / 1000) * 1000
}
