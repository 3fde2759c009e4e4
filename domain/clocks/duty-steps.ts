import { say, type Words } from '../words.ts'
import type { Duty } from './duties.ts'

/** A step of a duty as a record names it: `kr-ae-death`, and `kr-ae-death#1` for its first follow-up. */
export type DutyStep = { readonly duty: string; readonly step: number }

/** The titles of all steps of the duties, by the name a record gives them. */
export function stepTitles(duties: readonly Duty[]): Readonly<Record<string, Words>> {
  return Object.fromEntries(duties.flatMap(stepsOf))
}

function stepsOf(duty: Duty): [string, Words][] {
  const followUps = duty.followUps.map((step, n): [string, Words] => [
    `${duty.id}#${n + 1}`,
    say(`${duty.title.ko}: ${step.title.ko}`, `${duty.title.en}: ${step.title.en}`),
  ])
  return [[duty.id, duty.title], ...followUps]
}

/** Reads the name of a step. Before: it is a key of `stepTitles`. */
export function dutyStepOf(name: string): DutyStep {
  const [duty = name, step = '0'] = name.split('#')
  return { duty, step: Number(step) }
}
