import type { Roc } from '../roc.ts'

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
}

export type SortedRows = {
  readonly length: number
  readonly scores: Float64Array
  /** 1 or 0. */
  readonly labels: Uint8Array
  readonly cells: readonly Int32Array[]
}

export type CellCounts = { readonly positives: Float64Array; readonly negatives: Float64Array }

/** What a cell came to: counts of both classes, and doubled placements with their squares, exact. */
export type CellSums = {
  readonly positives: number
  readonly negatives: number
  readonly positivePlacements: bigint
  readonly positiveSquares: bigint
  readonly negativePlacements: bigint
  readonly negativeSquares: bigint
}

/** Doubled placements are split here, so that products of halves stay far below 2^53. */
const halfBits = 14
const half = 2 ** halfBits
const lowBits = half - 1
/** After so many rows the part sums are carried over into whole numbers without bounds, long before one could round. */
const rowsBetweenCarries = 2 ** 22
/** More cases of one class than this at one placement are added without bounds at once. */
const togetherMax = 2 ** 20
/** Beyond it a doubled placement no longer splits into two halves of 14 bits. */
const classMax = 2 ** 27

/** Opens the sums of so many cells. Throws from 2^27 rows of a class in a cell on. */
export function areaSums(cellCount: number): AreaSums {
  const cells = new Cells(cellCount)
  return {
    push: (rows) => cells.push(rows),
    counts: () => cells.counts(),
    finish: () => cells.finish(),
  }
}

type Whole = { sum: bigint; squares: bigint }

/** Sums of placements and of their squares of one class, cell by cell: the squares as three sums of products of halves. */
class Placements {
  private readonly sum: Float64Array
  private readonly high: Float64Array
  private readonly middle: Float64Array
  private readonly low: Float64Array
  private readonly whole: Whole[]

  constructor(count: number) {
    this.sum = new Float64Array(count)
    this.high = new Float64Array(count)
    this.middle = new Float64Array(count)
    this.low = new Float64Array(count)
    this.whole = Array.from({ length: count }, () => ({ sum: 0n, squares: 0n }))
  }

  add(cell: number, count: number, placement: number): void {
    if (count > togetherMax) {
      this.addWhole(cell, BigInt(count), BigInt(placement))
      return
    }
    const above = placement >>> halfBits
    const below = placement & lowBits
    const counted = count * above
    // The typed arrays hold every cell; `?? 0` satisfies the compiler and costs nothing.
    this.sum[cell] = (this.sum[cell] ?? 0) + count * placement
    this.high[cell] = (this.high[cell] ?? 0) + counted * above
    this.middle[cell] = (this.middle[cell] ?? 0) + counted * below
    this.low[cell] = (this.low[cell] ?? 0) + count * below * below
  }

  private addWhole(cell: number, count: bigint, placement: bigint): void {
    const whole = this.whole[cell]
    if (!whole) throw new RangeError('no such cell')
    whole.sum += count * placement
    whole.squares += count * placement * placement
  }

  carry(): void {
    const base = BigInt(half)
    for (const [cell, whole] of this.whole.entries()) {
      whole.sum += BigInt(this.sum[cell] ?? 0)
      whole.squares +=
        (BigInt(this.high[cell] ?? 0) * base + 2n * BigInt(this.middle[cell] ?? 0)) * base +
        BigInt(this.low[cell] ?? 0)
    }
    for (const part of [this.sum, this.high, this.middle, this.low]) part.fill(0)
  }

  of(cell: number): Whole {
    return this.whole[cell] ?? { sum: 0n, squares: 0n }
  }
}

class Cells {
  /** Cases of each class whose scores are closed. */
  private readonly positives: Int32Array
  private readonly negatives: Int32Array
  /** Of the negatives, those whose placements are summed: the others all stand above the same positives. */
  private readonly negativesSummed: Int32Array
  /** Cases of a score that several rows bear, until a row of another score comes to the cell. */
  private readonly score: Float64Array
  private readonly openPositives: Int32Array
  private readonly openNegatives: Int32Array
  private readonly ofPositive: Placements
  private readonly ofNegative: Placements
  private last = Number.NEGATIVE_INFINITY
  private rows = 0
  private shared = new Uint8Array(0)

  constructor(count: number) {
    this.positives = new Int32Array(count)
    this.negatives = new Int32Array(count)
    this.negativesSummed = new Int32Array(count)
    this.score = new Float64Array(count)
    this.openPositives = new Int32Array(count)
    this.openNegatives = new Int32Array(count)
    this.ofPositive = new Placements(count)
    this.ofNegative = new Placements(count)
  }

  push(rows: SortedRows): void {
    if (rows.length > rowsBetweenCarries) throw new RangeError('too many rows at once')
    this.markShared(rows)
    for (const grouping of rows.cells) this.add(rows, grouping)
    this.rows += rows.length
    if (this.rows >= rowsBetweenCarries) this.carry()
  }

  /** Which rows bear a score that another row may bear too. Those at the edges may always. */
  private markShared({ length, scores }: SortedRows): void {
    if (this.shared.length < length) this.shared = new Uint8Array(length)
    let before = this.last
    for (let row = 0; row < length; row++) {
      const score = scores[row] ?? 0
      if (!(score >= before))
        throw new RangeError('rows must come in the order of their scores, each a number')
      const isAlone = score > before && row + 1 < length && score !== scores[row + 1]
      this.shared[row] = isAlone ? 0 : 1
      before = score
    }
    this.last = before
  }

  private add({ length, scores, labels }: SortedRows, grouping: Int32Array): void {
    const { negatives, openPositives, openNegatives, shared } = this
    for (let row = 0; row < length; row++) {
      const cell = grouping[row] ?? 0
      if (shared[row] === 1) {
        this.addShared(cell, scores[row] ?? 0, labels[row] ?? 0)
        continue
      }
      if ((openPositives[cell] ?? 0) + (openNegatives[cell] ?? 0) > 0) this.close(cell)
      if (labels[row] === 1) this.addPositives(cell, 1, 0)
      else negatives[cell] = (negatives[cell] ?? 0) + 1
    }
  }

  private addShared(cell: number, score: number, label: number): void {
    if (score !== this.score[cell]) {
      this.close(cell)
      this.score[cell] = score
    }
    const open = label === 1 ? this.openPositives : this.openNegatives
    open[cell] = (open[cell] ?? 0) + 1
  }

  /** Positives of one score beside so many negatives of the same. */
  private addPositives(cell: number, count: number, tied: number): void {
    const above = this.positives[cell] ?? 0
    const below = this.negatives[cell] ?? 0
    const waiting = below - (this.negativesSummed[cell] ?? 0)
    if (waiting > 0) this.ofNegative.add(cell, waiting, 2 * above)
    if (tied > 0) this.ofNegative.add(cell, tied, 2 * above + count)
    this.ofPositive.add(cell, count, 2 * below + tied)
    this.positives[cell] = above + count
    this.negatives[cell] = below + tied
    this.negativesSummed[cell] = below + tied
  }

  private close(cell: number): void {
    const positives = this.openPositives[cell] ?? 0
    const negatives = this.openNegatives[cell] ?? 0
    if (positives > 0) this.addPositives(cell, positives, negatives)
    else this.negatives[cell] = (this.negatives[cell] ?? 0) + negatives
    this.openPositives[cell] = 0
    this.openNegatives[cell] = 0
  }

  /** Negatives that wait are summed too: a part sum never gets more cases at once than rows came since the last. */
  private carry(): void {
    this.rows = 0
    for (let cell = 0; cell < this.positives.length; cell++) {
      const above = this.positives[cell] ?? 0
      const below = this.negatives[cell] ?? 0
      if (above >= classMax || below >= classMax) throw new RangeError('too many cases in a cell')
      const waiting = below - (this.negativesSummed[cell] ?? 0)
      if (waiting > 0) this.ofNegative.add(cell, waiting, 2 * above)
      this.negativesSummed[cell] = below
    }
    this.ofPositive.carry()
    this.ofNegative.carry()
  }

  counts(): CellCounts {
    return {
      positives: Float64Array.from(
        this.positives,
        (closed, cell) => closed + (this.openPositives[cell] ?? 0),
      ),
      negatives: Float64Array.from(
        this.negatives,
        (closed, cell) => closed + (this.openNegatives[cell] ?? 0),
      ),
    }
  }

  finish(): CellSums[] {
    for (let cell = 0; cell < this.positives.length; cell++) this.close(cell)
    this.carry()
    return Array.from(this.positives, (positives, cell) => {
      const [ofPositive, ofNegative] = [this.ofPositive.of(cell), this.ofNegative.of(cell)]
      return {
        positives,
        negatives: this.negatives[cell] ?? 0,
        positivePlacements: ofPositive.sum,
        positiveSquares: ofPositive.squares,
        negativePlacements: ofNegative.sum,
        negativeSquares: ofNegative.squares,
      }
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
