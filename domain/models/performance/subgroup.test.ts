import { expect, test } from 'vitest'
import { benjaminiHochberg, holm } from './multiplicity.ts'
import { type BinaryPlan, binaryPlanSchema } from './plan.ts'
import type { Predictions } from './predictions.ts'
import { groupsOf } from './subgroup.ts'
import { expectClose, hasMedical, medicalText, plainRows } from './test/shared-medical.ts'

const strataOf = (...input: Parameters<typeof groupsOf>) => groupsOf(...input).strata
const gapsOf = (...input: Parameters<typeof groupsOf>) => groupsOf(...input).gaps
/** Gaps of sensitivity and specificity, and the level that two of them alone would need. */
const ratesOf = (...input: Parameters<typeof groupsOf>) =>
  gapsOf(...input).filter(({ name }) => name === 'sensitivity' || name === 'specificity')
const plan: BinaryPlan = binaryPlanSchema.parse({
  threshold: 0.5,
  stratumClassCasesMin: 1,
  strata: ['group'],
})

/** Predictions with one group column, in the order given. */
function predictionsOf(
  labels: readonly number[],
  scores: readonly number[],
  groups: readonly string[],
): Predictions {
  const strata = [...new Set(groups)].filter((group) => group !== '').sort()
  return {
    caseIds: labels.map((_, index) => String(index)),
    scores: Float64Array.from(scores),
    labels: Uint8Array.from(labels),
    subgroups: [
      { column: 'group', strata, codes: Int32Array.from(groups, (group) => strata.indexOf(group)) },
    ],
    scoreKind: 'probability',
    columnsLeftOut: [],
  }
}

const repeat = <T>(count: number, values: readonly T[]): T[] =>
  Array.from({ length: count }, () => values).flat()

// The eighteen rows of the Fairlearn documentation; three times over, so that each group passes the floor of ten.
const truth = repeat(3, [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1])
const called = repeat(3, [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0])
const groups = repeat(3, [...'bbabbcccaacabccbcc'])

test('true and false positive rates by group are those of the Fairlearn documentation', () => {
  const strata = strataOf(predictionsOf(truth, called, groups), plan)
  expect(strata.map(({ value, n }) => [value, n])).toEqual([
    ['a', 12],
    ['b', 18],
    ['c', 24],
  ])
  const rates = strata.map(({ measures }) =>
    measures.flatMap(({ name, measure }) =>
      measure.state === 'estimated' && (name === 'sensitivity' || name === 'specificity')
        ? [measure.estimate]
        : [],
    ),
  )
  const expected = [
    [0.5, 1 - 1],
    [0.6, 1 - 0],
    [0.4, 1 - 2 / 3],
  ]
  for (const [index, [sensitivity = 0, specificity = 0]] of expected.entries()) {
    expectClose(rates[index]?.[0], sensitivity, 1e-12)
    expectClose(rates[index]?.[1], specificity, 1e-12)
  }
})

test('a group of nine shows how many it has, and no number; cases without a group are a group of their own', () => {
  const sizes = [...repeat(9, ['small']), ...repeat(11, ['large']), ...repeat(10, [''])]
  const strata = strataOf(
    predictionsOf(
      sizes.map((_, index) => index % 2),
      sizes.map((_, index) => index / 30),
      sizes,
    ),
    plan,
  )
  expect(strata.map(({ value, n }) => [value, n])).toEqual([
    ['large', 11],
    ['small', 9],
    [null, 10],
  ])
  expect(strata[1]?.measures.every(({ measure }) => measure.state === 'not-estimable')).toBe(true)
  expect(strata[2]?.measures.some(({ measure }) => measure.state === 'estimated')).toBe(true)
})

test('a group with too few positives by the plan is marked insufficient and not compared', () => {
  const own = predictionsOf(truth, called, groups)
  const strict = { ...plan, stratumClassCasesMin: 10 }
  expect(strataOf(own, strict).map(({ isSufficient }) => isSufficient)).toEqual([false, false, false])
  expect(ratesOf(own, strict).map(({ value, name }) => `${value} ${name}`)).toEqual([
    'b sensitivity',
    'c sensitivity',
  ])
})

test('of two groups one gap a measure is enough, and all gaps that the plan named share one family', () => {
  const own = predictionsOf(
    truth,
    called,
    groups.map((group) => (group === 'c' ? 'c' : 'other')),
  )
  const gaps = gapsOf(own, plan)
  expect(gaps.map(({ value, name }) => `${value} ${name}`)).toEqual([
    'c auroc',
    'c sensitivity',
    'c specificity',
    'c positive-predictive-value',
    'c negative-predictive-value',
    'c accuracy',
    'c balanced-accuracy',
    'c f1',
    'c brier',
    'c observed-less-expected',
  ])
  expect(gaps[0]?.interval.level).toBeCloseTo(0.995, 12)
  expect(gaps.map(({ pAdjusted }) => pAdjusted)).toEqual(holm(gaps.map(({ pValue }) => pValue)))
})

test.skipIf(!hasMedical)(
  'gaps by age and by sex agree with R 4.2.2: Fisher, Holm, BH, Newcombe (needs the shared tables)',
  () => {
    const rows = plainRows(medicalText('predictions/diabetes-high-progression.csv'))
    const reference = JSON.parse(medicalText('reference/diabetes-high-progression.json'))
    const by = (column: string) =>
      predictionsOf(
        rows.map((row) => Number(row.label)),
        rows.map((row) => Number(row.score)),
        rows.map((row) => row[column] ?? ''),
      )
    const gaps = gapsOf(by('age_group'), plan)
    for (const [name, key] of [
      ['sensitivity', 'testsSensitivity'],
      ['specificity', 'testsSpecificityFpr'],
    ] as const) {
      const expected = reference.by_age_group[key]
      const p = gaps.filter((gap) => gap.name === name).map(({ pValue }) => pValue)
      expect(p).toHaveLength(6)
      for (const [index, value] of p.entries()) {
        expectClose(value, expected.fisherVsRest[index], 1e-11)
        expectClose(holm(p)[index], expected.holm[index], 1e-11)
        expectClose(benjaminiHochberg(p)[index], expected.bh[index], 1e-11)
      }
    }
    // With two groups "the others" are the other group; ten gaps share the level, so 0.5 gives 0.95 each.
    const [sensitivity, specificity] = ratesOf(by('sex'), { ...plan, level: 0.5 })
    const { sensitivityNewcombe, specificityNewcombe } = reference.sexComparison
    for (const [gap, expected] of [
      [sensitivity, sensitivityNewcombe],
      [specificity, specificityNewcombe],
    ] as const) {
      expectClose(gap?.difference, expected.difference, 1e-12)
      expectClose(gap?.interval.low, expected.ci[0], 1e-10)
      expectClose(gap?.interval.high, expected.ci[1], 1e-10)
    }
  },
)
