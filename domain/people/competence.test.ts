import { expect, test } from 'vitest'
import { examples } from '../../test/examples/people.ts'
import { competence, hasGap, levels } from './competence.ts'

const body = examples.competence ?? {}
const confirm = (change: object) =>
  (competence.life.actions.confirm?.guards ?? [])
    .map((guard) => guard({ body: { ...body, ...change }, links: { out: [], in: [] }, today: '2026-02-10' }))
    .filter(Boolean)

test('there is a gap exactly when the level held is below the level needed', () => {
  const names = Object.keys(levels)
  for (const [needed, levelNeeded] of names.entries()) {
    for (const [held, levelHeld] of names.entries()) {
      expect(hasGap({ levelNeeded, levelHeld })).toBe(held < needed)
    }
  }
  expect(hasGap({ levelNeeded: 'leading' })).toBe(false)
})

test('a competence with a gap is confirmed only with a way to close it', () => {
  expect(confirm({})).toEqual([])
  expect(confirm({ gapAction: undefined })).toHaveLength(1)
  expect(confirm({ gapAction: undefined, levelHeld: 'independent' })).toEqual([])
})
