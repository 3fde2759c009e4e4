/** How far the probabilities of a cell lie from what came true. */
export type ErrorTotals = {
  /** Sum of the probabilities: the positives they promise. */
  readonly expected: number
  /** Sums of the squared errors (score less label), and of their squares. */
  readonly squared: number
  readonly fourth: number
  /** |observed − expected| summed over ten bins of equal width. */
  readonly binGaps: number
}

/** Two sums with what rounding took from each (Kahan 1965), and one without: a variance needs fewer digits. */
const [expectedAt, expectedLost, squaredAt, squaredLost, fourthAt] = [0, 1, 2, 3, 4]
/** Numbers a class of a cell, as many as a line of a processor's cache holds. */
const numbersShift = 3

/**
 * Sums of probabilities and errors, cell by cell. The classes are summed apart: within a class the cases of a cell come
 * in the order of their scores, and those of one score are alike. So the bits are the same for any order of tied rows.
 */
export class ErrorSums {
  private readonly count: number
  private readonly sums: Float64Array

  constructor(count: number) {
    this.count = count
    this.sums = new Float64Array((2 * count) << numbersShift)
  }

  add(scores: Float64Array, labels: Uint8Array, cells: Int32Array): void {
    const { sums } = this
    for (let row = 0; row < cells.length; row++) {
      const score = scores[row] ?? 0
      const label = labels[row] ?? 0
      const at = (2 * (cells[row] ?? 0) + label) << numbersShift
      const off = score - label
      const error = off * off
      const expected = sums[at + expectedAt] ?? 0
      const promised = score - (sums[at + expectedLost] ?? 0)
      const expectedNow = expected + promised
      sums[at + expectedAt] = expectedNow
      sums[at + expectedLost] = expectedNow - expected - promised
      const squared = sums[at + squaredAt] ?? 0
      const term = error - (sums[at + squaredLost] ?? 0)
      const squaredNow = squared + term
      sums[at + squaredAt] = squaredNow
      sums[at + squaredLost] = squaredNow - squared - term
      sums[at + fourthAt] = (sums[at + fourthAt] ?? 0) + error * error
    }
  }

  expected(): Float64Array {
    return this.read(expectedAt)
  }

  squared(): Float64Array {
    return this.read(squaredAt)
  }

  fourth(): Float64Array {
    return this.read(fourthAt)
  }

  /** One of the sums of each cell, both classes together. */
  private read(number: number): Float64Array {
    return Float64Array.from({ length: this.count }, (_, cell) => {
      const at = (2 * cell) << numbersShift
      return (this.sums[at + number] ?? 0) + (this.sums[at + (1 << numbersShift) + number] ?? 0)
    })
  }
}
