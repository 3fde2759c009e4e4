import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confusionAt } from './operating-point.ts'
import type { Predictions } from './predictions.ts'
import { roc } from './roc.ts'
import { scoreRuns } from './score-runs.ts'
import { rocOfSums } from './stream/area-sums.ts'
import { confusionOf } from './subgroup.ts'
import { crossedMax, crossingsOf, type GroupTally, talliesOf } from './tally.ts'
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
function expectAsCounted(tally: GroupTally, rows: readonly Row[]) {
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
    }),
  )
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
