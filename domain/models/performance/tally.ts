import type { ProportionInterval } from './operating-point.ts'
import type { AurocInterval } from './roc.ts'
import type { ErrorTotals } from './stream/error-sums.ts'
import type { CellSums } from './stream/placement-sums.ts'

/** Which cases: of a column's group, or of two groups crossed. `value` null = the cells that were empty. */
export type GroupPlace = {
  readonly column: string
  readonly value: string | null
  readonly and?: { readonly column: string; readonly value: string | null }
}

/**
 * One group as whole numbers: sums of the area and calls at the operating point. The same bits whether the rows stood in
 * memory or were summed by an engine.
 */
export type GroupTally = GroupPlace & {
  readonly sums: CellSums
  readonly truePositives: number
  readonly falsePositives: number
}

/** A group of a binary classifier's cases, with what its scores come to beside the area. */
export type ScoredTally = GroupTally & {
  /** Null without a positive. */
  readonly averagePrecision: number | null
  /** Null where the scores are no probabilities. */
  readonly errors: ErrorTotals | null
}

/** The tallies of all cases, of each column's groups, and of each crossing's. Groups without a case are left out. */
export type Tallies = {
  readonly all: ScoredTally
  readonly columns: readonly (readonly ScoredTally[])[]
  readonly crossings: readonly (readonly ScoredTally[])[]
}

export type ColumnPair = readonly [string, string]

/** What the plan fixes about groups. */
export type GroupPlan = {
  readonly threshold: number
  readonly level: number
  readonly proportionInterval: ProportionInterval
  readonly aurocInterval: AurocInterval
  /** A verdict on a group needs as many positives and as many negatives as this. */
  readonly stratumClassCasesMin: number
  /** Columns declared beforehand, and pairs of them. */
  readonly strata?: readonly string[]
  readonly intersections?: readonly ColumnPair[]
  /** A criterion that speaks of a column's groups declares the column. */
  readonly criteria?: readonly { readonly population: { readonly kind: string; readonly column?: string } }[]
}

/** Crossed groups are at most this many in all: more are no finding but a search for one. */
export const crossedMax = 200

/**
 * The pairs of columns to cross: those the plan names; without any, every pair in the order of the columns, as long as
 * the crossed groups stay within the bound. What had to be left out is told. `groups` counts the empty group, if any.
 */
export function crossingsOf(
  columns: readonly { readonly column: string; readonly groups: number }[],
  named: readonly ColumnPair[] = [],
): { readonly pairs: readonly ColumnPair[]; readonly leftOut: readonly ColumnPair[] } {
  const groups = new Map(columns.map((one) => [one.column, one.groups]))
  const every = columns.flatMap(({ column }, at) =>
    columns.slice(at + 1).map((other): ColumnPair => [column, other.column]),
  )
  const wanted = named.length > 0 ? named : every
  const pairs: ColumnPair[] = []
  const leftOut: ColumnPair[] = []
  let crossed = 0
  for (const pair of wanted) {
    const size = (groups.get(pair[0]) ?? 0) * (groups.get(pair[1]) ?? 0)
    const fits = size > 0 && pair[0] !== pair[1] && crossed + size <= crossedMax
    if (fits) crossed += size
    ;(fits ? pairs : leftOut).push(pair)
  }
  return { pairs, leftOut }
}
