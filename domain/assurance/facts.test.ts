import fc from 'fast-check'
import { expect, test } from 'vitest'
import { document } from '../documents/document.ts'
import { change } from '../engineering/change.ts'
import { supplier } from '../governance/supplier.ts'
import { awaitsApproval } from '../in-force.ts'
import type { RecordRow } from './fact.ts'
import { applyChanges, type ClockFact, type Facts, factsFrom } from './facts.ts'
import { factsAt, type Revision } from './facts-at.ts'
import { layeredEntries } from './layered.ts'
import { living, pointingAt } from './look.ts'
import { watched } from './rules/every-rule.ts'
import { row } from './test/house.ts'

/** All that facts hold, in an order that does not tell how they were built. */
function told(facts: Facts) {
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
  return {
    records: [...facts.kinds.values()]
      .flatMap(({ records }) => [...layeredEntries(records)].map(([, fact]) => fact))
      .sort(byId),
    living: [...facts.kinds].flatMap(([kind, { living }]) => [kind, ...living.map(({ id }) => id)]),
    incoming: [...facts.kinds]
      .flatMap(([kind, { incoming }]) =>
        [...incoming].flatMap(([relation, targets]) =>
          [...layeredEntries(targets)].flatMap(([to, from]) =>
            from.map(({ id, version }) => `${kind} ${id} v${version} ${relation} ${to}`),
          ),
        ),
      )
      .sort(),
    clocks: [...facts.clocks.values()].flat().sort(byId),
  }
}

const days = Array.from({ length: 9 }, (_, n) => `2026-0${n + 1}-01T00:00:00.000Z`)
const first = days[0] ?? ''

/** A history of a few AI systems, assessments and documents, one change a day. */
const history = fc
  .array(
    fc.record({
      kind: fc.constantFrom('ai-system', 'impact-assessment', 'document'),
      id: fc.constantFrom('a', 'b', 'c'),
      step: fc.constantFrom('draft', 'in-review', 'approved', 'retired'),
      to: fc.constantFrom('ai-system-a', 'ai-system-b'),
      subject: fc.constantFrom('scope', 'manual'),
    }),
    { maxLength: 9 },
  )
  .map((steps) => {
    const standing = new Map<string, Revision>()
    const revisions: Revision[] = []
    steps.forEach(({ kind, id, step, to, subject }, n) => {
      const name = `${kind}-${id}`
      const before = standing.get(name)
      const at = days[n] ?? first
      const version = (before?.version ?? 0) + 1
      const state =
        kind === 'ai-system'
          ? { draft: 'active', 'in-review': 'active', approved: 'confirmed', retired: 'ended' }[step]
          : step
      const revision: Revision = {
        ...row(kind, name, { aiSystem: to, subjects: [subject], roles: ['user'] }),
        at,
        state,
        version,
        createdAt: before?.createdAt ?? at,
        approvedVersion: step === 'approved' ? version : (before?.approvedVersion ?? null),
        approvedAt: step === 'approved' ? at : (before?.approvedAt ?? null),
      }
      standing.set(name, revision)
      revisions.push(revision)
    })
    return revisions
  })

/** The row the store would hold at a moment, with the approved body beside it. */
function rowsAt(revisions: readonly Revision[], at: string): RecordRow[] {
  const known = revisions.filter((revision) => revision.at <= at)
  const newest = new Map(known.map((revision) => [revision.id, revision]))
  return [...newest.values()].map(({ at: _, ...now }) => ({
    ...now,
    approvedBody: known.find((one) => one.id === now.id && one.version === now.approvedVersion)?.body ?? null,
  }))
}

test('facts of a past moment are those that were told then', () => {
  fc.assert(
    fc.property(history, fc.nat(8), (revisions, n) => {
      const at = days[n] ?? first
      const then = factsFrom(watched, { records: rowsAt(revisions, at), clocks: [] })
      expect(told(factsAt(watched, { revisions, clocks: [] }, at))).toEqual(told(then))
    }),
  )
})

test('facts carried forward change by change are those built at once', () => {
  fc.assert(
    fc.property(history, (revisions) => {
      const carried = revisions.reduce(
        (facts, { at, id }) =>
          applyChanges(facts, { records: rowsAt(revisions, at).filter((one) => one.id === id), clocks: [] }),
        factsFrom(watched, { records: [], clocks: [] }),
      )
      const whole = factsFrom(watched, { records: rowsAt(revisions, days[8] ?? first), clocks: [] })
      expect(told(carried).records).toEqual(told(whole).records)
      expect(told(carried).incoming).toEqual(told(whole).incoming)
    }),
  )
})

const clock: ClockFact = {
  id: 'clock',
  recordId: 'incident',
  duty: 'kr-pipa-leak-authority',
  step: 0,
  startedAt: '2026-03-01T00:00:00.000Z',
  dueAt: '2026-03-04T00:00:00.000Z',
  stoppedAt: '2026-03-03T00:00:00.000Z',
}

test('a clock of a past moment runs until it was stopped and is not there before it started', () => {
  const incident: Revision = { ...row('incident', 'incident', {}), at: '2026-02-28T00:00:00.000Z' }
  const past = (at: string) => told(factsAt(watched, { revisions: [incident], clocks: [clock] }, at)).clocks
  expect(past('2026-02-28T12:00:00.000Z')).toEqual([])
  expect(past('2026-03-02T00:00:00.000Z')).toEqual([{ ...clock, stoppedAt: null }])
  expect(past('2026-03-03T00:00:00.000Z')).toEqual([clock])
})

test('while a document is revised its approved edition counts, and a document that has ended counts no more', () => {
  const approvedBody = { subjects: ['scope'], effectiveOn: '2026-01-01' }
  const drafted = row(
    'document',
    'document',
    { subjects: ['manual'] },
    { state: 'draft', version: 5, approvedBody },
  )
  const facts = factsFrom(watched, { records: [drafted], clocks: [] })
  expect(living(facts, 'document')).toMatchObject([{ approved: true, body: { subjects: ['scope'] } }])
  const retired = applyChanges(facts, { records: [{ ...drafted, state: 'retired', version: 6 }], clocks: [] })
  expect(living(retired, 'document')).toEqual([])
  expect(living(facts, 'document'), 'the former value stays good').toHaveLength(1)
})

test('a suspended supplier keeps its approved version but is not approved', () => {
  const suspended = row('supplier', 'supplier', {}, { state: 'suspended', version: 4 })
  expect(living(factsFrom(watched, { records: [suspended], clocks: [] }), 'supplier')).toMatchObject([
    { approved: false },
  ])
})

test('a link taken away is gone from the other end', () => {
  const proof = (aiSystem: string) => row('impact-assessment', 'impact', { aiSystem })
  const before = factsFrom(watched, { records: [proof('one')], clocks: [] })
  const after = applyChanges(before, { records: [proof('other')], clocks: [] })
  const by = { kind: 'impact-assessment', relation: 'aiSystem' }
  expect(pointingAt(after, 'one', by)).toEqual([])
  expect(pointingAt(after, 'other', by)).toHaveLength(1)
  expect(pointingAt(before, 'one', by)).toHaveLength(1)
})

test('rows of kinds no rule reads and fields no rule asks for are left out', () => {
  const facts = factsFrom(watched, {
    records: [
      row('recipe', 'soup', {}),
      row('document', 'document', { subjects: ['scope'], body: { ko: 'x', en: 'x' }, distribution: 'all' }),
    ],
    clocks: [],
  })
  expect(facts.kinds.has('recipe')).toBe(false)
  expect(living(facts, 'document')[0]?.body).toEqual({ subjects: ['scope'], distribution: true })
})

test.each([
  [document, 'draft', true],
  [document, 'approved', false],
  [change, 'checking', false],
  [change, 'in-review', true],
  [supplier, 'suspended', true],
] as const)('whether approval lies ahead is read off the life: %#', (kind, state, ahead) => {
  expect(awaitsApproval(kind.life, state)).toBe(ahead)
})
