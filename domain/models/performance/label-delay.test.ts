import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelDelay, maturity } from './label-delay.ts'
import { expectClose } from './test/shared-medical.ts'

test('labels still to come lengthen the delay that those which came would feign', () => {
  const came = [1, 2, 3].map((labelled) => ({ predicted: 0, labelled }))
  const waiting = Array.from({ length: 3 }, () => ({ predicted: 0, labelled: null }))
  expect(labelDelay(came, 10).medianDays).toBe(2)
  expect(labelDelay([...came, ...waiting], 10).medianDays).toBe(3)
  expect(labelDelay(waiting, 10)).toMatchObject({ medianDays: null, labelled: 0, predictions: 3 })
})

test('the product limit agrees with a case worked by hand', () => {
  // Waits 2, 3, 3+, 5, 8+: (1 - 1/5), (1 - 1/4), (1 - 1/2).
  const delay = labelDelay(
    [
      { predicted: 0, labelled: 2 },
      { predicted: 5, labelled: 8 },
      { predicted: 7, labelled: null },
      { predicted: 1, labelled: 6 },
      { predicted: 2, labelled: null },
    ],
    10,
  )
  const arrived = delay.steps.map((step) => step.arrived)
  for (const [at, expected] of [0.2, 0.4, 0.7].entries()) expectClose(arrived[at], expected, 1e-12)
  expectClose(maturity(delay, 4), 0.4, 1e-12)
  expect(maturity(delay, 1)).toBe(0)
})

test('a label before its prediction is a mistake, not a delay of less than nothing', () => {
  expect(() => labelDelay([{ predicted: 5, labelled: 4 }], 10)).toThrow(RangeError)
})

test('when every label has come, the curve is the plain share that came, whatever the order', () => {
  const all = fc.array(fc.record({ predicted: fc.nat(20), wait: fc.nat(20) }), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(all, (rows) => {
      const labellings = rows.map(({ predicted, wait }) => ({ predicted, labelled: predicted + wait }))
      const delay = labelDelay(labellings, 100)
      for (const { days, arrived } of delay.steps)
        expectClose(arrived, rows.filter(({ wait }) => wait <= days).length / rows.length, 1e-9)
      expect(labelDelay(labellings.toReversed(), 100)).toEqual(delay)
    }),
  )
})
