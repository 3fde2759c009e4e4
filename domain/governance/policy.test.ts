import { expect, test } from 'vitest'
import { examples } from '../../test/examples/governance.ts'
import { policy } from './policy.ts'

const body = examples.policy ?? {}
const refusals = (action: string, change: object) =>
  (policy.life.actions[action]?.guards ?? [])
    .map((guard) => guard({ body: { ...body, ...change }, links: { out: [], in: [] }, today: '2026-01-02' }))
    .filter(Boolean)

test('a policy in one language only is neither submitted nor approved', () => {
  for (const action of ['submit', 'approve']) {
    expect(refusals(action, {})).toEqual([])
    expect(refusals(action, { text: { ko: '방침', en: '' } })).toHaveLength(1)
    expect(refusals(action, { text: { ko: '', en: 'Policy' } })).toHaveLength(1)
    expect(refusals(action, { text: undefined })).toHaveLength(1)
  }
})

test('an AI policy names its principles and where it meets other policies', () => {
  expect(refusals('submit', { principles: undefined, alignment: undefined })).toHaveLength(2)
  expect(refusals('submit', { principles: undefined, alignment: undefined, covers: ['quality'] })).toEqual([])
})

test('a policy on acceptable risk states the frame of its criteria', () => {
  expect(refusals('approve', { covers: ['risk-acceptability'] })).toHaveLength(1)
})
