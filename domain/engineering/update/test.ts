import type { Cited } from '../../cited.ts'
import type { Words } from '../../words.ts'
import type { TestAnswer } from '../update-decision.ts'

/** One question put to the facts, with the provision it comes from, its answer and what it rests on. */
export type UpdateTest = {
  /** Stable: `P1`, `K3`; stored and signed. */
  readonly id: string
  readonly part: 'plan' | 'korea' | 'us' | 'eu'
  readonly question: Words
  readonly citation: Words
  readonly answer: TestAnswer
  readonly because: Words
  readonly evidence: readonly Cited[]
  /** Which answer lets the update through; null where the answer only says which path is taken. */
  readonly wanted: 'yes' | 'no' | null
  /** What to write down where the answer is not known yet. */
  readonly missing: Words | null
}

type Asked = Pick<UpdateTest, 'id' | 'part' | 'question' | 'citation' | 'wanted'>
type Answered = Pick<UpdateTest, 'answer' | 'because'> & Partial<Pick<UpdateTest, 'evidence' | 'missing'>>

/** A question with its answer. */
export function answered(asked: Asked, { evidence = [], missing = null, ...rest }: Answered): UpdateTest {
  return { ...asked, ...rest, evidence, missing }
}

/** Answered the way that lets the update through. */
export function passes({ answer, wanted }: UpdateTest): boolean {
  return wanted === null || answer === wanted || answer === 'not-asked'
}

/** Asked, and nobody can say yet. */
export function isOpen({ answer, wanted }: UpdateTest): boolean {
  return wanted !== null && answer === 'unknown'
}
