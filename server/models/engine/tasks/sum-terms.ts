import type { Manifest } from '@maek/domain/monitoring/manifest.ts'
import type { Reference } from '@maek/domain/monitoring/reference.ts'
import type { ChartTerms, WatchTerms } from '@maek/domain/monitoring/terms.ts'

/** What sums are counted by; a change of anything here is another count. */
export type SumTerms = {
  readonly threshold: number
  readonly dayBegins: WatchTerms['dayBegins']
  readonly matureAfterDays: number
  readonly groups: WatchTerms['groups']
  /** Charts that ask for the order of cases, with what a failure adds; null for the others, in their places. */
  readonly cusums: readonly ({
    readonly metric: ChartTerms['metric']
    readonly group: number
    readonly up: number
  } | null)[]
  readonly variables: Reference['variables']
}

export type SumsAsked = {
  /** The model's folder. */
  readonly folder: string
  /** Of the batches in use, in the order they came. */
  readonly manifests: readonly Manifest[]
  readonly terms: SumTerms
}
