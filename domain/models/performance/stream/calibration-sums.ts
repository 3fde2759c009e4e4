import { LogitClustering, type LogitClusters } from './logit-clusters.ts'
import type { RunChunk } from './runs-of-rows.ts'
import { Sum } from './sum.ts'

/** One bin of the curve: mean probability against observed share. */
export type CalibrationBin = {
  readonly n: number
  readonly positives: number
  readonly meanScore: number
}

/** What calibration is told from. */
export type CalibrationTotals = {
  readonly n: number
  readonly observed: number
  readonly expected: number
  /** Mean of the squared errors and their sample variance; the variance null below two cases. */
  readonly errorMean: number
  readonly errorVariance: number | null
  /** Ten of equal width. */
  readonly bins: readonly CalibrationBin[]
  /** Null when a probability is exactly 0 or 1, where there is no logit. */
  readonly logits: LogitClusters | null
}

/** Sums of calibration over runs of probabilities; the number of cases is known beforehand. Throws outside [0, 1]. */
export class CalibrationSums {
  private n = 0
  private observed = 0
  private readonly expected = new Sum()
  /** Squared errors less the first of them: equal errors then have a variance of exactly 0. */
  private shift: number | null = null
  private readonly errors = new Sum()
  private readonly squares = new Sum()
  private readonly bins = new WidthBins(10)
  private readonly clustering: LogitClustering
  private hasExtreme = false
  private terms = new Float64Array(0)

  constructor(cases: number) {
    this.clustering = new LogitClustering(cases)
  }

  push(runs: RunChunk): void {
    if (runs.length === 0) return
    const [lowest = 0, highest = 0] = [runs.scores[0], runs.scores[runs.length - 1]]
    if (!(lowest >= 0 && highest <= 1)) throw new RangeError('calibration needs probabilities in [0, 1]')
    if (lowest === 0 || highest === 1) this.hasExtreme = true
    this.pushErrors(runs)
    this.bins.push(runs)
    if (!this.hasExtreme) this.clustering.push(runs)
  }

  private pushErrors({ length, scores, positives, negatives }: RunChunk): void {
    if (this.terms.length < 2 * length) this.terms = new Float64Array(2 * length)
    const { terms } = this
    let [cases, observed] = [0, 0]
    for (let run = 0; run < length; run++) {
      const ofPositive = positives[run] ?? 0
      const here = ofPositive + (negatives[run] ?? 0)
      cases += here
      observed += ofPositive
      terms[run] = (scores[run] ?? 0) * here
    }
    this.n += cases
    this.observed += observed
    this.expected.addAll(terms, length)
    this.shift ??= firstError(scores[0] ?? 0, positives[0] ?? 0)
    this.errors.addAll(terms, this.fillErrors({ length, scores, positives, negatives }, this.shift, 1))
    this.squares.addAll(terms, this.fillErrors({ length, scores, positives, negatives }, this.shift, 2))
  }

  /** Writes the errors (or their squares) of each class of each run, and answers how many there are. */
  private fillErrors(
    { length, scores, positives, negatives }: RunChunk,
    shift: number,
    power: 1 | 2,
  ): number {
    const { terms } = this
    let count = 0
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      const ofPositive = positives[run] ?? 0
      const ofNegative = negatives[run] ?? 0
      if (ofPositive > 0) {
        const error = (1 - score) * (1 - score) - shift
        terms[count++] = power === 1 ? ofPositive * error : ofPositive * error * error
      }
      if (ofNegative > 0) {
        const error = score * score - shift
        terms[count++] = power === 1 ? ofNegative * error : ofNegative * error * error
      }
    }
    return count
  }

  finish(): CalibrationTotals {
    const { n, observed } = this
    const shifted = this.errors.value
    return {
      n,
      observed,
      expected: this.expected.value,
      errorMean: n === 0 ? 0 : (this.shift ?? 0) + shifted / n,
      errorVariance: n < 2 ? null : Math.max(0, this.squares.value - (shifted * shifted) / n) / (n - 1),
      bins: this.bins.finish(),
      logits: this.hasExtreme ? null : this.clustering.finish(),
    }
  }
}

/** The squared error of the first case; of both classes at one score, that of a positive. */
function firstError(score: number, positives: number): number {
  return positives > 0 ? (1 - score) ** 2 : score ** 2
}

/** Bins [0, 1/b), [1/b, 2/b) … [1-1/b, 1] of equal width over [0, 1]. */
export class WidthBins {
  private readonly sums: { n: number; positives: number; readonly scores: Sum }[]
  private terms = new Float64Array(0)

  constructor(bins: number) {
    this.sums = Array.from({ length: bins }, () => ({ n: 0, positives: 0, scores: new Sum() }))
  }

  /** Runs ascend, so those of a bin stand together. */
  push({ length, scores, positives, negatives }: RunChunk): void {
    if (this.terms.length < length) this.terms = new Float64Array(length)
    const { terms } = this
    for (let run = 0; run < length; ) {
      const bin = this.binOf(scores[run] ?? 0)
      const sum = this.sums[bin]
      if (sum === undefined) throw new RangeError('a score fell outside the bins')
      const end = bin + 1 < this.sums.length ? (bin + 1) / this.sums.length : Infinity
      let [cases, ofPositives, count] = [0, 0, 0]
      do {
        const ofPositive = positives[run] ?? 0
        const here = ofPositive + (negatives[run] ?? 0)
        cases += here
        ofPositives += ofPositive
        terms[count++] = here * (scores[run] ?? 0)
        run++
      } while (run < length && (scores[run] ?? Infinity) < end)
      sum.n += cases
      sum.positives += ofPositives
      sum.scores.addAll(terms, count)
    }
  }

  /** Edges are i/b as written (0.3, not 0.30000000000000004): step down or up where the product was rounded. */
  private binOf(score: number): number {
    const bins = this.sums.length
    const bin = Math.min(bins - 1, Math.floor(score * bins))
    if (score < bin / bins) return bin - 1
    return bin + 1 < bins && score >= (bin + 1) / bins ? bin + 1 : bin
  }

  /** Empty bins are left out. */
  finish(): CalibrationBin[] {
    return this.sums
      .filter(({ n }) => n > 0)
      .map(({ n, positives, scores }) => ({ n, positives, meanScore: scores.value / n }))
  }
}
