import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Found, mostUrgent, type Ruling, stateAt, stateOver, stateUrgency } from './triage.ts'

const found: Found = {
  vulnerability: 'CVE-2026-1000',
  aliases: ['GHSA-x'],
  package: 'pkg:npm/brittle',
  purl: 'pkg:npm/brittle@1.0.0',
  version: '1.0.0',
}
const place = { sbom: 'sbom-1', release: 'release-1' }
const ruling = (more: Partial<Ruling> = {}): Ruling => ({
  id: 'one',
  kind: 'triage-decision',
  isInForce: true,
  wasInForce: true,
  outcome: 'not-affected',
  scope: 'all',
  rows: [{ vulnerability: 'GHSA-x', package: 'pkg:npm/brittle' }],
  versions: null,
  releases: [],
  sboms: [],
  supersedes: [],
  expiresOn: null,
  fired: [],
  ...more,
})
const stateOf = (rulings: readonly Ruling[], today = '2026-11-22') =>
  stateAt(found, place, { rulings, today }).state

test('nobody has decided: in triage; a draft or a withdrawn decision changes nothing', () => {
  expect(stateOf([])).toBe('in-triage')
  expect(stateOf([ruling({ isInForce: false, wasInForce: false })])).toBe('in-triage')
  expect(stateOf([ruling({ isInForce: false })])).toBe('in-triage')
})

test('the last day counts whole, the next not at all', () => {
  const until = ruling({ outcome: 'accepted', expiresOn: '2026-11-22' })
  expect([stateOf([until], '2026-11-22'), stateOf([until], '2026-11-23')]).toEqual(['accepted', 'in-triage'])
})

test('an expired decision leaves the finding open even where a milder one would hold', () => {
  expect(stateOf([ruling({ outcome: 'accepted', expiresOn: '2026-11-21' }), ruling({ id: 'two' })])).toBe(
    'in-triage',
  )
})

test('a range of versions says nothing of a component without a version', () => {
  const versions = { type: 'npm', constraints: [{ comparator: '>=' as const, version: '0.1.0' }] }
  const bound = ruling({ scope: 'component', versions })
  expect(stateOf([bound])).toBe('not-affected')
  expect(stateAt({ ...found, version: null }, place, { rulings: [bound], today: '2026-11-22' }).state).toBe(
    'in-triage',
  )
})

test('a successor counts only where it speaks itself', () => {
  const old = ruling({ outcome: 'affected' })
  const newer = ruling({ id: 'two', scope: 'release', releases: ['release-1'], supersedes: ['one'] })
  expect(stateOf([old, newer])).toBe('not-affected')
  const elsewhere = { sbom: 'sbom-2', release: 'release-2' }
  expect(stateAt(found, elsewhere, { rulings: [old, newer], today: '2026-11-22' }).state).toBe('affected')
})

const anyRuling = fc.record({
  outcome: fc.constantFrom(
    'affected' as const,
    'accepted' as const,
    'fixed' as const,
    'not-affected' as const,
  ),
  expiresOn: fc.constantFrom(null, '2026-11-21', '2026-11-22', '2026-11-30'),
  isInForce: fc.boolean(),
})

test('the order in which decisions were made never matters, and one more never makes a finding milder', () => {
  fc.assert(
    fc.property(fc.array(anyRuling, { minLength: 1, maxLength: 6 }), anyRuling, (some, more) => {
      const rulings = some.map((one, at) => ruling({ ...one, id: String(at) }))
      expect(stateOf(rulings.toReversed())).toBe(stateOf(rulings))
      fc.pre(stateOf(rulings) !== 'in-triage')
      const further = [...rulings, ruling({ ...more, id: 'more' })]
      expect(stateUrgency[stateOf(further)]).toBeGreaterThanOrEqual(stateUrgency[stateOf(rulings)])
    }),
  )
})

test('until the day it names the state over all places stays, and the day after it is in triage', () => {
  fc.assert(
    fc.property(fc.array(anyRuling, { minLength: 1, maxLength: 4 }), (some) => {
      const rulings = some.map((one, at) =>
        ruling({ ...one, id: String(at), scope: 'release', releases: [`release-${at}`] }),
      )
      const places = some.map((_, at) => ({ sbom: `sbom-${at}`, release: `release-${at}` }))
      const settled = stateOver(found, places, { rulings, today: '2026-11-22' })
      fc.pre(settled.until !== null)
      const on = (today: string) => stateOver(found, places, { rulings, today }).state
      expect(on(settled.until ?? '')).toBe(settled.state)
      expect(on(`${settled.until}x`)).toBe('in-triage')
    }),
  )
  expect(mostUrgent([])).toMatchObject({ state: 'in-triage' })
})
