import type { Body, ClockRule } from '../kind.ts'

/** The duty each decision brings with it (Digital Medical Products Act Rule Art. 23; ids of the catalogue of duties). */
const dutyOf: Readonly<Record<string, string>> = {
  major: 'kr-change-major',
  'notified-item': 'kr-change-notified-items',
  'other-report': 'kr-change-other',
}

/**
 * The duty to apply or report starts when the decision is signed, counted from the day its cause arose, and is met
 * by the filing. Noon stands for a day without an hour, since a period begun at midnight would count its first day
 * (Civil Act Art. 157).
 */
export const changeClocks: ClockRule = ({ before, after, act }) => {
  const duty = dutyOf[String(after.krDecision)]
  if (duty === undefined) return { start: [], stop: [] }
  const cause = noonIn(after, 'causeOn')
  const filed = noonIn(after, 'filedOn')
  const isNewlyFiled = act === 'edit' && filed !== null && before?.filedOn === undefined
  return {
    start: act === 'approve' && cause !== null ? [{ duty, startedAt: cause }] : [],
    stop: (isNewlyFiled || act === 'approve') && filed !== null ? [{ duty, stoppedAt: filed }] : [],
  }
}

function noonIn(body: Body, field: string): string | null {
  const day = body[field]
  return typeof day === 'string' ? new Date(`${day}T12:00:00+09:00`).toISOString() : null
}
