import { duties, dutyById } from '../clocks/duties.ts'
import { type DutyStep, stepTitles } from '../clocks/duty-steps.ts'
import type { Words } from '../words.ts'

/** Every step of every duty an incident can start, by the name a notice gives it. */
export const noticeDuties: Readonly<Record<string, Words>> = stepTitles(
  duties.filter(({ events }) => events.length > 0),
)

/** The steps that a first or second report begins: the details after the first, the final report after the second. */
export function stepsBegunBySending({ duty, step }: DutyStep): readonly DutyStep[] {
  const begins = step === 0 ? 'firstReport' : step === 1 ? 'secondReport' : null
  const followUps = dutyById(duty)?.followUps ?? []
  return followUps.flatMap((next, n) =>
    next.begins === 'atMoment' && next.startsAt === begins ? [{ duty, step: n + 1 }] : [],
  )
}
