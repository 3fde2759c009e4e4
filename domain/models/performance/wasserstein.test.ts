import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose } from './test/shared-medical.ts'
import { wasserstein } from './wasserstein.ts'

const of = (values: number[], weights?: number[]) => ({
  values: Float64Array.from(values),
  ...(weights && { weights: Float64Array.from(weights) }),
})

test('distances agree with the documentation of scipy', () => {
  expect(wasserstein(of([0, 1, 3]), of([5, 6, 8]))).toBe(5)
  const first = of([3.4, 3.9, 7.5, 7.8], [1.4, 0.9, 3.1, 7.2])
  expectClose(wasserstein(first, of([4.5, 1.4], [3.2, 3.5])), 4.078133143804786, 1e-12)
  const uneven = of([4.5, 6.7, 2.1], [3, 1, 1])
  expectClose(wasserstein(uneven, of([4.6, 7, 9.2], [1, 3, 1])), 2.5, 1e-12)
})

test('nothing on one side has no distance, and a weight of nothing is refused', () => {
  expect(wasserstein(of([]), of([1]))).toBeNull()
  expect(wasserstein(of([Number.NaN]), of([1]))).toBeNull()
  expect(() => wasserstein(of([1], [0]), of([1]))).toThrow(RangeError)
})

const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 })

test('for samples of one size it is the mean distance of the sorted values, in any order of rows', () => {
  fc.assert(
    fc.property(sample, sample, (left, right) => {
      const size = Math.min(left.length, right.length)
      const [a, b] = [left.slice(0, size), right.slice(0, size)]
      const [x, y] = [a.toSorted((p, q) => p - q), b.toSorted((p, q) => p - q)]
      const plain = x.reduce((sum, value, at) => sum + Math.abs(value - (y[at] ?? 0)), 0) / size
      expectClose((wasserstein(of(a), of(b)) ?? Number.NaN) + 1, plain + 1, 1e-9)
      expect(wasserstein(of(a.toReversed()), of(b))).toBe(wasserstein(of(a), of(b)))
    }),
  )
})
