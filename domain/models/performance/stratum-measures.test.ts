import fc from 'fast-check'
import { expect, test } from 'vitest'
import { auprc } from './auprc.ts'
import { calibration } from './calibration.ts'
import type { Measure } from './measure.ts'
import { stratumMeasureNames } from './measure-names.ts'
import { scoreRuns } from './score-runs.ts'
import { type StratumMeasure, stratumMeasures } from './stratum-measures.ts'
import { talliesOf } from './tallies.ts'
import type { GroupPlan } from './tally.ts'
import { studentMean } from './tasks/mean-dice.ts'
import { expectClose } from './test/shared-medical.ts'

const plan: GroupPlan = {
  threshold: 0.5,
  level: 0.95,
  proportionInterval: 'wilson',
  aurocInterval: 'delong-logit',
  stratumClassCasesMin: 10,
}
type Row = { readonly score: number; readonly label: number }

function measuresOf(rows: readonly Row[], scoreKind: 'probability' | 'ranking' = 'probability') {
  const predictions = {
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
    subgroups: [],
    caseIds: [],
    scoreKind,
    columnsLeftOut: [],
  }
  return stratumMeasures(talliesOf(predictions, { threshold: 0.5, pairs: [] }).all, plan)
}

const named = (measures: readonly StratumMeasure[], name: string) =>
  measures.find((one) => one.name === name)?.measure

/** The same but for the last digits. */
function expectSame(found: Measure | undefined, plain: Measure) {
  expect(found).toMatchObject({ state: plain.state, n: plain.n })
  if (found?.state !== 'estimated' || plain.state !== 'estimated') return
  expectClose(found.estimate + 2, plain.estimate + 2, 1e-12)
  expect(found.interval === null).toBe(plain.interval === null)
  if (!found.interval || !plain.interval) return
  expectClose(found.interval.low + 2, plain.interval.low + 2, 1e-9)
  expectClose(found.interval.high + 2, plain.interval.high + 2, 1e-9)
  expect(found.interval.method).toBe(plain.interval.method)
}

test('the measures of a group’s scores are those of its cases, one by one', () => {
  const rowOf = fc.record({
    score: fc.integer({ min: 0, max: 40 }).map((n) => n / 40),
    label: fc.integer({ min: 0, max: 1 }),
  })
  fc.assert(
    fc.property(fc.array(rowOf, { minLength: 10, maxLength: 80 }), (rows) => {
      const found = measuresOf(rows)
      expect(found.map(({ name }) => name)).toEqual(stratumMeasureNames)
      const runs = scoreRuns({
        scores: Float64Array.from(rows, ({ score }) => score),
        labels: Uint8Array.from(rows, ({ label }) => label),
      })
      const whole = calibration(runs, 0.95)
      expectSame(named(found, 'auprc'), auprc(runs, 0.95))
      expectSame(named(found, 'observed-over-expected'), whole.observedOverExpected)
      expectSame(named(found, 'observed-less-expected'), whole.observedLessExpected)
      expectSame(named(found, 'expected-calibration-error'), whole.expectedCalibrationError)
      const mean = (of: (row: Row) => number, low: number) =>
        studentMean(Float64Array.from(rows, of), { method: '', level: 0.95, low, high: 1 })
      expectSame(
        named(found, 'brier'),
        mean(({ score, label }) => (score - label) ** 2, 0),
      )
      expectSame(
        named(found, 'observed-less-expected'),
        mean(({ score, label }) => label - score, -1),
      )
    }),
  )
})

/** brier_score_loss and average_precision_score of scikit-learn 1.2.1; the interval is scipy 1.10's stats.t. */
test('a group of twelve cases has the numbers of scikit-learn and scipy', () => {
  const drawn: readonly (readonly [number, number])[] = [
    [1, 0.76],
    [0, 0.16],
    [1, 0.58],
    [0, 0.26],
    [0, 0.08],
    [1, 0.34],
    [1, 0.32],
    [0, 0.3],
    [1, 0.62],
    [1, 0.58],
    [0, 0.36],
    [0, 0.08],
  ]
  const rows = drawn.map(([label, score]) => ({ label, score }))
  const found = measuresOf(rows)
  expectSame(named(found, 'brier'), {
    state: 'estimated',
    estimate: 0.14819999999999997,
    interval: { low: 0.05115667891203371, high: 0.24524332108796623, level: 0.95, method: 'student' },
    method: 'brier',
    n: 12,
  })
  expectSame(named(found, 'observed-less-expected'), {
    state: 'estimated',
    estimate: 0.13,
    interval: { low: -0.110465698577322, high: 0.37046569857732203, level: 0.95, method: 'student' },
    method: 'observed-less-expected',
    n: 12,
  })
  const precision = named(found, 'auprc')
  expectClose(precision?.state === 'estimated' ? precision.estimate : undefined, 0.9484126984126984, 1e-14)
})

test('of a score that is no probability nothing is said of probability', () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({ label: at % 2, score: at }))
  const names = measuresOf(rows, 'ranking').map(({ name }) => name)
  expect(names).toContain('auprc')
  expect(names).not.toContain('brier')
  expect(names).not.toContain('expected-calibration-error')
})

test('the numbers of nine cases are not shown, those of ten are', () => {
  const rows = Array.from({ length: 10 }, (_, at) => ({ label: at % 2, score: at / 10 }))
  expect(measuresOf(rows.slice(1)).every(({ measure }) => measure.state === 'not-estimable')).toBe(true)
  expect(named(measuresOf(rows), 'brier')).toMatchObject({ state: 'estimated', n: 10 })
})
