import { z } from 'zod'
import { dutyStepOf } from '../clocks/duty-steps.ts'
import type { ClockRule } from '../kind.ts'
import { stepsBegunBySending } from './notice-duties.ts'

const sentShape = z.object({
  incident: z.string(),
  duty: z.string(),
  alsoMeets: z.array(z.string()).default([]),
  sentAt: z.string(),
})

/**
 * A notice that becomes sent stops the incident's clocks it meets, at the time it was sent and not when that was
 * entered, and begins the reports that follow it. The clocks stand on the incident.
 */
export const noticeClocks: ClockRule = ({ after, act }) => {
  if (act !== 'send') return { start: [], stop: [] }
  const { incident, duty, alsoMeets, sentAt } = sentShape.parse(after)
  const met = [duty, ...alsoMeets].map(dutyStepOf)
  const begun = met.flatMap((step) => stepsBegunBySending(step))
  return {
    start: begun.map((step) => ({ ...step, record: incident, startedAt: sentAt })),
    stop: met.map((step) => ({ ...step, record: incident, stoppedAt: sentAt })),
  }
}
