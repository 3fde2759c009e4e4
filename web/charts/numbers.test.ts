import { expect, test } from 'vitest'
import { chance, count, figure, range } from './numbers.ts'

test('a limit near zero keeps the digit that says on which side of zero it lies', () => {
  expect(figure(0)).toBe('0.000')
  expect(figure(-0.0001)).toBe('-0.0001')
  expect(figure(0.000012)).toBe('1.2e-5')
  expect(figure(0.0005)).toBe('0.001')
  expect(range(-0.5471, 0.00015)).toMatch(/^-0.547 – 0.000[12]$/)
})

test('a p-value below 0.001 is given no digits nobody can mean', () => {
  expect(chance(0.00099)).toBe('< 0.001')
  expect(chance(0.001)).toBe('0.001')
  expect(chance(1)).toBe('1.000')
})

test('large numbers have their thousands apart, what is no number is a dash', () => {
  expect(count(1234567)).toBe('1,234,567')
  expect(figure(12345.6)).toBe('12,346')
  expect(figure(Number.NaN)).toBe('–')
})
