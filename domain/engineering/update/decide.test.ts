import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookAlpha } from '../../models/performance/update-budget.ts'
import { decideUpdate } from './decide.ts'
import type { UpdateFacts } from './facts.ts'
import { filingsOf } from './filings.ts'
import { cite, cleared, difference, evaluation, facts } from './test/facts.ts'
import { passes } from './test.ts'

const plan = facts.plan ?? undefined
const change = facts.change ?? undefined
if (!plan || !change) throw new Error('the facts of these tests have both')

const testOf = (given: UpdateFacts, id: string) => decideUpdate(given).tests.find((one) => one.id === id)

describe('within the plan', () => {
  test('an update that keeps to its authorised plan is no major change, though core performance is touched', () => {
    const decided = decideUpdate(facts)
    expect(decided.outcome).toBe('within-plan')
    expect(decided.paths).toEqual([{ market: 'kr', path: 'kr-within-plan' }])
    expect(decided.missing).toEqual([])
  })

  test('the same facts in another order of evidence decide the same', () => {
    expect(decideUpdate({ ...facts, comparisons: facts.comparisons.toReversed() }).outcome).toBe(
      'within-plan',
    )
  })

  test('what it brings to the label is filed with its citation', () => {
    const filings = filingsOf(facts, decideUpdate(facts).paths)
    expect(filings.map(({ citation }) => citation.en)).toContain('Rule Art. 33(2)5(d)')
    expect(filings.map(({ status }) => status)).toEqual(['missing', 'done', 'to-confirm'])
  })
})

describe('outside the plan in Korea', () => {
  test('bio-creep: proven against the version before and not against the one first cleared, it is outside', () => {
    const crept = { ...facts, comparisons: [difference('cleared', -0.09), difference('previous', -0.02)] }
    expect(testOf(crept, 'P8.1c')?.answer).toBe('no')
    expect(testOf(crept, 'P8.1p')?.answer).toBe('yes')
    expect(decideUpdate(crept)).toMatchObject({
      outcome: 'korean-change-path',
      paths: [{ path: 'kr-change-certification' }],
    })
  })

  test('a change the plan does not list is decided by the Rule’s own tests', () => {
    const other = { ...facts, model: { ...facts.model, modifications: [{ code: 'M9', what: 'new output' }] } }
    expect(testOf(other, 'P2')?.answer).toBe('no')
    expect(decideUpdate(other).paths).toEqual([{ market: 'kr', path: 'kr-change-certification' }])
  })

  test.each([
    [1, 'kr-change-notification'],
    [2, 'kr-change-certification'],
    [3, 'kr-change-approval'],
    [4, 'kr-change-approval'],
    [null, 'kr-change'],
  ])('a major change of a device of grade %s takes the path %s', (grade, path) => {
    expect(decideUpdate({ ...facts, plan: null, grade }).paths).toEqual([{ market: 'kr', path }])
  })

  test('with none of the five questions answered yes it is reported and not applied for', () => {
    const minor = { ...facts, plan: null, change: { ...change, aspects: ['model', 'label'] } }
    expect(decideUpdate(minor)).toMatchObject({
      outcome: 'korean-change-path',
      paths: [{ path: 'kr-report' }],
    })
  })

  test('a record that calls the core performance unchanged is not believed against a proven loss', () => {
    const worse = {
      ...facts,
      change: { ...change, aspects: ['model'] },
      comparisons: [difference('cleared', -0.3), difference('previous', -0.3)],
    }
    expect(testOf(worse, 'K1')?.answer).toBe('unknown')
    expect(decideUpdate(worse).outcome).toBe('undecided')
  })

  test('what nobody has said leaves it undecided, with what to write down', () => {
    const silent = { ...facts, plan: null, change: { ...change, aspects: null } }
    const decided = decideUpdate(silent)
    expect(decided.outcome).toBe('undecided')
    expect(decided.missing.map(({ en }) => en)).toEqual([
      'Open a change record for the model and choose what is touched.',
    ])
  })
})

describe('each test of the plan can fail alone', () => {
  const cases: readonly (readonly [string, UpdateFacts])[] = [
    ['P1', { ...facts, plan: { ...plan, isAuthorised: false } }],
    ['P1', { ...facts, plan: { ...plan, hasEnded: true } }],
    ['P1', { ...facts, plan: { ...plan, aiSystem: 'another' } }],
    ['P2', { ...facts, model: { ...facts.model, modifications: [] } }],
    ['P3', { ...facts, plan: { ...plan, assessed: [] } }],
    ['P4', { ...facts, change: { ...change, aspects: ['intended-use'] } }],
    ['P5', { ...facts, evaluations: facts.evaluations.map((one) => ({ ...one, isApproved: false })) }],
    ['P5', { ...facts, evaluations: [] }],
    ['P6', { ...facts, reusedDatasets: [cite('dataset', 'DAT-1')] }],
    ['P6', { ...facts, plan: { ...plan, testData: null } }],
    ['P7', { ...facts, earlierLooks: 5 }],
    ['P7', { ...facts, plan: { ...plan, budget: null } }],
    ['P8.1c', { ...facts, comparisons: [difference('previous', -0.02)] }],
    ['P8.1p', { ...facts, comparisons: [difference('cleared', -0.02)] }],
    ['P8.1c', { ...facts, cleared: null }],
    ['P8.1c', { ...facts, comparisons: facts.comparisons.map((one) => ({ ...one, level: 0.95 })) }],
    ['P8', { ...facts, plan: { ...plan, criteria: [] } }],
  ]
  test.each(cases)('%s', (id, given) => {
    const found = testOf(given, id)
    expect(found && passes(found)).toBe(false)
    expect(decideUpdate(given).outcome).not.toBe('within-plan')
  })

  test('test data used before may be used again where the authorised plan says so', () => {
    const shared = {
      ...facts,
      plan: { ...plan, testData: 'shared' as const },
      reusedDatasets: [cite('dataset', 'DAT-1')],
    }
    expect(decideUpdate(shared).outcome).toBe('within-plan')
  })
})

test('a stale impact assessment is told and takes no update out of its plan', () => {
  const stale = { ...facts, impact: facts.impact && { ...facts.impact, isStale: true } }
  expect(testOf(stale, 'P9')).toMatchObject({ answer: 'no', wanted: null })
  expect(decideUpdate(stale).outcome).toBe('within-plan')
})

describe('looks', () => {
  test('a second result of the same comparison is a second look with its own share', () => {
    const again = {
      ...facts,
      comparisons: [
        ...facts.comparisons,
        difference('cleared', -0.01, { evaluation: evaluation('EVL-again'), at: '2026-10-02T00:00:00.000Z' }),
      ],
    }
    expect(decideUpdate(facts).look).toEqual({ look: 2, alpha: 0.005, spent: 0.005 })
    expect(decideUpdate(again).look?.look).toBe(3)
  })

  test.each(['MOD-0', null])(
    'a comparison with %s instead of the plan’s version does not count',
    (comparedWith) => {
      const wrong = { ...facts, comparisons: facts.comparisons.map((one) => ({ ...one, comparedWith })) }
      expect(testOf(wrong, 'P8.1c')?.answer).toBe('unknown')
    },
  )

  test('the first update has one version behind it: one comparison holds under both names', () => {
    const first = { ...facts, previous: cleared, comparisons: [difference('cleared', -0.02)] }
    expect(decideUpdate(first).outcome).toBe('within-plan')
  })

  test('too low a level is computed anew at the level of the next look, which is what it will be', () => {
    const low = (spending: 'equal' | 'halving', earlierLooks: number) => {
      const given = {
        ...{ ...facts, earlierLooks, plan: { ...plan, budget: { alpha: 0.025, planned: 5, spending } } },
        comparisons: facts.comparisons.map((one) => ({ ...one, level: 0.9 })),
      }
      return testOf(given, 'P8.1c')?.missing?.en
    }
    // Look 1 may err by 0.0125, the next one by 0.00625: 1 - 2 × 0.00625.
    expect(low('halving', 0)).toContain('98.75 %')
    expect(low('equal', 0)).toContain('99 %')
    expect(low('equal', 4)).toContain('no error budget is left')
  })

  test('whatever was looked at, an update is let through only by intervals at the level its look is allowed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        fc.double({ min: -0.2, max: 0.1, noNaN: true }),
        fc.constantFrom('equal' as const, 'halving' as const),
        (earlierLooks, level, low, spending) => {
          const budget = { alpha: 0.025, planned: 5, spending }
          const given = {
            ...facts,
            earlierLooks,
            plan: { ...plan, budget },
            comparisons: [difference('cleared', low, { level }), difference('previous', low, { level })],
          }
          const alpha = lookAlpha(budget, earlierLooks + 1)
          const proven = alpha > 0 && level >= 1 - 2 * alpha - 1e-9 && low > -0.05
          expect(decideUpdate(given).outcome === 'within-plan').toBe(proven)
        },
      ),
    )
  })
})

describe('several markets', () => {
  const abroad: UpdateFacts = { ...facts, markets: ['kr', 'us', 'eu'] }

  test('a plan that only Korea authorised counts in Korea only', () => {
    const decided = decideUpdate({
      ...abroad,
      change: { ...change, usDecision: 'submission', euDecision: 'not-significant' },
    })
    expect(decided.paths.map(({ path }) => path)).toEqual([
      'kr-within-plan',
      'us-submission',
      'eu-documented',
    ])
    expect(decided.outcome).toBe('new-submission')
  })

  test('“within the plan” as people’s own answer does not decide what is asked here', () => {
    const decided = decideUpdate({ ...abroad, change: { ...change, usDecision: 'within-plan' } })
    expect(decided.paths.map(({ path }) => path)).toEqual(['kr-within-plan', 'undecided', 'undecided'])
    expect(decided.outcome).toBe('undecided')
  })

  test('authorised everywhere it is within the plan everywhere', () => {
    const authorisations = (['kr', 'us', 'eu'] as const).map((market) => ({
      market,
      by: 'X',
      number: '1',
      on: '2026-01-01',
    }))
    expect(decideUpdate({ ...abroad, plan: { ...plan, authorisations } }).outcome).toBe('within-plan')
  })

  test('no market at all is no decision', () => {
    expect(decideUpdate({ ...facts, markets: [] }).outcome).toBe('undecided')
  })
})
