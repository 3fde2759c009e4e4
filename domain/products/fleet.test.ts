import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideUnit, type ResolvedReport, unitReport } from './fleet.ts'

const report: ResolvedReport = { serial: 'A-1', site: 'site-1', release: 'release-1' }
const known = { name: 'A-1', serial: 'A-1', site: 'site-1', release: 'release-1', confirmedOn: '2026-05-01' }
const decided = (before: Parameters<typeof decideUnit>[0], change: object) => {
  const answer = decideUnit(before, { ...report, ...change }, '2026-06-01')
  return answer.ok ? answer.value : answer.refusal.field
}

test('a unit told of for the first time is added with the day it was seen', () => {
  expect(decided(null, {})).toEqual({
    is: 'added',
    body: { ...known, runsSince: '2026-06-01', confirmedOn: '2026-06-01' },
  })
  expect(decided(null, { site: null })).toBe('site')
  expect(decided(null, { serial: undefined })).toBe('serial')
})

test('a unit that runs another release is moved, and since when stands in its record', () => {
  expect(decided(known, { release: 'release-2', seenOn: '2026-05-20' })).toEqual({
    is: 'moved',
    body: { ...known, release: 'release-2', runsSince: '2026-05-20', confirmedOn: '2026-05-20' },
  })
})

test('a report older than what is known changes nothing; one of the same day counts', () => {
  expect(decided(known, { release: 'release-0', seenOn: '2026-04-30' })).toEqual({ is: 'unchanged' })
  expect(decided(known, { release: 'release-2', seenOn: '2026-05-01' })).toMatchObject({ is: 'moved' })
})

test('what a report does not say stays as it was', () => {
  const before = { ...known, connection: 'internet', remark: 'x' }
  expect(decided(before, {})).toEqual({ is: 'unchanged' })
  expect(decided(before, { seenOn: '2026-05-02' })).toMatchObject({
    is: 'changed',
    body: { connection: 'internet', remark: 'x', confirmedOn: '2026-05-02' },
  })
})

test('a report with a name it does not know, or a number of units below one, is refused', () => {
  const right = { serial: 'A', release: '1' }
  expect(unitReport.safeParse(right).success).toBe(true)
  for (const wrong of [{ version: '1' }, { units: 0 }, { units: 1.5 }, { connection: 'x' }, { serial: ' ' }])
    expect(unitReport.safeParse({ ...right, ...wrong }).success).toBe(false)
})

test('the same report twice changes nothing the second time', () => {
  const day = fc.constantFrom('2026-01-01', '2026-05-01', '2026-07-01', undefined)
  const choice = fc.record({
    release: fc.constantFrom('release-1', 'release-2'),
    seenOn: day,
    units: fc.constantFrom(1, 5, undefined),
    name: fc.constantFrom('A-1', 'B', undefined),
    connection: fc.constantFrom('internet' as const, undefined),
  })
  fc.assert(
    fc.property(choice, fc.boolean(), (change, isNew) => {
      const first = decideUnit(isNew ? null : known, { ...report, ...change }, '2026-06-01')
      if (!first.ok || first.value.is === 'unchanged') return
      expect(decideUnit(first.value.body, { ...report, ...change }, '2026-06-02')).toEqual({
        ok: true,
        value: { is: 'unchanged' },
      })
    }),
  )
})
