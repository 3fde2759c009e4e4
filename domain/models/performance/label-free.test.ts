import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelFree, prevalenceOf } from './label-free.ts'
import { expectClose } from './test/shared-medical.ts'

test('a score of one half for all says nothing: AUROC one half, whatever the order', () => {
  expect(labelFree(Float64Array.from([0.5, 0.5, 0.5]), 0.5)).toMatchObject({
    auroc: 0.5,
    truePositives: 1.5,
    falsePositives: 1.5,
  })
})

test('certain scores are taken at their word', () => {
  expect(labelFree(Float64Array.from([0, 0, 1]), 0.5)).toMatchObject({
    auroc: 1,
    sensitivity: 1,
    positivePredictiveValue: 1,
  })
  expect(labelFree(new Float64Array(), 0.5)).toMatchObject({ auroc: null, sensitivity: null })
})

test('a score that is no probability is refused', () => {
  expect(() => labelFree(Float64Array.from([1.2]), 0.5)).toThrow(RangeError)
  expect(() => labelFree(Float64Array.from([Number.NaN]), 0.5)).toThrow(RangeError)
})

/** Every pair of cases by hand: the first positive, the second negative, by their scores' word. */
function plainAuroc(scores: readonly number[]): number {
  let [wins, pairs] = [0, 0]
  for (const positive of scores)
    for (const negative of scores) {
      const chance = positive * (1 - negative)
      wins += chance * (positive > negative ? 1 : positive === negative ? 0.5 : 0)
      pairs += chance
    }
  return wins / pairs
}

test('tied scores are merged: the estimate is that of all pairs and does not move with the order of rows', () => {
  const tied = fc.array(
    fc.integer({ min: 1, max: 9 }).map((tenth) => tenth / 10),
    { minLength: 2, maxLength: 40 },
  )
  fc.assert(
    fc.property(tied, (scores) => {
      const here = labelFree(Float64Array.from(scores), 0.5)
      const there = labelFree(Float64Array.from(scores.toReversed()), 0.5)
      expectClose(here.auroc, plainAuroc(scores), 1e-10)
      expect(here).toEqual(there)
      const { truePositives, falsePositives, falseNegatives, trueNegatives } = here
      expect(truePositives + falsePositives + falseNegatives + trueNegatives).toBeCloseTo(scores.length, 9)
    }),
  )
})

test('label shift trap: the estimate does not notice that prevalence fell by half', () => {
  // A calibrated score in a population of prevalence 0.1; then half of the positives stay away.
  const scores: number[] = []
  let [real, called] = [0, 0]
  for (let decile = 0; decile < 10; decile++) {
    const score = decile === 9 ? 0.6 : 0.05
    for (let at = 0; at < 1000; at++) {
      const isPositive = at < score * 1000
      if (isPositive && at % 2 === 0) continue
      scores.push(score)
      if (score < 0.5) continue
      called++
      if (isPositive) real++
    }
  }
  const { positivePredictiveValue } = labelFree(Float64Array.from(scores), 0.5)
  expect(positivePredictiveValue).toBeCloseTo(0.6, 9)
  expect(real / called).toBeLessThan(0.45)
})

test('prevalence follows from the share of calls by Rogan and Gladen', () => {
  expectClose(prevalenceOf({ share: 0.2, sensitivity: 0.8, specificity: 0.9 }), 1 / 7, 1e-12)
  expect(prevalenceOf({ share: 0.05, sensitivity: 0.8, specificity: 0.9 })).toBe(0)
  expect(prevalenceOf({ share: 0.5, sensitivity: 0.5, specificity: 0.5 })).toBeNull()
})
