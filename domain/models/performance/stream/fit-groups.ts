import type { FitGroup } from '../hosmer-lemeshow.ts'
import type { RunChunk } from './runs-of-rows.ts'
import { Sum } from './sum.ts'

/**
 * Groups of cases between quantiles of the score (type 7, closed on the right), found while the runs go by: a quantile
 * lies between two neighbouring ranks, so it is known before any score beyond it comes.
 */
export class FitGroups {
  private readonly places: { readonly below: number; readonly fraction: number; lower: number }[]
  private readonly edges: number[] = []
  private readonly groups: { size: number; observed: number; readonly expected: Sum }[]
  private seen = 0
  private group = 0

  constructor(cases: number, groups: number) {
    this.places = Array.from({ length: groups - 1 }, (_, at) => {
      const position = (cases - 1) * ((at + 1) / groups)
      const below = Math.floor(position)
      return { below, fraction: position - below, lower: Number.NaN }
    })
    this.groups = Array.from({ length: groups }, () => ({ size: 0, observed: 0, expected: new Sum() }))
  }

  push({ length, scores, positives, negatives }: RunChunk): void {
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      const observed = positives[run] ?? 0
      const cases = observed + (negatives[run] ?? 0)
      this.seen += cases
      if (this.edges.length < this.places.length) this.findEdges(score)
      while (this.group < this.places.length && score > (this.edges[this.group] ?? Infinity)) this.group++
      const group = this.groups[this.group]
      if (!group) throw new RangeError('no such group')
      group.size += cases
      group.observed += observed
      group.expected.add(score * cases)
    }
  }

  /** The edges whose ranks have been seen with this score, which is the last seen. */
  private findEdges(score: number): void {
    for (let at = this.edges.length; at < this.places.length; at++) {
      const place = this.places[at]
      if (!place || place.below >= this.seen) return
      if (Number.isNaN(place.lower)) place.lower = score
      const isWhole = place.fraction === 0
      // Later quantiles wait for this one: their ranks are no lower.
      if (at > this.edges.length || (!isWhole && place.below + 1 >= this.seen)) continue
      this.edges.push(isWhole ? place.lower : place.lower + place.fraction * (score - place.lower))
    }
  }

  /** Null when two quantiles coincide. */
  finish(): FitGroup[] | null {
    if (this.edges.length < this.places.length) return null
    if (this.edges.some((edge, at) => at > 0 && edge === this.edges[at - 1])) return null
    return this.groups.map(({ size, observed, expected }) => ({ size, observed, expected: expected.value }))
  }
}
