import fc from 'fast-check'
import { expect, test } from 'vitest'
import { document } from '../documents/document.ts'
import { device } from '../products/device.ts'
import { release } from '../products/release.ts'
import { hazard } from '../risks/hazard.ts'
import { every } from './claim.ts'
import type { RecordRow } from './fact.ts'
import { applyChanges, type ClockFact, type Facts, factsFrom } from './facts.ts'
import { sceneAt } from './look.ts'
import { has, leadsOnlyTo, leadsTo } from './relation.ts'
import { rules, watched } from './rules/every-rule.ts'
import { house, now } from './test/house.ts'
import { mutation, relinked, told } from './test/wear.ts'
import { approved, holds } from './trait.ts'

/** Ways along links that no rule goes yet, beside all that rules go. */
const roundabout = [
  every(hazard).is(leadsTo(device, 'device', has(hazard, 'device', approved, holds('aspects', 'security')))),
  every(release).is(leadsOnlyTo(device, 'device', leadsTo(document, 'documents', approved))),
]
const claims = [...rules.map(({ claim }) => claim), ...roundabout]

const answersTo = (facts: Facts, at = now) => {
  const scene = sceneAt(facts, at)
  return claims.map((claim) => told(claim.evaluate(scene)))
}

/** The complete house and its double, so that a link can lead from one to the other. */
const twice: readonly RecordRow[] = [
  ...house,
  ...house.map((record) => ({ ...record, id: `${record.id}-2`, number: `${record.number}-2` })),
]

const step = fc.record({
  records: fc.array(
    fc.tuple(fc.nat(twice.length - 1), fc.oneof(mutation, relinked(twice.map(({ id }) => id)))),
    { minLength: 1, maxLength: 4 },
  ),
  clock: fc.option(
    fc.record({
      recordId: fc.constantFrom('incident', 'incident-2', 'change'),
      stoppedAt: fc.constantFrom(null, '2026-11-03T00:00:00.000Z'),
    }),
    { freq: 4 },
  ),
  isAsked: fc.boolean(),
  /** Back to what all looked like at first: proofs come again, not only go. */
  isMended: fc.boolean(),
})

const clockOf = (told: { recordId: string; stoppedAt: string | null }): ClockFact => ({
  id: `clock of ${told.recordId}`,
  duty: 'kr-pipa-leak-authority',
  step: 0,
  startedAt: '2026-11-01T00:00:00.000Z',
  dueAt: '2026-11-04T00:00:00.000Z',
  ...told,
})

test('answers carried over any changes are those worked out from nothing', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const standing = new Map(twice.map((record) => [record.id, record]))
      const clocks = new Map<string, ClockFact>()
      let facts = factsFrom(watched, { records: twice, clocks: [] })
      answersTo(facts)
      for (const { records, clock, isAsked, isMended } of steps) {
        const changed = records.flatMap(([at, change]) => {
          const first = twice[at]
          const former = first && standing.get(first.id)
          const next = isMended ? first : former && change(former)
          return next ? [{ ...next, version: (former?.version ?? 0) + 1 }] : []
        })
        for (const record of changed) standing.set(record.id, record)
        const ticked = clock ? [clockOf(clock)] : []
        for (const one of ticked) clocks.set(one.id, one)
        facts = applyChanges(facts, { records: changed, clocks: ticked })
        if (isAsked) answersTo(facts)
      }
      const anew = factsFrom(watched, { records: [...standing.values()], clocks: [...clocks.values()] })
      expect(answersTo(facts)).toEqual(answersTo(anew))
      const later = '2027-03-02T00:00:00.000Z'
      expect(answersTo(facts, later), 'the next day is not answered with the last one').toEqual(
        answersTo(anew, later),
      )
    }),
    { numRuns: 12 },
  )
})

test('two changes of the same facts do not know of each other', () => {
  const facts = factsFrom(watched, { records: twice, clocks: [] })
  const before = answersTo(facts)
  const without = (kind: string) => ({
    records: twice
      .filter((record) => record.kind === kind)
      .map((record) => ({ ...record, approvedVersion: null, approvedAt: null })),
    clocks: [],
  })
  const one = applyChanges(facts, without('document'))
  const other = applyChanges(facts, without('device'))
  const anew = (kind: string) =>
    answersTo(
      factsFrom(watched, {
        records: [...twice.filter((record) => record.kind !== kind), ...without(kind).records],
        clocks: [],
      }),
    )
  expect(answersTo(one)).toEqual(anew('document'))
  expect(answersTo(other)).toEqual(anew('device'))
  expect(answersTo(facts)).toEqual(before)
})
