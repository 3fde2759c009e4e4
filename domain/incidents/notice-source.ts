import type { Body } from '../kind.ts'
import type { Reach } from '../vulnerabilities/reach-api.ts'

/** A vulnerability case with what its notices are drafted from. */
export type NoticeSource = {
  readonly case: { readonly id: string; readonly number: string; readonly body: Body }
  readonly reach: Reach
  /** Duties whose clocks run on the case, as `noticeDuties` names them: `eu-cra-14-vulnerability#1`. */
  readonly running: readonly string[]
}
