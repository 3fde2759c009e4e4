import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frocCurve, frocScore, sensitivityAt } from './detection.ts'
import { expectClose } from './test/shared-medical.ts'

// The case of MONAI's own tests: four findings in two images; zeroes are marks without a hit there.
const marks = {
  falseScores: Float64Array.from([0.8, 0.6]),
  findingScores: Float64Array.from([1, 1, 0.8, 0.8]),
  images: 2,
}

test('the FROC score of the MONAI example is found', () => {
  expectClose(frocScore(marks), 0.9583333333333334, 1e-12)
  expect(sensitivityAt(frocCurve(marks), 0.25)).toBe(0.75)
})

test('a detector that marks nothing finds nothing, and findings never marked are missed', () => {
  const silent = { ...marks, falseScores: new Float64Array(), findingScores: Float64Array.from([0, 0]) }
  expect(frocScore(silent)).toBe(0)
  const half = { ...silent, findingScores: Float64Array.from([0.9, 0]) }
  expect(frocScore(half)).toBe(0.5)
})

test('without images or findings there is nothing to be sensitive to', () => {
  expect(() => frocCurve({ ...marks, images: 0 })).toThrow(RangeError)
  expect(() => frocCurve({ ...marks, findingScores: new Float64Array() })).toThrow(RangeError)
})

test('every point of the curve is what counting by hand gives, and the curve never falls', () => {
  const scores = fc.array(
    fc.integer({ min: 1, max: 9 }).map((tenth) => tenth / 10),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(scores, scores, fc.integer({ min: 1, max: 5 }), (falses, hits, images) => {
      fc.pre(hits.length > 0)
      const curve = frocCurve({
        falseScores: Float64Array.from(falses),
        findingScores: Float64Array.from(hits),
        images,
      })
      let last = { falsePerImage: 0, sensitivity: 0 }
      for (const point of curve) {
        expect(point.falsePerImage).toBe(falses.filter((score) => score >= point.threshold).length / images)
        expect(point.sensitivity).toBe(hits.filter((score) => score >= point.threshold).length / hits.length)
        expect(point.sensitivity).toBeGreaterThanOrEqual(last.sensitivity)
        last = point
      }
    }),
  )
})
