import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frocCurve, sensitivityAt } from '../detection.ts'
import { expectClose } from '../test/shared-medical.ts'
import { clusteredShare } from './clustered-share.ts'
import { evaluateTask } from './evaluate-task.ts'
import { countedOnce, weightedSensitivities } from './froc-bootstrap.ts'
import { meanDice, studentMean } from './mean-dice.ts'
import { foundBy, measureIn, planOf, tableOf } from './test/tables.ts'

/* Every estimator written a second time, slowly and plainly, and compared on random tables. */

const tenth = fc.integer({ min: 0, max: 10 }).map((n) => n / 10)
const estimateOf = (measure: ReturnType<typeof measureIn>) =>
  measure.state === 'estimated' ? measure.estimate : null

test('the share of several labels, their mean and exact match are what counting case by case gives', () => {
  const one = fc.record({ a: fc.boolean(), b: fc.boolean(), scoreA: tenth, scoreB: tenth })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), (cases) => {
      const plan = planOf({
        task: 'multi-label',
        labels: [
          { name: 'a', threshold: 0.5 },
          { name: 'b', threshold: 0.3 },
        ],
      })
      const lines = cases.map(
        ({ a, b, scoreA, scoreB }, at) => `C${at},${Number(a)},${scoreA},${Number(b)},${scoreB}`,
      )
      const found = foundBy(
        'multi-label',
        evaluateTask(plan, tableOf('case_id,label_a,score_a,label_b,score_b', ...lines)),
      )
      const exact =
        cases.filter((c) => c.a === c.scoreA >= 0.5 && c.b === c.scoreB >= 0.3).length / cases.length
      expectClose(estimateOf(measureIn(found.measures, 'exact-match')), exact, 1e-11)
      const share = (hits: number, all: number) => (all === 0 ? null : hits / all)
      const sensitivityA = share(
        cases.filter((c) => c.a && c.scoreA >= 0.5).length,
        cases.filter((c) => c.a).length,
      )
      const sensitivityB = share(
        cases.filter((c) => c.b && c.scoreB >= 0.3).length,
        cases.filter((c) => c.b).length,
      )
      const both = [sensitivityA, sensitivityB].filter((one) => one !== null)
      const mean = both.length === 0 ? null : both.reduce((sum, one) => sum + one, 0) / both.length
      const told = estimateOf(measureIn(found.measures, 'macro-sensitivity'))
      if (mean === null) expect(told).toBeNull()
      else expectClose(told, mean, 1e-11)
    }),
  )
})

test('the class called is the one of the highest score, the first of equals', () => {
  const one = fc.record({ truth: fc.nat(2), scores: fc.tuple(tenth, tenth, tenth) })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 30 }), (cases) => {
      const plan = planOf({ task: 'multi-class', classes: ['x', 'y', 'z'] })
      const lines = cases.map(({ truth, scores }, at) => `C${at},${'xyz'[truth]},${scores.join(',')}`)
      const table = tableOf('case_id,label,score_x,score_y,score_z', ...lines)
      const found = foundBy('multi-class', evaluateTask(plan, table))
      const expected = [0, 1, 2].map((t) =>
        [0, 1, 2].map(
          (c) =>
            cases.filter(({ truth, scores }) => {
              let best = 0
              if (scores[1] > scores[0]) best = 1
              if (scores[2] > Math.max(scores[0], scores[1])) best = 2
              return truth === t && best === c
            }).length,
        ),
      )
      expect(found.table).toEqual(expected)
    }),
  )
})

const image = fc.record({
  findings: fc.array(tenth, { maxLength: 4 }),
  falses: fc.array(
    fc.integer({ min: 1, max: 10 }).map((n) => n / 10),
    { maxLength: 5 },
  ),
})

test('the curve of drawn images reads as the curve of the whole does when each image is drawn once', () => {
  const rates = [0.1, 0.25, 0.5, 1, 2, 8]
  fc.assert(
    fc.property(fc.array(image, { minLength: 1, maxLength: 12 }), (images) => {
      const marks = images.map(({ findings, falses }) => ({
        findingScores: Float64Array.from(findings),
        falseScores: Float64Array.from(falses),
      }))
      const findings = images.flatMap((one) => one.findings)
      const values = weightedSensitivities(countedOnce(marks), rates)
      if (findings.length === 0) {
        expect(values).toBeNull()
        return
      }
      const curve = frocCurve({
        falseScores: Float64Array.from(images.flatMap(({ falses }) => falses)),
        findingScores: Float64Array.from(findings),
        images: images.length,
      })
      for (const [at, rate] of rates.entries())
        expect(values?.[at]).toBeCloseTo(sensitivityAt(curve, rate), 12)
    }),
  )
})

test('drawing an image twice is the same as having it twice', () => {
  fc.assert(
    fc.property(
      fc.array(image, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
      (images, times) => {
        const marks = images.map(({ findings, falses }) => ({
          findingScores: Float64Array.from(findings),
          falseScores: Float64Array.from(falses),
        }))
        const counts = marks.map((_, at) => times[at] ?? 0)
        fc.pre(counts.some((count) => count > 0))
        const drawn = weightedSensitivities(
          { ...countedOnce(marks), counts: Int32Array.from(counts) },
          [0.5, 2],
        )
        const repeated = marks.flatMap((one, at) => new Array<typeof one>(counts[at] ?? 0).fill(one))
        const had = weightedSensitivities(countedOnce(repeated), [0.5, 2])
        expect(drawn === null).toBe(had === null)
        for (const [at, value] of (had ?? []).entries()) expect(drawn?.[at]).toBeCloseTo(value, 12)
      },
    ),
  )
})

test('a clustered share with one part in each cluster is Wilson’s, and never narrower than that', () => {
  const alone = [1, 1, 0, 1, 0, 1, 1, 1, 0, 1].map((k) => ({ k, n: 1 }))
  const share = clusteredShare(alone, 0.95)
  // Wilson 7 of 10: 0.396780 to 0.892209 (R prop.test without correction).
  expect(share).toMatchObject({ estimate: 0.7, n: 10 })
  if (share.state !== 'estimated' || !share.interval) throw new Error('an interval is expected')
  expect(share.interval.high - share.interval.low).toBeGreaterThanOrEqual(0.892209 - 0.39678 - 1e-6)
  const cluster = fc.nat(4).chain((n) => fc.record({ n: fc.constant(n), k: fc.nat(n) }))
  fc.assert(
    fc.property(fc.array(cluster, { minLength: 2, maxLength: 15 }), (clusters) => {
      const parts = clusters.reduce((sum, { n }) => sum + n, 0)
      const hits = clusters.reduce((sum, { k }) => sum + k, 0)
      const found = clusteredShare(clusters, 0.9)
      if (parts === 0) {
        expect(found.state).toBe('not-estimable')
        return
      }
      expectClose(estimateOf(found), hits / parts, 1e-12)
      expect(clusteredShare(clusters.toReversed(), 0.9)).toEqual(found)
      if (found.state !== 'estimated' || !found.interval) return
      // The plain way: variance of the ratio by its residuals, parts divided by its effect.
      const filled = clusters.filter(({ n }) => n > 0)
      const p = hits / parts
      const m = filled.length
      const residual = filled.reduce((sum, { k, n }) => sum + (k - p * n) ** 2, 0)
      const variance = (residual * m) / (m - 1) / parts ** 2
      const effect = Math.max(1, variance / ((p * (1 - p)) / parts))
      const n = p === 0 || p === 1 ? m : parts / effect
      const z = 1.6448536269514722
      const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
      const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
      expect(found.interval.low).toBeCloseTo(Math.max(0, middle - half), 9)
      expect(found.interval.high).toBeCloseTo(Math.min(1, middle + half), 9)
    }),
  )
})

test('findings that always fall together count as few as their images', () => {
  const together = Array.from({ length: 20 }, (_, at) => ({ k: at < 10 ? 10 : 0, n: 10 }))
  const found = clusteredShare(together, 0.95)
  const few = clusteredShare(
    Array.from({ length: 20 }, (_, at) => ({ k: at < 10 ? 1 : 0, n: 1 })),
    0.95,
  )
  if (found.state !== 'estimated' || few.state !== 'estimated') throw new Error('estimates are expected')
  expect(found.interval?.low).toBeCloseTo(few.interval?.low ?? 0, 2)
})

test('Student’s interval of a mean is the one of R: t.test(c(0.9, 0.8, 0.7, 0.95, 0.85))', () => {
  const found = meanDice(
    [0.9, 0.8, 0.7, 0.95, 0.85].map((dice) => ({ dice, hausdorff95: 1 })),
    0.95,
  )
  if (found.state !== 'estimated' || !found.interval) throw new Error('an interval is expected')
  // Mean 0.84, s = 0.0961769, t(4) = 2.7764451: 0.84 ± 0.1194189.
  expectClose(found.estimate, 0.84, 1e-12)
  expect(found.interval.low).toBeCloseTo(0.84 - 0.119419, 5)
  expect(found.interval.high).toBeCloseTo(0.84 + 0.119419, 5)
})

test('no spread, one value and none have no interval', () => {
  const bounds = { method: 'm', level: 0.95, low: 0, high: 1 }
  expect(studentMean(Float64Array.from([0.5, 0.5, 0.5]), bounds)).toMatchObject({
    estimate: 0.5,
    interval: null,
  })
  expect(studentMean(Float64Array.from([0.5]), bounds)).toMatchObject({ interval: null })
  expect(studentMean(new Float64Array(), bounds).state).toBe('not-estimable')
})
