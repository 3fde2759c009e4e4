import { expect, test } from 'vitest'
import { examples } from '../../test/examples/monitoring.ts'
import { parseBody } from '../parse.ts'
import { unknownVariable } from './drift-limits.ts'
import { lookAt } from './look.ts'
import { monitoringPlan } from './monitoring-plan.ts'
import { dayOf, dayText } from './period.ts'
import { designRows } from './plan-design.ts'
import type { ReferenceVariable } from './reference.ts'
import type { DaySums } from './sums.ts'
import type { DriftMeasure } from './terms.ts'
import { dayOfCalls, reference, sumsOf, terms } from './test/days.ts'

const start = dayOf('2026-01-01')
const variable: ReferenceVariable = {
  ...{ name: 'score', edges: [0.5], decileEdges: [0.5], range: [0, 1] },
  // Under, two bins, over, missing.
  counts: [0, 50, 50, 0, 0],
}
const still = [0, 50, 50, 0, 0]
const moved = [0, 10, 90, 0, 0]

/** Days of observations, one period each; null: nothing came that day. */
function alarmsOf(days: readonly (readonly number[] | null)[]) {
  const seen = days.flatMap((bins, at): DaySums[] =>
    bins ? [dayOfCalls(start + at, { trueNegatives: 100 }, { bins: [bins] })] : [],
  )
  const result = lookAt(
    {
      plan: {
        id: '6e000000-0000-4000-8000-000000000001',
        number: 'MPL-2026-0001',
        version: 3,
        signedAt: null,
      },
      terms: {
        ...terms,
        ...{ period: 'day', driftPeriods: 2, casesMin: 20 },
        driftLimits: [{ variable: 'score', measure: 'psi', limit: 0.2 }],
      },
      reference: { ...reference, variables: [variable] },
      ...{ referenceDigest: null, batches: [] },
      at: `${dayText(start + days.length)}T12:00:00.000Z`,
    },
    sumsOf(seen),
  )
  return { alarms: result.alarms.map(({ cause }) => cause), state: result.drift[0]?.state }
}

const cause = (day: string) => `drift/score:psi/${day}`

test('drift for as many periods as planned alarms, and one period fewer does not', () => {
  expect(alarmsOf([still, moved, moved])).toEqual({ alarms: [cause('2026-01-03')], state: 'beyond' })
  expect(alarmsOf([still, still, moved])).toEqual({ alarms: [], state: 'within' })
})

test('periods in which nothing came silence no drift alarm', () => {
  expect(alarmsOf([still, moved, moved, null, null])).toEqual({
    alarms: [cause('2026-01-03')],
    state: 'beyond',
  })
  expect(alarmsOf([still, moved, null, moved])).toEqual({ alarms: [cause('2026-01-04')], state: 'beyond' })
})

test('drift that came and went between two looks still alarms, under the same cause as it would have then', () => {
  expect(alarmsOf([moved, moved, still, still])).toEqual({ alarms: [cause('2026-01-02')], state: 'within' })
  expect(alarmsOf([moved, moved, moved, still, moved, moved]).alarms).toEqual([
    cause('2026-01-02'),
    cause('2026-01-06'),
  ])
})

/** Days of labels, positives and negatives, each mature the next day; the reference has 1,000 of 10,000 positive. */
function labelAlarms(measure: DriftMeasure, limit: number, days: readonly (readonly [number, number])[]) {
  const seen = days.map(([positives, negatives], at) =>
    dayOfCalls(start + at, { truePositives: positives, trueNegatives: negatives }, { bins: [still] }),
  )
  const plan = { id: '6e000000-0000-4000-8000-000000000001', number: 'MPL-2026-0001', version: 3 }
  const { alarms, drift } = lookAt(
    {
      plan: { ...plan, signedAt: null },
      terms: {
        ...terms,
        ...{ period: 'day', driftPeriods: 2, casesMin: 20 },
        driftLimits: [{ variable: 'label', measure, limit }],
      },
      reference: { ...reference, variables: [variable] },
      ...{ referenceDigest: null, batches: [] },
      at: `${dayText(start + days.length)}T12:00:00.000Z`,
    },
    sumsOf(seen),
  )
  return { alarms, drift: drift.find((one) => one.variable === 'label') }
}

test('prevalence has limits of its own: the distance of the labels is the difference of the prevalences', () => {
  const { alarms, drift } = labelAlarms('kolmogorov-smirnov', 0.05, [
    [10, 90],
    [20, 80],
    [20, 80],
  ])
  expect(alarms.map(({ cause }) => cause)).toEqual(['drift/label:kolmogorov-smirnov/2026-01-03'])
  expect(drift?.kolmogorovSmirnov).toBeCloseTo(0.1, 12)
  expect(drift?.wasserstein).toBeCloseTo(0.1, 12)
  expect(
    labelAlarms('kolmogorov-smirnov', 0.15, [
      [20, 80],
      [20, 80],
    ]).alarms,
  ).toEqual([])
})

test('chi-square alarms when its p is small, for as many periods as planned, and says so', () => {
  const days = [
    [20, 80],
    [20, 80],
  ] as const
  const { alarms, drift } = labelAlarms('chi-square', 0.01, days)
  // scipy.stats.chi2_contingency([[9000, 1000], [80, 20]], correction=False)
  expect(drift?.chiSquare?.statistic).toBeCloseTo(10.905243154530533, 10)
  expect(drift?.chiSquare?.pValue).toBeCloseTo(0.0009589245146214129, 10)
  expect(drift?.periods[0]?.chiSquareP).toBeCloseTo(drift?.chiSquare?.pValue ?? 1, 12)
  expect(alarms).toMatchObject([
    { cause: 'drift/label:chi-square/2026-01-02', because: { en: expect.stringContaining('below') } },
  ])
  expect(labelAlarms('chi-square', 0.0001, days).alarms).toEqual([])
})

test('a limit of p outside 0 and 1 is refused when the plan is written', () => {
  const plan = examples['monitoring-plan'] ?? {}
  const limited = (limit: string) =>
    parseBody(monitoringPlan, {
      ...plan,
      driftLimits: [{ variable: 'label', measure: 'chi-square', limit }],
    })
  expect([limited('1').ok, limited('0').ok, limited('0.001').ok]).toEqual([false, false, true])
})

test('a limit on what the frozen reference does not hold is refused by its name', () => {
  expect(unknownVariable(['score', 'age'], ['score', 'age'])).toBeNull()
  expect(unknownVariable(['input_age'], ['score', 'age'])).toMatchObject({
    field: 'body.driftLimits',
    because: { en: expect.stringContaining('score, age') },
  })
})

test('a chart by cases without the cases a year cannot be charged to the budget and is told so', () => {
  const plan = examples['monitoring-plan'] ?? {}
  const rows = (charts: readonly unknown[]) => designRows({ ...plan, charts })
  const cusum = { metric: 'sensitivity', method: 'bernoulli-cusum', good: '0.9', bad: '0.8', runLength: 2000 }
  const sprt = { metric: 'sensitivity', method: 'sprt', good: '0.9', bad: '0.8', alpha: '0.01', beta: '0.1' }
  for (const chart of [cusum, sprt]) {
    expect(rows([chart])).toMatchObject({ rows: [], faults: [expect.stringMatching(/cases a year/)] })
    const [row] = rows([{ ...chart, casesPerYear: 4000 }])?.rows ?? []
    expect(Number(row?.falseAlarms)).toBeGreaterThan(0)
  }
})
