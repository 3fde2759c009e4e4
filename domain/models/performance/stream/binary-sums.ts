import { type HosmerLemeshow, hosmerLemeshowOf } from '../hosmer-lemeshow.ts'
import type { Confusion } from '../operating-point.ts'
import type { PredictionColumns } from '../predictions.ts'
import type { RocPoint } from '../roc.ts'
import { CalibrationSums, type CalibrationTotals } from './calibration-sums.ts'
import { DriftSums, type ScoreDrift } from './drift-sums.ts'
import { FitGroups } from './fit-groups.ts'
import type { RunChunk } from './runs-of-rows.ts'
import { Sum } from './sum.ts'

/** What must be known of the cases before their runs are summed. */
export type BinaryCases = {
  readonly positives: number
  readonly negatives: number
  /** Operating points, in any order. */
  readonly thresholds: readonly number[]
  readonly scoreKind: PredictionColumns['scoreKind']
  /** Scores to compare with, sorted; null or none: no drift is told. */
  readonly reference: Float64Array | null
}

/** What all measures of all cases are made of, but the area (see area-sums.ts). */
export type BinaryTotals = {
  readonly positives: number
  readonly negatives: number
  /** The table at each threshold, in the order given. */
  readonly confusions: readonly Confusion[]
  readonly averagePrecision: number | null
  readonly roc: readonly RocPoint[]
  /** Null for a ranking score, which says nothing of probability. */
  readonly calibration: CalibrationTotals | null
  readonly hosmerLemeshow: HosmerLemeshow | null
  readonly drift: ScoreDrift | null
}

const rocPointsMax = 100
const fitGroupCount = 10

/**
 * One look over the runs of a binary classifier, lowest score first, in chunks of any size. The same bits for any
 * chunks; nothing grows with the cases.
 */
export class BinarySums {
  private readonly cases: BinaryCases
  private readonly calibration: CalibrationSums | null
  private readonly fit: FitGroups | null
  private readonly drift: DriftSums | null
  private readonly precision = new Sum()
  private readonly roc: RocPoint[] = []
  private readonly confusions: (Confusion | null)[]
  private positivesBelow = 0
  private negativesBelow = 0
  /** The run before, on the way up: whether it is a point of the curve depends on the one after it. */
  private before: RocPoint & { share: number } = {
    threshold: 0,
    sensitivity: 0,
    falsePositiveRate: 0,
    share: Number.POSITIVE_INFINITY,
  }
  private isFirst = true

  constructor(cases: BinaryCases) {
    const n = cases.positives + cases.negatives
    this.cases = cases
    this.calibration = cases.scoreKind === 'probability' ? new CalibrationSums(n) : null
    this.fit = cases.scoreKind === 'probability' ? new FitGroups(n, fitGroupCount) : null
    this.drift = cases.reference && cases.reference.length > 0 ? new DriftSums(cases.reference, n) : null
    this.confusions = cases.thresholds.map(() => null)
  }

  push(runs: RunChunk): void {
    this.calibration?.push(runs)
    this.fit?.push(runs)
    this.drift?.push(runs)
    const { positives: allPositives, negatives: allNegatives } = this.cases
    const n = allPositives + allNegatives
    for (let run = 0; run < runs.length; run++) {
      const score = runs.scores[run] ?? 0
      this.settle(score)
      const called = allPositives - this.positivesBelow
      const falsely = allNegatives - this.negativesBelow
      const ofPositive = runs.positives[run] ?? 0
      if (ofPositive > 0) this.precision.add((ofPositive * called) / (called + falsely))
      this.point(score, { called, falsely, n })
      this.positivesBelow += ofPositive
      this.negativesBelow += runs.negatives[run] ?? 0
    }
  }

  /** Tables of the thresholds that this score is the first to reach. */
  private settle(score: number): void {
    const { thresholds } = this.cases
    for (let at = 0; at < thresholds.length; at++) {
      if (this.confusions[at] === null && score >= (thresholds[at] ?? Infinity))
        this.confusions[at] = this.table()
    }
  }

  private table(): Confusion {
    return {
      truePositives: this.cases.positives - this.positivesBelow,
      falsePositives: this.cases.negatives - this.negativesBelow,
      falseNegatives: this.positivesBelow,
      trueNegatives: this.negativesBelow,
    }
  }

  /**
   * The points that `rocCurve` keeps on its way down: those that cross a further hundredth of the cases, and the lowest.
   * On the way up a run is kept when the next one lies in a lower hundredth.
   */
  private point(score: number, { called, falsely, n }: { called: number; falsely: number; n: number }): void {
    const { positives, negatives } = this.cases
    if (positives === 0 || negatives === 0) return
    const share = Math.floor(((called + falsely) / n) * rocPointsMax)
    if (!this.isFirst && (this.before.share > share || this.roc.length === 0)) this.keep()
    this.isFirst = false
    this.before = {
      threshold: score,
      sensitivity: called / positives,
      falsePositiveRate: falsely / negatives,
      share,
    }
  }

  private keep(): void {
    const { threshold, sensitivity, falsePositiveRate } = this.before
    this.roc.push({ threshold, sensitivity, falsePositiveRate })
  }

  finish(): BinaryTotals {
    const { positives, negatives } = this.cases
    if (!this.isFirst && (this.before.share > 0 || this.roc.length === 0)) this.keep()
    const groups = positives + negatives > 0 ? this.fit?.finish() : null
    return {
      positives,
      negatives,
      confusions: this.confusions.map((table) => table ?? this.table()),
      averagePrecision: positives === 0 ? null : this.precision.value / positives,
      roc: this.roc.toReversed(),
      calibration: this.calibration?.finish() ?? null,
      hosmerLemeshow: groups ? hosmerLemeshowOf(groups) : null,
      drift: this.drift?.finish() ?? null,
    }
  }
}
