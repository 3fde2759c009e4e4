import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions } from '../components/version-order.ts'
import { parseVers, versContains } from './vers.ts'

const holds = (range: string, version: string) => {
  const parsed = parseVers(range)
  if (!parsed.ok) throw new Error(parsed.refusal.because.en)
  return versContains(parsed.value, version)
}

test('what is no range, says the same version twice or contradicts itself is refused', () => {
  for (const text of [
    '',
    'vers:',
    'vers:npm',
    'vers:npm/',
    'npm/1.0',
    'vers:NPM/1',
    'vers:npm/>=1|',
    'vers:npm/>=',
    'vers:npm/1.0|1.0.0',
    'vers:npm/>1|>=2',
    'vers:npm/<1|<2',
    'vers:npm/%',
    'vers:npm/1 0',
    `vers:npm/${'1|'.repeat(300)}2`,
  ])
    expect(parseVers(text).ok, text).toBe(false)
})

test('bounds, single versions and exceptions are held to by the order of their ecosystem', () => {
  expect(holds('vers:npm/*', '0.0.1')).toBe(true)
  expect([holds('vers:npm/>=1.0.0|<2.0.0', '1.0.0'), holds('vers:npm/>=1.0.0|<2.0.0', '2.0.0')]).toEqual([
    true,
    false,
  ])
  expect([holds('vers:npm/<2.0.0', '1.9.9'), holds('vers:npm/>2.0.0', '10.0.0')]).toEqual([true, true])
  expect([holds('vers:npm/1.2.3|>=2.0.0', '1.2.3'), holds('vers:npm/1.2.3|>=2.0.0', '1.2.4')]).toEqual([
    true,
    false,
  ])
  expect([holds('vers:npm/!=1.5.0', '1.5.0'), holds('vers:npm/!=1.5.0', '1.5.1')]).toEqual([false, true])
  expect(holds('vers:npm/>=1.0.0|!=1.5.0|<2.0.0', '1.5.0')).toBe(false)
  expect(holds('vers:pypi/<1.0', '1.0rc1')).toBe(true)
  expect(holds('vers:deb/>=1%3A2.0', '1:2.0-1')).toBe(true)
})

test('a closed range holds exactly the versions between its bounds, whatever order they are written in', () => {
  const version = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)).map((parts) => parts.join('.'))
  fc.assert(
    fc.property(version, version, version, (one, other, asked) => {
      const order = compareVersions('semver', one, other).order
      fc.pre(order !== 0)
      const [low, high] = order < 0 ? [one, other] : [other, one]
      const isBetween =
        compareVersions('semver', asked, low).order >= 0 && compareVersions('semver', asked, high).order < 0
      expect(holds(`vers:npm/<${high}|>=${low}`, asked)).toBe(isBetween)
    }),
  )
})
