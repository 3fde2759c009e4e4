import { expect, test } from 'vitest'
import type { RecordRow } from './fact.ts'
import { factsFrom } from './facts.ts'
import { sceneAt } from './look.ts'
import { rules, watched } from './rules/every-rule.ts'
import { house, now, row } from './test/house.ts'

const verdictOf = (id: string, ref: string, records: readonly RecordRow[]) => {
  const rule = rules.find((one) => one.framework === id && one.ref === ref)
  if (!rule) throw new Error(`no rule ${id} ${ref}`)
  return rule.claim.evaluate(sceneAt(factsFrom(watched, { records, clocks: [] }), now))
}

const check = (change: object) =>
  row('dataset-check', 'check', {
    dataset: 'dataset',
    outcome: 'altered',
    manifestSha256: '7c'.repeat(32),
    ...change,
  })
const explaining = (kind: string, change = {}) => row(kind, 'why', { datasetChecks: ['check'] }, change)

const requirements = [
  ['iso-42001', 'A.7.5'],
  ['kr-security-notice', 'Art.12#2'],
] as const

test.each(requirements)('%s %s is met while nothing shows the data to be altered', (id, ref) => {
  expect(verdictOf(id, ref, house).verdict).toBe('met')
  expect(verdictOf(id, ref, [...house, check({ outcome: 'same' })]).verdict).toBe('met')
})

test.each(requirements)(
  '%s %s is not met once a check finds the data altered, and asks for an explanation',
  (id, ref) => {
    const found = verdictOf(id, ref, [...house, check({})])
    expect(found.verdict).not.toBe('met')
    expect(found.mend).toMatchObject({ kind: 'nonconformity', prefill: { datasetChecks: ['check'] } })
  },
)

test.each(requirements)(
  '%s %s is met again by a nonconformity, an incident, a void check or a new version',
  (id, ref) => {
    const altered = [...house, check({})]
    for (const kind of ['nonconformity', 'incident'])
      expect(verdictOf(id, ref, [...altered, explaining(kind)]).verdict).toBe('met')
    expect(
      verdictOf(id, ref, [...altered, explaining('nonconformity', { state: 'cancelled' })]).verdict,
    ).not.toBe('met')
    expect(verdictOf(id, ref, [...house, { ...check({}), state: 'withdrawn' }]).verdict).toBe('met')
    expect(verdictOf(id, ref, [...house, check({ manifestSha256: '1b'.repeat(32) })]).verdict).toBe('met')
  },
)

test('a dataset in several splits needs a check that they share no subject; one in one piece does not', () => {
  const split = (change: object) =>
    house.map((one) =>
      one.id === 'dataset'
        ? { ...one, body: { ...one.body, splits: [{ part: 'training' }, { part: 'testing' }], ...change } }
        : one,
    )
  expect(verdictOf('iso-42001', 'A.7.2', house).verdict).toBe('met')
  expect(verdictOf('iso-42001', 'A.7.2', split({})).verdict).not.toBe('met')
  expect(verdictOf('iso-42001', 'A.7.2', split({ leakCheck: 'items-only' })).verdict).not.toBe('met')
  expect(verdictOf('iso-42001', 'A.7.2', split({ leakCheck: 'subjects-and-items' })).verdict).toBe('met')
})
