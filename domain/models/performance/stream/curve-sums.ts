import type { RocPoint } from '../roc.ts'
import type { RunChunk } from './runs-of-rows.ts'

const pointsMax = 100

/**
 * The points that `rocCurve` keeps on its way down: those that cross a further hundredth of the cases, and the lowest.
 * On the way up a run is kept when the next one lies in a lower hundredth. Both classes have cases.
 */
export class CurveSums {
  private readonly positives: number
  private readonly negatives: number
  private readonly points: RocPoint[] = []
  /** Cases of each class from the last run up, and those above it. */
  private called: number
  private falsely: number
  private calledAbove: number
  private falselyAbove: number
  private score = 0
  /** In which hundredth the last run lies; nothing is lower than the first. */
  private hundredth = pointsMax

  constructor({ positives, negatives }: { readonly positives: number; readonly negatives: number }) {
    this.positives = positives
    this.negatives = negatives
    this.called = positives
    this.falsely = negatives
    this.calledAbove = positives
    this.falselyAbove = negatives
  }

  push({ length, scores, positives, negatives }: RunChunk): void {
    const n = this.positives + this.negatives
    let { calledAbove, falselyAbove, hundredth } = this
    for (let run = 0; run < length; run++) {
      const own = Math.floor(((calledAbove + falselyAbove) / n) * pointsMax)
      if (own !== hundredth) {
        this.keep()
        hundredth = own
      }
      this.score = scores[run] ?? 0
      this.called = calledAbove
      this.falsely = falselyAbove
      calledAbove -= positives[run] ?? 0
      falselyAbove -= negatives[run] ?? 0
    }
    this.calledAbove = calledAbove
    this.falselyAbove = falselyAbove
    this.hundredth = hundredth
  }

  private keep(): void {
    const { score: threshold, called, falsely, positives, negatives } = this
    this.points.push({ threshold, sensitivity: called / positives, falsePositiveRate: falsely / negatives })
  }

  /** The points, highest score first. */
  finish(): RocPoint[] {
    if (this.hundredth > 0) this.keep()
    return this.points.toReversed()
  }
}
