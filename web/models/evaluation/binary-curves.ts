import type { BinaryResult } from '@maek/domain/models/performance/evaluate.ts'
import type { CalibrationBin } from '../../charts/CalibrationChart.tsx'
import type { PrecisionPoint } from '../../charts/PrecisionRecallChart.tsx'
import type { ScoreBin } from '../../charts/ScoreHistogram.tsx'

/** Precision at each point of the ROC curve, by the counts of both classes (Davis & Goadrich 2006). */
export function precisionPoints({
  curves,
  positives,
  negatives,
}: Pick<BinaryResult, 'curves' | 'positives' | 'negatives'>): PrecisionPoint[] {
  return curves.roc.flatMap(({ threshold, sensitivity, falsePositiveRate }) => {
    const right = sensitivity * positives
    const called = right + falsePositiveRate * negatives
    return called === 0 ? [] : [{ threshold, recall: sensitivity, precision: right / called }]
  })
}

/** Ten bins of equal width from 0 to 1; the calibration bins leave empty ones out, here they stand with nothing. */
export function scoreBins(bins: readonly CalibrationBin[]): ScoreBin[] {
  return Array.from({ length: 10 }, (_, at) => {
    const own = bins.find(({ meanScore }) => Math.min(9, Math.floor(meanScore * 10)) === at)
    return {
      low: at / 10,
      high: (at + 1) / 10,
      positives: own?.positives ?? 0,
      negatives: own ? own.n - own.positives : 0,
    }
  })
}
