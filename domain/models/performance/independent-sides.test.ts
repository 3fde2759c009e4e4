import fc from 'fast-check'
import { expect, test } from 'vitest'
import { studentCritical, studentTwoSided } from './beta.ts'
import {
  boundedMeansCompared,
  type Compared,
  errorsCompared,
  limitsCompared,
  meansCompared,
  mediansCompared,
  openScale,
  proportionsCompared,
  shareScale,
} from './independent-sides.ts'
import { criticalValue } from './normal.ts'
import { newcombe, wilson, wilsonAtZ } from './proportion.ts'
import { expectClose } from './test/shared-medical.ts'

const a = [0.91, 0.88, 0.79, 0.95, 0.86, 0.9, 0.84, 0.93, 0.77, 0.89, 0.92]
const b = [0.71, 0.82, 0.55, 0.9, 0.68, 0, 0.74, 0.81, 0.66, 0.79, 0.85, 0.6, 0.77]
const dice = { least: 10, scale: shareScale }

const compared = (one: Compared | null): Compared => {
  if (one === null) throw new Error('a comparison is expected')
  return one
}

test('means are compared as by Welch with the smaller variance raised to the pooled one, as numpy and scipy 1.10 give it', () => {
  const found = compared(meansCompared(a, b, dice))
  expectClose(found.difference, 0.19328671328671343, 1e-12)
  expectClose(found.pValue, 0.02776351177667715, 1e-10)
  const { low, high, level } = found.intervalAt(0.95)
  expectClose(low, 0.023208225392609916, 1e-9)
  expectClose(high, 0.36336520118081694, 1e-10)
  expect(level).toBe(0.95)
  // Where both spread alike it is scipy's ttest_ind(equal_var=False) to the digit: pooled and own variance are one.
  const turned = b.map((one) => 1 - one)
  const same = compared(meansCompared(b, turned, dice))
  const variance = (x: readonly number[]) => {
    const mean = x.reduce((sum, one) => sum + one, 0) / x.length
    return x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (x.length - 1)
  }
  const error = Math.sqrt((2 * variance(b)) / 13)
  expectClose(same.pValue, studentTwoSided(same.difference / error, 24), 1e-9)
})

test('medians are compared by Mood’s exact test, as scipy’s fisher_exact of 9/11 and 3/13, and by order statistics', () => {
  const found = compared(mediansCompared(a, b, dice))
  expectClose(found.pValue, 0.012278137799742324, 1e-10)
  expectClose(found.difference, 0.15, 1e-12)
  // At 95 % the 2nd and 10th of eleven (0.79, 0.93), the 3rd and 11th of thirteen (0.60, 0.82).
  const { low, high } = found.intervalAt(0.95)
  expectClose(low, 0.15 - Math.hypot(0.1, 0.08), 1e-10)
  expectClose(high, 0.15 + Math.hypot(0.04, 0.14), 1e-10)
  expect(found.existsAt?.(0.998)).toBe(true)
  expect(found.existsAt?.(0.9995)).toBe(false)
})

test('a group in which the model fails every time is compared, with the variance of both sides together', () => {
  const failed = new Array<number>(10).fill(0)
  const found = compared(meansCompared(failed, b, dice))
  expect(found.intervalAt(0.99).high).toBeLessThan(0)
  const mean = b.reduce((sum, one) => sum + one, 0) / b.length
  const squares = b.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  const [own, other] = [squares / 21 / 10, squares / 12 / 13]
  const degrees = (own + other) ** 2 / (own ** 2 / 9 + other ** 2 / 12)
  const { low, high } = found.intervalAt(0.9)
  expectClose((high - low) / 2, studentCritical(0.9, degrees) * Math.sqrt(own + other), 1e-10)
  expect(meansCompared(failed, failed, dice)).toBeNull()
})

test('complete agreement of a few cases proves no certainty: its error per case is that of all', () => {
  const scale = { low: -1, high: 1 }
  const few = { estimate: 1, error: 0, n: 12 }
  const many = { estimate: 0.8, error: 0.02, n: 1200 }
  const found = compared(errorsCompared(few, many, { scale, method: 'm' }))
  // 0.02² · 1200 of 1200 cases of 1212, on 12 cases.
  const { low, high } = found.intervalAt(0.95)
  const own = (0.02 ** 2 * 1200 * 1200) / 1212 / 12
  expectClose((high - low) / 2, 1.959963984540054 * Math.sqrt(own + 0.02 ** 2), 1e-9)
  expect(low).toBeLessThan(0)
  expect(errorsCompared(few, { ...many, error: 0 }, { scale, method: 'm' })).toBeNull()
})

test('at one below the least number nothing is compared, on either side', () => {
  const ten = { least: 11, scale: shareScale }
  expect(meansCompared(a, b, ten)).not.toBeNull()
  expect(meansCompared(a.slice(1), b, ten)).toBeNull()
  expect(meansCompared(b, a.slice(1), ten)).toBeNull()
  expect(mediansCompared(a.slice(1), b, ten)).toBeNull()
  expect(boundedMeansCompared(a.slice(1), b, 11)).toBeNull()
  expect(boundedMeansCompared(a, b, 11)).not.toBeNull()
  expect(proportionsCompared({ k: 1, n: 10 }, { k: 5, n: 50 }, 11)).toBeNull()
  expect(meansCompared([0.5], [0.1, 0.9], { least: 1, scale: shareScale })).toBeNull()
})

const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100)
const sample = fc.array(share, { minLength: 2, maxLength: 40 })

test('Hoeffding’s interval holds zero exactly when its test does not reject, and is wider than Welch’s', () => {
  fc.assert(
    fc.property(sample, sample, (left, right) => {
      const found = compared(boundedMeansCompared(left, right, 2))
      const { low, high } = found.intervalAt(0.9)
      if (Math.abs(found.pValue - 0.1) > 1e-9) expect(low > 0 || high < 0).toBe(found.pValue < 0.1)
      const plain =
        left.reduce((sum, one) => sum + one, 0) / left.length -
        right.reduce((sum, one) => sum + one, 0) / right.length
      expect(found.difference).toBeCloseTo(plain, 12)
    }),
  )
})

test('comparing the other way round turns the sign and nothing else', () => {
  fc.assert(
    fc.property(sample, sample, (left, right) => {
      for (const compare of [
        (x: number[], y: number[]) => meansCompared(x, y, { least: 2, scale: openScale }),
        (x: number[], y: number[]) => mediansCompared(x, y, { least: 2, scale: openScale }),
        (x: number[], y: number[]) => boundedMeansCompared(x, y, 2),
      ]) {
        const [there, back] = [compare(left, right), compare(right, left)]
        expect(there === null).toBe(back === null)
        if (there === null || back === null) continue
        expect(there.difference).toBeCloseTo(-back.difference, 12)
        expect(there.pValue).toBeCloseTo(back.pValue, 10)
        if (there.existsAt && !there.existsAt(0.5)) continue
        expect(there.intervalAt(0.5).low).toBeCloseTo(-back.intervalAt(0.5).high, 10)
      }
    }),
  )
})

test('a comparison of means is never narrower than Welch’s own', () => {
  fc.assert(
    fc.property(sample, sample, (left, right) => {
      const mean = (x: readonly number[]) => x.reduce((sum, one) => sum + one, 0) / x.length
      const variance = (x: readonly number[]) =>
        x.reduce((sum, one) => sum + (one - mean(x)) ** 2, 0) / (x.length - 1)
      fc.pre(variance(left) > 1e-6 && variance(right) > 1e-6)
      const found = compared(meansCompared(left, right, { least: 2, scale: openScale }))
      const error = Math.sqrt(variance(left) / left.length + variance(right) / right.length)
      const { low, high } = found.intervalAt(0.95)
      expect((low + high) / 2).toBeCloseTo(mean(left) - mean(right), 9)
      expect((high - low) / 2 / error).toBeGreaterThan(1.95)
    }),
  )
})

const count = fc.integer({ min: 1, max: 60 }).chain((n) => fc.record({ n: fc.constant(n), k: fc.nat(n) }))

test('an inverted interval and its p-value never disagree, and at a level it is Newcombe’s', () => {
  const limitsOf = (own: { k: number; n: number }, other: { k: number; n: number }) => {
    const sides = {
      group: { estimate: own.k / own.n, n: own.n },
      others: { estimate: other.k / other.n, n: other.n },
    }
    const limitsAtZ = (z: number) => {
      const [x, y] = [wilsonAtZ(own, z), wilsonAtZ(other, z)]
      const [p, q] = [own.k / own.n, other.k / other.n]
      return {
        low: p - q - Math.hypot(p - x.low, y.high - q),
        high: p - q + Math.hypot(x.high - p, q - y.low),
      }
    }
    return limitsCompared(sides, limitsAtZ, { scale: shareScale, method: 'm' })
  }
  fc.assert(
    fc.property(count, count, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (own, other, level) => {
      const found = limitsOf(own, other)
      const { low, high } = found.intervalAt(level)
      if (Math.abs(found.pValue - (1 - level)) > 1e-9)
        expect(low > 0 || high < 0).toBe(found.pValue < 1 - level)
      const plain = newcombe(own, other, level)
      expect(low).toBeCloseTo(plain.low, 12)
      expect(high).toBeCloseTo(plain.high, 12)
      if (own.k * other.n === other.k * own.n) expect(found.pValue).toBe(1)
    }),
  )
  expect(wilsonAtZ({ k: 3, n: 10 }, criticalValue(0.95))).toEqual(wilson({ k: 3, n: 10 }, 0.95))
  // Far out the p-value is small, not zero or an error.
  expect(limitsOf({ k: 500, n: 500 }, { k: 0, n: 500 }).pValue).toBeLessThan(1e-50)
})
