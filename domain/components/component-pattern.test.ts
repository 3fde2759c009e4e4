import fc from 'fast-check'
import { expect, test } from 'vitest'
import { narrowest, patternFits, readPattern } from './component-pattern.ts'

const subject = (purl: string | null, name = 'lodash', version: string | null = null) => ({
  name,
  version,
  purl,
})
const fits = (text: string, one: ReturnType<typeof subject>) => {
  const read = readPattern(text)
  if (!read.ok) throw new Error(read.refusal.because.en)
  return patternFits(read.value, one)
}

test('a star alone, nothing, a broken purl, and a pattern of nine stars are refused', () => {
  for (const text of ['', ' ', '*', '**', 'pkg:', 'pkg:npm', '*a*b*c*d*e*f*g*h*i', 'x'.repeat(1001)])
    expect(readPattern(text, 'row').ok, text).toBe(false)
  expect(readPattern('pkg:npm', 'row')).toMatchObject({ refusal: { field: 'row' } })
})

test('a purl without a version speaks of every version, one with a version of that one only', () => {
  const purl = 'pkg:npm/lodash@4.17.21'
  expect(fits('pkg:npm/lodash', subject(purl))).toBe(true)
  expect(fits('pkg:npm/lodash@4.17.21', subject(purl))).toBe(true)
  expect(fits('pkg:npm/lodash@4.17.2', subject(purl))).toBe(false)
  expect(fits('pkg:npm/lodash@4.*', subject(purl))).toBe(true)
  expect(fits('pkg:npm/lodash@4.17.21', subject('pkg:npm/lodash', 'lodash', '4.17.21'))).toBe(true)
})

test('a purl speaks of qualifiers only where it names them', () => {
  const purl = 'pkg:deb/debian/openssl@3.0.11-1?arch=amd64&distro=debian-12'
  expect(fits('pkg:deb/debian/openssl', subject(purl))).toBe(true)
  expect(fits('pkg:deb/debian/*', subject(purl))).toBe(true)
  expect(fits('pkg:deb/ubuntu/*', subject(purl))).toBe(false)
  expect(fits('pkg:deb/debian/openssl?distro=debian-11&arch=amd64', subject(purl))).toBe(false)
})

test('a bare name fits whole names, in any case, and never a part of one', () => {
  expect(fits('LoDash', subject(null))).toBe(true)
  expect(fits('dash', subject(null))).toBe(false)
  expect(fits('*dash', subject(null))).toBe(true)
  expect(fits('lo*lodash', subject(null))).toBe(false) // the pieces may not overlap
  expect(fits('pkg:npm/lodash', subject(null))).toBe(false)
})

test('of several rows that fit the narrowest holds, however they are ordered', () => {
  const row = (text: string) => {
    const read = readPattern(text)
    if (!read.ok) throw new Error(text)
    return { text, pattern: read.value }
  }
  const rows = ['lodash', 'pkg:npm/*', 'pkg:npm/lodash', 'pkg:npm/lodash@4.17.21', 'pkg:npm/lodash@4.*'].map(
    row,
  )
  const one = subject('pkg:npm/lodash@4.17.21')
  expect(narrowest(rows, one)?.text).toBe('pkg:npm/lodash@4.17.21')
  expect(narrowest([...rows].reverse(), one)?.text).toBe('pkg:npm/lodash@4.17.21')
  expect(narrowest(rows.slice(0, 2), one)?.text).toBe('pkg:npm/*')
  expect(narrowest(rows, subject('pkg:pypi/x@1', 'x'))).toBeUndefined()
})

test('any text either reads as a pattern or is refused, and a name without stars fits itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (text) => {
      const read = readPattern(text)
      if (!read.ok || text.includes('*') || /^\s*pkg:/i.test(text)) return
      expect(patternFits(read.value, subject(null, text.trim()))).toBe(true)
    }),
  )
})
