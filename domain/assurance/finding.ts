import type { Words } from '../words.ts'
import type { RecordFact } from './fact.ts'
import { lazy } from './lazy.ts'
import type { Mend } from './mend.ts'

export type Verdict = 'met' | 'partly' | 'not-met' | 'unknown'

/** Words and lists are worked out when somebody looks: a tally of a thousand requirements never does. */
export type Finding = {
  readonly verdict: Verdict
  /** Nothing has happened yet that the claim could judge (no incident so far). Beside other claims it is silent. */
  readonly idle?: boolean
  readonly because: Words
  readonly population: { readonly words: Words; readonly count: number } | null
  readonly counting: readonly RecordFact[]
  readonly lacking: readonly RecordFact[]
  readonly mend: Mend | null
}

type Found = Pick<Finding, 'verdict' | 'population'> & {
  readonly idle?: boolean
  readonly because: () => Words
  readonly counting?: () => readonly RecordFact[]
  readonly lacking?: () => readonly RecordFact[]
  readonly mend: () => Mend | null
}

const nobody: readonly RecordFact[] = []

/** A finding that does its telling when it is read. */
export function findingOf({ verdict, population, idle, ...told }: Found): Finding {
  const because = lazy(told.because)
  const counting = lazy(told.counting ?? (() => nobody))
  const lacking = lazy(told.lacking ?? (() => nobody))
  const mend = lazy(told.mend)
  return {
    verdict,
    ...(idle && { idle }),
    population,
    get because() {
      return because()
    },
    get counting() {
      return counting()
    },
    get lacking() {
      return lacking()
    },
    get mend() {
      return mend()
    },
  }
}
