import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAssessed } from '../catalogue.ts'
import type { RecordRow } from '../fact.ts'
import { type Facts, factsFrom } from '../facts.ts'
import type { Verdict } from '../finding.ts'
import { sceneAt } from '../look.ts'
import type { Rule } from '../rule.ts'
import { frameworkOf } from '../test/catalogues.ts'
import { house, now } from '../test/house.ts'
import { mutation, told } from '../test/wear.ts'
import { rules, watched } from './every-rule.ts'

const factsOf = (records: readonly RecordRow[]) => factsFrom(watched, { records, clocks: [] })
const answerTo = (rule: Rule, facts: Facts) => rule.claim.evaluate(sceneAt(facts, now))
const ranks: Readonly<Record<Verdict, number>> = { 'not-met': 0, unknown: 1, partly: 2, met: 3 }

const whole = factsOf(house)
const empty = factsOf([])

test('every rule answers an assessed requirement of its framework, and none twice', () => {
  const assessed = new Set(
    [
      'iso-42001',
      'iso-13485',
      'kr-security-notice',
      'kr-digital-gmp',
      'kr-digital-medical-products-rule',
      'eu-ai-act',
      'imdrf-gmlp',
    ].flatMap((id) =>
      frameworkOf(id)
        .requirements.filter(isAssessed)
        .map(({ ref }) => `${id}/${ref}`),
    ),
  )
  const refs = rules.map(({ framework, ref }) => `${framework}/${ref}`)
  expect(refs.filter((ref) => !assessed.has(ref))).toEqual([])
  expect(new Set(refs).size).toBe(refs.length)
})

test.each([
  ['iso-42001', 70, []],
  ['iso-13485', 71, ['7.5.9.2']],
  ['kr-security-notice', 45, []],
  ['kr-digital-gmp', 37, ['Audit.change', 'Audit.substitute', 'Validity', 'Hardware']],
])('%s has %i rules; without one are %j', (id, count, without) => {
  const own = new Set(rules.filter(({ framework }) => framework === id).map(({ ref }) => ref))
  expect(own.size).toBe(count)
  const open = frameworkOf(id).requirements.filter((one) => isAssessed(one) && !own.has(one.ref))
  expect(open.map(({ ref }) => ref)).toEqual(without)
})

test('every rule says in Korean and in English what proves it', () => {
  for (const { proves } of rules) {
    expect(proves.ko).toMatch(/\p{Script=Hangul}/u)
    expect(proves.en).not.toMatch(/\p{Script=Hangul}/u)
  }
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('is not met by a house without records, and says what to do first', () => {
    const found = answerTo(rule, empty)
    expect(found.verdict).not.toBe('met')
    expect(found.mend).not.toBeNull()
    expect(found.counting).toEqual([])
  })

  test('is met by a house that has done everything, save where a record cannot show it yet', () => {
    const found = answerTo(rule, whole)
    const isBeyond = found.because.en.includes('Not yet shown by any record')
    expect(`${found.verdict} ${found.because.en}`).toMatch(isBeyond ? /^partly/ : /^met/)
    expect(found.lacking).toEqual([])
  })

  test('is no longer met once all that proves it is taken away', () => {
    const proofs = new Set(answerTo(rule, whole).counting.map(({ id }) => id))
    expect(proofs.size).toBeGreaterThan(0)
    expect(answerTo(rule, factsOf(house.filter(({ id }) => !proofs.has(id)))).verdict).not.toBe('met')
  })

  test('is not met by drafts', () => {
    const drafts = house.map((record) => ({
      ...record,
      state: watched.get(record.kind)?.kind.life.initial ?? '',
      approvedVersion: null,
      approvedAt: null,
    }))
    expect(answerTo(rule, factsOf(drafts)).verdict).not.toBe('met')
  })
})

/** The complete house after things went wrong in it, and doubled records beside. */
const worn = fc
  .record({
    mutations: fc.array(fc.tuple(fc.nat(house.length - 1), mutation), { maxLength: 25 }),
    doubled: fc.array(fc.tuple(fc.nat(house.length - 1), mutation), { maxLength: 10 }),
  })
  .map(({ mutations, doubled }) => {
    const records: (RecordRow | null)[] = [...house]
    for (const [at, change] of mutations) {
      const record = records[at]
      records[at] = record ? change(record) : null
    }
    const more = doubled.map(([at, change], n) => {
      const record = house[at]
      return record ? change({ ...record, id: `${record.id}-${n}`, number: `${record.number}-${n}` }) : null
    })
    return [...records, ...more].filter((record) => record !== null)
  })

test('the same facts give the same answers, in whatever order they came', () => {
  fc.assert(
    fc.property(worn, (records) => {
      const one = factsOf(records)
      const other = factsOf([...records].reverse())
      for (const rule of rules) expect(told(answerTo(rule, other))).toEqual(told(answerTo(rule, one)))
    }),
    { numRuns: 6 },
  )
})

test('taking a proof away never makes an answer better, and taking all away never leaves it met', () => {
  fc.assert(
    fc.property(
      worn,
      fc.array(fc.tuple(fc.nat(rules.length - 1), fc.nat()), { minLength: 30, maxLength: 30 }),
      (records, picks) => {
        const facts = factsOf(records)
        for (const [at, pick] of picks) {
          const rule = rules[at]
          if (!rule) continue
          const found = answerTo(rule, facts)
          const proofs = found.counting.map(({ id }) => id)
          const gone = proofs[pick % Math.max(1, proofs.length)]
          if (gone !== undefined) {
            const after = answerTo(rule, factsOf(records.filter(({ id }) => id !== gone)))
            expect(ranks[after.verdict], `${rule.id} without ${gone}`).toBeLessThanOrEqual(
              ranks[found.verdict],
            )
          }
          if (found.verdict === 'met') {
            const all = new Set(proofs)
            const after = answerTo(rule, factsOf(records.filter(({ id }) => !all.has(id))))
            expect(after.verdict, `${rule.id} without any proof`).not.toBe('met')
          }
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('an answer that is not met names a step, and its step is one the record can take', () => {
  fc.assert(
    fc.property(worn, (records) => {
      const facts = factsOf(records)
      for (const rule of rules) {
        const { verdict, mend } = answerTo(rule, facts)
        if (verdict === 'met' || mend === null) continue
        const life = watched.get(mend.kind)?.kind.life
        const state = mend.id === null ? undefined : records.find(({ id }) => id === mend.id)?.state
        expect(life, rule.id).toBeDefined()
        if (mend.action !== null) expect(life?.actions[mend.action]?.from, rule.id).toContain(state)
        for (const field of Object.keys(mend.prefill)) {
          expect(watched.get(mend.kind)?.kind.fields[field], `${rule.id} ${field}`).toBeDefined()
        }
      }
    }),
    { numRuns: 6 },
  )
})
