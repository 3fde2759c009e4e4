import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ComparisonPlan, compareModels, comparisonLevel, type ModelPairs } from './compare-models.ts'
import { expectClose } from './test/shared-medical.ts'

const plan = (rest: Partial<ComparisonPlan> = {}): ComparisonPlan => ({
  threshold: 0.5,
  earlierThresholds: {},
  alpha: 0.025,
  updates: 1,
  casesMin: 1,
  comparisons: [{ against: 'cleared', measure: 'auroc', hypothesis: 'non-inferiority', margin: 0.05 }],
  ...rest,
})
const pairsOf = (labels: number[], scores: number[], earlier: ModelPairs['earlier']): ModelPairs => ({
  labels: Uint8Array.from(labels),
  scores: Float64Array.from(scores),
  earlier,
})

const rows = fc.array(
  fc.record({
    label: fc.nat(1),
    now: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
    before: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
  }),
  { minLength: 6, maxLength: 40 },
)

test('differences are what counting pair by pair gives', () => {
  fc.assert(
    fc.property(rows, (cases) => {
      const pairs = pairsOf(
        cases.map(({ label }) => label),
        cases.map(({ now }) => now),
        { previous: Float64Array.from(cases, ({ before }) => before) },
      )
      const measures = ['auroc', 'sensitivity', 'specificity', 'accuracy'] as const
      const found = compareModels(
        pairs,
        plan({
          earlierThresholds: { previous: 0.3 },
          comparisons: measures.map((measure) => ({
            against: 'previous',
            measure,
            hypothesis: 'superiority',
          })),
        }),
      )
      const area = (of: 'now' | 'before') => {
        let [sum, count] = [0, 0]
        for (const p of cases.filter(({ label }) => label === 1))
          for (const n of cases.filter(({ label }) => label === 0)) {
            sum += p[of] > n[of] ? 1 : p[of] === n[of] ? 0.5 : 0
            count++
          }
        return sum / count
      }
      const right = (one: (typeof cases)[number], of: 'now' | 'before') =>
        one[of] >= (of === 'now' ? 0.5 : 0.3) === (one.label === 1) ? 1 : 0
      for (const { measure, difference, n } of found) {
        if (difference.state !== 'estimated') continue
        if (measure === 'auroc') expectClose(difference.estimate + 2, area('now') - area('before') + 2, 1e-12)
        else {
          const own = cases.filter(
            ({ label }) => measure === 'accuracy' || label === (measure === 'sensitivity' ? 1 : 0),
          )
          const expected =
            own.reduce((sum, one) => sum + right(one, 'now') - right(one, 'before'), 0) / own.length
          expect(n).toBe(own.length)
          expectClose(difference.estimate + 2, expected + 2, 1e-12)
        }
      }
    }),
  )
})

test('the interval widens as more updates share the error', () => {
  expectClose(comparisonLevel({ alpha: 0.025, updates: 1 }), 0.95, 1e-12)
  expectClose(comparisonLevel({ alpha: 0.025, updates: 5 }), 0.99, 1e-12)
})

test('a model compared with itself is not inferior, and not superior', () => {
  const labels = Array.from({ length: 40 }, (_, at) => at % 2)
  const scores = labels.map((label, at) => ((at * 7) % 10) / 20 + label * 0.4)
  const [found] = compareModels(pairsOf(labels, scores, { cleared: Float64Array.from(scores) }), plan())
  expect(found).toMatchObject({ judgement: 'non-inferior', isShown: true, pValue: 1 })
})

test('an update that only matches the last version is not shown against the cleared one it has drifted from', () => {
  const labels = Array.from({ length: 400 }, (_, at) => at % 2)
  const noise = (at: number, seed: number) => ((Math.floor(at / 2) * seed) % 101) / 101
  const cleared = Float64Array.from(labels, (label, at) => noise(at, 37) * 0.6 + label * 0.4)
  const previous = Float64Array.from(labels, (label, at) => noise(at, 37) * 0.6 + label * 0.1)
  const now = labels.map((label, at) => noise(at, 37) * 0.6 + label * 0.1 + noise(at, 53) * 0.01)
  const found = compareModels(
    pairsOf(labels, now, { cleared, previous }),
    plan({
      comparisons: (['cleared', 'previous'] as const).map((against) => ({
        against,
        measure: 'auroc',
        hypothesis: 'non-inferiority',
        margin: 0.05,
      })),
    }),
  )
  expect(found[0]?.judgement).toBe('inferior')
  expect(found.map(({ isShown }) => isShown)).toEqual([false, true])
})

test('a recalibration, which ranks every case as before, is not inferior in its area', () => {
  const labels = Array.from({ length: 60 }, (_, at) => at % 2)
  const before = Float64Array.from(labels, (label, at) => ((at * 13) % 29) / 58 + label * 0.2)
  const after = [...before].map((score) => score ** 2)
  expect(compareModels(pairsOf(labels, after, { cleared: before }), plan())[0]).toMatchObject({
    judgement: 'non-inferior',
    difference: { estimate: 0 },
  })
})

test('without scores, with too few cases, or with a perfect split by both, nothing is concluded', () => {
  const labels = [0, 0, 1, 1]
  const scores = [0.1, 0.2, 0.8, 0.9]
  expect(compareModels(pairsOf(labels, scores, {}), plan())[0]).toMatchObject({
    judgement: 'inconclusive',
    isShown: false,
  })
  const perfect = pairsOf(labels, scores, { cleared: Float64Array.from([0.3, 0.1, 0.7, 0.6]) })
  expect(compareModels(perfect, plan())[0]).toMatchObject({ judgement: 'inconclusive', pValue: null })
  expect(compareModels(perfect, plan({ casesMin: 10 }))[0]).toMatchObject({ judgement: 'inconclusive' })
})

test('superiority is shown by nothing less than a lower limit above zero', () => {
  const labels = Array.from({ length: 60 }, (_, at) => at % 2)
  const same = Float64Array.from(labels, (label, at) => ((at * 13) % 29) / 29 + label * 0.2)
  const found = compareModels(
    pairsOf(labels, [...same], { cleared: same }),
    plan({ comparisons: [{ against: 'cleared', measure: 'accuracy', hypothesis: 'superiority' }] }),
  )
  expect(found[0]).toMatchObject({ judgement: 'inconclusive', isShown: false, margin: null })
})
