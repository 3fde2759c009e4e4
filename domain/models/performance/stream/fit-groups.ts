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
  private terms = new Float64Array(0)
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
    if (this.terms.length < length) this.terms = new Float64Array(length)
    const { terms } = this
    let [seen, size, observed, count] = [this.seen, 0, 0, 0]
    let edge = this.edges[this.group] ?? Infinity
    let rank = this.nextRank()
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      const ofPositive = positives[run] ?? 0
      const cases = ofPositive + (negatives[run] ?? 0)
      seen += cases
      if (seen > rank) {
        this.findEdges(score, seen)
        edge = this.edges[this.group] ?? Infinity
        rank = this.nextRank()
      }
      if (score > edge) {
        this.add({ size, observed, count })
        ;[size, observed, count] = [0, 0, 0]
        edge = this.goTo(score)
      }
      size += cases
      observed += ofPositive
      terms[count++] = score * cases
    }
    this.seen = seen
    this.add({ size, observed, count })
  }

  /** What came to this group since the last time; its expected events stand in `terms`. */
  private add({ size, observed, count }: { size: number; observed: number; count: number }): void {
    const group = this.groups[this.group]
    if (!group) throw new RangeError('no such group')
    group.size += size
    group.observed += observed
    group.expected.addAll(this.terms, count)
  }

  /** Goes up to the group of this score, and answers its upper edge. */
  private goTo(score: number): number {
    while (this.group < this.places.length && score > (this.edges[this.group] ?? Infinity)) this.group++
    return this.edges[this.group] ?? Infinity
  }

  /** Once more cases than this are seen, an edge may be found. */
  private nextRank(): number {
    return this.places[this.edges.length]?.below ?? Infinity
  }

  /** The edges whose ranks have been seen with this score, which is the last seen. */
  private findEdges(score: number, seen: number): void {
    for (let at = this.edges.length; at < this.places.length; at++) {
      const place = this.places[at]
      if (!place || place.below >= seen) return
      if (Number.isNaN(place.lower)) place.lower = score
      const isWhole = place.fraction === 0
      // Later quantiles wait for this one: their ranks are no lower.
      if (at > this.edges.length || (!isWhole && place.below + 1 >= seen)) continue
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
