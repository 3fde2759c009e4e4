import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AffectedPackage, RangeEvent } from './osv.ts'
import { affects } from './range.ts'

const entry = (events: readonly RangeEvent[], more: Partial<AffectedPackage> = {}): AffectedPackage => ({
  ecosystem: 'PyPI',
  name: 'a',
  ranges: [{ type: 'ECOSYSTEM', events }],
  versions: [],
  severities: [],
  ...more,
})
const introduced = (version: string): RangeEvent => ({ kind: 'introduced', version })
const fixed = (version: string): RangeEvent => ({ kind: 'fixed', version })
const last = (version: string): RangeEvent => ({ kind: 'last_affected', version })
const limit = (version: string): RangeEvent => ({ kind: 'limit', version })

test.for([
  ['just before introduced', [introduced('1.0'), fixed('2.0')], '1.0rc1', false],
  ['at introduced', [introduced('1.0'), fixed('2.0')], '1.0', true],
  ['written otherwise, at introduced', [introduced('1.0'), fixed('2.0')], 'v1.0.0', true],
  ['just before fixed', [introduced('1.0'), fixed('2.0')], '2.0rc1', true],
  ['at fixed', [introduced('1.0'), fixed('2.0')], '2.0', false],
  ['after fixed', [introduced('1.0'), fixed('2.0')], '2.0.post1', false],
  ['at last affected', [introduced('0'), last('2.0')], '2.0', true],
  ['just after last affected', [introduced('0'), last('2.0')], '2.0.1', false],
  [
    'in the second of two spans',
    [introduced('0'), fixed('1.0'), introduced('3.0'), fixed('3.5')],
    '3.1',
    true,
  ],
  ['between two spans', [introduced('0'), fixed('1.0'), introduced('3.0'), fixed('3.5')], '2.0', false],
  ['with events in any order', [fixed('3.5'), introduced('3.0'), fixed('1.0'), introduced('0')], '3.1', true],
  ['never fixed', [introduced('1.0')], '99', true],
  ['with no introduced, before the fix', [fixed('2.0')], '1.0', true],
  ['with no introduced, at the fix', [fixed('2.0')], '2.0', false],
  ['introduced and fixed at once', [introduced('1.0'), fixed('1.0')], '1.0', false],
  ['with no events', [], '1.0', true],
  ['before the limit', [introduced('0'), limit('2.0')], '1.0', true],
  ['at the limit', [introduced('0'), limit('2.0')], '2.0', false],
  ['below every version but introduced 0', [introduced('0'), fixed('1')], '0.dev0', true],
] as const)('a version %s', ([, events, version, affected]) => {
  expect(affects(entry(events), version)).toMatchObject({ affected, how: 'range' })
})

test('a component without a version counts as affected, and says that its version is unknown', () => {
  expect(affects(entry([introduced('0')]), undefined)).toEqual({ affected: true, how: 'version-unknown' })
  expect(affects(entry([introduced('0')]), '')).toEqual({ affected: true, how: 'version-unknown' })
})

test('a version named one by one is affected whatever the ranges say, also written otherwise', () => {
  const named = entry([introduced('5'), fixed('6')], { versions: ['1.0'] })
  expect(affects(named, '1.0')).toEqual({ affected: true, how: 'enumerated', fixedIn: '6' })
  expect(affects(named, '1.0.0').how).toBe('enumerated')
  expect(affects(named, '2.0')).toMatchObject({ affected: false, how: 'range' })
})

test('a comparison that had to guess says so, whichever way it ends', () => {
  expect(affects(entry([introduced('0'), fixed('1.0')]), 'bulbasaur')).toMatchObject({
    affected: true,
    how: 'fallback-order',
  })
  const unknown = entry([introduced('0'), fixed('2')], { ecosystem: 'NoSuchPlace' })
  expect(affects(unknown, '3')).toMatchObject({ affected: false, how: 'fallback-order' })
})

test('an advisory that only knows commits cannot be compared, and does not say "not affected by range"', () => {
  expect(affects(entry([], { ranges: [] }), '1.0')).toEqual({ affected: false, how: 'not-comparable' })
})

test('the fix offered is the lowest above the version', () => {
  const answer = affects(entry([introduced('0'), fixed('1.5'), introduced('2.0'), fixed('2.3')]), '2.1')
  expect(answer).toEqual({ affected: true, how: 'range', fixedIn: '2.3' })
})

test('ten thousand contradictory events are answered', () => {
  const events = Array.from({ length: 10_000 }, (_, at) =>
    at % 2 === 0 ? introduced(`${at % 7}.0`) : fixed(`${at % 5}.0`),
  )
  expect(affects(entry(events), '3.0').how).toBe('range')
})

test('the order in which a record lists its spans does not change the answer', () => {
  const version = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(
      fc.uniqueArray(version, { minLength: 1, maxLength: 12 }),
      version,
      fc.func(fc.integer()),
      (points, asked, shuffle) => {
        const events = points
          .toSorted((a, b) => a - b)
          .map((point, at) => (at % 2 === 0 ? introduced(`${point}`) : fixed(`${point}`)))
        const shuffled = events.toSorted((a, b) => shuffle(a.version) - shuffle(b.version))
        const straight = affects(entry(events), `${asked}`)
        expect(affects(entry(shuffled), `${asked}`)).toEqual(straight)
        const before = points.filter((point) => point <= asked).length
        expect(straight.affected).toBe(before % 2 === 1)
      },
    ),
  )
})
