import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowSorter } from './sort-rows.ts'

/** Scores as files have them and as they should not: zeros of both signs, the smallest, the largest, none. */
const scoreOf = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: -3, max: 3 }).map((whole) => whole / 4),
  fc.constantFrom(0, -0, Number.MIN_VALUE, -Number.MIN_VALUE, 1e-310, Number.MAX_VALUE, Infinity, -Infinity),
  fc.constant(Number.NaN),
)

test('rows sorted by their bits stand as plainly sorted ones do, each with its own words', () => {
  const sorter = new RowSorter()
  fc.assert(
    fc.property(fc.array(scoreOf, { maxLength: 300 }), fc.integer({ min: 1, max: 3 }), (scores, words) => {
      const length = scores.length
      const named = Array.from({ length: words }, (_, word) =>
        Uint32Array.from(scores, (_, row) => 1000 * word + row),
      )
      const sorted = sorter.sort({ length, scores: Float64Array.from(scores), words: named })
      // The plain sort of typed arrays puts -0 before 0 and what is no number last.
      expect(sorted.scores.slice(0, length)).toEqual(Float64Array.from(scores).sort())
      const rows = [...(sorted.words[0]?.slice(0, length) ?? [])]
      expect(rows.toSorted((a, b) => a - b)).toEqual(scores.map((_, row) => row))
      for (const [at, row] of rows.entries()) {
        expect(sorted.scores[at]).toBe(scores[row])
        for (const [word, picked] of sorted.words.entries()) expect(picked[at]).toBe(1000 * word + row)
      }
    }),
  )
})

test('many rows in every order, and the same few scores many times', () => {
  const sorter = new RowSorter()
  for (const levels of [3, 1_000, 100_000_000]) {
    let state = 11
    const scores = Float64Array.from({ length: 100_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * levels) / levels - 0.3
    })
    const words = [Uint32Array.from(scores.keys())]
    const sorted = sorter.sort({ length: scores.length, scores: scores.slice(), words })
    expect(sorted.scores.subarray(0, scores.length)).toEqual(scores.toSorted())
    const picked = Float64Array.from(sorted.words[0] ?? [], (row) => scores[row] ?? 0)
    expect(picked.subarray(0, scores.length)).toEqual(scores.toSorted())
  }
})
