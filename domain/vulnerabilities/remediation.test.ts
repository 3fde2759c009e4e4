import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultTargets, remediationDue } from './remediation.ts'

test.for([
  ['critical', '2026-11-15'],
  ['high', '2026-12-01'],
  ['medium', '2027-01-30'],
  ['low', '2027-04-30'],
] as const)('a %s vulnerability known on 1 November is to be remedied by %s', ([severity, dueOn]) => {
  expect(remediationDue(severity, '2026-11-01T03:00:00Z')?.dueOn).toBe(dueOn)
})

test('the day begins in Korea: an instant before and after midnight there', () => {
  expect(remediationDue('critical', '2026-10-31T14:59:59Z')?.dueOn).toBe('2026-11-14')
  expect(remediationDue('critical', '2026-10-31T15:00:00Z')?.dueOn).toBe('2026-11-15')
})

test('what nobody has scored counts as high, and what is worth nothing has no target', () => {
  const awareAt = '2026-11-01T03:00:00Z'
  expect(remediationDue('unknown', awareAt)).toEqual(remediationDue('high', awareAt))
  expect(remediationDue('none', awareAt)).toBeNull()
})

test('a firm’s own targets take the place of ours', () => {
  const targets = { critical: 3, high: 7, medium: 30, low: 90 }
  expect(remediationDue('high', '2026-11-01T03:00:00Z', targets)).toEqual({
    dueOn: '2026-11-08',
    days: 7,
    by: 'high',
  })
})

const severities = ['low', 'medium', 'high', 'critical'] as const
const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })

test('worse is never due later, and later awareness is never due earlier', () => {
  fc.assert(
    fc.property(instants, fc.nat(86_400_000), fc.constantFrom(...severities), (date, more, severity) => {
      const at = date.toISOString()
      const due = severities.map((word) => remediationDue(word, at)?.dueOn ?? '')
      expect(due).toEqual(due.toSorted().toReversed())
      const later = new Date(date.getTime() + more).toISOString()
      expect(
        (remediationDue(severity, later)?.dueOn ?? '') >= (remediationDue(severity, at)?.dueOn ?? ''),
      ).toBe(true)
    }),
  )
})

test('the default targets grow stricter with severity', () => {
  expect(Object.values(defaultTargets)).toEqual(Object.values(defaultTargets).toSorted((a, b) => a - b))
})
