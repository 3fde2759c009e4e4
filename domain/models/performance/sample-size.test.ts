import { expect, test } from 'vitest'
import {
  aurocPower,
  aurocStandardError,
  casesForAuroc,
  casesForNonInferiority,
  casesForObservedOverExpected,
  casesForOneShare,
  casesForTwoShares,
  casesWithoutFailure,
  exactCasesForOneShare,
  expectedHalfWidth,
  provenShare,
} from './sample-size.ts'
import { expectClose } from './test/shared-medical.ts'

test('0.85 against 0.90 at eighty per cent power needs 686 cases a group', () => {
  expectClose(casesForTwoShares(0.85, 0.9, { alpha: 0.05, power: 0.8 }), 685.596858066, 1e-9)
})

test('to show a sensitivity above 0.80 that is 0.90 needs 137 cases, and 149 when counted exactly', () => {
  const errors = { alpha: 0.025, power: 0.9 }
  expectClose(casesForOneShare(0.8, 0.9, errors), 136.5277887749, 1e-10)
  expect(exactCasesForOneShare(0.8, 0.9, errors)).toBe(149)
})

test('the validation sample sizes of Riley for calibration and discrimination are found', () => {
  expect(casesForObservedOverExpected(0.1, 0.051)).toBe(3461)
  expect(casesForAuroc({ auroc: 0.8, prevalence: 0.1, standardError: 0.0255 })).toBe(837)
  expect(casesForAuroc({ auroc: 0.8, prevalence: 0.018, standardError: 0.0255 })).toBe(4255)
  expect(aurocStandardError({ auroc: 0.8, prevalence: 0.1, cases: 837 })).toBeLessThanOrEqual(0.0255)
})

test('the power of an AUROC of 0.73 with 41 positives and 72 negatives is that of pROC', () => {
  expect(aurocPower({ auroc: 0.73, positives: 41, negatives: 72, alpha: 0.05 })).toBeCloseTo(0.9897453, 6)
})

test('no failure in 299 cases shows a rate below one in a hundred; in 59, below one in twenty', () => {
  expect(casesWithoutFailure(0.01, 0.95)).toBe(299)
  expect(casesWithoutFailure(0.05, 0.95)).toBe(59)
  expect(provenShare(59, 59, 0.05)).toBeGreaterThan(0.95)
  expect(provenShare(0, 10, 0.05)).toBe(0)
})

test('half the margin of non-inferiority costs four times the cases', () => {
  const errors = { alpha: 0.025, power: 0.9 }
  const [wide, narrow] = [casesForNonInferiority(0.9, 0.1, errors), casesForNonInferiority(0.9, 0.05, errors)]
  expectClose(narrow / wide, 4, 1e-12)
  expectClose(wide, 189.1355, 1e-4)
})

test('four times the cases halve the interval, nearly', () => {
  const ratio = expectedHalfWidth(0.8, 400, 0.95) / expectedHalfWidth(0.8, 1600, 0.95)
  expect(ratio).toBeGreaterThan(1.98)
  expect(ratio).toBeLessThan(2.02)
})

test('plans that ask for nothing or for the impossible are refused', () => {
  expect(() => casesForTwoShares(0.8, 0.8, { alpha: 0.05, power: 0.8 })).toThrow(RangeError)
  expect(() => casesForOneShare(0.9, 0.8, { alpha: 0.05, power: 0.8 })).toThrow(RangeError)
  expect(() => casesForNonInferiority(0.9, 0, { alpha: 0.05, power: 0.8 })).toThrow(RangeError)
  expect(() => casesForAuroc({ auroc: 1, prevalence: 0.1, standardError: 0.02 })).toThrow(RangeError)
})
