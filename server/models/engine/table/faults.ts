import { FAULTS_SHOWN_MAX, refuseAll } from '@maek/domain/models/performance/table-faults.ts'
import type { Answer, Refusal } from '@maek/domain/refusal.ts'

/** Faults of a table: the first hundred by row, and how many in all. */
export class Faults {
  private readonly told: { readonly row: number; readonly refusal: Refusal }[] = []
  private counted = 0

  /** A fault at a row (0 = first); one of the whole column stands before all rows. */
  add(row: number, refusal: Refusal): void {
    this.counted++
    this.told.push({ row, refusal })
    if (this.told.length > 50 * FAULTS_SHOWN_MAX) this.shorten()
  }

  /** Further faults that are only counted. */
  addCount(count: number): void {
    this.counted += count
  }

  get count(): number {
    return this.counted
  }

  private shorten(): void {
    this.told.sort((a, b) => a.row - b.row).splice(FAULTS_SHOWN_MAX)
  }

  refusal(): Answer<never> {
    this.shorten()
    return refuseAll(
      this.told.map(({ refusal }) => refusal),
      this.counted,
    )
  }
}
