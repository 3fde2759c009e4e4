import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examples } from '../../test/examples/incidents.ts'
import {
  author,
  edited,
  link,
  opened,
  openedDecision,
  refused,
  stepped,
  steppedWith,
  walked,
  wanted,
} from '../../test/examples/walk.ts'
import { eventNames } from '../clocks/events.ts'
import { parseBody } from '../parse.ts'
import { incident } from './incident.ts'
import { clocksOf } from './incident-clocks.ts'
import { sealedMoments } from './incident-facts.ts'

const example = examples.incident ?? {}
const { preventionDecidedAt: _, ...fresh } = example
const id = '72000000-0000-4000-8000-000000000001'
const started = (body: object) => wanted(openedDecision(incident, { ...fresh, ...body }, id)).clocks.start

test('the clocks of all laws run side by side from the awareness time, not from the time of entry', () => {
  const clocks = started({})
  expect(clocks.map(({ duty }) => duty)).toEqual([
    'kr-infringement-notice-mfds',
    'kr-infringement-notice-providers',
    'kr-infringement-notice-users',
    'kr-pipa-leak-subjects',
    'kr-pipa-leak-authority',
    'kr-network-incident',
    'kr-network-user-notice',
  ])
  for (const { startedAt } of clocks) expect(startedAt).toBe('2026-11-18T01:20:00Z')
})

test('a fact learnt later starts only its own clock, and still from the awareness time', () => {
  const record = opened(incident, { ...fresh, events: ['electronicInfringement'] })
  const { clocks } = wanted(
    edited(incident, record, { events: ['electronicInfringement', 'networkIntrusion'] }),
  )
  expect(clocks.start).toEqual([
    { duty: 'kr-network-incident', step: 0, startedAt: '2026-11-18T01:20:00Z' },
    { duty: 'kr-network-user-notice', step: 0, startedAt: '2026-11-18T01:20:00Z' },
  ])
})

test('a duty once started is not restarted, and taking a fact back stops nothing', () => {
  const record = opened(incident, fresh)
  expect(wanted(edited(incident, record, { summary: '다시 적음' })).clocks).toEqual({ start: [], stop: [] })
  const fewer = wanted(edited(incident, record, { events: ['electronicInfringement'] }))
  expect(fewer.clocks).toEqual({ start: [], stop: [] })
})

test('a decision on prevention starts the duty to tell it, from the decision', () => {
  const { clocks } = wanted(
    edited(incident, opened(incident, fresh), { preventionDecidedAt: '2026-11-20T17:00:00+09:00' }),
  )
  expect(clocks.start).toEqual([
    { duty: 'kr-infringement-aftermath', step: 0, startedAt: '2026-11-20T08:00:00Z' },
  ])
})

test('a step that runs beside its duty is started with it, and one of a later moment with that moment', () => {
  const eu = { market: ['EU'], underMdrOrIvdr: false, events: ['exploitedVulnerability'] }
  const steps = (body: object) =>
    started(body)
      .filter(({ duty }) => duty === 'eu-cra-14-vulnerability')
      .map(({ step }) => step)
  expect(steps(eu)).toEqual([0, 1])
  expect(steps({ ...eu, patchMadeAt: '2026-11-25T00:00:00Z' })).toEqual([0, 1, 2])
})

test('standalone software does not start the clocks of MDA Art. 31, embedded software does', () => {
  const harm = { events: ['seriousHarm'], occurredAt: undefined }
  expect(started(harm).map(({ duty }) => duty)).toEqual(['kr-standalone-harm-serious'])
  expect(started({ ...harm, deviceForm: 'embedded' }).map(({ duty }) => duty)).toEqual(['kr-ae-serious'])
})

test('steps of the lifecycle start and stop no clock', () => {
  const record = opened(incident, fresh)
  expect(wanted(stepped(incident, record, 'assess')).clocks).toEqual({ start: [], stop: [] })
  expect(wanted(stepped(incident, record, 'cancel')).clocks).toEqual({ start: [], stop: [] })
})

test('whatever happens, no clock appears twice and each starts at a moment of the incident', () => {
  const anyEvents = fc.uniqueArray(fc.constantFrom(...eventNames), { minLength: 1 })
  const anyForm = fc.constantFrom('standalone', 'embedded', 'hardware', 'wellness')
  const anyMoments = fc.subarray(sealedMoments.filter((name) => name !== 'awareAt'))
  fc.assert(
    fc.property(anyEvents, anyForm, anyMoments, (events, deviceForm, moments) => {
      const set = Object.fromEntries(
        moments.map((name, n) => [name, `2026-12-0${(n % 9) + 1}T00:00:00.000Z`]),
      )
      const body = {
        ...fresh,
        ...set,
        events,
        deviceForm,
        market: ['KR', 'EU', 'US'],
        underMdrOrIvdr: true,
        cyberDevice: true,
      }
      const clocks = clocksOf(body)
      const names = clocks.map(({ duty, step }) => `${duty}#${step}`)
      expect(new Set(names).size).toBe(names.length)
      const given = [fresh.awareAt, ...Object.values(set)].map((at) => Date.parse(String(at)))
      for (const { startedAt } of clocks) expect(given).toContain(Date.parse(startedAt))
    }),
    { numRuns: 60 },
  )
})

test('the awareness time is needed at entry and sealed', () => {
  expect(refused(parseBody(incident, { ...fresh, awareAt: undefined })).field).toBe('body.awareAt')
  const record = opened(incident, fresh)
  expect(refused(edited(incident, record, { awareAt: '2026-11-19T00:00:00Z' })).field).toBe('body.awareAt')
  expect(edited(incident, record, { awareAt: '2026-11-18T10:20:00+09:00' }).ok).toBe(true)
})

test('a moment that started a clock is sealed, one not yet known can be added', () => {
  const record = wanted(
    edited(incident, opened(incident, fresh), { confirmedAt: '2026-11-19T00:00:00Z' }),
  ).after
  expect(refused(edited(incident, record, { confirmedAt: '2026-11-20T00:00:00Z' })).code).toBe('conflict')
  expect(refused(edited(incident, record, { confirmedAt: undefined })).code).toBe('conflict')
})

test('for the EU and the US the facts that decide their clocks are asked at entry', () => {
  expect(refused(parseBody(incident, { ...fresh, market: ['EU'] })).field).toBe('body.underMdrOrIvdr')
  expect(refused(parseBody(incident, { ...fresh, market: ['US'] })).field).toBe('body.cyberDevice')
})

test('an incident cannot have occurred after somebody was aware of it', () => {
  expect(refused(parseBody(incident, { ...fresh, occurredAt: '2026-11-18T01:20:01Z' })).field).toBe(
    'body.occurredAt',
  )
  expect(parseBody(incident, { ...fresh, occurredAt: '2026-11-18T01:20:00Z' }).ok).toBe(true)
})

test('a leak is not assessed without what leaked, nor harm to a patient without the device', () => {
  const leak = opened(incident, { ...fresh, leakedItems: undefined })
  expect(refused(stepped(incident, leak, 'assess')).because.en).toMatch(/PIPA/)
  const harm = opened(incident, { ...fresh, events: ['seriousHarm'], devices: undefined })
  expect(refused(stepped(incident, harm, 'assess')).because.en).toMatch(/devices/)
})

test('an incident is closed by another, and not while a notice lies unsent', () => {
  const contained = walked(incident, opened(incident, example), 'assess', 'contain')
  expect(refused(steppedWith(incident, contained, { action: 'close', by: author })).code).toBe('not-allowed')
  const unsent = link('incident', 'notice', { state: 'draft' })
  expect(refused(steppedWith(incident, contained, { action: 'close', in: [unsent] })).because.en).toMatch(
    /not yet sent/,
  )
  const sent = link('incident', 'notice', { state: 'sent' })
  expect(wanted(steppedWith(incident, contained, { action: 'close', in: [sent] })).after.state).toBe('closed')
})

test('an incident is called no incident only by another than its author, with a reason', () => {
  const record = opened(incident, fresh)
  expect(refused(steppedWith(incident, record, { action: 'cancel', by: author })).code).toBe('not-allowed')
  expect(walked(incident, record, 'cancel').state).toBe('cancelled')
})
