import type { ColumnPair } from '../tally.ts'

import { GroupCells, type GroupColumn, type GroupedRows } from './group-cells.ts'
import type { CellCounts } from './placement-sums.ts'

/**
 * Cases of each class in each cell of GroupSums, counted over rows in any order. Average precision must know them before
 * it meets the lowest score.
 */
export class GroupCounts {
  private readonly cells: GroupCells
  /** Negatives and positives of each cell, side by side. */
  private readonly counted: Float64Array
  /** Filled by `finish`, wherever it is read. */
  readonly counts: CellCounts

  /** `room` makes the memory of the counts: shared, where another thread reads it. */
  constructor(
    columns: readonly GroupColumn[],
    pairs: readonly ColumnPair[],
    room = (length: number): Float64Array => new Float64Array(length),
  ) {
    this.cells = new GroupCells(columns, pairs)
    const { count } = this.cells
    this.counted = new Float64Array(2 * count)
    this.counts = { positives: room(count), negatives: room(count) }
  }

  push(rows: Omit<GroupedRows, 'scores'>): void {
    const { counted } = this
    const { labels } = rows
    for (const cells of this.cells.of(rows, this.cells.telling)) {
      for (let row = 0; row < cells.length; row++) {
        const at = 2 * (cells[row] ?? 0) + (labels[row] ?? 0)
        counted[at] = (counted[at] ?? 0) + 1
      }
    }
  }

  finish(): CellCounts {
    const { positives, negatives } = this.counts
    for (let cell = 0; cell < positives.length; cell++) {
      negatives[cell] = this.counted[2 * cell] ?? 0
      positives[cell] = this.counted[2 * cell + 1] ?? 0
    }
    this.cells.complete(positives)
    this.cells.complete(negatives)
    return this.counts
  }
}
