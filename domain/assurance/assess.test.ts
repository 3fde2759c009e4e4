import { describe, expect, test } from 'vitest'
import { answerSchema } from './api.ts'
import { type Asking, assess, inputsOf, nextTurn, ruleBook, spoken, versionsOf } from './assess.ts'
import { isAssessed } from './catalogue.ts'
import type { RecordRow } from './fact.ts'
import { applyChanges, type ClockFact, type Facts, factsFrom } from './facts.ts'
import { sceneAt } from './look.ts'
import type { Rule } from './rule.ts'
import { rules, watched } from './rules/every-rule.ts'
import { frameworkOf, frameworks } from './test/catalogues.ts'
import { house, now, row } from './test/house.ts'

const asking = (id: string): Asking => ({ framework: frameworkOf(id), rules: ruleBook(rules, id) })
const factsOf = (records: readonly RecordRow[], clocks: readonly ClockFact[] = []) =>
  factsFrom(watched, { records, clocks })
const whole = factsOf(house)

const answerOf = (id: string, ref: string, facts: Facts, at = now) => {
  const found = assess({ ...asking(id), refs: new Set([ref]) }, facts, at)[0]
  if (!found) throw new Error(`no ${ref}`)
  return found
}

const device = (change: object) =>
  row('device', 'device', { ...house.find(({ id }) => id === 'device')?.body, ...change })

describe('what applies', () => {
  test('is unknown without a device, and the first step is to add one', () => {
    const found = answerOf('kr-security-notice', 'Art.12', factsOf([]))
    expect(found).toMatchObject({ verdict: 'unknown', mend: { kind: 'device', id: null } })
  })

  test('is not the AI article for a house whose Korean device has no AI, and says by which condition', () => {
    const facts = factsOf([
      device({ usesAi: false }),
      row('device', 'other', { markets: ['us'], usesAi: true, ourRole: 'manufacturer' }),
    ])
    const found = answerOf('kr-security-notice', 'Art.12', facts)
    expect(found.verdict).toBe('not-applicable')
    expect(found.because.en).toContain('uses AI')
    expect(found.because.ko).toContain('인공지능')
  })

  test('is decided by one and the same device, not by two together', () => {
    const korean = device({ usesAi: false, markets: ['kr'] })
    const american = row('device', 'other', {
      markets: ['us'],
      usesAi: true,
      ourRole: 'manufacturer',
      form: 'standalone',
    })
    expect(answerOf('kr-security-notice', 'Art.12', factsOf([korean, american])).verdict).toBe(
      'not-applicable',
    )
  })

  test('is everything that hangs on a fact nobody has stated', () => {
    expect(answerOf('fda-524b', '524B(b)(1)', factsOf([device({ cyberDevice: undefined })])).verdict).toBe(
      'unknown',
    )
    expect(answerOf('fda-524b', '524B(b)(1)', factsOf([device({ cyberDevice: false })])).verdict).toBe(
      'not-applicable',
    )
  })

  test('leaves sterile and contamination clauses out for software alone, and keeps them for hardware', () => {
    for (const ref of ['6.4.2', '7.5.5']) {
      expect(answerOf('iso-13485', ref, factsOf([device({ form: 'standalone' })])).verdict).toBe(
        'not-applicable',
      )
      expect(answerOf('iso-13485', ref, factsOf([device({ form: 'hardware' })])).verdict).not.toBe(
        'not-applicable',
      )
    }
  })

  test('a retired device no longer decides anything', () => {
    const facts = factsOf([{ ...device({}), state: 'ended' }])
    expect(answerOf('kr-security-notice', 'Art.1', facts).mend?.kind).toBe('device')
  })
})

test('the complete house answers every assessed requirement of the four frameworks with a yes it can prove, save what no record can show', () => {
  const open = ['iso-42001', 'iso-13485', 'kr-security-notice', 'kr-digital-gmp'].flatMap((id) =>
    assess(asking(id), whole, now)
      .filter(({ verdict }) => verdict !== 'met' && verdict !== 'not-applicable')
      .map(({ requirement, verdict }) => `${id}/${requirement.ref} ${verdict}`),
  )
  expect(open).toEqual([
    'iso-42001/A.3.3 partly',
    'iso-42001/A.8.3 partly',
    'iso-13485/7.5.4 partly',
    'iso-13485/8.2.1 partly',
    'iso-13485/8.2.2 partly',
    'kr-security-notice/Art.15#1 partly',
    'kr-security-notice/Art.15#2 partly',
    'kr-security-notice/Art.17#1 partly',
    'kr-digital-gmp/Audit.change unknown',
    'kr-digital-gmp/Audit.substitute unknown',
    'kr-digital-gmp/Validity unknown',
    'kr-digital-gmp/QMS-8.2.1 partly',
    'kr-digital-gmp/QMS-8.2.2-8.2.3 partly',
  ])
})

test('a requirement without a rule is unknown and names in both languages what would prove it', () => {
  for (const framework of frameworks) {
    for (const found of assess(asking(framework.id), whole, now)) {
      if (found.rule || found.verdict !== 'unknown') continue
      expect(found.because.ko, found.requirement.ref).not.toMatch(/근거: [A-Z][a-z]+[A-Z]/)
      expect(found.because.en).toContain('What would prove it')
    }
  }
})

test('every assessed requirement is answered, in the order of the catalogue, and headings are not', () => {
  for (const framework of frameworks) {
    expect(assess(asking(framework.id), whole, now).map(({ requirement }) => requirement.ref)).toEqual(
      framework.requirements.filter(isAssessed).map(({ ref }) => ref),
    )
  }
})

test('an answer is spoken as the API promises, with at most 50 records named', () => {
  const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const datasets = Array.from({ length: 60 }, (_, n) =>
    row('dataset', uuid(n), {}, { approvedVersion: null, approvedAt: null }),
  )
  const found = spoken(answerOf('iso-42001', 'A.4.3', factsOf(datasets)), null)
  expect(answerSchema.parse(found)).toEqual(found)
  expect(found).toMatchObject({ rule: 'iso-42001/A.4.3@1', verdict: 'not-met', lacking: { total: 60 } })
  expect(found.lacking.records).toHaveLength(50)
})

test('a rule answers by nothing but the kinds it says it reads', () => {
  const told = (rule: Rule, facts: Facts) => JSON.stringify(rule.claim.evaluate(sceneAt(facts, now)))
  const before = new Map(rules.map((rule) => [rule, told(rule, whole)]))
  for (const kind of watched.keys()) {
    const without = factsOf(house.filter((record) => record.kind !== kind))
    for (const rule of rules) {
      if (rule.claim.reads.some((watch) => watch.kind.name === kind)) continue
      expect(told(rule, without), `${rule.id} without ${kind}`).toBe(before.get(rule))
    }
  }
})

const incidentClock: ClockFact = {
  id: 'clock',
  recordId: 'incident',
  duty: 'kr-pipa-leak-authority',
  step: 0,
  startedAt: '2026-11-18T01:20:00.000Z',
  dueAt: '2026-11-21T01:20:00.000Z',
  stoppedAt: null,
}

test('a report overdue by a second takes the answer away, and its last second does not', () => {
  const facts = factsOf(house, [incidentClock])
  expect(answerOf('iso-42001', 'A.8.5', facts, '2026-11-21T01:20:00.999Z').verdict).toBe('met')
  const late = answerOf('iso-42001', 'A.8.5', facts, '2026-11-21T01:20:01.000Z')
  expect(late.verdict).toBe('partly')
  expect(late.because.en).toContain('missed a statutory deadline')
})

test('an answer keeps until midnight in Seoul, or until the next clock runs out', () => {
  expect(nextTurn(whole, now)).toBe('2026-11-22T15:00:00.000Z')
  expect(nextTurn(factsOf(house, [incidentClock]), '2026-11-21T01:00:00.000Z')).toBe(
    '2026-11-21T01:20:01.000Z',
  )
})

test('an assessment made before a significant change was opened no longer counts for 8.4', () => {
  const opened = row(
    'change',
    'later',
    { aiSystems: ['ai-system'], aspects: ['core-performance'] },
    { createdAt: '2026-10-01T00:00:00.000Z' },
  )
  const facts = applyChanges(whole, { records: [opened], clocks: [] })
  const found = answerOf('iso-42001', '8.4', facts)
  expect(found.verdict).toBe('partly')
  expect(found.because.ko).toContain('마지막 중대한 변경보다 먼저 승인되었습니다')
  expect(found.mend).toMatchObject({
    kind: 'impact-assessment',
    id: null,
    prefill: { aiSystem: 'ai-system' },
  })
})

test('the mending step of a missing impact assessment opens its form for that AI system', () => {
  const facts = factsOf(house.filter(({ kind }) => kind !== 'impact-assessment'))
  expect(answerOf('iso-42001', '8.4', facts).mend).toMatchObject({
    kind: 'impact-assessment',
    prefill: { aiSystem: 'ai-system' },
  })
})

test('a prefilled form never claims the result that somebody still has to judge', () => {
  const facts = factsOf(house.filter(({ kind }) => kind !== 'measure' && kind !== 'evaluation'))
  expect(answerOf('kr-security-notice', 'Art.7', facts).mend?.prefill).toEqual({
    article: 'article-7',
    devices: ['device'],
  })
  expect(answerOf('iso-42001', 'A.6.2.4', facts).mend?.prefill).toEqual({
    modelVersion: 'model',
    purpose: 'standalone',
  })
})

test('the review of an assessment falls due on the day after twelve months', () => {
  const facts = factsOf(house)
  expect(answerOf('iso-42001', '8.4', facts, '2027-09-01T12:00:00.000Z').verdict).toBe('met')
  expect(answerOf('iso-42001', '8.4', facts, '2027-09-01T15:00:00.000Z').verdict).toBe('not-met')
})

test('the inputs of an answer change with a version of what was looked at and with nothing else', () => {
  const rule = ruleBook(rules, 'iso-42001').get('8.4')
  if (!rule) throw new Error('no rule')
  const pinned = (facts: Facts) => inputsOf(rule, facts, { now, digestOf: (kind) => versionsOf(facts, kind) })
  const before = pinned(whole)
  const touch = (kind: string, id: string) => {
    const record = house.find((one) => one.kind === kind && one.id === id)
    if (!record) throw new Error(`no ${id}`)
    return pinned(applyChanges(whole, { records: [{ ...record, version: 9 }], clocks: [] }))
  }
  expect(touch('training', 'training')).toEqual(before)
  expect(touch('impact-assessment', 'impact')).not.toEqual(before)
})
