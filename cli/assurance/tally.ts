import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'

export type Tally = {
  readonly met: number
  readonly partly: number
  readonly notMet: number
  readonly unknown: number
  readonly notApplicable: number
}

/** `met=80%` as 80. */
export function readBar(text: string): Answer<number> {
  const digits = /^met=(\d{1,3}(?:\.\d+)?)%?$/.exec(text)?.[1]
  const bar = Number(digits ?? Number.NaN)
  if (bar <= 100) return accept(bar)
  return refuse('invalid', say('--require met=80%처럼 쓰십시오.', 'Write --require met=80%.'), 'require')
}

/** Percent met of what applies; partly, not met and unknown all count against it. Null when nothing applies. */
export function share({ met, partly, notMet, unknown }: Tally): number | null {
  const applicable = met + partly + notMet + unknown
  return applicable === 0 ? null : (met * 100) / applicable
}

/** Whether a tally misses the bar; where nothing applies nothing is missed. */
export function below(tally: Tally, bar: number | null): boolean {
  const part = share(tally)
  return bar !== null && part !== null && part < bar
}
