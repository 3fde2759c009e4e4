import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averagePrecision } from './auprc.ts'
import { calibrationErrorOf, widthBins } from './calibration.ts'
import { confusionAt } from './operating-point.ts'
import type { Predictions } from './predictions.ts'
import { roc } from './roc.ts'
import { rounded } from './rounded.ts'
import { scoreRuns } from './score-runs.ts'
import { confusionOf } from './stratum-measures.ts'
import { rocOfSums } from './stream/area-sums.ts'
import { talliesOf } from './tallies.ts'
import { crossedMax, crossingsOf, type ScoredTally } from './tally.ts'
import { expectClose } from './test/shared-medical.ts'

const row = fc.record({
  score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
  label: fc.integer({ min: 0, max: 1 }),
  sex: fc.integer({ min: -1, max: 1 }),
  age: fc.integer({ min: -1, max: 2 }),
})
type Row = { score: number; label: number; sex: number; age: number }

function predictionsOf(rows: readonly Row[]): Predictions {
  return {
    caseIds: rows.map((_, at) => String(at)),
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
    subgroups: [
      { column: 'sex', strata: ['f', 'm'], codes: Int32Array.from(rows, ({ sex }) => sex) },
      { column: 'age', strata: ['a', 'b', 'c'], codes: Int32Array.from(rows, ({ age }) => age) },
    ],
    scoreKind: 'probability',
    columnsLeftOut: [],
  }
}

/** The naive reading: pick the rows of one group and count them by themselves. */
function expectAsCounted(tally: ScoredTally, rows: readonly Row[]) {
  const runs = scoreRuns({
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
  })
  expect(confusionOf(tally)).toEqual(confusionAt(runs, 0.5))
  const [ours, counted] = [rocOfSums(tally.sums), roc(runs)]
  if (counted === null) expect(ours).toBeNull()
  else {
    expectClose(ours?.auc, counted.auc, 1e-12)
    if (counted.variance === null) expect(ours?.variance).toBeNull()
    else expect(ours?.variance).toBeCloseTo(counted.variance, 12)
  }
  const precision = averagePrecision(runs)
  if (precision === null) expect(tally.averagePrecision).toBeNull()
  else expectClose(tally.averagePrecision, precision, 1e-13)
  const sumOf = (of: (row: Row) => number) => rows.reduce((sum, one) => sum + of(one), 0)
  expectClose(
    tally.errors?.expected,
    sumOf(({ score }) => score),
    1e-12,
  )
  expectClose(
    tally.errors?.squared,
    sumOf(({ score, label }) => (score - label) ** 2),
    1e-12,
  )
  expectClose(
    tally.errors?.fourth,
    sumOf(({ score, label }) => (score - label) ** 4),
    1e-12,
  )
  expectClose(
    (tally.errors?.binGaps ?? 0) / rows.length + 1,
    calibrationErrorOf(widthBins(runs, 10)) + 1,
    1e-12,
  )
}

test('each group of a column and each crossing comes to what its own rows come to, in any order of the rows', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
      const asked = { threshold: 0.5, pairs: [['sex', 'age']] as const }
      const tallies = talliesOf(predictionsOf(rows), asked)
      expectAsCounted(tallies.all, rows)
      const codeOf = (values: readonly string[], value: string | null) =>
        value === null ? -1 : values.indexOf(value)
      for (const group of tallies.columns[0] ?? []) {
        expectAsCounted(
          group,
          rows.filter(({ sex }) => sex === codeOf(['f', 'm'], group.value)),
        )
      }
      for (const group of tallies.crossings[0] ?? []) {
        const age = codeOf(['a', 'b', 'c'], group.and?.value ?? null)
        expectAsCounted(
          group,
          rows.filter((one) => one.sex === codeOf(['f', 'm'], group.value) && one.age === age),
        )
      }
      expect(talliesOf(predictionsOf(rows.toReversed()), asked)).toEqual(tallies)
      // A column that is crossed with none is summed by itself, with the same digits for people.
      const alone = talliesOf(predictionsOf(rows), { ...asked, pairs: [] })
      expect(rounded(alone.columns)).toEqual(rounded(tallies.columns))
    }),
  )
})

test('a score that is no probability has an average precision, and no errors of probability', () => {
  const rows = [
    { score: 7.5, label: 1, sex: 0, age: 0 },
    { score: -3, label: 0, sex: 0, age: 0 },
  ]
  const { all } = talliesOf({ ...predictionsOf(rows), scoreKind: 'ranking' }, { threshold: 0, pairs: [] })
  expect(all.averagePrecision).toBe(1)
  expect(all.errors).toBeNull()
})

test('average precision and the Brier score of a group are those of scikit-learn 1.2.1', () => {
  // average_precision_score and brier_score_loss of the scores and labels of each sex.
  const drawn: readonly (readonly [number, number, number])[] = [
    [0, 0, 0.5],
    [0, 1, 0.35],
    [0, 1, 0.45],
    [0, 0, 0.2],
    [0, 1, 0.55],
    [0, 0, 0.25],
    [0, 0, 0.2],
    [0, 0, 0.55],
    [1, 1, 0.2],
    [1, 1, 0.45],
    [1, 0, 0.25],
    [1, 1, 0.2],
    [1, 1, 0.65],
    [1, 1, 0.2],
    [1, 1, 0.65],
  ]
  const rows = drawn.map(([sex, label, score]) => ({ sex, label, score, age: 0 }))
  const [f, m] = talliesOf(predictionsOf(rows), { threshold: 0.5, pairs: [] }).columns[0] ?? []
  expectClose(f?.averagePrecision, 0.5333333333333333, 1e-14)
  expectClose(m?.averagePrecision, 0.9285714285714286, 1e-14)
  expectClose((f?.errors?.squared ?? 0) / 8, 0.2028125, 1e-14)
  expectClose((m?.errors?.squared ?? 0) / 7, 0.36142857142857154, 1e-14)
})

test('pairs the plan names are crossed and no others; without any, all as long as they stay within the bound', () => {
  const columns = [
    { column: 'sex', groups: 2 },
    { column: 'age', groups: 10 },
    { column: 'site', groups: 20 },
  ]
  expect(crossingsOf(columns, [['sex', 'site']])).toEqual({ pairs: [['sex', 'site']], leftOut: [] })
  const all = crossingsOf(columns)
  expect(all.pairs).toEqual([
    ['sex', 'age'],
    ['sex', 'site'],
  ])
  expect(all.leftOut).toEqual([['age', 'site']])
  const justFits = [
    { column: 'a', groups: 10 },
    { column: 'b', groups: crossedMax / 10 },
  ]
  expect(crossingsOf(justFits).leftOut).toEqual([])
  expect(crossingsOf([...justFits, { column: 'c', groups: 1 }]).leftOut).toHaveLength(2)
})

test('a pair that names a column the table does not have, or one column twice, is told as left out', () => {
  const columns = [{ column: 'sex', groups: 2 }]
  expect(
    crossingsOf(columns, [
      ['sex', 'race'],
      ['sex', 'sex'],
    ]).leftOut,
  ).toHaveLength(2)
})
