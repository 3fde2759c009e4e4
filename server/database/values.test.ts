import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantFrom, integerFrom } from './values.ts'

test('a bigint is a number up to the last exact one, and beyond it an error instead of another number', () => {
  expect(integerFrom('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
  expect(() => integerFrom('9007199254740992')).toThrow()
  expect(() => integerFrom('-9223372036854775808')).toThrow()
})

test('an instant reads as ISO in UTC with milliseconds, microseconds cut and never rounded up', () => {
  expect(instantFrom('2026-11-21 09:00:00+00')).toBe('2026-11-21T09:00:00.000Z')
  expect(instantFrom('2026-12-31 23:59:59.999999+00')).toBe('2026-12-31T23:59:59.999Z')
  expect(instantFrom('2026-11-21 09:00:00.1+00')).toBe('2026-11-21T09:00:00.100Z')
})

test.for(['infinity', '2026-11-21 18:00:00+09', '0044-03-15 00:00:00+00 BC', '12026-01-01 00:00:00+00'])(
  'an instant that is no plain UTC time is an error: %s',
  (text) => {
    expect(() => instantFrom(text)).toThrow()
  },
)

test('every instant of four-digit years comes back as Date writes it', () => {
  const years = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') }
  fc.assert(
    fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
      const iso = date.toISOString()
      expect(instantFrom(iso.replace('T', ' ').replace('Z', '+00'))).toBe(iso)
    }),
  )
})
