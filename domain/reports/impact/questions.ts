import type { ImpactQuestion, ImpactRecords } from './facts.ts'
import { measureQuestions } from './measure-questions.ts'
import { peopleQuestions } from './people-questions.ts'
import { systemQuestions } from './system-questions.ts'

/**
 * The questions of ISO/IEC 42005 and the seven items of the AI Basic Act’s Decree Art. 28(1), each beside the facts on
 * record. Pure. It answers none of them: what a fact means for people is for people to say.
 */
export function impactQuestions(records: ImpactRecords): ImpactQuestion[] {
  return [...systemQuestions(records), ...peopleQuestions(records), ...measureQuestions(records)]
}
