import type { ColumnPair, GroupPlace, GroupTally, Tallies } from '../tally.ts'
import { type AreaSums, areaSums, type CellCounts } from './area-sums.ts'
import type { CellSums } from './placement-sums.ts'

/** A column that makes groups: its values in order; the empty cell comes last, as code `strata.length`. */
export type GroupColumn = { readonly column: string; readonly strata: readonly string[] }

/** Rows ascending by score; `codes[k][i]` is the group of row i in the k-th column. */
export type GroupedRows = {
  readonly length: number
  readonly scores: Float64Array
  readonly labels: Uint8Array
  readonly codes: readonly Int32Array[]
}

/**
 * The tallies of all cases, of each column's groups and of crossed groups, in one look over rows sorted by score.
 * Whole numbers only: the same for any chunks, any order of equal scores and any number of workers.
 */
export class GroupSums {
  private readonly columns: readonly GroupColumn[]
  private readonly groupings: readonly Grouping[]
  private readonly threshold: number
  private readonly sums: AreaSums
  private readonly cells: Int32Array[]
  private below: CellCounts | null = null

  constructor(columns: readonly GroupColumn[], pairs: readonly ColumnPair[], threshold: number) {
    this.columns = columns
    this.threshold = threshold
    this.groupings = groupingsOf(columns, pairs)
    const last = this.groupings.at(-1)
    this.sums = areaSums(last ? last.start + last.places.length : 0)
    this.cells = this.groupings.map(() => new Int32Array(0))
  }

  push(rows: GroupedRows): void {
    // The first row that is called positive: what is counted up to it lies below.
    const first = this.below === null ? firstAtOrAbove(rows, this.threshold) : 0
    const cells = this.groupings.map((grouping, at) => this.cellsOf(grouping, at, rows))
    if (this.below === null && first < rows.length) {
      this.add(rows, cells, { from: 0, to: first })
      this.below = this.sums.counts()
    }
    this.add(rows, cells, { from: this.below === null ? 0 : first, to: rows.length })
  }

  private add(
    { scores, labels }: GroupedRows,
    cells: readonly Int32Array[],
    { from, to }: { from: number; to: number },
  ): void {
    if (to === from) return
    this.sums.push({
      length: to - from,
      scores: scores.subarray(from, to),
      labels: labels.subarray(from, to),
      cells: cells.map((one) => one.subarray(from, to)),
    })
  }

  private cellsOf({ start, by, width }: Grouping, at: number, { length, codes }: GroupedRows): Int32Array {
    let cells = this.cells[at]
    if (!cells || cells.length < length) {
      cells = new Int32Array(length)
      this.cells[at] = cells
    }
    const [first, second] = by.map((column) => codes[column])
    if (first && second) {
      for (let row = 0; row < length; row++)
        cells[row] = start + (first[row] ?? 0) * width + (second[row] ?? 0)
    } else if (first) {
      for (let row = 0; row < length; row++) cells[row] = start + (first[row] ?? 0)
    } else cells.fill(start, 0, length)
    return cells
  }

  /** Throws without a case: there is nothing to tell of nothing. */
  finish(): Tallies {
    const below = this.below ?? this.sums.counts()
    const found = this.sums.finish()
    const tallies = this.groupings.map(({ places, start }) =>
      places.flatMap((place, offset) =>
        tallyOf(place, found[start + offset], { below, cell: start + offset }),
      ),
    )
    const [all] = tallies[0] ?? []
    if (all === undefined) throw new RangeError('a tally needs cases')
    const crossingsFrom = 1 + this.columns.length
    return { all, columns: tallies.slice(1, crossingsFrom), crossings: tallies.slice(crossingsFrom) }
  }
}

/** Cells of one way to group the rows: none, by a column, or by two; `width` is the number of codes of the second. */
type Grouping = {
  readonly start: number
  readonly places: readonly GroupPlace[]
  readonly by: readonly number[]
  readonly width: number
}

function groupingsOf(columns: readonly GroupColumn[], pairs: readonly ColumnPair[]): Grouping[] {
  const placesOf = ({ column, strata }: GroupColumn): GroupPlace[] =>
    [...strata, null].map((value) => ({ column, value }))
  const single = columns.map((column, at) => ({ places: placesOf(column), by: [at], width: 1 }))
  const crossed = pairs.flatMap((pair) => {
    const by = pair.map((name) => columns.findIndex(({ column }) => column === name))
    const [first, second] = by.map((at) => columns[at])
    if (!first || !second) return []
    const others = placesOf(second)
    const places = placesOf(first).flatMap((place) =>
      others.map((other): GroupPlace => ({ ...place, and: other })),
    )
    return [{ places, by, width: others.length }]
  })
  const whole = { places: [{ column: '', value: null }], by: [], width: 1 }
  let start = 0
  return [whole, ...single, ...crossed].map((grouping) => {
    const own = { ...grouping, start }
    start += grouping.places.length
    return own
  })
}

function tallyOf(
  place: GroupPlace,
  sums: CellSums | undefined,
  { below, cell }: { readonly below: CellCounts; readonly cell: number },
): GroupTally[] {
  if (sums === undefined || sums.positives + sums.negatives === 0) return []
  return [
    {
      ...place,
      sums,
      truePositives: sums.positives - (below.positives[cell] ?? 0),
      falsePositives: sums.negatives - (below.negatives[cell] ?? 0),
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
