import fc from 'fast-check'
import { expect, test } from 'vitest'
import { auprc, averagePrecision } from './auprc.ts'
import { pairedDelong } from './paired-roc.ts'
import { auroc, roc, rocCurve } from './roc.ts'
import { eachRun, mergeRuns, scoreQuantile, scoreRuns } from './score-runs.ts'
import { expectClose, hasMedical, medicalText, plainRows } from './test/shared-medical.ts'

import { unpairedDelong } from './test/unpaired-delong.ts'

const labelled = (labels: readonly number[], scores: readonly number[]) => ({
  scores: Float64Array.from(scores),
  labels: Uint8Array.from(labels),
})
const runsOf = (labels: readonly number[], scores: readonly number[]) => scoreRuns(labelled(labels, scores))

// Few distinct scores, so that ties are the rule and not the exception.
const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 1 })), {
  minLength: 1,
  maxLength: 60,
})

test('the smallest published example has area 0.75 and average precision 0.8333 (scikit-learn documentation)', () => {
  const runs = runsOf([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
  expect(roc(runs)?.auc).toBe(0.75)
  expectClose(averagePrecision(runs), 0.8333333333333333, 1e-15)
})

test('the area equals a count of all pairs with ties as one half, and the variance the textbook formula', () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const positive = rows.filter(([, label]) => label === 1).map(([score]) => score)
      const negative = rows.filter(([, label]) => label === 0).map(([score]) => score)
      const result = roc(
        runsOf(
          rows.map((row) => row[1]),
          rows.map((row) => row[0]),
        ),
      )
      if (positive.length === 0 || negative.length === 0) {
        expect(result).toBeNull()
        return
      }
      const wins = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0)
      const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
      const spread = (values: number[]) => {
        const center = mean(values)
        return (
          values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1) / values.length
        )
      }
      const ofPositive = positive.map((a) => mean(negative.map((b) => wins(a, b))))
      const ofNegative = negative.map((b) => mean(positive.map((a) => wins(a, b))))
      expectClose(result?.auc, mean(ofPositive), 1e-12)
      if (positive.length < 2 || negative.length < 2) {
        expect(result?.variance).toBeNull()
        return
      }
      expect(Math.abs((result?.variance ?? -1) - spread(ofPositive) - spread(ofNegative))).toBeLessThan(1e-14)
    }),
  )
})

test('average precision equals a walk down every threshold', () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const total = rows.filter(([, label]) => label === 1).length
      fc.pre(total > 0)
      let [sum, recallBefore] = [0, 0]
      for (let threshold = 6; threshold >= 0; threshold--) {
        const called = rows.filter(([score]) => score >= threshold)
        const right = called.filter(([, label]) => label === 1).length
        if (called.length === 0) continue
        sum += (right / total - recallBefore) * (right / called.length)
        recallBefore = right / total
      }
      expectClose(
        averagePrecision(
          runsOf(
            rows.map((row) => row[1]),
            rows.map((row) => row[0]),
          ),
        ),
        sum,
        1e-12,
      )
    }),
  )
})

test('shuffled rows, and parts merged in any order, give the same bits', () => {
  fc.assert(
    fc.property(cases, cases, (first, second) => {
      const runs = (rows: typeof first) =>
        runsOf(
          rows.map((row) => row[1]),
          rows.map((row) => row[0] / 7),
        )
      const whole = runs([...first, ...second])
      expect(mergeRuns(runs(second), runs(first))).toEqual(whole)
      expect(runs([...second, ...first].reverse())).toEqual(whole)
    }),
  )
})

test('turning the scores round turns the area round', () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const labels = rows.map((row) => row[1])
      const area = roc(
        runsOf(
          labels,
          rows.map((row) => row[0]),
        ),
      )
      const turned = roc(
        runsOf(
          labels,
          rows.map((row) => -row[0]),
        ),
      )
      if (area === null) {
        expect(turned).toBeNull()
        return
      }
      expectClose(turned?.auc, 1 - area.auc, 1e-12)
    }),
  )
})

test('one class only, one case only and nothing at all are said, not computed', () => {
  for (const runs of [runsOf([], []), runsOf([1], [0.5]), runsOf([0, 0], [0.1, 0.2])]) {
    expect(auroc(runs, 'delong', 0.95).state).toBe('not-estimable')
    expect(rocCurve(runs, 100)).toEqual([])
  }
  expect(auprc(runsOf([0, 0], [0.1, 0.2]), 0.95).state).toBe('not-estimable')
})

test('perfect separation has no interval: a width of nothing would feign certainty', () => {
  const measure = auroc(runsOf([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]), 'delong', 0.95)
  expect(measure).toMatchObject({ state: 'estimated', estimate: 1, interval: null, n: 4 })
  expect(auprc(runsOf([0, 1], [0.1, 0.9]), 0.95)).toMatchObject({ estimate: 1, interval: null })
})

test('equal scores everywhere are chance, without an interval', () => {
  const measure = auroc(runsOf([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]), 'delong-logit', 0.95)
  expect(measure).toMatchObject({ estimate: 0.5, interval: null })
})

test('a single case in a class has an area but no variance', () => {
  expect(auroc(runsOf([1, 0, 0], [0.5, 0.5, 0.2]), 'delong', 0.95)).toMatchObject({
    estimate: 0.75,
    interval: null,
  })
})

test('minus zero and zero are one score; a score that is no number is a bug', () => {
  expect([...eachRun(runsOf([0, 1], [-0, 0]))]).toHaveLength(1)
  expect(() => runsOf([0], [Number.NaN])).toThrow(RangeError)
  expect(() => runsOf([2], [0.5])).toThrow(RangeError)
})

test('a quantile of the scores is that of R type 7', () => {
  const runs = runsOf([0, 1, 0, 1, 0], [1, 2, 2, 3, 10])
  expect(scoreQuantile(runs, 0)).toBe(1)
  expect(scoreQuantile(runs, 0.5)).toBe(2)
  expect(scoreQuantile(runs, 0.9)).toBeCloseTo(7.2, 12)
  expect(scoreQuantile(runs, 1)).toBe(10)
})

test('a curve thinned for drawing still ends where every case is called positive', () => {
  const scores = Array.from({ length: 1000 }, (_, index) => ((index * 7919) % 1000) / 1000)
  const runs = runsOf(
    scores.map((score) => (score > 0.5 ? 1 : 0)),
    scores,
  )
  const points = rocCurve(runs, 50)
  expect(points.length).toBeLessThanOrEqual(51)
  expect(points.at(-1)).toEqual({ threshold: 0, sensitivity: 1, falsePositiveRate: 1 })
})

test('a model compared with itself differs by nothing: z 0 and p 1, never NaN', () => {
  const { scores, labels } = labelled([0, 1, 0, 1, 1], [0.1, 0.4, 0.5, 0.6, 0.5])
  expect(pairedDelong({ first: scores, second: scores, labels }, 0.95)).toMatchObject({ z: 0, pValue: 1 })
})

test('two curves that differ while nothing varies cannot be tested', () => {
  const labels = Uint8Array.from([0, 0, 1, 1])
  const [first, second] = [Float64Array.from([1, 2, 3, 4]), Float64Array.from([4, 3, 2, 1])]
  expect(pairedDelong({ first, second, labels }, 0.95)).toBeNull()
})

type Area = { auc: number; varDeLong: number; ci95: [number, number] }
const markers: { markers: Record<string, Area>; averagePrecision: Record<string, number>; pairs: Pair[] } =
  hasMedical
    ? JSON.parse(medicalText('reference/breast-cancer-markers.json'))
    : { markers: {}, averagePrecision: {}, pairs: [] }
type Pair = { a: string; b: string; z: number; p: number; ci95: [number, number] }

test.skipIf(!hasMedical)(
  'areas, variances and intervals of real markers agree with pROC 1.18.0 (needs the shared tables)',
  () => {
    const rows = plainRows(medicalText('breast_cancer.csv'))
    const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]))
    const labels = Uint8Array.from(rows, (row) => Number(row.malignant))
    for (const [name, expected] of Object.entries(markers.markers)) {
      const runs = scoreRuns({ scores: column(name), labels })
      expectClose(roc(runs)?.auc, expected.auc, 1e-13)
      expectClose(roc(runs)?.variance, expected.varDeLong, 1e-11)
      expectClose(averagePrecision(runs), markers.averagePrecision[name] ?? Number.NaN, 1e-12)
      const measure = auroc(runs, 'delong', 0.95)
      if (measure.state !== 'estimated') throw new Error('the marker must be estimable')
      expectClose(measure.interval?.low, expected.ci95[0], 1e-11)
      expectClose(measure.interval?.high, expected.ci95[1], 1e-11)
    }
    for (const pair of markers.pairs) {
      const result = pairedDelong({ first: column(pair.a), second: column(pair.b), labels }, 0.95)
      expectClose(result?.z, pair.z, 1e-10)
      expectClose(result?.pValue, pair.p, 1e-9)
      expectClose(result?.low, pair.ci95[0], 1e-9)
      expectClose(result?.high, pair.ci95[1], 1e-10)
    }
  },
)

test.each(['breast-cancer-malignant', 'diabetes-high-progression'])(
  'the paired DeLong test of %s agrees with pROC 1.18.0 (needs the shared tables)',
  { skip: !hasMedical },
  (name) => {
    const rows = plainRows(medicalText(`predictions/${name}.csv`))
    const expected = JSON.parse(medicalText(`reference/${name}.json`)).pairedDeLong
    const first = Float64Array.from(rows, (row) => Number(row.score))
    const second = Float64Array.from(rows, (row) => Number(row.score2))
    const labels = Uint8Array.from(rows, (row) => Number(row.label))
    const result = pairedDelong({ first, second, labels }, 0.95)
    expectClose(result?.z, expected.z, 1e-10)
    expectClose(result?.pValue, expected.p, 1e-9)
    expectClose(result?.covariance, expected.cov, 1e-10)
    expectClose(result?.low, expected.ci95Difference[0], 1e-10)
    expectClose(result?.high, expected.ci95Difference[1], 1e-10)
    const reversed = pairedDelong(
      { first: first.slice().reverse(), second: second.slice().reverse(), labels: labels.slice().reverse() },
      0.95,
    )
    expect(reversed).toEqual(result)
  },
)

test.skipIf(!hasMedical)(
  'the unpaired DeLong test of men and women agrees with pROC 1.18.0 (needs the shared tables)',
  () => {
    const rows = plainRows(medicalText('predictions/diabetes-high-progression.csv'))
    const expected = JSON.parse(medicalText('reference/diabetes-high-progression.json')).sexComparison
    const areaOf = (sex: string) => {
      const own = rows.filter((row) => row.sex === sex)
      const area = roc(
        runsOf(
          own.map((row) => Number(row.label)),
          own.map((row) => Number(row.score)),
        ),
      )
      if (area === null) throw new Error('both classes are there')
      return area
    }
    const result = unpairedDelong(areaOf('1'), areaOf('2'))
    expectClose(result?.d, expected.unpairedDeLong.D, 1e-11)
    expectClose(result?.degrees, expected.unpairedDeLong.df, 1e-11)
    expectClose(result?.pValue, expected.unpairedDeLong.p, 1e-11)
  },
)
