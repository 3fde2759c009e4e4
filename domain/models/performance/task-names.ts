import { z } from 'zod'
import { say, type Words } from '../../words.ts'
import type { MeasureName } from './measure-names.ts'

/** What a model does, and so how it is judged. */
export const taskWords = {
  binary: say('이진 분류', 'Binary classification'),
  'multi-class': say('다중 분류', 'Several classes, one of them true'),
  'multi-label': say('다중 라벨(여러 소견 동시)', 'Several findings at once'),
  segmentation: say('영상 분할', 'Segmentation'),
  detection: say('병변 검출', 'Detection'),
  agreement: say('판독자 간 일치도', 'Agreement of readers'),
  mrmc: say('다판독자 다증례(MRMC)', 'Several readers, several cases (MRMC)'),
  comparison: say('두 모델의 짝비교', 'Paired comparison of models'),
} as const satisfies Record<string, Words>

export type Task = keyof typeof taskWords

// Object.keys loses the literal types; the keys are exactly the names.
const names = Object.keys(taskWords) as Task[]

export const taskNameSchema = z.enum(names)

/** The measures a task computes: what its criteria may speak of. */
export const measuresOfTask: Readonly<Record<Task, readonly MeasureName[]>> = {
  binary: [
    'auroc',
    'auprc',
    'sensitivity',
    'specificity',
    'positive-predictive-value',
    'negative-predictive-value',
    'accuracy',
    'balanced-accuracy',
    'f1',
    'matthews-correlation',
    'positive-likelihood-ratio',
    'negative-likelihood-ratio',
    'brier',
    'calibration-slope',
    'calibration-intercept',
    'calibration-in-the-large',
    'observed-less-expected',
    'observed-over-expected',
    'expected-calibration-error',
  ],
  'multi-class': [
    'accuracy',
    'macro-sensitivity',
    'cohen-kappa',
    'quadratic-kappa',
    'sensitivity',
    'specificity',
    'positive-predictive-value',
    'f1',
    'auroc',
  ],
  'multi-label': [
    'exact-match',
    'macro-sensitivity',
    'macro-specificity',
    'sensitivity',
    'specificity',
    'positive-predictive-value',
    'negative-predictive-value',
    'f1',
    'auroc',
  ],
  segmentation: ['mean-dice', 'median-dice', 'median-hausdorff-95'],
  detection: ['froc-score', 'sensitivity-at-false-rate', 'lesion-sensitivity', 'false-marks-per-image'],
  agreement: ['percent-agreement', 'cohen-kappa', 'linear-kappa', 'quadratic-kappa', 'fleiss-kappa'],
  mrmc: ['reader-averaged-auroc', 'reader-averaged-auroc-difference', 'auroc'],
  comparison: [
    'auroc-difference',
    'sensitivity-difference',
    'specificity-difference',
    'accuracy-difference',
    'auroc',
    'sensitivity',
    'specificity',
    'accuracy',
  ],
}
