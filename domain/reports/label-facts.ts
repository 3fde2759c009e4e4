import type { Words } from '../words.ts'
import type { NamedRecord } from './evaluation-facts.ts'
import type { ReportHead, ReportSignature } from './report-parts.ts'

/** One model inside a release, as its label must speak of it (Digital Medical Products Act Rule Art. 33(2)5). */
export type LabelModel = NamedRecord & {
  readonly version: string
  /** Of its AI system: what it decides or shows, for whom. */
  readonly purpose: Words | null
  readonly trainingMethod: Words | null
  readonly limits: Words | null
  readonly operatingPoint: string | null
  readonly performance: readonly {
    readonly metric: string
    readonly estimate: string
    readonly lower: string
    readonly upper: string
    readonly n: number
  }[]
  readonly datasets: readonly (NamedRecord & {
    readonly version: string
    readonly role: 'training' | 'tuning' | 'testing'
    readonly subjects: number | null
    readonly items: number | null
    readonly countries: readonly string[]
    /** First and last day of collection. */
    readonly from: string | null
    readonly to: string | null
    readonly population: readonly { readonly group: string; readonly subjects: number }[]
    readonly knownGaps: string | null
    readonly identifiability: Words | null
    readonly contentSha256: string | null
  })[]
  /** What approved decisions about gaps tell the user. */
  readonly restrictions: readonly { readonly number: string; readonly text: Words }[]
  /** Suppliers of cloud services of its AI system. */
  readonly clouds: readonly string[]
  /** Signed decisions on updates within a change plan, with the version compared with. */
  readonly updates: readonly (NamedRecord & {
    readonly outcome: Words
    readonly comparedWith: string | null
    readonly tests: readonly { readonly question: string; readonly because: string }[]
  })[]
}

/** What the AI sections of a label state, as of one moment. */
export type LabelFacts = {
  /** ISO UTC. */
  readonly at: string
  readonly maker: Words
  readonly device: { readonly number: string; readonly name: Words; readonly intendedUse: Words | null }
  readonly release: NamedRecord & { readonly version: string }
  readonly models: readonly LabelModel[]
  readonly signatures: readonly ReportSignature[]
  readonly checkpoint: ReportHead | null
}
