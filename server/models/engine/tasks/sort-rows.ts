import type { PackedRows } from './packed-rows.ts'

/** Eleven bits of a score: of its low half (0) or its high one (1), from this bit on. The lowest come first. */
const digits = [
  { half: 0, shift: 0 },
  { half: 0, shift: 11 },
  { half: 0, shift: 22 },
  { half: 1, shift: 0 },
  { half: 1, shift: 11 },
  { half: 1, shift: 22 },
] as const
type Digit = (typeof digits)[number]
const valuesOfDigit = 2 ** 11

/** Scores, and where the rows stood before. */
type Side = { readonly scores: Float64Array; readonly places: Uint32Array }

/**
 * Sorts rows by score, digit after digit of its bits, in memory that is used again for the next rows. Digits that all
 * scores share are skipped: close scores differ in some of them only. So are the lowest, where the higher ones tell
 * nearly all rows apart: what they leave is mended row by row. Rows of one score come in any order; -0 comes before 0,
 * and what is no number last.
 */
export class RowSorter {
  private readonly starts = new Uint32Array(valuesOfDigit)
  private spare: Side = { scores: new Float64Array(0), places: new Uint32Array(0) }
  private places = new Uint32Array(0)
  private words: readonly Uint32Array[] = []

  /** The rows in order, valid until the next are sorted. The scores given may be overwritten, the words are not. */
  sort({ length, scores, words }: PackedRows): PackedRows {
    const { varying, negatives } = surveyed(scores, length)
    const told = digits
      .map((digit) => ({
        ...digit,
        mask: ((varying[digit.half] ?? 0) >>> digit.shift) & (valuesOfDigit - 1),
      }))
      .filter(({ mask }) => mask !== 0)
    if (told.length === 0) return { length, scores, words }
    this.reserve(length, words.length)
    const places = this.places
    for (let row = 0; row < length; row++) places[row] = row
    const high = told.slice(-digitsFor(length, told))
    let side = this.order({ scores, places }, this.spare, { length, negatives, digits: high })
    if (high.length < told.length && !mended(side, length)) {
      const other = side.places === places ? this.spare : { scores, places }
      side = this.order(side, other, { length, negatives, digits: told })
    }
    return { length, scores: side.scores, words: this.pick(words, side.places, length) }
  }

  /** Sorts by these digits; answers on which side the rows then stand. */
  private order(
    side: Side,
    other: Side,
    { length, negatives, digits }: { length: number; negatives: number; digits: readonly Digit[] },
  ): Side {
    let [from, to] = [side, other]
    for (const digit of digits) {
      this.scatter(from, to, { length, ...digit })
      ;[from, to] = [to, from]
    }
    if (negatives === 0) return from
    turnNegatives(from, to, { length, negatives })
    return to
  }

  private reserve(length: number, words: number): void {
    if (this.places.length < length) {
      this.places = new Uint32Array(length)
      this.spare = { scores: new Float64Array(length), places: new Uint32Array(length) }
      this.words = []
    }
    if (this.words.length < words)
      this.words = Array.from({ length: words }, () => new Uint32Array(this.places.length))
  }

  /** Moves the rows to where their digit belongs; those of one digit keep their order. */
  private scatter(from: Side, to: Side, { length, half, shift }: Digit & { readonly length: number }): void {
    const { starts } = this
    const bits = bitsOf(from.scores, length)
    const mask = valuesOfDigit - 1
    starts.fill(0)
    for (let at = half; at < 2 * length; at += 2) {
      const digit = ((bits[at] ?? 0) >>> shift) & mask
      starts[digit] = (starts[digit] ?? 0) + 1
    }
    let next = 0
    for (let digit = 0; digit < valuesOfDigit; digit++) {
      const count = starts[digit] ?? 0
      starts[digit] = next
      next += count
    }
    const { scores, places } = from
    const { scores: toScores, places: toPlaces } = to
    for (let row = 0; row < length; row++) {
      const digit = ((bits[2 * row + half] ?? 0) >>> shift) & mask
      const at = starts[digit] ?? 0
      starts[digit] = at + 1
      toScores[at] = scores[row] ?? 0
      toPlaces[at] = places[row] ?? 0
    }
  }

  private pick(words: readonly Uint32Array[], places: Uint32Array, length: number): readonly Uint32Array[] {
    for (const [word, own] of words.entries()) {
      const picked = this.words[word]
      if (!picked) throw new Error('no such word')
      for (let row = 0; row < length; row++) picked[row] = own[places[row] ?? 0] ?? 0
    }
    return this.words.slice(0, words.length)
  }
}

/** Numbers as they lie in memory: low half, high half (every machine that runs Node.js keeps them so). */
export function bitsOf(scores: Float64Array, length: number): Uint32Array {
  return new Uint32Array(scores.buffer, scores.byteOffset, 2 * length)
}

/** How many of the digits, from the highest, leave hardly two rows alike but those of one score. */
function digitsFor(length: number, told: readonly { readonly mask: number }[]): number {
  const enough = Math.log2(length) + 3
  let [count, bits] = [0, 0]
  for (const { mask } of told.toReversed()) {
    if (bits >= enough) break
    count++
    for (let left = mask; left > 0; left >>>= 1) bits += left & 1
  }
  return count
}

/**
 * Sorts what is nearly sorted, row by row. False where it is not: it would take long, or a score is no number; the rows
 * are then as unsorted as before.
 */
function mended({ scores, places }: Side, length: number): boolean {
  let moves = 0
  for (let row = 1; row < length; row++) {
    const score = scores[row] ?? 0
    if ((scores[row - 1] ?? 0) <= score) continue
    if (!((scores[row - 1] ?? 0) > score) || moves > length) return false
    const place = places[row] ?? 0
    let at = row
    for (; at > 0 && (scores[at - 1] ?? 0) > score; at--) {
      scores[at] = scores[at - 1] ?? 0
      places[at] = places[at - 1] ?? 0
    }
    scores[at] = score
    places[at] = place
    moves += row - at
  }
  return true
}

/** In which bits the scores differ, low half and high, and how many bear a sign. */
function surveyed(scores: Float64Array, length: number): { varying: [number, number]; negatives: number } {
  const bits = bitsOf(scores, length)
  const [firstLow, firstHigh] = [bits[0] ?? 0, bits[1] ?? 0]
  let [low, high, negatives] = [0, 0, 0]
  for (let at = 0; at < 2 * length; at += 2) {
    low |= (bits[at] ?? 0) ^ firstLow
    high |= (bits[at + 1] ?? 0) ^ firstHigh
    negatives += (bits[at + 1] ?? 0) >>> 31
  }
  return { varying: [low, high], negatives }
}

/** By their bits the negatives stand behind the others, the lowest last. */
function turnNegatives(
  from: Side,
  to: Side,
  { length, negatives }: { readonly length: number; readonly negatives: number },
): void {
  to.scores.set(from.scores.subarray(length - negatives, length).reverse())
  to.places.set(from.places.subarray(length - negatives, length).reverse())
  to.scores.set(from.scores.subarray(0, length - negatives), negatives)
  to.places.set(from.places.subarray(0, length - negatives), negatives)
}
