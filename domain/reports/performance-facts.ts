import type { LookResult } from '../monitoring/look-result.ts'
import type { Words } from '../words.ts'
import type { NamedRecord } from './evaluation-facts.ts'
import type { ReportHead, ReportSignature } from './report-parts.ts'

/** What a report on performance in the field states, as of one moment. */
export type PerformanceFacts = {
  /** ISO UTC. */
  readonly at: string
  readonly maker: Words
  readonly model: NamedRecord & { readonly version: string; readonly weightsSha256: string | null }
  readonly plan: NamedRecord & { readonly purpose: string | null }
  readonly look: NamedRecord & { readonly digest: string }
  readonly result: LookResult
  readonly batches: readonly {
    readonly number: string
    readonly contents: Words
    readonly site: string | null
    readonly from: string | null
    readonly to: string | null
    readonly rows: number | null
    readonly sha256: string
  }[]
  readonly alerts: readonly (NamedRecord & {
    readonly seen: string
    readonly alarmedAt: string
    readonly decideBy: string
    /** Null until another person has signed it. */
    readonly decision: Words | null
    readonly reason: string | null
  })[]
  /** What people wrote in the post-market report, where the report is of one. */
  readonly written:
    | (NamedRecord & {
        readonly from: string
        readonly to: string
        readonly summary: string | null
        readonly limits: string | null
        readonly conclusion: string | null
        readonly actions: string | null
      })
    | null
  readonly signatures: readonly ReportSignature[]
  readonly checkpoint: ReportHead | null
}
