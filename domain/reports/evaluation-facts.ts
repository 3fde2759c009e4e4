import type { EvaluationResult } from '../models/performance/evaluation-result.ts'
import type { Words } from '../words.ts'
import type { ReportHead, ReportSignature } from './report-parts.ts'

/** A record as a report names it. */
export type NamedRecord = { readonly number: string; readonly title: string; readonly state: Words }

/** A decision about a gap between groups, or that one is still owed. */
export type GapStanding = NamedRecord & {
  readonly group: string
  readonly measure: Words
  /** Null: not decided yet. */
  readonly decision: Words | null
  readonly reason: string | null
}

/** What a report on an evaluation states, as of one moment. */
export type EvaluationFacts = {
  /** ISO UTC. */
  readonly at: string
  readonly maker: Words
  readonly evaluation: NamedRecord & {
    readonly purpose: Words
    readonly question: string | null
    readonly method: string | null
    readonly independence: string | null
    readonly plannedSize: number | null
    readonly executedOn: string | null
    readonly deviations: string | null
    readonly conclusion: string | null
  }
  readonly model: NamedRecord & {
    readonly version: string
    readonly weightsSha256: string | null
    readonly codeCommit: string | null
  }
  readonly dataset: (NamedRecord & { readonly version: string; readonly contentSha256: string | null }) | null
  /** The file of predictions as it came. */
  readonly predictions: { readonly name: string; readonly sha256: string }
  readonly result: EvaluationResult
  readonly resultDigest: string
  readonly gaps: readonly GapStanding[]
  readonly signatures: readonly ReportSignature[]
  readonly checkpoint: ReportHead | null
}
