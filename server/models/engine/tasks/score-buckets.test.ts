import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketsFor, bytesHeld, planBuckets, ScoreBuckets } from './score-buckets.ts'

/** Scores as a model or a ranking gives them: uniform, close to both ends, of both signs, and few different ones. */
const shapes = {
  uniform: (random: number) => random,
  'close to 0 and 1': (random: number) => 1 / (1 + Math.exp(-60 * (random - 0.5))),
  'of both signs': (random: number) => 1e6 * (random - 0.5) ** 3,
  'in hundredths': (random: number) => Math.round(random * 100) / 100,
  'most at one': (random: number) => (random < 0.9 ? 0.5 : random),
  'of one value': () => 0.25,
}

test.each(Object.entries(shapes))(
  'rows held in buckets come out sorted, with their words: %s',
  (_, shape) => {
    const rows = 300_000
    let state = 5
    const scores = Float64Array.from({ length: rows }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return shape(state / 2 ** 32) + 0
    })
    const sample = scores.filter((_score, row) => row % 97 === 0)
    const plan = planBuckets(sample, { rows, words: 2 })
    expect(plan.bucketOf.at(-1)).toBeLessThan(bucketsFor(rows))
    const buckets = new ScoreBuckets(plan)
    for (let from = 0; from < rows; from += 2048) {
      const part = scores.slice(from, from + 2048)
      const words = [part.map((_score, at) => from + at), part.map((_score, at) => 7 * (from + at))]
      buckets.push({ length: part.length, scores: part, words: words.map((word) => Uint32Array.from(word)) })
    }
    const found: { score: number; row: number; other: number }[] = []
    for (const { length, scores: sorted, words } of buckets.sorted()) {
      for (let at = 0; at < length; at++) {
        found.push({ score: sorted[at] ?? -1, row: words[0]?.[at] ?? -1, other: words[1]?.[at] ?? -1 })
      }
    }
    expect(Float64Array.from(found, ({ score }) => score)).toEqual(scores.toSorted())
    expect(found.every(({ score, row, other }) => scores[row] === score && other === 7 * row)).toBe(true)
    expect(new Set(found.map(({ row }) => row)).size).toBe(rows)
  },
)

test('a sample that tells nothing of the scores makes it slow, and changes no row', () => {
  const score = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, Number.MIN_VALUE, -1e-310))
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 80 }), fc.array(score), (few, sample) => {
      const rows = 70_000
      const scores = Float64Array.from({ length: rows }, (_, at) => few[at % few.length] ?? 0)
      const buckets = new ScoreBuckets(planBuckets(Float64Array.from(sample), { rows, words: 1 }))
      buckets.push({ length: rows, scores, words: [Uint32Array.from(scores.keys())] })
      const sorted: number[] = []
      for (const part of buckets.sorted()) sorted.push(...part.scores.subarray(0, part.length))
      // Zeros of both signs are one score and come in any order of the two.
      expect(sorted.map((one) => one + 0)).toEqual([...scores.toSorted()].map((one) => one + 0))
    }),
    { numRuns: 8 },
  )
})

test('more rows than were counted are a fault, and the memory they ask for is told beforehand', () => {
  const rows = 10_000
  const plan = planBuckets(new Float64Array(0), { rows, words: 1 })
  const buckets = new ScoreBuckets(plan)
  const push = () =>
    buckets.push({ length: rows, scores: new Float64Array(rows), words: [new Uint32Array(rows)] })
  push()
  expect(push).toThrow('more rows than were counted')
  expect(bytesHeld(plan)).toBeGreaterThan(rows * 12)
})
