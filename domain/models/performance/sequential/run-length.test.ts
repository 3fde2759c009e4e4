import { expect, test } from 'vitest'
import { normalTwoSided } from '../normal.ts'
import { expectClose } from '../test/shared-medical.ts'
import { cusumLimit, cusumRunLength, ewmaRunLength, ewmaWidth, twoSidedCusumRunLength } from './run-length.ts'

// Values of the R package spc 0.6.7.
test('a CUSUM of reference one half and limit four runs as long as the textbooks say', () => {
  const design = { reference: 0.5, limit: 4 }
  expectClose(cusumRunLength(design, 0), 335.367577627, 1e-9)
  expectClose(twoSidedCusumRunLength(design, 0), 167.683788814, 1e-9)
  expectClose(twoSidedCusumRunLength(design, 1), 8.3831318705, 1e-9)
})

test('the limit for one false alarm in five hundred looks is found from the run length', () => {
  expectClose(cusumLimit(0.5, 500), 4.38912974026, 1e-9)
})

test('EWMA charts run as long as Lucas and Saccucci tabulated', () => {
  expectClose(ewmaRunLength({ weight: 0.1, width: 2.814 }, 0), 499.579550083, 1e-8)
  expectClose(ewmaRunLength({ weight: 0.4, width: 3.054 }, 0), 499.951338643, 1e-8)
  expectClose(ewmaRunLength({ weight: 0.1, width: 2.814 }, 1), 10.3306651552, 1e-8)
})

test('a designed EWMA has the run length it was designed for', () => {
  expectClose(ewmaRunLength({ weight: 0.2, width: ewmaWidth(0.2, 370) }, 0), 370, 1e-9)
})

test('an EWMA that keeps nothing of the past is a Shewhart chart', () => {
  expectClose(ewmaRunLength({ weight: 1, width: 3 }, 0), 1 / normalTwoSided(3), 1e-9)
})

test('designs that cannot be are refused', () => {
  expect(() => cusumRunLength({ reference: 0.5, limit: 0 }, 0)).toThrow(RangeError)
  expect(() => ewmaRunLength({ weight: 0, width: 3 }, 0)).toThrow(RangeError)
  expect(() => cusumLimit(0.5, 1)).toThrow(RangeError)
})
