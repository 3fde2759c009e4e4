import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldChange } from '../in-force.ts'
import { arrivedAt } from './site-arrival.ts'

const withAi = new Set(['r1', 'r2'])
const change = (field: 'site' | 'release', at: string, after: string): FieldChange => ({
  ...{ field, at, after },
  before: undefined,
})
const first = (site: string, release: string) => [
  change('site', '2026-01', site),
  change('release', '2026-01', release),
]

test('a unit that never changed came when it was opened', () => {
  expect(arrivedAt([], withAi, '2026-01')).toBe('2026-01')
  expect(arrivedAt([], withAi, null)).toBeNull()
})

test('an AI that comes by an upgrade of the release is there from the upgrade, not from the first entry', () => {
  expect(arrivedAt([...first('s', 'old'), change('release', '2026-05', 'r1')], withAi, null)).toBe('2026-05')
})

test('an upgrade from one release with the AI to another is no arrival', () => {
  expect(arrivedAt([...first('s', 'r1'), change('release', '2026-05', 'r2')], withAi, null)).toBe('2026-01')
})

test('a move is an arrival, and a move away and back too', () => {
  const moved = [...first('s', 'r1'), change('site', '2026-03', 't')]
  expect(arrivedAt(moved, withAi, null)).toBe('2026-03')
  expect(arrivedAt([...moved, change('site', '2026-04', 's')], withAi, null)).toBe('2026-04')
})

test('an AI that was taken out and came back is there from its return', () => {
  const back = [...first('s', 'r1'), change('release', '2026-03', 'old'), change('release', '2026-06', 'r2')]
  expect(arrivedAt(back, withAi, null)).toBe('2026-06')
})

test('it is the newest moment at which site and release were not both as before, whatever the history', () => {
  const version = fc.record({ site: fc.constantFrom('s', 't'), release: fc.constantFrom('old', 'r1', 'r2') })
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 8 }), version, (older, last) => {
      const versions = [...older, { ...last, release: 'r1' }]
      const changes = versions.flatMap((one, at) =>
        (['site', 'release'] as const)
          .filter((field) => versions[at - 1]?.[field] !== one[field])
          .map((field) => change(field, `v${at}`, one[field])),
      )
      // Naive: from the end backwards as long as the site is the same and the release has the AI.
      let begins = versions.length - 1
      while (
        begins > 0 &&
        versions[begins - 1]?.site === last.site &&
        withAi.has(versions[begins - 1]?.release ?? '')
      )
        begins--
      expect(arrivedAt(changes, withAi, null)).toBe(`v${begins}`)
    }),
  )
})
