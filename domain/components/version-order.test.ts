import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareVersions, type VersionScheme, versionSchemeOf } from './version-order.ts'

const schemes: readonly VersionScheme[] = [
  'semver',
  'python',
  'maven',
  'nuget',
  'ruby',
  'php',
  'pub',
  'debian',
  'rpm',
  'alpine',
  'conan',
  'numbers',
  'fallback',
]

describe.for(schemes)('%s', (scheme) => {
  const piece = fc.constantFrom(
    '0',
    '1',
    '2',
    '10',
    '01',
    '00',
    '.',
    '-',
    '_',
    '+',
    '~',
    '^',
    ':',
    '!',
    'a',
    'b',
    'rc',
    'alpha',
    'final',
    'sp',
    'snapshot',
    'dev',
    'post',
    'x',
    'p',
    'v',
    'r',
    'ga',
    'é',
  )
  const version = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

  test('the order of two versions is the reverse when they are swapped', () => {
    fc.assert(
      fc.property(version, version, (left, right) => {
        expect(compareVersions(scheme, left, right).order + compareVersions(scheme, right, left).order).toBe(
          0,
        )
      }),
      { numRuns: 3000 },
    )
  })

  test('three versions never form a circle', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const ordered = [a, b, c].sort((left, right) => compareVersions(scheme, left, right).order)
        const [first = '', middle = '', last = ''] = ordered
        const ab = compareVersions(scheme, first, middle).order
        const bc = compareVersions(scheme, middle, last).order
        const ac = compareVersions(scheme, first, last).order
        expect(ab <= 0 && bc <= 0 && ac === Math.min(ab, bc)).toBe(true)
      }),
      { numRuns: 20000 },
    )
  })

  test('a hostile version of a million marks is compared, and marked as a guess', () => {
    for (const mark of ['1', '1.', '-', 'a1', '.', '~', '+', '_p']) {
      const { by } = compareVersions(scheme, mark.repeat(1_000_000 / mark.length), '1.0')
      expect(by).toBe('fallback')
    }
  })
})

test.for([
  ['Debian:11', 'debian'],
  ['Alpine:v3.16', 'alpine'],
  ['golang', 'semver'],
  ['crates.io', 'semver'],
  ['GIT', 'fallback'],
  ['constructor', 'fallback'],
])('%s is ordered by the rule %s', ([ecosystem, scheme]) => {
  expect(versionSchemeOf(ecosystem ?? '')).toBe(scheme)
})

test('a Go version without its patch number, with its v or its go, is the same version', () => {
  expect(compareVersions('semver', '1.19', 'v1.19.0')).toEqual({ order: 0, by: 'rule' })
  expect(compareVersions('semver', 'go1.19', '1.19.0')).toEqual({ order: 0, by: 'rule' })
  expect(
    compareVersions('semver', 'v0.0.0-20210101000000-abcdefabcdef', '0.0.0-20220101000000-000000000000')
      .order,
  ).toBe(-1)
})
