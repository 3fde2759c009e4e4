import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibration, calibrationErrorOf, massBins, widthBins } from './calibration.ts'
import { hosmerLemeshow } from './hosmer-lemeshow.ts'
import { fitLine } from './logistic.ts'
import type { Measure } from './measure.ts'
import { cohenKappa, confusionAt, matthewsCorrelation, operatingPoint } from './operating-point.ts'
import { type ScoreRuns, scoreRuns } from './score-runs.ts'
import { expectClose, hasMedical, medicalText, plainRows } from './test/shared-medical.ts'

const runsOf = (labels: readonly number[], scores: readonly number[]): ScoreRuns =>
  scoreRuns({ scores: Float64Array.from(scores), labels: Uint8Array.from(labels) })

const estimateOf = (measure: Measure) => (measure.state === 'estimated' ? measure.estimate : null)
const intervalOf = (measure: Measure) => (measure.state === 'estimated' ? measure.interval : null)
const wilson95 = { proportion: 'wilson', level: 0.95 } as const
const exact95 = { proportion: 'clopper-pearson', level: 0.95 } as const

test('the Brier score of the scikit-learn documentation is 0.0375', () => {
  expectClose(estimateOf(calibration(runsOf([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]), 0.95).brier), 0.0375, 1e-14)
})

test('a case whose score equals the threshold is called positive', () => {
  expect(confusionAt(runsOf([1, 0, 1, 0], [0.5, 0.5, 0.4999, 0.4]), 0.5)).toEqual({
    truePositives: 1,
    falsePositives: 1,
    falseNegatives: 1,
    trueNegatives: 1,
  })
})

test('the table of the published Pima case gives its published measures (R 4.2.2 and scikit-learn 1.2.1)', () => {
  const table = { trueNegatives: 200, falsePositives: 23, falseNegatives: 43, truePositives: 66 }
  const exact = operatingPoint(table, exact95)
  const score = operatingPoint(table, wilson95)
  const expected = [
    [exact.sensitivity, 0.605504587155963, 0.507330595981046, 0.697795111359007],
    [score.sensitivity, 0.605504587155963, 0.511664883907448, 0.692160910622089],
    [exact.specificity, 0.896860986547085, 0.849266321359787, 0.933487310833297],
    [exact.positivePredictiveValue, 0.741573033707865, 0.637880094385293, 0.828596387431763],
    [exact.negativePredictiveValue, 0.823045267489712, 0.769139947824487, 0.868877728971768],
  ] as const
  for (const [measure, estimate, low, high] of expected) {
    expectClose(estimateOf(measure), estimate, 1e-12)
    expectClose(intervalOf(measure)?.low, low, 1e-11)
    expectClose(intervalOf(measure)?.high, high, 1e-11)
  }
  expectClose(estimateOf(exact.f1), 2 / 3, 1e-14)
  expectClose(estimateOf(exact.balancedAccuracy), 0.7511827868515243, 1e-14)
  expectClose(matthewsCorrelation(table), 0.5325831360495388, 1e-13)
  expectClose(cohenKappa(table), 0.527085941209479, 1e-13)
})

test('a table with an empty row says so instead of dividing by nothing', () => {
  const none = { trueNegatives: 5, falsePositives: 0, falseNegatives: 0, truePositives: 0 }
  const point = operatingPoint(none, wilson95)
  expect(point.sensitivity.state).toBe('not-estimable')
  expect(point.positivePredictiveValue.state).toBe('not-estimable')
  expect(point.f1.state).toBe('not-estimable')
  expect(point.balancedAccuracy.state).toBe('not-estimable')
  expect(estimateOf(point.specificity)).toBe(1)
  expect(matthewsCorrelation(none)).toBeNull()
  expect(cohenKappa(none)).toBeNull()
})

test('separated classes, one class and probabilities of exactly 0 have no slope, and the reason is given', () => {
  for (const runs of [runsOf([0, 0, 1], [0.1, 0.2, 0.9]), runsOf([1, 1], [0.4, 0.6]), runsOf([], [])]) {
    expect(calibration(runs, 0.95).slope.state).toBe('not-estimable')
  }
  const extreme = calibration(runsOf([0, 1, 0], [0, 0.5, 0.6]), 0.95)
  expect(extreme.slope.state).toBe('not-estimable')
  expect(estimateOf(extreme.brier)).toBeCloseTo((0 + 0.25 + 0.36) / 3, 12)
  expect(() => calibration(runsOf([1], [1.2]), 0.95)).toThrow(RangeError)
  expect(calibration(runsOf([1], [0.5]), 0.95).brier).toMatchObject({ interval: null, n: 1 })
})

test('bins of equal width close on the left, and 1 falls into the last', () => {
  const edges = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
  expect(
    widthBins(
      runsOf(
        edges.map(() => 0),
        edges,
      ),
      10,
    ).map((bin) => bin.n),
  ).toEqual(edges.map(() => 1))
  expect(widthBins(runsOf([1, 0], [0.9, 1]), 10)).toHaveLength(1)
})

test('bins of equal numbers hold equal numbers, however many cases are tied', () => {
  const scores = fc.array(fc.constantFrom(0.1, 0.2, 0.2, 0.7), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(scores, (values) => {
      const bins = massBins(
        runsOf(
          values.map((_, index) => index % 2),
          values,
        ),
        10,
      )
      expect(bins.map((bin) => bin.n)).toEqual(new Array(10).fill(3))
      expectClose(
        bins.reduce((sum, bin) => sum + bin.positives, 0),
        15,
        1e-12,
      )
    }),
  )
})

test('a fitted line leaves residuals that sum to nothing, plain and weighted', () => {
  const cases = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 8,
    maxLength: 60,
  })
  fc.assert(
    fc.property(cases, (rows) => {
      const clusters = rows.map(([logit, y]) => ({ logit, positives: y, negatives: 1 - y }))
      const of = (label: number) => rows.flatMap(([logit, y]) => (y === label ? [logit] : []))
      const isSeparated = Math.min(...of(1)) >= Math.max(...of(0)) || Math.max(...of(1)) <= Math.min(...of(0))
      const line = fitLine({ clusters, isSeparated })
      if (line === null) return
      const residual = rows.map(([x, y]) => y - 1 / (1 + Math.exp(-(line.intercept + line.slope * x))))
      expect(Math.abs(residual.reduce((a, b) => a + b, 0))).toBeLessThan(1e-7)
      expect(Math.abs(residual.reduce((sum, r, index) => sum + r * (rows[index]?.[0] ?? 0), 0))).toBeLessThan(
        1e-7,
      )
    }),
  )
})

// Standard errors of slope and of calibration in the large from a separate Newton fit in numpy 2, run to convergence.
const converged: Record<string, [number, number]> = {
  'breast-cancer-malignant': [0.10831595094724705, 0.2117715579836457],
  'diabetes-high-progression': [0.13571105538216904, 0.1634990208837959],
}

test.each(['breast-cancer-malignant', 'diabetes-high-progression'])(
  'table, intervals and calibration of %s agree with R 4.2.2 and rms 6.5-0 (needs the shared tables)',
  { skip: !hasMedical },
  (name) => {
    const reference = JSON.parse(medicalText(`reference/${name}.json`))
    const rows = plainRows(medicalText(`predictions/${name}.csv`))
    const runs = runsOf(
      rows.map((row) => Number(row.label)),
      rows.map((row) => Number(row.score)),
    )
    const { overall } = reference
    const table = confusionAt(runs, reference.threshold)
    const { tp, fp, fn, tn } = overall.confusion
    expect(table).toEqual({ truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn })
    for (const [choice, key] of [
      [wilson95, 'wilson'],
      [exact95, 'clopperPearson'],
    ] as const) {
      const point = operatingPoint(table, choice)
      const pairs = [
        [point.sensitivity, overall.sensitivity],
        [point.specificity, overall.specificity],
        [point.positivePredictiveValue, overall.ppv],
        [point.negativePredictiveValue, overall.npv],
        [point.accuracy, overall.accuracy],
      ] as const
      for (const [measure, expected] of pairs) {
        expectClose(estimateOf(measure), expected.estimate, 1e-12)
        expectClose(intervalOf(measure)?.low, expected[key][0], 1e-10)
        expectClose(intervalOf(measure)?.high, expected[key][1], 1e-10)
      }
      expectClose(estimateOf(point.f1), overall.f1, 1e-12)
      expectClose(estimateOf(point.balancedAccuracy), overall.balancedAccuracy, 1e-12)
    }
    expectClose(matthewsCorrelation(table), overall.mcc, 1e-12)
    expectClose(cohenKappa(table), overall.kappa, 1e-12)
    const own = calibration(runs, 0.95)
    const fit = overall.calibration
    expectClose(estimateOf(own.brier), overall.brier, 1e-12)
    expectClose(estimateOf(own.slope), fit.slope, 1e-9)
    expectClose(estimateOf(own.intercept), fit.interceptJoint, 1e-8)
    expectClose(estimateOf(own.inTheLarge), fit.citl, 1e-9)
    // R's glm takes its standard errors one step before it has converged (2e-5 off); numpy 2 at convergence does not.
    const half = (measure: Measure) => (intervalOf(measure)?.high ?? 0) - (estimateOf(measure) ?? 0)
    const z = 1.959963984540054
    expectClose(half(own.slope), z * fit.slopeSE, 1e-4)
    expectClose(half(own.inTheLarge), z * fit.citlSE, 1e-4)
    expectClose(half(own.slope), z * (converged[name]?.[0] ?? 0), 1e-9)
    expectClose(half(own.inTheLarge), z * (converged[name]?.[1] ?? 0), 1e-9)
    expectClose(estimateOf(own.observedOverExpected), fit.oe, 1e-12)
    expectClose(estimateOf(own.expectedCalibrationError), fit.eceWidth10, 1e-11)
    expectClose(calibrationErrorOf(massBins(runs, 10)), fit.eceMass10, 1e-11)
    const groups = hosmerLemeshow(runs, 10)
    expectClose(groups?.statistic, fit.hosmerLemeshow.x2, 1e-10)
    expectClose(groups?.pDevelopment, fit.hosmerLemeshow.pDf8, 1e-10)
    expectClose(groups?.pExternal, fit.hosmerLemeshow.pDf10, 1e-10)
  },
)
