/** Some runs, ascending: each score once with its cases of both classes. Only valid until the next is asked for. */
export type RunChunk = {
  readonly length: number
  readonly scores: Float64Array
  readonly positives: Float64Array
  readonly negatives: Float64Array
}

/** Rows in the order of their scores; labels are 1 or 0. */
export type ScoredRows = {
  readonly length: number
  readonly scores: Float64Array
  readonly labels: Uint8Array
}

/** Turns rows in the order of their scores into runs; a run that may go on in the next rows is held back. */
export class RunsOfRows {
  private scores = new Float64Array(0)
  private positives = new Float64Array(0)
  private negatives = new Float64Array(0)
  private score = Number.NaN
  private openPositives = 0
  private openNegatives = 0

  push({ length, scores, labels }: ScoredRows): RunChunk {
    if (this.scores.length < length + 1) this.grow(length + 1)
    const { scores: runs, positives, negatives } = this
    let { score: open, openPositives, openNegatives } = this
    let count = 0
    // Fields are kept aside: a hundred million rows pass here.
    for (let row = 0; row < length; row++) {
      const score = scores[row] ?? 0
      if (score !== open) {
        runs[count] = open
        positives[count] = openPositives
        negatives[count] = openNegatives
        if (openPositives + openNegatives > 0) count++
        open = score
        openPositives = 0
        openNegatives = 0
      }
      const label = labels[row] ?? 0
      openPositives += label
      openNegatives += 1 - label
    }
    this.score = open
    this.openPositives = openPositives
    this.openNegatives = openNegatives
    return this.chunk(count)
  }

  /** The run that was held back, if any. */
  finish(): RunChunk {
    if (this.scores.length < 1) this.grow(1)
    return this.chunk(this.close(0))
  }

  private close(count: number): number {
    if (this.openPositives + this.openNegatives === 0) return count
    this.scores[count] = this.score
    this.positives[count] = this.openPositives
    this.negatives[count] = this.openNegatives
    this.openPositives = 0
    this.openNegatives = 0
    return count + 1
  }

  private chunk(length: number): RunChunk {
    const { scores, positives, negatives } = this
    return { length, scores, positives, negatives }
  }

  private grow(length: number): void {
    this.scores = new Float64Array(length)
    this.positives = new Float64Array(length)
    this.negatives = new Float64Array(length)
  }
}
