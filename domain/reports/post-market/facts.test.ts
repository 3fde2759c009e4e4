import { expect, test } from 'vitest'
import type { LookResult } from '../../monitoring/look-result.ts'
import type { StoredRecord } from '../../record.ts'
import { postMarketPrefill, postMarketSections } from './facts.ts'
import { observedIn } from './observed.ts'
import { recordsOfPeriod } from './period-records.ts'
import { type PostMarketRecords, periodOf } from './records.ts'

let made = 0
function record(kind: string, state: string, body: StoredRecord['body']): StoredRecord {
  made++
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    ...{ kind, number: `${kind}-${made}`, title: `${kind} ${made}`, state, version: 1, edition: 1, body },
    ...{ approvedVersion: null, approvedAt: null, createdAt: '', updatedAt: '2025-12-01T00:00:00.000Z' },
    ...{ authorId: 'a', authorName: 'A' },
  }
}

const period = (from: string, to: string, told: Partial<LookResult['periods'][number]> = {}) => ({
  ...{ from, to, predictions: 100, calledPositive: 40, isMature: true },
  calls: { truePositives: 36, falsePositives: 4, falseNegatives: 4, trueNegatives: 56 },
  ...told,
})

function look(periods: LookResult['periods'], shareMin = 0.8): NonNullable<PostMarketRecords['look']> {
  const verification = { isUneven: false }
  // Only what a post-market report reads of a result.
  const result = JSON.parse(JSON.stringify({ periods, labels: { shareMin, verification } }))
  return { record: record('monitoring-look', 'taken', { resultDigest: 'd' }), result }
}

const none = { releases: [], batches: [], looks: [], look: null, alerts: [], incidents: [], actions: [] }
function records(told: Partial<PostMarketRecords> = {}): PostMarketRecords {
  const report = record('post-market-report', 'draft', { from: '2026-01-01', to: '2026-03-31' })
  const model = record('model-version', 'approved', { version: '1.0.0' })
  return { report, model, plan: null, ...none, ...told }
}

const alertOf = (state: string, alarmedAt: string, more: StoredRecord['body'] = {}) =>
  record('alert', state, { alarmedAt, seen: 'CUSUM', decideBy: '2026-04-10', ...more })

test('a day of the report begins where the plan says, and in Seoul where there is none', () => {
  // 2025-12-31 16:00 UTC is 1 January in Seoul.
  expect(periodOf(records()).holds('2025-12-31T16:00:00.000Z')).toBe(true)
  expect(periodOf(records()).holds('2026-03-31T16:00:00.000Z')).toBe(false)
  const plan = record('monitoring-plan', 'in-force', { dayBegins: 'utc' })
  expect(periodOf(records({ plan })).holds('2025-12-31T16:00:00.000Z')).toBe(false)
  expect(periodOf(records({ plan })).holds('2026-03-31T16:00:00.000Z')).toBe(true)
})

test('what began before the period and was finished in it, or only after it, belongs to it', () => {
  const finished = (updatedAt: string) => ({
    ...alertOf('settled', '2025-11-02T00:00:00.000Z', { decision: 'no-action', reason: 'R' }),
    updatedAt,
  })
  const [before, within, after] = [
    finished('2025-12-31T14:59:00.000Z'),
    finished('2026-02-10T00:00:00.000Z'),
    finished('2026-04-20T00:00:00.000Z'),
  ]
  const own = recordsOfPeriod(records({ alerts: [before, within, after] }))
  expect(own.alerts).toEqual([within, after])
  expect([...own.carriedOver]).toEqual([within.id, after.id])
})

test('what was open when the period began belongs to it and says so; what was finished before does not', () => {
  const before = '2025-11-02T00:00:00.000Z'
  const [open, settled, within, after] = [
    alertOf('examining', before),
    alertOf('settled', before, { decision: 'no-action' }),
    alertOf('settled', '2026-02-01T00:00:00.000Z', { decision: 'no-action', reason: 'R' }),
    alertOf('open', '2026-04-01T00:00:00.000Z'),
  ]
  const told = records({ alerts: [open, settled, within, after] })
  expect(recordsOfPeriod(told).alerts).toEqual([open, within])
  const alerts = postMarketSections(told).find(({ id }) => id === 'alerts')
  expect(alerts?.facts.map(({ label }) => label.en.includes('before the period'))).toEqual([true, false])
  expect(alerts?.facts[1]?.value.en).toMatch(/→ No action.*: R$/)
  expect(alerts?.missing.map(({ en }) => en)).toEqual([`A signed decision on ${open.number}`])
})

test('an alert of a look of the period, and what answers it, belong to it although they came later', () => {
  const taken = record('monitoring-look', 'taken', { through: '2026-03-29', outcome: 'alarm' })
  const late = alertOf('settled', '2026-04-02T00:00:00.000Z', { look: taken.id, decision: 'incident' })
  const answer = record('incident', 'reported', { awareAt: '2026-04-03T00:00:00.000Z', alerts: [late.id] })
  const action = record('corrective-action', 'open', { awareOn: '2026-04-05', incidents: [answer.id] })
  const other = record('incident', 'reported', { awareAt: '2026-04-03T00:00:00.000Z' })
  const told = records({ looks: [taken], alerts: [late], incidents: [answer, other], actions: [action] })
  const own = recordsOfPeriod(told)
  expect([own.alerts, own.incidents, own.actions]).toEqual([[late], [answer], [action]])
  const [fact] = postMarketSections(told).find(({ id }) => id === 'alerts')?.facts ?? []
  expect(fact?.value.en).toContain(`→ Incident [${answer.number}]`)
  expect(fact?.sources.map(({ id }) => id)).toEqual([late.id, answer.id])
})

test('a proposed decision that nobody has signed is told as not decided', () => {
  const proposed = alertOf('deciding', '2026-02-01T00:00:00.000Z', { decision: 'no-action' })
  const [fact] =
    postMarketSections(records({ alerts: [proposed] })).find(({ id }) => id === 'alerts')?.facts ?? []
  expect(fact?.value.en).toContain('not decided yet (due 2026-04-10)')
})

test('counts are of the periods wholly within the report, and performance of those with mature labels', () => {
  const told = records({
    look: look([
      period('2025-12-29', '2026-01-04'),
      period('2026-01-05', '2026-01-11'),
      period('2026-01-12', '2026-01-18'),
      period('2026-03-23', '2026-03-29', { isMature: false }),
      period('2026-03-30', '2026-04-05'),
    ]),
  })
  const observed = observedIn(told)
  expect(observed).toMatchObject({
    from: '2026-01-05',
    to: '2026-03-29',
    predictions: 300,
    calledPositive: 120,
  })
  expect(observed?.mature).toEqual({ from: '2026-01-05', to: '2026-01-18', predictions: 200, labelled: 200 })
  const sensitivity = observed?.metrics?.find(({ name }) => name === 'sensitivity')
  expect(sensitivity?.measure).toMatchObject({ state: 'estimated', estimate: 0.9, n: 80 })
  expect(postMarketPrefill(told).results).toContainEqual(
    expect.objectContaining({ metric: '민감도 (Sensitivity)', estimate: '0.900', n: '80' }),
  )
})

test('where fewer labels came than the plan asks for, no performance is told and the report says why', () => {
  const few = { truePositives: 9, falsePositives: 1, falseNegatives: 1, trueNegatives: 14 }
  const told = records({ look: look([period('2026-01-05', '2026-01-11', { calls: few })]) })
  expect(observedIn(told)?.metrics).toBe(null)
  const told2 = postMarketSections(told).find(({ id }) => id === 'performance')
  expect(told2?.facts).toEqual([])
  expect(told2?.missing[0]?.en).toMatch(/too few/)
  expect(postMarketPrefill(told).results).toBe(undefined)
})

test('a period of which nothing is on record is told part by part, and fills nothing', () => {
  const told = records()
  const missing = Object.fromEntries(postMarketSections(told).map((one) => [one.id, one.missing.length]))
  expect(missing).toEqual({
    ...{ subject: 2, observations: 3, performance: 1, looks: 1, alerts: 0, incidents: 0, actions: 0 },
  })
  expect(postMarketPrefill(told)).toEqual({})
})

test('a batch that was withdrawn or lies outside is not counted; one across an end says so', () => {
  const batch = (state: string, from: string, to: string) =>
    record('observation-batch', state, { contents: 'predictions', from, to, rows: 10 })
  const told = records({
    batches: [
      batch('in-use', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
      batch('in-use', '2026-03-30T00:00:00.000Z', '2026-04-03T00:00:00.000Z'),
      batch('withdrawn', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
      batch('in-use', '2026-04-02T00:00:00.000Z', '2026-04-03T00:00:00.000Z'),
    ],
  })
  const [fact] = postMarketSections(told).find(({ id }) => id === 'observations')?.facts ?? []
  expect(fact?.value.en).toBe('2 batches, 20 rows (1 with rows outside the period too)')
  expect(fact?.sources).toHaveLength(2)
})
