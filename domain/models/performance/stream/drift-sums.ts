import { type FrozenBins, freezeSortedBins, jensenShannonDistance, psi, psiMethod } from '../drift.ts'
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
  private readonly counts: Float64Array
  private readonly expected: number
  private bin = 1
  private cases = 0
  private passed = 0
  private gap = 0

  constructor(reference: Float64Array, cases: number) {
    this.reference = reference
    this.frozen = freezeSortedBins(reference, binCount)
    this.counts = new Float64Array(this.frozen.counts.length)
    this.expected = cases
  }

  push({ length, scores, positives, negatives }: RunChunk): void {
    const { counts, reference, expected } = this
    const size = reference.length
    let { cases, passed, gap, bin } = this
    // The first score of the next bin; scores ascend.
    let end = Number.NEGATIVE_INFINITY
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      const here = (positives[run] ?? 0) + (negatives[run] ?? 0)
      if (score >= end) {
        bin = this.binOf(score)
        end = this.endOf(bin)
      }
      counts[bin] = (counts[bin] ?? 0) + here
      // The gap is largest just before a score of one side or just after it.
      while (passed < size && (reference[passed] ?? 0) < score) passed++
      gap = Math.max(gap, Math.abs(passed * expected - cases * size))
      while (passed < size && reference[passed] === score) passed++
      cases += here
      gap = Math.max(gap, Math.abs(passed * expected - cases * size))
    }
    this.cases = cases
    this.passed = passed
    this.gap = gap
    this.bin = bin
  }

  /** As binCounts places it: under the reference, in its bins from 1 on, over it. */
  private binOf(score: number): number {
    const { edges, range } = this.frozen
    if (score < range[0]) return 0
    if (score > range[1]) return edges.length + 2
    let bin = Math.max(1, this.bin)
    while (bin <= edges.length && (edges[bin - 1] ?? Infinity) <= score) bin++
    return bin
  }

  /** From this score on another bin is asked for. The highest of the reference still belongs to its last bin. */
  private endOf(bin: number): number {
    const { edges, range } = this.frozen
    if (bin === 0) return range[0]
    return edges[bin - 1] ?? Number.NEGATIVE_INFINITY
  }

  finish(): ScoreDrift {
    const { frozen, reference } = this
    const counts = [...this.counts]
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
