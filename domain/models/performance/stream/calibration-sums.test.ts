import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitLine, fitOffset } from '../logistic.ts'
import { asChunk, type ScoreRuns, scoreRuns } from '../score-runs.ts'
import { expectClose } from '../test/shared-medical.ts'
import { CalibrationSums } from './calibration-sums.ts'
import { LogitClustering } from './logit-clusters.ts'

/** Pseudo-random cases whose logit is `slope` times too flat; the same for the same seed. */
function cases(
  n: number,
  { seed, spread, slope }: { seed: number; spread: number; slope: number },
): ScoreRuns {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const scores = new Float64Array(n)
  const labels = new Uint8Array(n)
  for (let at = 0; at < n; at++) {
    const logit = (random() + random() + random() - 1.5) * spread - 1
    scores[at] = 1 / (1 + Math.exp(-logit))
    labels[at] = random() < 1 / (1 + Math.exp(-slope * (logit + 1))) ? 1 : 0
  }
  return scoreRuns({ scores, labels })
}

/** Newton's method over every case, written out plainly. */
function plainLine(runs: ScoreRuns): { intercept: number; slope: number; slopeError: number } {
  const rows = Array.from(runs.scores, (score, at) => ({
    x: Math.log(score / (1 - score)),
    k: runs.positives[at] ?? 0,
    n: (runs.positives[at] ?? 0) + (runs.negatives[at] ?? 0),
  }))
  let [a, b, slopeError] = [0, 0, 0]
  for (let step = 0; step < 60; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0]
    for (const { x, k, n } of rows) {
      const p = 1 / (1 + Math.exp(-(a + b * x)))
      g0 += k - n * p
      g1 += (k - n * p) * x
      h00 += n * p * (1 - p)
      h01 += n * p * (1 - p) * x
      h11 += n * p * (1 - p) * x * x
    }
    const d = h00 * h11 - h01 * h01
    a += (h11 * g0 - h01 * g1) / d
    b += (h00 * g1 - h01 * g0) / d
    slopeError = Math.sqrt(h00 / d)
  }
  return { intercept: a, slope: b, slopeError }
}

test.each([
  { spread: 3, slope: 1 },
  { spread: 0.04, slope: 60 },
  { spread: 18, slope: 0.1 },
  { spread: 6, slope: 4 },
])('clusters of many cases give the fit of every case to eleven digits: %o', (shape) => {
  const runs = cases(60_000, { seed: 7, ...shape })
  const clustering = new LogitClustering(60_000)
  clustering.push(asChunk(runs))
  const logits = clustering.finish()
  expect(logits.clusters.length).toBeLessThan(10_000)
  const plain = plainLine(runs)
  const line = fitLine(logits)
  expectClose(line?.slope, plain.slope, 1e-11)
  expectClose((line?.intercept ?? 0) + 1, plain.intercept + 1, 1e-11)
  expectClose(line?.slopeError, plain.slopeError, 1e-11)
  expect(fitOffset(logits)).not.toBeNull()
})

test('sums of calibration are the plain means, and the same bits for any chunks', () => {
  const row = fc.record({ score: fc.integer({ min: 0, max: 40 }), label: fc.constantFrom(0, 1) })
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 2, maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      (rows, size) => {
        const runs = scoreRuns({
          scores: Float64Array.from(rows, ({ score }) => score / 40),
          labels: Uint8Array.from(rows, ({ label }) => label),
        })
        const whole = new CalibrationSums(rows.length)
        whole.push(asChunk(runs))
        const parts = new CalibrationSums(rows.length)
        for (let at = 0; at < runs.scores.length; at += size) {
          const part = [runs.scores, runs.positives, runs.negatives].map((one) => one.subarray(at, at + size))
          const [scores, positives, negatives] = part
          if (!scores || !positives || !negatives) throw new Error('three columns')
          parts.push({ length: scores.length, scores, positives, negatives })
        }
        const totals = whole.finish()
        expect(parts.finish()).toEqual(totals)
        const errors = rows.map(({ score, label }) => (label - score / 40) ** 2)
        const mean = errors.reduce((a, b) => a + b, 0) / rows.length
        const variance = errors.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (rows.length - 1)
        expectClose(totals.errorMean + 1, mean + 1, 1e-14)
        expectClose((totals.errorVariance ?? 0) + 1, variance + 1, 1e-14)
        expectClose(totals.expected + 1, rows.reduce((sum, { score }) => sum + score / 40, 0) + 1, 1e-13)
      },
    ),
  )
})

test('equal errors have a variance of exactly nothing', () => {
  const sums = new CalibrationSums(3)
  sums.push(asChunk(scoreRuns({ scores: Float64Array.of(0.3, 0.3, 0.3), labels: Uint8Array.of(0, 0, 0) })))
  expect(sums.finish().errorVariance).toBe(0)
})
