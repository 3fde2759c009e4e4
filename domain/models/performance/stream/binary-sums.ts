import { type HosmerLemeshow, hosmerLemeshowOf } from '../hosmer-lemeshow.ts'
import type { Confusion } from '../operating-point.ts'
import type { PredictionColumns } from '../predictions.ts'
import type { RocPoint } from '../roc.ts'
import { CalibrationSums, type CalibrationTotals } from './calibration-sums.ts'
import { CurveSums } from './curve-sums.ts'
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
  private readonly curve: CurveSums | null
  private readonly confusions: (Confusion | null)[]
  /** The lowest threshold that no score has reached yet. */
  private nextThreshold: number
  private positivesBelow = 0
  private negativesBelow = 0
  private terms = new Float64Array(0)

  constructor(cases: BinaryCases) {
    const n = cases.positives + cases.negatives
    this.cases = cases
    this.calibration = cases.scoreKind === 'probability' ? new CalibrationSums(n) : null
    this.fit = cases.scoreKind === 'probability' ? new FitGroups(n, fitGroupCount) : null
    this.drift = cases.reference && cases.reference.length > 0 ? new DriftSums(cases.reference, n) : null
    this.curve = cases.positives > 0 && cases.negatives > 0 ? new CurveSums(cases) : null
    this.confusions = cases.thresholds.map(() => null)
    this.nextThreshold = Math.min(...cases.thresholds)
  }

  push(runs: RunChunk): void {
    this.calibration?.push(runs)
    this.fit?.push(runs)
    this.drift?.push(runs)
    this.curve?.push(runs)
    this.pushPrecision(runs)
  }

  /** Precision at each positive run; tables of the thresholds on the way. */
  private pushPrecision({ length, scores, positives, negatives }: RunChunk): void {
    if (this.terms.length < length) this.terms = new Float64Array(length)
    const { terms, cases } = this
    let called = cases.positives - this.positivesBelow
    let falsely = cases.negatives - this.negativesBelow
    let count = 0
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      if (score >= this.nextThreshold) this.settle(score, tableOf(cases, called, falsely))
      const ofPositive = positives[run] ?? 0
      if (ofPositive > 0) terms[count++] = (ofPositive * called) / (called + falsely)
      called -= ofPositive
      falsely -= negatives[run] ?? 0
    }
    this.precision.addAll(terms, count)
    this.positivesBelow = cases.positives - called
    this.negativesBelow = cases.negatives - falsely
  }

  /** The table of the thresholds that this score is the first to reach. */
  private settle(score: number, table: Confusion): void {
    const { thresholds } = this.cases
    this.nextThreshold = Infinity
    for (const [at, threshold] of thresholds.entries()) {
      if (this.confusions[at] !== null) continue
      if (score >= threshold) this.confusions[at] = table
      else this.nextThreshold = Math.min(this.nextThreshold, threshold)
    }
  }

  finish(): BinaryTotals {
    const { positives, negatives } = this.cases
    const [called, falsely] = [positives - this.positivesBelow, negatives - this.negativesBelow]
    const groups = positives + negatives > 0 ? this.fit?.finish() : null
    return {
      positives,
      negatives,
      confusions: this.confusions.map((table) => table ?? tableOf(this.cases, called, falsely)),
      averagePrecision: positives === 0 ? null : this.precision.value / positives,
      roc: this.curve?.finish() ?? [],
      calibration: this.calibration?.finish() ?? null,
      hosmerLemeshow: groups ? hosmerLemeshowOf(groups) : null,
      drift: this.drift?.finish() ?? null,
    }
  }
}

/** The table of a threshold at which so many are called positive, rightly and falsely. */
function tableOf({ positives, negatives }: BinaryCases, called: number, falsely: number): Confusion {
  return {
    truePositives: called,
    falsePositives: falsely,
    falseNegatives: positives - called,
    trueNegatives: negatives - falsely,
  }
}
