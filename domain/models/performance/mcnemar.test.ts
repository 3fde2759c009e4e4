import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairedDifference } from './mcnemar.ts'
import { normalTwoSided } from './normal.ts'
import { expectClose } from './test/shared-medical.ts'

test('the exact p-value is twice the binomial tail of the discordant cases', () => {
  // 5 against 15: P(X <= 5) for 20 throws is 21700 / 2^20.
  const { pValue, midPValue } = pairedDifference(
    { both: 40, firstOnly: 5, secondOnly: 15, neither: 40 },
    0.95,
  )
  expectClose(pValue, (2 * 21700) / 2 ** 20, 1e-12)
  expectClose(midPValue, (2 * 21700 - 15504) / 2 ** 20, 1e-12)
})

test('two models that never differ are told apart by nothing', () => {
  const same = pairedDifference({ both: 50, firstOnly: 0, secondOnly: 0, neither: 10 }, 0.95)
  expect(same).toMatchObject({ difference: 0, pValue: 1, midPValue: 1 })
  expect(same.low).toBeLessThan(0)
  expect(same.high).toBeGreaterThan(0)
})

test('the interval ends where the score test would just reject (Tango 1998), checked by the test itself', () => {
  const calls = { both: 43, firstOnly: 1, secondOnly: 9, neither: 1 }
  const { low, high } = pairedDifference(calls, 0.95)
  const statistic = (delta: number) => {
    const n = 54
    // The constrained estimate found by looking for it, not by the formula.
    let [best, bestLikelihood] = [0, -Infinity]
    for (let step = 1; step < 200_000; step++) {
      const q = step / 200_000
      const first = q + delta
      if (first <= 0 || 1 - first - q <= 0) continue
      const likelihood = Math.log(first) + 9 * Math.log(q) + 44 * Math.log(1 - first - q)
      if (likelihood > bestLikelihood) [best, bestLikelihood] = [q, likelihood]
    }
    return (1 - 9 - n * delta) / Math.sqrt(n * (2 * best + delta - delta * delta))
  }
  expect(normalTwoSided(statistic(low))).toBeCloseTo(0.05, 3)
  expect(normalTwoSided(statistic(high))).toBeCloseTo(0.05, 3)
})

test('no case at all and a part of a case are mistakes of the caller', () => {
  expect(() => pairedDifference({ both: 0, firstOnly: 0, secondOnly: 0, neither: 0 }, 0.95)).toThrow(
    RangeError,
  )
  expect(() => pairedDifference({ both: 1.5, firstOnly: 0, secondOnly: 0, neither: 0 }, 0.95)).toThrow(
    RangeError,
  )
})

test('the estimate lies inside its interval, and turning the models round turns the interval round', () => {
  const counts = fc.record({
    both: fc.nat(60),
    firstOnly: fc.nat(60),
    secondOnly: fc.nat(60),
    neither: fc.nat(60),
  })
  fc.assert(
    fc.property(counts, (calls) => {
      fc.pre(calls.both + calls.firstOnly + calls.secondOnly + calls.neither > 0)
      const here = pairedDifference(calls, 0.95)
      const there = pairedDifference(
        { ...calls, firstOnly: calls.secondOnly, secondOnly: calls.firstOnly },
        0.95,
      )
      expect(here.low).toBeLessThanOrEqual(here.difference + 1e-12)
      expect(here.high).toBeGreaterThanOrEqual(here.difference - 1e-12)
      expectClose(here.low + 2, 2 - there.high, 1e-9)
      expectClose(here.pValue, there.pValue, 1e-12)
    }),
  )
})
