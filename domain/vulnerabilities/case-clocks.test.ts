import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examples } from '../../test/examples/vulnerabilities.ts'
import { startClock } from '../clocks/clock.ts'
import { duties, dutyById } from '../clocks/duties.ts'
import type { Body } from '../kind.ts'
import { parseBody } from '../parse.ts'
import { caseClocks, caseClocksOf, noticeSteps, undecidedDuties } from './case-clocks.ts'
import { vulnerabilityCase } from './vulnerability-case.ts'

const awareAt = '2026-10-20T00:00:00Z'
const knownAt = '2026-10-25T08:00:00Z'
const patchedAt = '2026-11-02T09:00:00Z'

/** A case of a maker that sells everywhere, a companion product outside the MDR. */
const everywhere: Body = {
  ...examples['vulnerability-case'],
  awareAt,
  market: ['KR', 'EU', 'US'],
  role: ['manufacturer'],
  underMdrOrIvdr: false,
  cyberDevice: true,
  vexStatus: 'affected',
}

const begun = (changes: Body) =>
  Object.fromEntries(
    caseClocksOf({ ...everywhere, ...changes }).map(({ duty, step, startedAt }) => [
      step === 0 ? duty : `${duty}#${step}`,
      startedAt,
    ]),
  )

test('an affected device sold in Korea begins the voluntary notice of Art. 20, and nothing abroad', () => {
  expect(begun({})).toEqual({ 'kr-vulnerability-notice': awareAt })
})

test('an uncontrolled risk begins FDA’s 30 and 60 days from awareness, side by side', () => {
  expect(begun({ control: 'uncontrolled' })).toEqual({
    'kr-vulnerability-notice': awareAt,
    'us-postmarket-cyber-30': awareAt,
    'us-postmarket-cyber-30#1': awareAt,
    'us-524b-critical': awareAt,
  })
})

test('the 24 hours of the CRA count from when exploitation became known, not from the vulnerability', () => {
  const clocks = begun({ exploited: 'active', exploitationKnownAt: knownAt })
  expect(clocks['eu-cra-14-vulnerability']).toBe(knownAt)
  expect(clocks['eu-cra-14-vulnerability#1']).toBe(knownAt)
  expect(clocks['eu-cra-14-users']).toBe(knownAt)
  expect(clocks['kr-vulnerability-notice']).toBe(awareAt)
})

test('a device under the MDR has no CRA clock', () => {
  const clocks = begun({ exploited: 'active', exploitationKnownAt: knownAt, underMdrOrIvdr: true })
  expect(Object.keys(clocks).filter((name) => name.startsWith('eu-'))).toEqual([])
})

test('a patch begins the notices to users and KISA when it is made, and the CRA final report', () => {
  const clocks = begun({ exploited: 'active', exploitationKnownAt: knownAt, patchMadeAt: patchedAt })
  expect(clocks['kr-security-patch-users']).toBe(patchedAt)
  expect(clocks['kr-security-patch-kisa']).toBe(patchedAt)
  expect(clocks['eu-cra-14-vulnerability#2']).toBe(patchedAt)
})

test('before 1 October 2026 the patch notices of the Network Act had not begun to apply', () => {
  const clocks = begun({ awareAt: '2026-09-01T00:00:00Z', patchMadeAt: '2026-09-30T14:59:59Z' })
  expect(Object.keys(clocks)).toEqual(['kr-vulnerability-notice'])
})

test('a vulnerability that does not affect us begins nothing', () => {
  const facts = {
    vexStatus: 'not_affected',
    exploited: 'active',
    exploitationKnownAt: knownAt,
    patchMadeAt: patchedAt,
  }
  expect(begun({ ...facts, control: 'uncontrolled' })).toEqual({})
})

test('a fact not told hides no duty: it is asked for', () => {
  const untold = { ...everywhere, control: 'uncontrolled', market: undefined, cyberDevice: undefined }
  expect(caseClocksOf(untold)).toEqual([])
  const asked = undecidedDuties(untold)
  expect(asked.map(({ duty }) => duty)).toContain('us-postmarket-cyber-30')
  expect(asked.flatMap(({ missing }) => missing)).toContain('market')
})

test('a fact entered late begins its clock at awareness, not at entry, and none begins twice', () => {
  const before: Body = { ...everywhere, control: 'controlled' }
  const change = {
    before,
    after: { ...everywhere, control: 'uncontrolled' },
    state: 'assessing',
    act: 'edit',
  }
  const { start } = caseClocks({ ...change, at: '2026-11-20T00:00:00Z' })
  expect(start.map(({ duty }) => duty)).toEqual([
    'us-postmarket-cyber-30',
    'us-postmarket-cyber-30',
    'us-524b-critical',
  ])
  expect(start.every(({ startedAt }) => startedAt === awareAt)).toBe(true)
})

test('entering a notice stops its clock at the time it was sent, once', () => {
  const notice = { duty: 'us-postmarket-cyber-30#1', sentAt: patchedAt, addressee: 'Customers' }
  const body = { ...everywhere, control: 'uncontrolled' }
  const told = {
    before: body,
    after: { ...body, notices: [notice] },
    state: 'remedying',
    act: 'edit',
    at: patchedAt,
  }
  expect(caseClocks(told).stop).toEqual([{ duty: 'us-postmarket-cyber-30', step: 1, stoppedAt: patchedAt }])
  expect(caseClocks({ ...told, before: told.after }).stop).toEqual([])
  expect(parseBody(vulnerabilityCase, told.after).ok).toBe(true)
})

test('a step of the lifecycle starts and stops nothing', () => {
  const change = { before: null, after: everywhere, state: 'closed', act: 'close', at: patchedAt }
  expect(caseClocks(change)).toEqual({ start: [], stop: [] })
})

test('a notice sent before anybody was aware is refused', () => {
  const notices = [{ duty: 'kr-vulnerability-notice', sentAt: '2026-10-19T23:59:59Z', addressee: '식약처' }]
  const answer = parseBody(vulnerabilityCase, { ...everywhere, notices })
  expect(answer.ok ? null : answer.refusal.field).toBe('body.notices')
})

test('active exploitation without the time it became known is refused', () => {
  const answer = parseBody(vulnerabilityCase, { ...everywhere, exploited: 'active' })
  expect(answer.ok ? null : answer.refusal.field).toBe('body.exploitationKnownAt')
})

test('every notice of a case names a step of the catalogue', () => {
  for (const name of Object.keys(noticeSteps()))
    expect(dutyById(name.split('#')[0] ?? ''), name).toBeDefined()
  expect(Object.keys(noticeSteps())).toContain('eu-cra-14-vulnerability#2')
})

const anyCase = fc.record({
  market: fc.subarray(['KR', 'EU', 'US'], { minLength: 1 }),
  role: fc.subarray(['manufacturer', 'importer', 'maintainer', 'hospital'], { minLength: 1 }),
  underMdrOrIvdr: fc.constantFrom(true, false, undefined),
  cyberDevice: fc.constantFrom(true, false, undefined),
  vexStatus: fc.constantFrom('affected', 'not_affected', 'under_investigation', 'fixed', undefined),
  exploited: fc.constantFrom('none', 'active', undefined),
  control: fc.constantFrom('controlled', 'uncontrolled', undefined),
  awareAt: fc.constantFrom(awareAt, '2024-01-01T00:00:00Z'),
  exploitationKnownAt: fc.constantFrom(knownAt, undefined),
  patchMadeAt: fc.constantFrom(patchedAt, undefined),
})

test('whatever a case says, each clock begins once, at one of its own moments, and the catalogue can count it', () => {
  fc.assert(
    fc.property(anyCase, (facts) => {
      const clocks = caseClocksOf({ ...everywhere, ...facts })
      const names = clocks.map(({ duty, step }) => `${duty}#${step}`)
      expect(new Set(names).size).toBe(names.length)
      const moments = [facts.awareAt, facts.exploitationKnownAt, facts.patchMadeAt]
      for (const { duty: id, step, startedAt } of clocks) {
        expect(moments).toContain(startedAt)
        const duty = duties.find((known) => known.id === id)
        if (!duty) throw new Error(`no duty ${id}`)
        expect(startClock(duty, Date.parse(startedAt), step).startedAt).toBe(Date.parse(startedAt))
      }
    }),
  )
})

test('splitting an edit in two begins the same clocks as one', () => {
  fc.assert(
    fc.property(anyCase, anyCase, (first, second) => {
      const [one, two] = [first, second].map((facts): Body => ({ ...everywhere, ...facts }))
      const edit = (before: Body | null, after: Body) =>
        caseClocks({ before, after, state: 'assessing', act: before ? 'edit' : 'create', at: patchedAt })
          .start
      if (!one || !two) return
      const steps = [...edit(null, one), ...edit(one, two), ...edit(two, two)]
      const names = (list: readonly { duty: string; step?: number }[]) =>
        new Set(list.map(({ duty, step }) => `${duty}#${step}`))
      for (const name of names(edit(null, two))) expect(names(steps)).toContain(name)
    }),
  )
})
