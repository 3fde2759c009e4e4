import type { Roc } from '../roc.ts'

/**
 * Exact areas of many groups in one look over rows sorted by score. Nothing is kept but whole numbers: how many of each
 * class lie below, and sums of placements and their squares. So the answer is the same to the last bit for any number
 * of workers, any chunk and any order of equal scores, and memory does not grow with the rows.
 *
 * Placements are doubled to stay whole: a positive has 2·(negatives below) + (negatives tied).
 */
export type AreaSums = {
  /** Rows of one score after another, ascending; `cells[k][i]` is the cell of row i in the k-th grouping. */
  readonly push: (rows: SortedRows) => void
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

/** What a cell came to: counts of both classes, and doubled placements with their squares, exact. */
export type CellSums = {
  readonly positives: number
  readonly negatives: number
  readonly positivePlacements: bigint
  readonly positiveSquares: bigint
  readonly negativePlacements: bigint
  readonly negativeSquares: bigint
}

/** Above this a part sum is carried over into a whole number without bounds. */
const partMax = 2 ** 51
/** Placements are split here, so that products of halves stay exact. */
const half = 2 ** 14
/** More cases of one class at one score than this are added without bounds at once. */
const tiedMax = 2 ** 20

/** Opens the sums of so many cells. Fewer than 2^27 rows of a class in a cell keep every part exact. */
export function areaSums(cellCount: number): AreaSums {
  const cells = new Cells(cellCount)
  return {
    push: ({ length, scores, labels, cells: groupings }) => {
      for (const grouping of groupings) cells.add({ length, scores, labels, grouping })
    },
    finish: () => cells.finish(),
  }
}

type Column = Pick<SortedRows, 'length' | 'scores' | 'labels'> & { readonly grouping: Int32Array }

/** One class's squares and sums in a cell, in parts. */
class Parts {
  private readonly sum: Float64Array
  private readonly high: Float64Array
  private readonly middle: Float64Array
  private readonly low: Float64Array
  private readonly carried = new Map<number, { sum: bigint; squares: bigint }>()

  constructor(count: number) {
    this.sum = new Float64Array(count)
    this.high = new Float64Array(count)
    this.middle = new Float64Array(count)
    this.low = new Float64Array(count)
  }

  add(cell: number, count: number, placement: number): void {
    if (count > tiedMax) {
      const kept = this.kept(cell)
      kept.sum += BigInt(count) * BigInt(placement)
      kept.squares += BigInt(count) * BigInt(placement) ** 2n
      return
    }
    const above = Math.floor(placement / half)
    const below = placement - above * half
    const sum = (this.sum[cell] ?? 0) + count * placement
    const high = (this.high[cell] ?? 0) + count * above * above
    const middle = (this.middle[cell] ?? 0) + count * above * below
    const low = (this.low[cell] ?? 0) + count * below * below
    this.sum[cell] = sum
    this.high[cell] = high
    this.middle[cell] = middle
    this.low[cell] = low
    if (sum > partMax || high > partMax || middle > partMax || low > partMax) this.carry(cell)
  }

  whole(cell: number): { sum: bigint; squares: bigint } {
    this.carry(cell)
    return this.kept(cell)
  }

  private kept(cell: number): { sum: bigint; squares: bigint } {
    const known = this.carried.get(cell)
    if (known) return known
    const fresh = { sum: 0n, squares: 0n }
    this.carried.set(cell, fresh)
    return fresh
  }

  private carry(cell: number): void {
    const kept = this.kept(cell)
    kept.sum += BigInt(this.sum[cell] ?? 0)
    const squared = BigInt(half) ** 2n
    kept.squares +=
      BigInt(this.high[cell] ?? 0) * squared +
      2n * BigInt(half) * BigInt(this.middle[cell] ?? 0) +
      BigInt(this.low[cell] ?? 0)
    this.sum[cell] = 0
    this.high[cell] = 0
    this.middle[cell] = 0
    this.low[cell] = 0
  }
}

class Cells {
  private readonly score: Float64Array
  private readonly positives: Float64Array
  private readonly negatives: Float64Array
  /** Of the score that is still open. */
  private readonly openPositives: Float64Array
  private readonly openNegatives: Float64Array
  private readonly ofPositive: Parts
  private readonly ofNegative: Parts

  constructor(count: number) {
    this.score = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
    this.positives = new Float64Array(count)
    this.negatives = new Float64Array(count)
    this.openPositives = new Float64Array(count)
    this.openNegatives = new Float64Array(count)
    this.ofPositive = new Parts(count)
    this.ofNegative = new Parts(count)
  }

  add({ length, scores, labels, grouping }: Column): void {
    for (let row = 0; row < length; row++) {
      const cell = grouping[row] ?? 0
      const score = scores[row] ?? 0
      const open = this.score[cell] ?? 0
      if (score !== open) {
        if (!(score > open))
          throw new RangeError('rows must come in the order of their scores, each a number')
        this.close(cell)
        this.score[cell] = score
      }
      if (labels[row] === 1) this.openPositives[cell] = (this.openPositives[cell] ?? 0) + 1
      else this.openNegatives[cell] = (this.openNegatives[cell] ?? 0) + 1
    }
  }

  private close(cell: number): void {
    const positives = this.openPositives[cell] ?? 0
    const negatives = this.openNegatives[cell] ?? 0
    const positivesBelow = this.positives[cell] ?? 0
    const negativesBelow = this.negatives[cell] ?? 0
    if (positives > 0) this.ofPositive.add(cell, positives, 2 * negativesBelow + negatives)
    if (negatives > 0) this.ofNegative.add(cell, negatives, 2 * positivesBelow + positives)
    this.positives[cell] = positivesBelow + positives
    this.negatives[cell] = negativesBelow + negatives
    this.openPositives[cell] = 0
    this.openNegatives[cell] = 0
  }

  finish(): CellSums[] {
    return Array.from(this.score, (_, cell) => {
      this.close(cell)
      const [ofPositive, ofNegative] = [this.ofPositive.whole(cell), this.ofNegative.whole(cell)]
      return {
        positives: this.positives[cell] ?? 0,
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
