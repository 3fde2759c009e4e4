import { z } from 'zod'
import { dutyStepOf } from '../clocks/duty-steps.ts'
import type { ClockRule } from '../kind.ts'
import { stepsBegunBySending } from './notice-duties.ts'

const sentShape = z.object({
  incident: z.string().optional(),
  case: z.string().optional(),
  duty: z.string().optional(),
  alsoMeets: z.array(z.string()).default([]),
  sentAt: z.string(),
})

/**
 * A notice that becomes sent stops the clocks it meets, at the time it was sent and not when that was entered, and
 * begins the reports that follow it. The clocks stand on the incident or the vulnerability case it is about.
 */
export const noticeClocks: ClockRule = ({ after, act }) => {
  if (act !== 'send') return { start: [], stop: [] }
  const { incident, case: vulnerability, duty, alsoMeets, sentAt } = sentShape.parse(after)
  const record = incident ?? vulnerability
  // A notice about neither is not sent: its lifecycle refuses that.
  if (record === undefined) return { start: [], stop: [] }
  const met = [...(duty === undefined ? [] : [duty]), ...alsoMeets].map(dutyStepOf)
  const begun = met.flatMap((step) => stepsBegunBySending(step))
  return {
    start: begun.map((step) => ({ ...step, record, startedAt: sentAt })),
    stop: met.map((step) => ({ ...step, record, stoppedAt: sentAt })),
  }
}
