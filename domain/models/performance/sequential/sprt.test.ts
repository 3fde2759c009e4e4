import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose } from '../test/shared-medical.ts'
import { sprt, sprtBounds } from './sprt.ts'

test('the bounds for one false alarm in a hundred and one miss in ten are Wald’s', () => {
  const { reject, accept } = sprtBounds(0.01, 0.1)
  expectClose(reject, 4.49980967033, 1e-11)
  expectClose(accept, -2.29253475714, 1e-11)
})

test('the test decides at the first case that passes a bound and looks no further', () => {
  const design = { acceptable: 0.1, unacceptable: 0.3, alpha: 0.05, beta: 0.1 }
  expect(sprt(design, [true, true, true, false, true, true, true])).toMatchObject({
    decision: 'unacceptable',
    cases: 3,
  })
  expect(
    sprt(
      design,
      Array.from({ length: 50 }, () => false),
    ),
  ).toMatchObject({ decision: 'acceptable', cases: 9 })
  expect(sprt(design, [])).toEqual({ ratio: 0, decision: 'undecided', cases: 0 })
})

test('until it decides, the ratio is the sum over the cases in any order', () => {
  const design = { acceptable: 0.1, unacceptable: 0.2, alpha: 1e-9, beta: 1e-9 }
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 15 }), (cases) => {
      const here = sprt(design, cases)
      const there = sprt(design, cases.toReversed())
      fc.pre(here.decision === 'undecided' && there.decision === 'undecided')
      expect(here.ratio).toBe(there.ratio)
      const naive = cases.reduce((sum, failed) => sum + Math.log(failed ? 0.2 / 0.1 : 0.8 / 0.9), 0)
      expect(here.ratio).toBeCloseTo(naive, 10)
    }),
  )
})

test('errors and rates that contradict themselves are refused', () => {
  expect(() => sprtBounds(0.6, 0.5)).toThrow(RangeError)
  expect(() => sprt({ acceptable: 0.3, unacceptable: 0.1, alpha: 0.05, beta: 0.05 }, [])).toThrow(RangeError)
})
