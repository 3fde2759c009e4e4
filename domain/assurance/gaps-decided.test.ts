import { expect, test } from 'vitest'
import type { RecordRow } from './fact.ts'
import { factsFrom } from './facts.ts'
import { sceneAt } from './look.ts'
import { rules, watched } from './rules/every-rule.ts'
import { house, now } from './test/house.ts'

const found = (records: readonly RecordRow[]) => {
  const rule = rules.find(({ framework, ref }) => framework === 'iso-42001' && ref === 'A.5.4')
  if (!rule) throw new Error('A.5.4 has a rule')
  return rule.claim.evaluate(sceneAt(factsFrom(watched, { records, clocks: [] }), now))
}
const changed = (id: string, change: (row: RecordRow) => RecordRow) =>
  house.map((one) => (one.id === id ? change(one) : one))
const evaluations = ['external', 'real-world']
const withBody = (change: object) =>
  house.map((one) =>
    one.kind === 'evaluation' && evaluations.includes(one.id)
      ? { ...one, body: { ...one.body, ...change } }
      : one,
  )

test('a gap found and decided by signature shows that bias was dealt with', () => {
  expect(found(house).verdict).toBe('met')
  expect(found(house).counting.map(({ id }) => id)).toContain('external')
})

test('a gap whose decision is a draft, or speaks of another result, is undecided', () => {
  const draft = changed('gap', (row) => ({ ...row, state: 'draft', approvedVersion: null, approvedAt: null }))
  expect(found(draft).verdict).not.toBe('met')
  expect(found(draft).because.en).toMatch(/1 undecided performance gap/)
  const other = changed('gap', (row) => ({ ...row, body: { ...row.body, resultDigest: 'aa'.repeat(32) } }))
  expect(found(other).verdict).not.toBe('met')
})

test('an evaluation that looked at no groups shows nothing about bias, one that found no gap does', () => {
  expect(found(withBody({ gapsFound: undefined })).verdict).not.toBe('met')
  expect(found(withBody({ gapsFound: undefined })).because.en).toMatch(/by group/)
  const none = withBody({ gapsFound: 0 }).filter(({ kind }) => kind !== 'performance-gap')
  expect(found(none).verdict).toBe('met')
})

test('more gaps found than decided ask for the rest', () => {
  expect(found(withBody({ gapsFound: 2 })).verdict).not.toBe('met')
  expect(found(withBody({ gapsFound: 2 })).mend?.words.en).toMatch(/maek gaps/)
})
