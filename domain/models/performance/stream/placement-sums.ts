/** What a cell came to: counts of both classes, and doubled placements with their squares, exact. */
export type CellSums = {
  readonly positives: number
  readonly negatives: number
  readonly positivePlacements: bigint
  readonly positiveSquares: bigint
  readonly negativePlacements: bigint
  readonly negativeSquares: bigint
}

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
    this.clear(cell)
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
