import type { PredictionColumns } from '../predictions.ts'
import type { ColumnPair, GroupPlace, ScoredTally, Tallies } from '../tally.ts'
import { type AreaSums, areaSums } from './area-sums.ts'
import { ErrorSums, type ErrorTotals } from './error-sums.ts'
import { GroupCells, type GroupColumn, type GroupedRows } from './group-cells.ts'
import type { CellCounts, CellSums } from './placement-sums.ts'

/** What is asked of the groups beside their columns. */
export type GroupsAsked = {
  readonly threshold: number
  readonly scoreKind: PredictionColumns['scoreKind']
  /** Cases of each class in each cell (group-counts.ts), filled before the first rows are pushed. */
  readonly totals: CellCounts
}

/** Inner edges of the ten bins that the error of calibration is told in, as written: 0.3, not 0.30000000000000004. */
const binEdges = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => tenth / 10)

/** What lay below a score: cases of each cell, and the positives their probabilities promised. */
type Below = CellCounts & { readonly expected: Float64Array | null }

/**
 * The tallies of all cases, of each column's groups and of crossed groups, in one look over rows sorted by score. The
 * same bits for any chunks, any order of equal scores and any number of workers.
 */
export class GroupSums {
  private readonly columns: readonly GroupColumn[]
  private readonly cells: GroupCells
  private readonly areas: AreaSums
  /** Null for a ranking score, which says nothing of probability. */
  private readonly errors: ErrorSums | null
  /** Scores at which it is told what lay below them, ascending, and what did. */
  private readonly cuts: readonly number[]
  private readonly reached: Below[] = []
  private readonly threshold: number

  constructor(
    columns: readonly GroupColumn[],
    pairs: readonly ColumnPair[],
    { threshold, scoreKind, totals }: GroupsAsked,
  ) {
    const isProbability = scoreKind === 'probability'
    this.columns = columns
    this.cells = new GroupCells(columns, pairs)
    this.areas = areaSums(this.cells.count, totals)
    this.errors = isProbability ? new ErrorSums(this.cells.count) : null
    this.threshold = threshold
    this.cuts = [threshold, ...(isProbability ? binEdges : [])].toSorted((a, b) => a - b)
  }

  push(rows: GroupedRows): void {
    const cells = this.cells.of(rows, [...this.cells.groupings.keys()])
    let from = 0
    for (let cut = this.cuts[this.reached.length]; cut !== undefined; cut = this.cuts[this.reached.length]) {
      const to = firstAtOrAbove(rows, cut)
      if (to === rows.length) break
      this.add(rows, cells, { from, to })
      this.reached.push(this.below())
      from = to
    }
    this.add(rows, cells, { from, to: rows.length })
  }

  private add(
    rows: GroupedRows,
    cells: readonly Int32Array[],
    { from, to }: { from: number; to: number },
  ): void {
    if (to === from) return
    const scores = rows.scores.subarray(from, to)
    const labels = rows.labels.subarray(from, to)
    const own = cells.map((one) => one.subarray(from, to))
    this.areas.push({ length: to - from, scores, labels, cells: own })
    for (const at of this.cells.telling) {
      const telling = own[at]
      if (telling) this.errors?.add(scores, labels, telling)
    }
  }

  private below(): Below {
    return { ...this.areas.counts(), expected: this.errors?.expected() ?? null }
  }

  /** Throws without a case: there is nothing to tell of nothing. */
  finish(): Tallies {
    const last = this.below()
    while (this.reached.length < this.cuts.length) this.reached.push(last)
    const found = this.areas.finish()
    const precisions = this.areas.averagePrecisions()
    const errors = this.errorTotals(last)
    const below = this.reached[this.cuts.indexOf(this.threshold)]
    const tallies = this.cells.groupings.map(({ places, start }) =>
      places.flatMap((place, offset) => {
        const cell = start + offset
        const told = { averagePrecision: precisions[cell] ?? null, errors: errors[cell] ?? null }
        return tallyOf(place, found[cell], { below, cell, told })
      }),
    )
    const [all] = tallies[0] ?? []
    if (all === undefined) throw new RangeError('a tally needs cases')
    const crossingsFrom = 1 + this.columns.length
    return { all, columns: tallies.slice(1, crossingsFrom), crossings: tallies.slice(crossingsFrom) }
  }

  private errorTotals(last: Below): readonly ErrorTotals[] {
    const { errors, cells } = this
    if (errors === null) return []
    const [squared, fourth] = [errors.squared(), errors.fourth()]
    for (const sums of [squared, fourth]) cells.complete(sums)
    const expected = new Map([...this.reached, last].map((one) => [one.expected, one]))
    for (const sums of expected.keys()) if (sums) cells.complete(sums)
    const gaps = this.binGaps(last)
    return Array.from(squared, (sum, cell) => ({
      expected: last.expected?.[cell] ?? 0,
      squared: sum,
      fourth: fourth[cell] ?? 0,
      binGaps: gaps[cell] ?? 0,
    }))
  }

  /** |observed − expected| over the bins between edges. */
  private binGaps(last: Below): Float64Array {
    const gaps = new Float64Array(this.cells.count)
    const edges = binEdges.map((edge) => this.reached[this.cuts.indexOf(edge)])
    let before: Below | undefined
    for (const here of [...edges, last]) {
      for (let cell = 0; cell < gaps.length; cell++) {
        const observed = (here?.positives[cell] ?? 0) - (before?.positives[cell] ?? 0)
        const expected = (here?.expected?.[cell] ?? 0) - (before?.expected?.[cell] ?? 0)
        gaps[cell] = (gaps[cell] ?? 0) + Math.abs(observed - expected)
      }
      before = here
    }
    return gaps
  }
}

type Told = {
  readonly below: CellCounts | undefined
  readonly cell: number
  readonly told: Pick<ScoredTally, 'averagePrecision' | 'errors'>
}

function tallyOf(place: GroupPlace, sums: CellSums | undefined, { below, cell, told }: Told): ScoredTally[] {
  if (sums === undefined || sums.positives + sums.negatives === 0) return []
  return [
    {
      ...place,
      sums,
      truePositives: sums.positives - (below?.positives[cell] ?? 0),
      falsePositives: sums.negatives - (below?.negatives[cell] ?? 0),
      ...told,
    },
  ]
}

function firstAtOrAbove({ length, scores }: GroupedRows, threshold: number): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((scores[middle] ?? Infinity) < threshold) low = middle + 1
    else high = middle
  }
  return low
}
