/** What a cell came to: counts of both classes, and doubled placements with their squares, exact. */
export type CellSums = {
  readonly positives: number
  readonly negatives: number
  readonly positivePlacements: bigint
  readonly positiveSquares: bigint
  readonly negativePlacements: bigint
  readonly negativeSquares: bigint
}

export type CellCounts = { readonly positives: Float64Array; readonly negatives: Float64Array }

/**
 * A part holds at most so many rows, and a score whose rows are summed in it adds no more than so many again: then every
 * sum of the part stays a whole number below 2^53.
 */
export const partRowsMax = 2 ** 16

/** Of all rows before a part. */
type Whole = { -readonly [name in keyof CellSums]: CellSums[name] }

/**
 * Placements cell by cell. A part of the rows counts from zero, in numbers that fit a processor; carried over, it is
 * lifted by what lies below it: the sum of (b + x)² over k rows is k·b² + 2b·Σx + Σx².
 *
 * In a part, with b_j the negatives below the j-th positive (from 0): Σb, Σb² and Σj·b tell the placements of both
 * classes, since a positive stands below each negative that does not stand below it. They take the positives of a score
 * to stand before its negatives; what the tied ones are off by is summed beside.
 */
export class PlacementSums {
  /** Of the part: rows of each class whose scores are closed. */
  readonly positives: Int32Array
  readonly negatives: Int32Array
  /** Of the part: Σb, Σb² and Σj·b. */
  readonly below: Float64Array
  readonly squares: Float64Array
  readonly products: Float64Array
  /** Positives and rows at or above the part's first, of all the cell has; see `begin`. */
  readonly leftPositives: Float64Array
  readonly leftRows: Float64Array
  /** Of all parts: precision at each positive's score, and what rounding took from the sum (Kahan 1965). */
  readonly precision: Float64Array
  readonly precisionLost: Float64Array
  private readonly tied: Float64Array
  private readonly tiedPositiveSquares: Float64Array
  private readonly tiedNegativeSquares: Float64Array
  private readonly whole: Whole[]

  constructor(count: number) {
    this.positives = new Int32Array(count)
    this.negatives = new Int32Array(count)
    this.below = new Float64Array(count)
    this.squares = new Float64Array(count)
    this.products = new Float64Array(count)
    this.leftPositives = new Float64Array(count)
    this.leftRows = new Float64Array(count)
    this.precision = new Float64Array(count)
    this.precisionLost = new Float64Array(count)
    this.tied = new Float64Array(count)
    this.tiedPositiveSquares = new Float64Array(count)
    this.tiedNegativeSquares = new Float64Array(count)
    this.whole = Array.from({ length: count }, () => ({
      positives: 0,
      negatives: 0,
      positivePlacements: 0n,
      positiveSquares: 0n,
      negativePlacements: 0n,
      negativeSquares: 0n,
    }))
  }

  /** Before the first row: how many of each class will come. Without it precision says nothing. */
  begin({ positives, negatives }: CellCounts): void {
    for (let cell = 0; cell < this.whole.length; cell++) {
      this.leftPositives[cell] = positives[cell] ?? 0
      this.leftRows[cell] = (positives[cell] ?? 0) + (negatives[cell] ?? 0)
    }
  }

  /** Positives of one score, so many of each class lying below it in the part. */
  private addPrecision(cell: number, positives: number, [above, below]: readonly [number, number]): void {
    const called = (this.leftPositives[cell] ?? 0) - above
    const term = (positives * called) / ((this.leftRows[cell] ?? 0) - above - below)
    const sum = this.precision[cell] ?? 0
    const added = term - (this.precisionLost[cell] ?? 0)
    this.precision[cell] = sum + added
    this.precisionLost[cell] = sum + added - sum - added
  }

  /** All rows of a cell with one score, above those that came before. */
  addTied(cell: number, positives: number, negatives: number): void {
    if (positives + negatives > partRowsMax) {
      this.addWhole(cell, positives, negatives)
      return
    }
    // The typed arrays hold every cell; `?? 0` satisfies the compiler and costs nothing.
    const above = this.positives[cell] ?? 0
    const below = this.negatives[cell] ?? 0
    this.positives[cell] = above + positives
    this.negatives[cell] = below + negatives
    if (positives === 0) return
    this.addPrecision(cell, positives, [above, below])
    const places = positives * above + (positives * (positives - 1)) / 2
    this.below[cell] = (this.below[cell] ?? 0) + positives * below
    this.squares[cell] = (this.squares[cell] ?? 0) + positives * below * below
    this.products[cell] = (this.products[cell] ?? 0) + places * below
    if (negatives === 0) return
    const pairs = positives * negatives
    this.tied[cell] = (this.tied[cell] ?? 0) + pairs
    this.tiedPositiveSquares[cell] = (this.tiedPositiveSquares[cell] ?? 0) + pairs * (4 * below + negatives)
    this.tiedNegativeSquares[cell] =
      (this.tiedNegativeSquares[cell] ?? 0) + pairs * (4 * above + 3 * positives)
  }

  /** The same without bounds. */
  private addWhole(cell: number, positives: number, negatives: number): void {
    this.carryCell(cell)
    const whole = this.of(cell)
    const [p, n] = [BigInt(positives), BigInt(negatives)]
    const ofPositive = 2n * BigInt(whole.negatives) + n
    const ofNegative = 2n * BigInt(whole.positives) + p
    if (positives > 0) this.addPrecision(cell, positives, [0, 0])
    this.pass(cell, positives, negatives)
    whole.positives += positives
    whole.negatives += negatives
    whole.positivePlacements += p * ofPositive
    whole.positiveSquares += p * ofPositive * ofPositive
    whole.negativePlacements += n * ofNegative
    whole.negativeSquares += n * ofNegative * ofNegative
  }

  /** Ends the part: the next counts from zero. */
  carry(): void {
    for (let cell = 0; cell < this.whole.length; cell++) this.carryCell(cell)
  }

  private carryCell(cell: number): void {
    const positives = this.positives[cell] ?? 0
    const negatives = this.negatives[cell] ?? 0
    if (positives + negatives === 0) return
    const whole = this.of(cell)
    const tied = this.tied[cell] ?? 0
    const below = this.below[cell] ?? 0
    // Doubled placements within the part, and their squares.
    const ofPositive = 2 * below + tied
    const ofNegative = 2 * (positives * negatives - below) - tied
    const positiveSquares = 4 * (this.squares[cell] ?? 0) + (this.tiedPositiveSquares[cell] ?? 0)
    const crossed = positives * positives * negatives - 2 * (this.products[cell] ?? 0) - below
    const negativeSquares = 4 * crossed - (this.tiedNegativeSquares[cell] ?? 0)
    const [lower, upper] = [2n * BigInt(whole.negatives), 2n * BigInt(whole.positives)]
    const [liftedPositives, liftedNegatives] = [lower * BigInt(positives), upper * BigInt(negatives)]
    const [placed, placedNegatives] = [BigInt(ofPositive), BigInt(ofNegative)]
    whole.positivePlacements += placed + liftedPositives
    whole.positiveSquares += BigInt(positiveSquares) + lower * (2n * placed + liftedPositives)
    whole.negativePlacements += placedNegatives + liftedNegatives
    whole.negativeSquares += BigInt(negativeSquares) + upper * (2n * placedNegatives + liftedNegatives)
    whole.positives += positives
    whole.negatives += negatives
    this.pass(cell, positives, negatives)
    this.clear(cell)
  }

  /** Rows that lie below all that follow. */
  private pass(cell: number, positives: number, negatives: number): void {
    this.leftPositives[cell] = (this.leftPositives[cell] ?? 0) - positives
    this.leftRows[cell] = (this.leftRows[cell] ?? 0) - positives - negatives
  }

  private clear(cell: number): void {
    this.positives[cell] = 0
    this.negatives[cell] = 0
    this.below[cell] = 0
    this.squares[cell] = 0
    this.products[cell] = 0
    this.tied[cell] = 0
    this.tiedPositiveSquares[cell] = 0
    this.tiedNegativeSquares[cell] = 0
  }

  private of(cell: number): Whole {
    const whole = this.whole[cell]
    if (!whole) throw new RangeError('no such cell')
    return whole
  }

  /** Rows of each class, of all parts. */
  countsOf(cell: number): { readonly positives: number; readonly negatives: number } {
    const { positives, negatives } = this.of(cell)
    return {
      positives: positives + (this.positives[cell] ?? 0),
      negatives: negatives + (this.negatives[cell] ?? 0),
    }
  }

  /** What each cell came to; ends the part. */
  finish(): CellSums[] {
    this.carry()
    return this.whole.map((whole) => ({ ...whole }))
  }
}
