import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dice, medianLimits, summariseSegmentation } from './segmentation.ts'

test('Dice of the MONAI example is 0.8, and two empty masks have none', () => {
  expect(dice({ predicted: 2, reference: 3, both: 2 })).toEqual({ ok: true, value: 0.8 })
  expect(dice({ predicted: 0, reference: 0, both: 0 })).toEqual({ ok: true, value: null })
  expect(dice({ predicted: 5, reference: 0, both: 0 })).toEqual({ ok: true, value: 0 })
})

test('an overlap larger than a mask is refused', () => {
  expect(dice({ predicted: 2, reference: 3, both: 3 }).ok).toBe(false)
  expect(dice({ predicted: -1, reference: 3, both: 0 }).ok).toBe(false)
})

test('empty mask trap: cases with nothing to find are counted apart and raise no average', () => {
  const summary = summariseSegmentation(
    [
      { dice: null, hausdorff95: null },
      { dice: 0, hausdorff95: null },
      { dice: 0.5, hausdorff95: 3 },
    ],
    0.95,
  )
  expect(summary).toMatchObject({ cases: 3, bothEmpty: 1, oneEmpty: 1 })
  expect(summary.meanDice).toMatchObject({ estimate: 0.25, n: 2 })
  expect(summary.medianHausdorff95).toMatchObject({ estimate: 3, n: 1, interval: null })
})

test('the interval of a median covers by the binomial law: ranks 2 and 9 of ten for ninety-five per cent', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect(medianLimits(ten, 0.95)).toEqual({ low: 2, high: 9 })
  expect(medianLimits([1, 2, 3, 4, 5], 0.95)).toBeNull()
  expect(medianLimits([1, 2, 3, 4, 5, 6], 0.95)).toEqual({ low: 1, high: 6 })
})

test('the summary does not depend on the order of the cases', () => {
  const one = fc.record({
    dice: fc.option(fc.integer({ min: 0, max: 100 }).map((whole) => whole / 100)),
    hausdorff95: fc.option(fc.integer({ min: 0, max: 50 })),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 30 }), (cases) => {
      expect(summariseSegmentation(cases.toReversed(), 0.95)).toEqual(summariseSegmentation(cases, 0.95))
    }),
  )
})
