import type { Roc } from '../roc.ts'
import { type CellCounts, type CellSums, PlacementSums, partRowsMax } from './placement-sums.ts'

/**
 * Exact areas of many groups in one look over rows sorted by score. Nothing is kept but whole numbers: how many of each
 * class lie below, and sums of placements and their squares. So the answer is the same to the last bit for any number
 * of workers, any chunk and any order of equal scores, and memory does not grow with the rows.
 *
 * Placements are doubled to stay whole: a positive has 2·(negatives below) + (negatives tied).
 */
export type AreaSums = {
  /** Rows of one score after another, ascending; `cells[k][i]` is the cell of row i in the k-th grouping. No cell belongs to two groupings. */
  readonly push: (rows: SortedRows) => void
  /** Cases of each class in each cell so far. At the first score of a threshold: those it calls negative. */
  readonly counts: () => CellCounts
  /** Closes the last scores. Nothing may be pushed afterwards. */
  readonly finish: () => readonly CellSums[]
  /** Average precision of each cell as `averagePrecision` has it, null without a positive; after `finish`. */
  readonly averagePrecisions: () => readonly (number | null)[]
}

export type SortedRows = {
  readonly length: number
  readonly scores: Float64Array
  /** 1 or 0. */
  readonly labels: Uint8Array
  readonly cells: readonly Int32Array[]
}

/** Rows that are looked at together, grouping after grouping: few enough to stay in a processor's cache. */
const blockRows = 2 ** 12

/** Opens the sums of so many cells; with how many cases each will have (read at the first push), precision is told too. */
export function areaSums(cellCount: number, totals: CellCounts | null = null): AreaSums {
  const cells = new Cells(cellCount, totals)
  return {
    push: (rows) => cells.push(rows),
    counts: () => cells.counts(),
    finish: () => cells.finish(),
    averagePrecisions: () => cells.averagePrecisions(),
  }
}

class Cells {
  private readonly count: number
  private readonly sums: PlacementSums
  /** Cases of a score that several rows bear, until a row of another score comes to the cell. */
  private readonly score: Float64Array
  private readonly openPositives: Int32Array
  private readonly openRows: Int32Array
  private last = Number.NEGATIVE_INFINITY
  private rows = 0
  private totals: CellCounts | null
  private readonly hasTotals: boolean
  private readonly shared = new Uint8Array(blockRows)

  constructor(count: number, totals: CellCounts | null) {
    this.count = count
    this.totals = totals
    this.hasTotals = totals !== null
    this.sums = new PlacementSums(count)
    this.score = new Float64Array(count)
    this.openPositives = new Int32Array(count)
    this.openRows = new Int32Array(count)
  }

  push({ length, scores, labels, cells }: SortedRows): void {
    if (this.totals) this.sums.begin(this.totals)
    this.totals = null
    for (let from = 0; from < length; from += blockRows) {
      const to = Math.min(length, from + blockRows)
      const block = { scores: scores.subarray(from, to), labels: labels.subarray(from, to) }
      this.markShared(block.scores)
      for (const grouping of cells) this.add(block, grouping.subarray(from, to))
      this.rows += to - from
      if (this.rows >= partRowsMax - blockRows) this.carry()
    }
  }

  /** Which rows bear a score that another row may bear too. Those at the edges may always. */
  private markShared(scores: Float64Array): void {
    const { shared } = this
    const end = scores.length - 1
    let before = this.last
    for (let row = 0; row <= end; row++) {
      const score = scores[row] ?? 0
      if (!(score >= before))
        throw new RangeError('rows must come in the order of their scores, each a number')
      const isAlone = score > before && row < end && score !== scores[row + 1]
      shared[row] = isAlone ? 0 : 1
      before = score
    }
    this.last = before
  }

  private add({ scores, labels }: Pick<SortedRows, 'scores' | 'labels'>, grouping: Int32Array): void {
    const { shared, openRows } = this
    const { positives, negatives, below, squares, products } = this.sums
    const { leftPositives, leftRows, precision, precisionLost } = this.sums
    for (let row = 0; row < grouping.length; row++) {
      const cell = grouping[row] ?? 0
      if (shared[row] === 1) {
        this.addShared(cell, scores[row] ?? 0, labels[row] ?? 0)
        continue
      }
      if ((openRows[cell] ?? 0) > 0) this.close(cell)
      const lower = negatives[cell] ?? 0
      if (labels[row] !== 1) {
        negatives[cell] = lower + 1
        continue
      }
      const place = positives[cell] ?? 0
      positives[cell] = place + 1
      below[cell] = (below[cell] ?? 0) + lower
      squares[cell] = (squares[cell] ?? 0) + lower * lower
      products[cell] = (products[cell] ?? 0) + place * lower
      const called = (leftPositives[cell] ?? 0) - place
      const sum = precision[cell] ?? 0
      const added = called / ((leftRows[cell] ?? 0) - place - lower) - (precisionLost[cell] ?? 0)
      precision[cell] = sum + added
      precisionLost[cell] = sum + added - sum - added
    }
  }

  private addShared(cell: number, score: number, label: number): void {
    if (score !== this.score[cell]) {
      this.close(cell)
      this.score[cell] = score
    }
    this.openRows[cell] = (this.openRows[cell] ?? 0) + 1
    if (label === 1) this.openPositives[cell] = (this.openPositives[cell] ?? 0) + 1
  }

  private close(cell: number): void {
    const rows = this.openRows[cell] ?? 0
    if (rows === 0) return
    const positives = this.openPositives[cell] ?? 0
    this.openRows[cell] = 0
    this.openPositives[cell] = 0
    this.sums.addTied(cell, positives, rows - positives)
  }

  private carry(): void {
    this.rows = 0
    this.sums.carry()
  }

  counts(): CellCounts {
    const positives = new Float64Array(this.count)
    const negatives = new Float64Array(this.count)
    for (let cell = 0; cell < this.count; cell++) {
      const closed = this.sums.countsOf(cell)
      const open = this.openPositives[cell] ?? 0
      positives[cell] = closed.positives + open
      negatives[cell] = closed.negatives + (this.openRows[cell] ?? 0) - open
    }
    return { positives, negatives }
  }

  finish(): readonly CellSums[] {
    for (let cell = 0; cell < this.count; cell++) this.close(cell)
    return this.sums.finish()
  }

  averagePrecisions(): readonly (number | null)[] {
    return Array.from({ length: this.count }, (_, cell) => {
      const { positives } = this.sums.countsOf(cell)
      return this.hasTotals && positives > 0 ? (this.sums.precision[cell] ?? 0) / positives : null
    })
  }
}

/** The area and its DeLong variance from exact sums; null when a class is empty, as `roc` answers. */
export function rocOfSums(sums: CellSums): Roc | null {
  const { positives: m, negatives: n } = sums
  if (m === 0 || n === 0) return null
  const auc = Number(sums.positivePlacements) / (2 * m * n)
  if (m < 2 || n < 2) return { auc, variance: null, n: m + n }
  // Placements are doubled: their variance is four times as large.
  const ofPositive = spread(sums.positiveSquares, sums.positivePlacements, m) / (4 * n * n)
  const ofNegative = spread(sums.negativeSquares, sums.negativePlacements, n) / (4 * m * m)
  return { auc, variance: ofPositive / m + ofNegative / n, n: m + n }
}

/** Sample variance from whole sums: the difference is taken before anything is rounded. */
function spread(squares: bigint, sum: bigint, count: number): number {
  return Number(squares * BigInt(count) - sum * sum) / (count * (count - 1))
}
