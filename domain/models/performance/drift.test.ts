import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  binCounts,
  chiSquareHomogeneity,
  freezeBins,
  jensenShannonDistance,
  jensenShannonDivergence,
  psi,
} from './drift.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { normalQuantile } from './normal.ts'
import { expectClose } from './test/shared-medical.ts'

// Scores of MASS Pima.te in ten equal bins, negatives against positives: scipy 1.10.1.
const pima = {
  reference: [87, 57, 25, 15, 16, 7, 4, 8, 1, 3],
  current: [1, 8, 13, 9, 12, 6, 13, 16, 16, 15],
}

test('divergences of the Pima histogram agree with scipy', () => {
  expectClose(jensenShannonDistance(pima), 0.6105564788429548, 1e-12)
  expectClose(jensenShannonDivergence(pima), 0.25839086105640696, 1e-12)
  const { statistic, degrees, pValue } = chiSquareHomogeneity(pima)
  expectClose(statistic, 132.0083174862855, 1e-12)
  expect(degrees).toBe(9)
  expectClose(pValue, 4.580357200001544e-24, 1e-10)
})

test('the distance of a sure thing from a coin is that of the scipy documentation (base e there)', () => {
  const pair = { reference: [1, 0], current: [1, 1] }
  expectClose(Math.sqrt(jensenShannonDivergence(pair)), 0.46450140402245893, 1e-12)
})

/** 10,000 evenly spaced quantiles of a normal distribution: a sample without chance. */
const normalSample = (mean: number) =>
  Float64Array.from({ length: 10_000 }, (_, index) => mean + normalQuantile((index + 0.5) / 10_000))

test('one outlier of 1000 in 10,001 rows does not hide a real shift of half a standard deviation', () => {
  const frozen = freezeBins(normalSample(0), 10)
  const shifted = normalSample(0.5)
  const plain = psi({ reference: frozen.counts, current: binCounts(frozen, shifted) })
  const outlying = Float64Array.from([...shifted, 1000])
  const trapped = psi({ reference: frozen.counts, current: binCounts(frozen, outlying) })
  // The exact PSI of N(0.5, 1) against the deciles of N(0, 1), from scipy 1.17.1.
  expect(Math.abs(plain - 0.2377492046862759)).toBeLessThan(0.002)
  expect(Math.abs(trapped - plain)).toBeLessThan(0.001)
})

test('values under, over and missing are counted apart; edges close on the left', () => {
  const frozen = freezeBins(Float64Array.from([0, 1, 2, 3, 4]), 2)
  expect(frozen).toEqual({ edges: [2], range: [0, 4], counts: [0, 2, 3, 0, 0] })
  expect(binCounts(frozen, Float64Array.from([-1, 0, 2, 4, 4.1, Number.NaN, Infinity]))).toEqual([
    1, 1, 2, 2, 1,
  ])
})

test('the counts frozen with a reference are those of its values placed one by one', () => {
  const value = fc.oneof(
    fc.integer({ min: -4, max: 4 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(Number.NaN),
  )
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (values, bins) => {
      const reference = Float64Array.from([...values, 0.5])
      const frozen = freezeBins(reference, bins)
      expect(frozen.counts).toEqual(binCounts(frozen, reference))
    }),
  )
})

test('a constant reference keeps one bin, and any other value is seen', () => {
  const frozen = freezeBins(Float64Array.from([5, 5, 5]), 10)
  expect(frozen.edges).toEqual([])
  expect(
    psi({ reference: frozen.counts, current: binCounts(frozen, Float64Array.from([5, 6])) }),
  ).toBeGreaterThan(1)
})

test('an empty side is a bug, not a drift of zero', () => {
  expect(() => freezeBins(new Float64Array(0), 10)).toThrow(RangeError)
  expect(() => psi({ reference: [1, 2], current: [0, 0] })).toThrow(RangeError)
  expect(() => psi({ reference: [1, 2], current: [1] })).toThrow(RangeError)
  expect(kolmogorovSmirnov(new Float64Array(0), Float64Array.from([1]))).toBeNull()
})

test('the same sample has not drifted, in any order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 }),
      (values) => {
        const frozen = freezeBins(Float64Array.from(values), 10)
        const pair = {
          reference: frozen.counts,
          current: binCounts(frozen, Float64Array.from(values).reverse()),
        }
        expect(psi(pair)).toBe(0)
        expect(jensenShannonDistance(pair)).toBe(0)
        expect(kolmogorovSmirnov(Float64Array.from(values), Float64Array.from(values))?.pValue).toBe(1)
      },
    ),
  )
})

const spaced = (count: number, shift: number) =>
  Float64Array.from({ length: count }, (_, index) => 1 + (99 * index) / (count - 1) + shift)

test('Kolmogorov-Smirnov agrees with the published scipy tests', () => {
  const small = kolmogorovSmirnov(Float64Array.from([1, 2, 3, 4, 5]), Float64Array.from([3, 4, 5, 6, 7]))
  expect(small?.statistic).toBe(0.4)
  expectClose(small?.pValue, 0.873015873015873, 1e-12)
  const larger = kolmogorovSmirnov(spaced(100, 0), spaced(110, 20.1))
  expectClose(larger?.statistic, 232 / 1100, 1e-15)
  expectClose(larger?.pValue, 0.015739183865607353, 1e-11)
  const tied = [2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6]
  const tiedResult = kolmogorovSmirnov(
    Float64Array.from(tied),
    Float64Array.from(tied, (value) => value + 1),
  )
  expect(tiedResult?.statistic).toBeGreaterThan(0)
})

test('large samples use the limit distribution and say so', () => {
  const result = kolmogorovSmirnov(spaced(2000, 0), spaced(2000, 4.7))
  expect(result?.method).toBe('kolmogorov-limit')
  const scaled = (result?.statistic ?? 0) * Math.sqrt(1000)
  const direct =
    2 * [1, 2, 3, 4, 5].reduce((s, k) => s + (-1) ** (k - 1) * Math.exp(-2 * k * k * scaled ** 2), 0)
  expectClose(result?.pValue, direct, 1e-12)
})

test('the exact p-value equals an enumeration of every way to mix the two samples', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  fc.assert(
    fc.property(sizes, fc.nat(), ([m, n], seed) => {
      const masks = Array.from({ length: 2 ** (m + n) }, (_, mask) => mask).filter((mask) => ones(mask) === m)
      const split = (mask: number) => {
        const all = Array.from({ length: m + n }, (_, index) => index)
        const inside = Float64Array.from(all.filter((index) => (mask >> index) & 1))
        return kolmogorovSmirnov(inside, Float64Array.from(all.filter((index) => !((mask >> index) & 1))))
      }
      const seen = split(masks[seed % masks.length] ?? 0)
      const asLarge = masks.filter((mask) => (split(mask)?.statistic ?? 0) >= (seen?.statistic ?? 1) - 1e-12)
      expectClose(seen?.pValue, asLarge.length / masks.length, 1e-12)
    }),
    { numRuns: 25 },
  )
})

function ones(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + ones(mask >> 1)
}
