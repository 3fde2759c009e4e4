import type { AgreementTable } from '../agreement.ts'
import type { FrocPoint } from '../detection.ts'
import type { Gap } from '../gap.ts'
import type { Measure } from '../measure.ts'
import type { MeasureName } from '../measure-names.ts'
import type { Confusion } from '../operating-point.ts'
import type { RocPoint } from '../roc.ts'
import type { Spread } from '../spread.ts'
import type { GroupPlace } from '../tally.ts'
import type { Outcome, Verdict } from '../verdict.ts'
import type { PlanOf, TaskName } from './task-plan.ts'

/** A measure; `of` is the class, structure, reader, pair or rate it speaks of, nothing for the whole. */
export type TaskMeasure = { readonly name: MeasureName; readonly of?: string; readonly measure: Measure }

/** The measures of one group of cases, or of two groups crossed. */
export type TaskStratum = GroupPlace & {
  readonly n: number
  /** False: too few cases by the plan; the numbers are shown, no verdict rests on them. */
  readonly isSufficient: boolean
  readonly measures: readonly TaskMeasure[]
}

/**
 * What a group that has enough cases as a whole has too few of to be compared in: classes, labels, structures or pairs of
 * readers (`of`; nothing where it is the findings of the group), each with the number there is.
 */
export type TooFew = GroupPlace & { readonly of: readonly { readonly of?: string; readonly n: number }[] }

/** The best and the worst group in one measure, of a class, structure or pair of readers where it speaks of one. */
export type TaskSpread = Spread & { readonly of?: string }

/** What the result of every task has. Plain values, numbers rounded to 12 significant digits, fit for hashing. */
type Found<T extends TaskName> = {
  readonly task: T
  readonly version: string
  readonly plan: PlanOf<T>
  /** Cases (images for detection). */
  readonly n: number
  readonly measures: readonly TaskMeasure[]
  readonly strata: readonly TaskStratum[]
  /**
   * Groups against the others. Absent in results of a task's first version, which compared none.
   */
  readonly gaps?: readonly Gap[]
  /** The best and the worst group of each column and crossing. Absent in results made before they were told. */
  readonly spreads?: readonly TaskSpread[]
  readonly tooFew?: readonly TooFew[]
  readonly verdicts: readonly Verdict[]
  readonly outcome: Outcome
}

export type MultiClassResult = Found<'multi-class'> & {
  /** Rows are the truth, columns what was called, in the order of the plan's classes. */
  readonly table: AgreementTable
  /** One class against the rest, for drawing; none where the table gives no scores. */
  readonly curves: { readonly roc: readonly { readonly of: string; readonly points: readonly RocPoint[] }[] }
}

export type MultiLabelResult = Found<'multi-label'> & {
  readonly confusions: readonly { readonly of: string; readonly confusion: Confusion }[]
  readonly curves: { readonly roc: readonly { readonly of: string; readonly points: readonly RocPoint[] }[] }
}

export type SegmentationResult = Found<'segmentation'> & {
  readonly structures: readonly {
    readonly of: string | null
    readonly cases: number
    readonly bothEmpty: number
    readonly oneEmpty: number
    /** Cases by Dice in ten equal bins from 0 to 1; the last holds 1. */
    readonly diceBins: readonly number[]
  }[]
}

export type DetectionResult = Found<'detection'> & {
  readonly findings: number
  /** Findings no mark hit, however low its score. */
  readonly neverMarked: number
  readonly falseMarks: number
  /** For drawing; the first point, above all scores, is left out. */
  readonly curves: { readonly froc: readonly FrocPoint[] }
}

export type AgreementResult = Found<'agreement'> & {
  readonly readers: readonly string[]
  /** Cases some reader did not read: left out of what needs all readers. */
  readonly incompleteCases: number
  readonly pairs: readonly {
    readonly first: string
    readonly second: string
    /** Rows are the first reader's category, columns the second's. */
    readonly table: AgreementTable
  }[]
}

export type ReaderStudyResult = Found<'mrmc'> & {
  readonly readers: readonly string[]
  readonly modalities: readonly string[]
  readonly positives: number
  readonly negatives: number
  readonly studies: readonly {
    /** A modality, or two as `first – second`. */
    readonly of: string
    readonly estimate: number
    /** As computed: the unbiased one may lie below zero, and is shown so. */
    readonly unbiasedVariance: number
    readonly plugInVariance: number
    readonly degrees: number | null
    readonly pValue: number | null
    /** Which variance the interval rests on. */
    readonly moments: 'unbiased' | 'plug-in'
  }[]
}

export type ComparisonResult = Found<'comparison'> & {
  readonly positives: number
  readonly negatives: number
  /** The one-sided error this comparison was allowed. */
  readonly alpha: number
  readonly comparisons: readonly ComparedModels[]
}

/** One planned comparison and what came of it. Differences are new less earlier. */
export type ComparedModels = {
  readonly against: 'cleared' | 'previous'
  readonly measure: 'auroc' | 'sensitivity' | 'specificity' | 'accuracy'
  readonly hypothesis: 'non-inferiority' | 'superiority'
  readonly margin: number | null
  readonly n: number
  readonly difference: Measure
  /** DeLong for areas, exact McNemar for shares; two-sided, of no difference. */
  readonly pValue: number | null
  readonly judgement: 'superior' | 'non-inferior' | 'inferior' | 'inconclusive'
  /** Whether the planned hypothesis is shown. */
  readonly isShown: boolean
  /** Cases by who was right, for shares. */
  readonly calls?: {
    readonly both: number
    readonly firstOnly: number
    readonly secondOnly: number
    readonly neither: number
  }
}

/** What an evaluation of any task but the binary one found. */
export type TaskResult =
  | MultiClassResult
  | MultiLabelResult
  | SegmentationResult
  | DetectionResult
  | AgreementResult
  | ReaderStudyResult
  | ComparisonResult
