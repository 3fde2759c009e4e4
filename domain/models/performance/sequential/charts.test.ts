import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cusumChart, ewmaChart, standardisedShares } from './charts.ts'

test('a CUSUM adds what exceeds the reference, never falls below zero, and begins anew after its alarm', () => {
  const points = cusumChart({ reference: 0.5, limit: 2 }, [1, 1, -3, 2.5, 0])
  expect(points.map(({ value }) => value)).toEqual([0.5, 1, 0, 2, 0])
  expect(points.map(({ alarm }) => alarm)).toEqual([false, false, false, true, false])
})

test('an EWMA that gives the newest value all weight is the value itself', () => {
  const points = ewmaChart({ weight: 1, width: 3 }, [0.5, -3.2, 1])
  expect(points.map(({ value, alarm }) => [value, alarm])).toEqual([
    [0.5, false],
    [-3.2, true],
    [1, false],
  ])
})

test('a period without cases has no value instead of a good one', () => {
  expect(
    standardisedShares(
      [
        { failures: 0, cases: 0 },
        { failures: 1, cases: 10 },
      ],
      0.1,
    ),
  ).toEqual([null, 0])
  expect(() => standardisedShares([], 0)).toThrow(RangeError)
})

test('an EWMA is the weighted sum of all that came before it, until it alarms', () => {
  const finite = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(finite, (values) => {
      const weight = 0.2
      const points = ewmaChart({ weight, width: 100 }, values)
      let expected = 0
      for (const [at, value] of values.entries()) expected += weight * 0.8 ** (values.length - 1 - at) * value
      expect(points.at(-1)?.value).toBeCloseTo(expected, 10)
    }),
  )
})
