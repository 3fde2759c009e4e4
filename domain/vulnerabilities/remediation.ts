import { dayText } from '../clocks/day.ts'
import { localOf } from '../clocks/zone.ts'
import type { SeverityWord } from './severity.ts'

/** Days from awareness within which a severity is to be remedied. */
export type RemediationTargets = {
  readonly critical: number
  readonly high: number
  readonly medium: number
  readonly low: number
}

/**
 * Our own targets, no law's: Korean law gives no number, FDA's 60 days (postmarket guidance of 2016) bind only
 * uncontrolled risks and run as a clock of their own. A firm sets its own in its policy.
 */
export const defaultTargets: RemediationTargets = { critical: 14, high: 30, medium: 90, low: 180 }

/** By when it is to be remedied (a day of the Korean calendar, itself still in time), and what was counted. */
export type RemediationDue = {
  readonly dueOn: string
  readonly days: number
  readonly by: keyof RemediationTargets
}

/**
 * The day by which a vulnerability is to be remedied. `awareAt` is an ISO instant. Nobody has scored it: counted as
 * high until somebody does. `none` has no target: null.
 */
export function remediationDue(
  severity: SeverityWord | 'unknown',
  awareAt: string,
  targets: RemediationTargets = defaultTargets,
): RemediationDue | null {
  if (severity === 'none') return null
  const by = severity === 'unknown' ? 'high' : severity
  const days = targets[by]
  return { dueOn: dayText(localOf('Asia/Seoul', Date.parse(awareAt)).day + days), days, by }
}
