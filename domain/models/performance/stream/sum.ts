/**
 * A sum of many numbers, right to about the last digit whatever their number: what each addition rounds away is kept
 * beside it (Knuth's two-sum, Neumaier 1974). The same numbers in the same order give the same bits.
 */
export class Sum {
  private high = 0
  private low = 0

  add(term: number): void {
    const whole = this.high + term
    const share = whole - this.high
    this.low += this.high - (whole - share) + (term - share)
    this.high = whole
  }

  /** The first of these terms, one after another: the same bits as adding each, and several times as fast. */
  addAll(terms: Float64Array, count: number): void {
    let { high, low } = this
    for (let at = 0; at < count; at++) {
      const term = terms[at] ?? 0
      const whole = high + term
      const share = whole - high
      low += high - (whole - share) + (term - share)
      high = whole
    }
    this.high = high
    this.low = low
  }

  get value(): number {
    return this.high + this.low
  }
}
