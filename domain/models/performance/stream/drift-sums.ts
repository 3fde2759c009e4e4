import { type FrozenBins, freezeBins, jensenShannonDistance, psi, psiMethod } from '../drift.ts'
import { type KolmogorovSmirnov, kolmogorovSmirnovOf } from '../kolmogorov-smirnov.ts'
import type { RunChunk } from './runs-of-rows.ts'

/** How far the scores lie from those of a reference. */
export type ScoreDrift = {
  readonly referenceCases: number
  readonly psi: number
  readonly psiMethod: string
  /** Base 2, 0 to 1; in the bins of the PSI. */
  readonly jensenShannon: number
  readonly kolmogorovSmirnov: KolmogorovSmirnov
  /** For drawing: edges of the bins frozen in the reference, and counts under, in order and over them. */
  readonly edges: readonly number[]
  readonly referenceCounts: readonly number[]
  readonly counts: readonly number[]
}

const binCount = 10

/** Compares runs with a reference of at least one score, sorted; how many cases will come is known beforehand. */
export class DriftSums {
  private readonly reference: Float64Array
  private readonly frozen: FrozenBins
  private readonly counts: number[]
  private readonly expected: number
  private bin = 1
  private cases = 0
  private passed = 0
  private gap = 0

  constructor(reference: Float64Array, cases: number) {
    this.reference = reference
    this.frozen = freezeBins(reference, binCount)
    this.counts = new Array<number>(this.frozen.counts.length).fill(0)
    this.expected = cases
  }

  push({ length, scores, positives, negatives }: RunChunk): void {
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      const cases = (positives[run] ?? 0) + (negatives[run] ?? 0)
      const bin = this.binOf(score)
      this.counts[bin] = (this.counts[bin] ?? 0) + cases
      this.compare(score, cases)
    }
  }

  /** As binCounts places it; scores ascend, so the bin only moves up. */
  private binOf(score: number): number {
    const { edges, range } = this.frozen
    if (score < range[0]) return 0
    if (score > range[1]) return edges.length + 2
    while (this.bin <= edges.length && (edges[this.bin - 1] ?? Infinity) <= score) this.bin++
    return this.bin
  }

  /** The gap is largest just before a score of one side or just after it. */
  private compare(score: number, cases: number): void {
    const { reference } = this
    while ((reference[this.passed] ?? Infinity) < score) this.passed++
    this.look()
    while (reference[this.passed] === score) this.passed++
    this.cases += cases
    this.look()
  }

  private look(): void {
    const gap = Math.abs(this.passed * this.expected - this.cases * this.reference.length)
    if (gap > this.gap) this.gap = gap
  }

  finish(): ScoreDrift {
    const { frozen, counts, reference } = this
    const pair = { reference: frozen.counts, current: counts }
    return {
      referenceCases: reference.length,
      psi: psi(pair),
      psiMethod,
      jensenShannon: jensenShannonDistance(pair),
      kolmogorovSmirnov: kolmogorovSmirnovOf(this.gap, reference.length, this.cases),
      edges: frozen.edges,
      referenceCounts: frozen.counts.slice(0, -1),
      counts: counts.slice(0, -1),
    }
  }
}
