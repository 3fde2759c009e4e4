import type { Cited } from '../../cited.ts'
import type { MeasureName } from '../../models/performance/measure-names.ts'
import type { Budget } from '../../models/performance/update-budget.ts'

export const decidedMarkets = ['kr', 'us', 'eu'] as const
export type DecidedMarket = (typeof decidedMarkets)[number]

export type PlanFact = Cited & {
  readonly isAuthorised: boolean
  readonly hasEnded: boolean
  readonly aiSystem: string
  readonly authorisations: readonly {
    readonly market: DecidedMarket
    readonly by: string
    readonly number: string
    readonly on: string
  }[]
  readonly modifications: readonly { readonly code: string; readonly what: string }[]
  /** Codes of the modifications whose impact was assessed in the plan. */
  readonly assessed: readonly string[]
  readonly criteria: readonly {
    readonly metric: string
    /** Undefined: no measure of that name is computed. */
    readonly measure: MeasureName | undefined
    readonly subgroup: string | null
    readonly marginCleared: number
    readonly marginPrevious: number
  }[]
  readonly budget: Budget | null
  readonly testData: 'fresh' | 'shared' | null
}

export type Against = 'cleared' | 'previous'

/** One difference found by an evaluation: new less old, more is better. */
export type ComparisonFact = {
  readonly evaluation: Cited
  readonly against: Against
  /** The version the evaluation says it compared with; null where it names none. */
  readonly comparedWith: string | null
  readonly measure: MeasureName
  readonly subgroup: string | null
  readonly low: number
  readonly high: number
  readonly level: number
  /** When the result was first on record: the newest of several is judged, each of them was a look. */
  readonly at: string
}

export type EvaluationFact = Cited & {
  /** Results approved by another. */
  readonly isApproved: boolean
  readonly dataset: Cited | null
}

/** The change record that carries the new version through the quality system. */
export type ChangeFact = Cited & {
  readonly isApproved: boolean
  /** Names of `changeAspects`; null while nobody has said what the change touches. */
  readonly aspects: readonly string[] | null
  /** Whether a summative evaluation (IEC 62366-1) is needed; null while not said. */
  readonly needsSummative: boolean | null
  readonly krDecision: string | null
  readonly usDecision: string | null
  readonly euDecision: string | null
  readonly filing: string | null
  readonly filedOn: string | null
  readonly causeOn: string | null
  readonly documents: number
}

/** All a decision about a new model version rests on. Facts from records; nothing here is a conclusion. */
export type UpdateFacts = {
  readonly model: Cited & {
    readonly versionName: string
    readonly isApproved: boolean
    readonly hasWeightsHash: boolean
    readonly aiSystem: string
    /** What changed since the version before, by item of the plan. */
    readonly modifications: readonly { readonly code: string; readonly what: string }[]
  }
  readonly markets: readonly DecidedMarket[]
  readonly devices: readonly Cited[]
  /** The highest Korean grade among the devices, 1 to 4; null while not set or “ungraded”. */
  readonly grade: number | null
  readonly plan: PlanFact | null
  readonly cleared: Cited | null
  readonly previous: Cited | null
  readonly evaluations: readonly EvaluationFact[]
  readonly comparisons: readonly ComparisonFact[]
  /** Looks at other versions under the same plan before this one. */
  readonly earlierLooks: number
  /** Test datasets of this version on which another version under the plan was judged before. */
  readonly reusedDatasets: readonly Cited[]
  readonly change: ChangeFact | null
  readonly impact: (Cited & { readonly isApproved: boolean; readonly isStale: boolean }) | null
}
