import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Clock,
  clockShape,
  followUpClocks,
  sealAwareness,
  startClock,
  startClocks,
  startDuty,
  stopClock,
} from './clock.ts'
import { clockState, spokenSeconds } from './clock-state.ts'
import { type Duty, duties, dutyById } from './duties.ts'
import type { IncidentFacts } from './incident-duties.ts'
import { instantText } from './instant.ts'
import { wallTime } from './zone.ts'

function duty(id: string): Duty {
  const found = dutyById(id)
  if (found === undefined) throw new Error(`no duty ${id}`)
  return found
}

/** A due date that must be there. */
function dueOf(clock: Clock | undefined): number {
  if (clock === undefined || clock.dueAt === null) throw new Error('the clock has no due date')
  return clock.dueAt
}

function stopped(clock: Clock, madeAt: number): Clock {
  const answer = stopClock(clock, { madeAt, by: 'NTC-2026-001' }, madeAt)
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

const aware = Date.UTC(2026, 10, 21, 1, 2, 3) // 2026-11-21 10:02:03 in Seoul, a Saturday
const incident: IncidentFacts = {
  events: ['electronicInfringement', 'networkIntrusion', 'leakOfSensitiveData'],
  market: ['KR'],
  role: ['manufacturer'],
  deviceForm: 'standalone',
  personalData: true,
  onlineService: true,
}

test('one awareness time starts the clocks of three laws side by side', () => {
  const { clocks } = startClocks(incident, { start: 'awareness', at: aware })
  expect(
    clocks.map(({ duty: id, dueAt }) => [id, dueAt === null ? null : wallTime('Asia/Seoul', dueAt)]),
  ).toEqual([
    ['kr-infringement-notice-mfds', null],
    ['kr-infringement-notice-providers', null],
    ['kr-infringement-notice-users', null],
    ['kr-pipa-leak-subjects', '2026-11-24 10:02:03'],
    ['kr-pipa-leak-authority', '2026-11-24 10:02:03'],
    ['kr-network-incident', '2026-11-22 10:02:03'],
    ['kr-network-user-notice', null],
  ])
  expect(new Set(clocks.map(({ startedAt }) => startedAt))).toEqual(new Set([aware]))
})

test('duties that start later wait for their moment', () => {
  const { clocks } = startClocks(incident, { start: 'correction', at: aware })
  expect(clocks.map(({ duty: id }) => id)).toEqual(['kr-fix-notice'])
})

test('a duty that waits for a fact is shown, not started and not dropped', () => {
  const { onlineService: _, ...unknown } = incident
  const { clocks, undecided } = startClocks(unknown, { start: 'awareness', at: aware })
  expect(clocks.map(({ duty: id }) => id)).not.toContain('kr-network-incident')
  expect(undecided.map(({ duty: id, verdict }) => [id, verdict])).toEqual([
    ['kr-network-incident', 'ask'],
    ['kr-network-user-notice', 'ask'],
  ])
})

test('a clock keeps its citation, its rule and the versions it was computed with', () => {
  const clock = startClock(duty('kr-ae-death'), Date.UTC(2026, 8, 18, 1))
  expect(clock).toMatchObject({
    citation: { ko: '의료기기법 제31조제1항, 시행규칙 제51조제1항제1호' },
    rule: 'kr-civil-days',
    zone: 'Asia/Seoul',
    calendarVersion: 'kr-2026-04-30.1',
    dutyVersion: '2026-11-21',
    holidaysKnown: true,
  })
  expect(instantText(dueOf(clock))).toBe('2026-09-28T14:59:59Z')
})

test('every duty of the catalogue starts a clock that survives being stored and read', () => {
  for (const found of duties) {
    for (let step = 0; step <= found.followUps.length; step += 1) {
      const clock = startClock(found, aware, step)
      expect(clockShape.parse(JSON.parse(JSON.stringify(clock)))).toEqual(clock)
      if (clock.dueAt !== null) expect(clock.dueAt % 1000).toBe(0)
    }
  }
})

test('the detailed report is due 8 days after the first report, not after awareness', () => {
  const clock = startClock(duty('kr-ae-death'), aware)
  const [detailed, ...others] = followUpClocks(clock, { start: 'firstReport', at: Date.UTC(2026, 10, 25, 3) })
  expect(others).toEqual([])
  expect(wallTime('Asia/Seoul', dueOf(detailed))).toBe('2026-12-03 23:59:59')
  expect(detailed).toMatchObject({ duty: 'kr-ae-death', step: 1, title: { ko: '상세 보고' } })
})

test('each new fact of an intrusion starts 24 hours of its own', () => {
  const clock = startClock(duty('kr-network-incident'), aware)
  const fact = aware + 5 * 3_600_000
  expect(followUpClocks(clock, { start: 'newFact', at: fact }).map(dueOf)).toEqual([fact + 24 * 3_600_000])
})

test('a follow-up has no follow-ups, and another moment starts none', () => {
  const clock = startClock(duty('kr-ae-death'), aware)
  expect(followUpClocks(clock, { start: 'newFact', at: aware })).toEqual([])
  const [detailed] = followUpClocks(clock, { start: 'firstReport', at: aware })
  expect(detailed && followUpClocks(detailed, { start: 'firstReport', at: aware })).toEqual([])
})

test('early warning and notification under the Cyber Resilience Act run beside each other', () => {
  const clocks = startDuty(duty('eu-cra-14-vulnerability'), aware)
  expect(clocks.map((clock) => dueOf(clock) - aware)).toEqual([24 * 3_600_000, 72 * 3_600_000])
})

test('an extension is never started by itself', () => {
  const clock = startClock(duty('kr-recall-plan'), aware)
  expect(followUpClocks(clock, { start: 'confirmation', at: aware })).toEqual([])
  expect(startDuty(duty('kr-recall-plan'), aware)).toHaveLength(1)
  expect(startClock(duty('kr-recall-plan'), aware, 1).title.en).toBe('Extension for a type 3 recall')
})

test('a step the duty does not have is a bug', () => {
  expect(() => startClock(duty('kr-ae-serious'), aware, 1)).toThrow()
})

test('a report in the last second is on time, one second later it is marked late', () => {
  const clock = startClock(duty('kr-pipa-leak-authority'), aware)
  const due = dueOf(clock)
  expect(clockState(stopped(clock, due), due).name).toBe('metOnTime')
  expect(clockState(stopped(clock, due + 999), due + 999).name).toBe('metOnTime')
  const late = clockState(stopped(clock, due + 1000), due + 1000)
  expect(late).toMatchObject({
    name: 'metLate',
    remaining: -1,
    title: { ko: '지연 이행', en: 'Met late' },
    words: { ko: '기한보다 1초 늦게 이행', en: 'Met 1 s after the deadline' },
  })
})

test('a running clock turns to due soon, then overdue, to the second', () => {
  const clock = startClock(duty('kr-network-incident'), aware)
  const due = dueOf(clock)
  expect(clockState(clock, aware)).toMatchObject({ name: 'running', remaining: 86_400, elapsed: 0 })
  expect(clockState(clock, due - 6 * 3_600_000 - 1000).name).toBe('running')
  expect(clockState(clock, due - 6 * 3_600_000).name).toBe('dueSoon')
  expect(clockState(clock, due)).toMatchObject({ name: 'dueSoon', remaining: 0, words: { ko: '0초 남음' } })
  expect(clockState(clock, due + 1000)).toMatchObject({
    name: 'overdue',
    remaining: -1,
    words: { ko: '기한이 1초 지남', en: '1 s overdue' },
  })
})

test('a stopped clock says the same for ever', () => {
  const clock = stopped(startClock(duty('kr-network-incident'), aware), aware + 3_600_000)
  expect(clockState(clock, aware + 3_600_000)).toEqual(clockState(clock, aware + 1e11))
})

test('a duty without a number shows the time that has passed and is never late', () => {
  const clock = startClock(duty('kr-infringement-notice-mfds'), aware)
  expect(clockState(clock, aware + 3_661_000)).toMatchObject({
    name: 'atOnce',
    remaining: null,
    elapsed: 3661,
    words: {
      ko: '법정 시한 없음, 1시간 1분 1초 경과',
      en: 'No fixed period in the law; 1 h 1 min 1 s have passed',
    },
  })
  expect(clockState(stopped(clock, aware + 60_000), aware + 60_000)).toMatchObject({
    name: 'met',
    words: { ko: '1분 만에 이행', en: 'Met after 1 min' },
  })
})

test('a renewal 90 days before expiry is due soon 30 days ahead and may be met before the expiry', () => {
  const expiry = Date.UTC(2027, 5, 30)
  const clock = startClock(duty('kr-conformity-renewal'), expiry)
  expect(wallTime('Asia/Seoul', dueOf(clock))).toBe('2027-04-01 23:59:59')
  expect(clockState(clock, Date.UTC(2026, 10, 21)).name).toBe('running')
  expect(clockState(clock, Date.UTC(2027, 2, 15)).name).toBe('dueSoon')
  expect(clockState(stopped(clock, Date.UTC(2027, 2, 20)), Date.UTC(2027, 2, 20)).name).toBe('metOnTime')
  expect(clockState(stopped(clock, Date.UTC(2027, 4, 1)), Date.UTC(2027, 4, 1)).name).toBe('metLate')
})

test('a retention period is kept and then ends; nobody is late', () => {
  const clock = startClock(duty('kr-ai-evidence-retention'), aware)
  expect(clockState(clock, aware).name).toBe('keeping')
  expect(clockState(clock, dueOf(clock) + 1000).name).toBe('kept')
  expect(clock.holidaysKnown).toBe(false)
})

test('a report before the incident, in the future, or made twice is refused', () => {
  const clock = startClock(duty('kr-network-incident'), aware)
  const act = (madeAt: number) => ({ madeAt, by: 'NTC-2026-001' })
  expect(stopClock(clock, act(aware - 1000), aware)).toMatchObject({
    ok: false,
    refusal: { code: 'invalid' },
  })
  expect(stopClock(clock, act(aware + 1), aware)).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
  expect(stopClock(clock, act(aware), aware).ok).toBe(true)
  const twice = stopClock(stopped(clock, aware), act(aware), aware)
  expect(twice).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
})

test('the time of awareness is sealed once set', () => {
  const now = aware + 60_000
  expect(sealAwareness(undefined, aware, now)).toEqual({ ok: true, value: aware })
  expect(sealAwareness(aware, aware, now)).toEqual({ ok: true, value: aware })
  expect(sealAwareness(aware, aware + 999, now)).toEqual({ ok: true, value: aware })
  expect(sealAwareness(aware, aware + 1000, now)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  expect(sealAwareness(aware, aware - 1000, now)).toMatchObject({ ok: false, refusal: { field: 'awareAt' } })
  expect(sealAwareness(undefined, now, now)).toEqual({ ok: true, value: now })
  expect(sealAwareness(undefined, now + 1, now)).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
})

test('a span in words adds up to the span', () => {
  expect(spokenSeconds(0)).toEqual({ ko: '0초', en: '0 s' })
  expect(spokenSeconds(183_845)).toEqual({ ko: '2일 3시간 4분 5초', en: '2 d 3 h 4 min 5 s' })
  const unit: Record<string, number> = { d: 86_400, h: 3600, min: 60, s: 1 }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400_000_000 }), (seconds) => {
      const words = spokenSeconds(seconds).en.split(' ')
      let sum = 0
      for (let i = 0; i < words.length; i += 2)
        sum += Number(words[i]) * (unit[words[i + 1] ?? ''] ?? Number.NaN)
      expect(sum).toBe(seconds)
    }),
  )
})

test('a clock is late if and only if it stops after its due second', () => {
  const anyDuty = fc.constantFrom(...duties.filter((found) => found.startsAt === 'awareness'))
  fc.assert(
    fc.property(anyDuty, fc.integer({ min: 0, max: 90 * 86_400_000 }), (found, after) => {
      const clock = startClock(found, aware)
      const { name, remaining } = clockState(stopped(clock, aware + after), aware + after)
      if (clock.dueAt === null) expect(name).toBe('met')
      else {
        expect(name).toBe(Math.floor((aware + after) / 1000) * 1000 > clock.dueAt ? 'metLate' : 'metOnTime')
        expect(name === 'metLate').toBe(remaining !== null && remaining < 0)
      }
    }),
  )
})
