import { expect, test } from 'vitest'
import { precisionPoints, scoreBins } from './binary-curves.ts'

test('precision follows from the ROC point and the counts of both classes', () => {
  const roc = [
    { threshold: 0.9, sensitivity: 0.5, falsePositiveRate: 0.1 },
    { threshold: 0, sensitivity: 1, falsePositiveRate: 1 },
  ]
  const points = precisionPoints({ curves: { roc, calibration: [] }, positives: 20, negatives: 80 })
  // 10 right of 18 called; then all 20 of 100.
  expect(points.map(({ precision }) => precision)).toEqual([10 / 18, 0.2])
})

test('a bin that holds no case is drawn empty, and a score of exactly 1 falls into the last', () => {
  const bins = scoreBins([
    { n: 5, positives: 1, meanScore: 0.05 },
    { n: 4, positives: 4, meanScore: 1 },
  ])
  expect(bins).toHaveLength(10)
  expect(bins[0]).toEqual({ low: 0, high: 0.1, positives: 1, negatives: 4 })
  expect(bins[1]).toMatchObject({ positives: 0, negatives: 0 })
  expect(bins[9]).toMatchObject({ positives: 4, negatives: 0 })
})
