import type { PackedRows } from './packed-rows.ts'
import { bitsOf, RowSorter } from './sort-rows.ts'

/** Sign, exponent and ten bits of a score; cells ascend as scores do. */
const bitsOfCell = 22
const cellCount = 2 ** bitsOfCell
const cellShift = 32 - bitsOfCell

/** The cell of a score from the high half of its bits: the negatives' are turned, the others' come after them. */
function cellOf(high: number): number {
  return (high >>> 31 === 1 ? ~high >>> cellShift : (high | 0x80000000) >>> cellShift) & (cellCount - 1)
}

/** Rows that one bucket takes from memory at once. */
const rowsOfPage = 2 ** 11
/** A bucket of so many rows is sorted within a processor's cache. */
const rowsOfBucket = 2 ** 16
const bucketsMax = 1024

/**
 * What rows take while they are held and their largest bucket is sorted, in bytes: scores and words, pages that are not
 * full, and of the bucket both twice with two places.
 */
export function bytesHeld({ rows, words, largest }: BucketPlan): number {
  const bytes = 8 + 4 * words
  return (rows + bucketsFor(rows) * rowsOfPage) * bytes + largest * (2 * bytes + 8)
}

export type BucketPlan = {
  readonly rows: number
  /** As in PackedRows. */
  readonly words: number
  /** How many rows the fullest bucket will hold, as the sample tells. */
  readonly largest: number
  readonly bucketOf: Uint16Array
}

export function bucketsFor(rows: number): number {
  return Math.min(bucketsMax, Math.max(1, Math.ceil(rows / rowsOfBucket)))
}

/** Buckets as full as each other, as far as a sample of the scores tells and cells are narrow enough. */
export function planBuckets(
  sample: Float64Array,
  { rows, words }: Pick<BucketPlan, 'rows' | 'words'>,
): BucketPlan {
  const buckets = bucketsFor(rows)
  const bucketOf = new Uint16Array(cellCount)
  if (buckets === 1 || sample.length === 0) return { rows, words, largest: rows, bucketOf }
  const bits = bitsOf(sample, sample.length)
  const sampled = new Uint32Array(cellCount)
  for (let at = 1; at < bits.length; at += 2) {
    const cell = cellOf(bits[at] ?? 0)
    sampled[cell] = (sampled[cell] ?? 0) + 1
  }
  const full = new Float64Array(buckets)
  let before = 0
  for (let cell = 0; cell < cellCount; cell++) {
    const bucket = Math.min(buckets - 1, Math.floor((before * buckets) / sample.length))
    bucketOf[cell] = bucket
    const here = sampled[cell] ?? 0
    full[bucket] = (full[bucket] ?? 0) + here
    before += here
  }
  return { rows, words, largest: Math.ceil((Math.max(...full) * rows) / sample.length), bucketOf }
}

/** Rows in buckets of neighbouring scores, filled in any order and then sorted one after another. */
export class ScoreBuckets {
  private readonly bucketOf: Uint16Array
  private readonly scores: Float64Array
  private readonly words: readonly Uint32Array[]
  /** Where each bucket's next row goes; at the start of a page it needs another page first. */
  private readonly next: Int32Array
  private readonly pages: readonly number[][]
  private readonly pagesMax: number
  private pageCount = 0
  private places = new Int32Array(0)

  constructor({ rows, words, bucketOf }: BucketPlan) {
    const buckets = bucketsFor(rows)
    this.pagesMax = Math.ceil(rows / rowsOfPage) + buckets
    this.bucketOf = bucketOf
    this.scores = new Float64Array(this.pagesMax * rowsOfPage)
    this.words = Array.from({ length: words }, () => new Uint32Array(this.pagesMax * rowsOfPage))
    this.next = new Int32Array(buckets)
    this.pages = Array.from({ length: buckets }, () => [])
  }

  push({ length, scores, words }: PackedRows): void {
    if (this.places.length < length) this.places = new Int32Array(length)
    const { bucketOf, next, places, scores: held } = this
    const bits = bitsOf(scores, length)
    for (let row = 0; row < length; row++) {
      const bucket = bucketOf[cellOf(bits[2 * row + 1] ?? 0)] ?? 0
      let at = next[bucket] ?? 0
      if (at % rowsOfPage === 0) at = this.turnPage(bucket)
      next[bucket] = at + 1
      places[row] = at
      held[at] = scores[row] ?? 0
    }
    for (const [word, own] of words.entries()) {
      const heldWord = this.words[word]
      if (!heldWord) throw new Error('no such word')
      for (let row = 0; row < length; row++) heldWord[places[row] ?? 0] = own[row] ?? 0
    }
  }

  private turnPage(bucket: number): number {
    if (this.pageCount === this.pagesMax) throw new RangeError('more rows than were counted')
    const page = this.pageCount++
    this.pages[bucket]?.push(page)
    return page * rowsOfPage
  }

  /** The rows in order, some at a time; each valid until the next are asked for. */
  *sorted(): Generator<PackedRows> {
    const sorter = new RowSorter()
    let scores = new Float64Array(0)
    let words: Uint32Array[] = []
    for (const [bucket, pages] of this.pages.entries()) {
      const room = pages.length * rowsOfPage
      if (scores.length < room) {
        scores = new Float64Array(room)
        words = this.words.map(() => new Uint32Array(room))
      }
      const left = (this.next[bucket] ?? 0) % rowsOfPage
      for (const [at, page] of pages.entries()) {
        const [from, to] = [page * rowsOfPage, (page + 1) * rowsOfPage]
        scores.set(this.scores.subarray(from, to), at * rowsOfPage)
        for (const [word, own] of words.entries()) {
          const held = this.words[word]
          if (held) own.set(held.subarray(from, to), at * rowsOfPage)
        }
      }
      const length = left === 0 ? room : room - rowsOfPage + left
      if (length > 0) yield sorter.sort({ length, scores, words })
    }
  }
}
