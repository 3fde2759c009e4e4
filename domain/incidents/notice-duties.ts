import { type Duty, duties, dutyById } from '../clocks/duties.ts'
import { say, type Words } from '../words.ts'

/** A step of a duty as a notice names it: `kr-ae-death`, and `kr-ae-death#1` for its first follow-up. */
export type DutyStep = { readonly duty: string; readonly step: number }

/** Every step of every duty an incident can start, by the name a notice gives it. */
export const noticeDuties: Readonly<Record<string, Words>> = Object.fromEntries(
  duties.filter(({ events }) => events.length > 0).flatMap(stepsOf),
)

function stepsOf(duty: Duty): [string, Words][] {
  const followUps = duty.followUps.map((step, n): [string, Words] => [
    `${duty.id}#${n + 1}`,
    say(`${duty.title.ko}: ${step.title.ko}`, `${duty.title.en}: ${step.title.en}`),
  ])
  return [[duty.id, duty.title], ...followUps]
}

/** Reads the name of a step. Before: it is a key of `noticeDuties`. */
export function dutyStepOf(name: string): DutyStep {
  const [duty = name, step = '0'] = name.split('#')
  return { duty, step: Number(step) }
}

/** The steps that a first or second report begins: the details after the first, the final report after the second. */
export function stepsBegunBySending({ duty, step }: DutyStep): readonly DutyStep[] {
  const begins = step === 0 ? 'firstReport' : step === 1 ? 'secondReport' : null
  const followUps = dutyById(duty)?.followUps ?? []
  return followUps.flatMap((next, n) =>
    next.begins === 'atMoment' && next.startsAt === begins ? [{ duty, step: n + 1 }] : [],
  )
}
