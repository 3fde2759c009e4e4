import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaQuantile, betaTails, studentCritical, studentTwoSided } from './beta.ts'
import { chiSquareUpper, gammaUpper, logGamma } from './gamma.ts'
import { criticalValue, normalQuantile, normalTwoSided, normalUpper } from './normal.ts'
import { expectClose } from './test/shared-medical.ts'

// Expected values: scipy 1.17.1, unless the line names another source.

test('the logarithm of the gamma function agrees with scipy and with factorials', () => {
  expectClose(logGamma(0.5), 0.5723649429247, 1e-14)
  expectClose(logGamma(171.5), 709.1431630309283, 1e-14)
  expectClose(logGamma(11), Math.log(3_628_800), 1e-14)
  expect(() => logGamma(0)).toThrow(RangeError)
})

test('the incomplete gamma function keeps its digits deep in the tail', () => {
  expectClose(gammaUpper(0.5, 72), 3.5529642241553834e-33, 1e-12)
  expectClose(gammaUpper(4.5, 66), 4.5984468816243975e-24, 1e-12)
  expectClose(gammaUpper(1000, 1100), 0.0010593232539299773, 1e-11)
  expect(gammaUpper(3, 0)).toBe(1)
  expect(gammaUpper(3, Infinity)).toBe(0)
  expect(() => gammaUpper(-1, 2)).toThrow(RangeError)
})

test('a chi-square of 132 with 9 degrees has p 4.58e-24, not 0 (scipy 1.10.1)', () => {
  expectClose(chiSquareUpper(132.0083174862855, 9), 4.580357200001544e-24, 1e-12)
})

test('normal tails at 5, 9 and 12 standard deviations are not rounded away', () => {
  expectClose(normalUpper(5), 2.866515718791933e-7, 1e-12)
  expectClose(normalUpper(9), 1.1285884059538324e-19, 1e-12)
  expectClose(normalUpper(12), 1.776482112077653e-33, 1e-12)
  expect(normalUpper(0)).toBe(0.5)
  expect(normalTwoSided(0)).toBe(1)
  expectClose(normalUpper(-5), 1 - 2.866515718791933e-7, 1e-15)
})

test('normal quantiles agree with scipy, at 1e-10 too', () => {
  expectClose(normalQuantile(1e-10), -6.361340902404056, 1e-13)
  expectClose(normalQuantile(0.975), 1.959963984540054, 1e-13)
  expectClose(normalQuantile(0.3), -0.5244005127080409, 1e-13)
  expect(normalQuantile(0.5)).toBe(0)
  expect(() => normalQuantile(1)).toThrow(RangeError)
  expectClose(criticalValue(0.95), 1.959963984540054, 1e-13)
  expect(() => criticalValue(95)).toThrow(RangeError)
})

test('the normal quantile undoes the normal tail for any probability', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), (p) => {
      expectClose(normalUpper(-normalQuantile(p)), p, 1e-11)
    }),
  )
})

test('beta tails and quantiles agree with scipy, with parameters in the millions too', () => {
  expectClose(betaTails(0.99, 5e6, 5e4).lower, 0.012502841297117725, 1e-9)
  expectClose(betaTails(0.4, 66, 44).lower, 1.1838622744737199e-5, 1e-12)
  expectClose(betaQuantile(0.025, 66, 44), 0.5073305959810459, 1e-12)
  expectClose(betaQuantile(0.025, 5e6, 5e4), 0.9900124725039186, 1e-12)
  expectClose(betaQuantile(0.025, 1, 1e6), 2.5317807663794178e-8, 1e-12)
  expectClose(betaQuantile(0.9999, 2, 3), 0.9705412504285347, 1e-12)
  expect(betaQuantile(0, 2, 3)).toBe(0)
  expect(betaQuantile(1, 2, 3)).toBe(1)
  expect(betaTails(0, 2, 3)).toEqual({ lower: 0, upper: 1 })
  expect(betaTails(1, 2, 3)).toEqual({ lower: 1, upper: 0 })
  expect(() => betaTails(2, 2, 3)).toThrow(RangeError)
})

test('a beta tail of whole parameters equals the binomial sum computed term by term', () => {
  const whole = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(whole, whole, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => {
      const n = a + b - 1
      let sum = 0
      for (let j = a; j <= n; j++) {
        let term = x ** j * (1 - x) ** (n - j)
        for (let i = 1; i <= j; i++) term *= (n - j + i) / i
        sum += term
      }
      expect(Math.abs(betaTails(x, a, b).lower - sum)).toBeLessThan(1e-12)
    }),
  )
})

test("Student's t keeps small p-values and fractional degrees", () => {
  expectClose(studentTwoSided(0.5, 106.46), 0.6181070080182938, 1e-12)
  expectClose(studentTwoSided(20, 30), 6.7490836657712895e-19, 1e-12)
  // pROC 1.18.0, aSAH, s100b of men against women.
  expectClose(studentTwoSided(0.501880774327, 106.462550028932), 0.616787759258, 1e-11)
  expect(() => studentTwoSided(1, 0)).toThrow(RangeError)
})

test('critical values of Student’s t are the closed forms at 1 and 2 degrees, and its tail gives back the level', () => {
  expectClose(studentCritical(0.95, 1), Math.tan(0.475 * Math.PI), 1e-12)
  expectClose(studentCritical(0.95, 2), 0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025)), 1e-12)
  // The printed tables (Fisher & Yates).
  expect(studentCritical(0.95, 10)).toBeCloseTo(2.228, 3)
  expect(studentCritical(0.99, 30)).toBeCloseTo(2.75, 3)
  for (const degrees of [0.7, 3, 106.46, 19_999, 20_001, 1e6]) {
    for (const level of [0.5, 0.95, 0.9999]) {
      expectClose(studentTwoSided(studentCritical(level, degrees), degrees), 1 - level, 1e-9)
    }
  }
  expect(() => studentCritical(1, 10)).toThrow(RangeError)
})
