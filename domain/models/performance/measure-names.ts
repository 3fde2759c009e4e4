import { z } from 'zod'
import { say, type Words } from '../../words.ts'

/** Every measure an evaluation computes, with its name for people. */
export const measureWords = {
  auroc: say('AUROC', 'AUROC'),
  auprc: say('AUPRC(평균 정밀도)', 'AUPRC (average precision)'),
  sensitivity: say('민감도', 'Sensitivity'),
  specificity: say('특이도', 'Specificity'),
  'positive-predictive-value': say('양성예측도', 'Positive predictive value'),
  'negative-predictive-value': say('음성예측도', 'Negative predictive value'),
  accuracy: say('정확도', 'Accuracy'),
  'balanced-accuracy': say('균형 정확도', 'Balanced accuracy'),
  f1: say('F1 점수', 'F1 score'),
  'matthews-correlation': say('매슈스 상관계수(MCC)', 'Matthews correlation (MCC)'),
  'positive-likelihood-ratio': say('양성우도비(LR+)', 'Positive likelihood ratio (LR+)'),
  'negative-likelihood-ratio': say('음성우도비(LR-)', 'Negative likelihood ratio (LR-)'),
  brier: say('브라이어 점수', 'Brier score'),
  'calibration-slope': say('보정 기울기', 'Calibration slope'),
  'calibration-intercept': say('보정 절편', 'Calibration intercept'),
  'calibration-in-the-large': say('전체 보정(절편)', 'Calibration in the large'),
  'observed-less-expected': say('관찰 비율 − 평균 예측 확률', 'Observed share less mean probability'),
  'observed-over-expected': say('관찰/예측 비', 'Observed over expected'),
  'expected-calibration-error': say('기대 보정 오차(ECE)', 'Expected calibration error'),
  'macro-sensitivity': say('분류별 민감도 평균', 'Macro-averaged sensitivity'),
  'macro-specificity': say('분류별 특이도 평균', 'Macro-averaged specificity'),
  'exact-match': say('전 항목 일치율', 'Exact match of all labels'),
  'percent-agreement': say('판독 일치율', 'Agreement of readings'),
  'cohen-kappa': say('코헨 카파', 'Cohen’s kappa'),
  'linear-kappa': say('선형 가중 카파', 'Linearly weighted kappa'),
  'quadratic-kappa': say('제곱 가중 카파', 'Quadratically weighted kappa'),
  'fleiss-kappa': say('플라이스 카파', 'Fleiss’ kappa'),
  'mean-dice': say('평균 다이스 계수', 'Mean Dice'),
  'median-dice': say('다이스 계수 중앙값', 'Median Dice'),
  'median-hausdorff-95': say('95백분위 하우스도르프 거리 중앙값', 'Median HD95'),
  'froc-score': say('FROC 점수', 'FROC score'),
  'sensitivity-at-false-rate': say(
    '영상당 위양성 수에서의 병변 민감도',
    'Lesion sensitivity at false marks per image',
  ),
  'lesion-sensitivity': say('임계값에서의 병변 민감도', 'Lesion sensitivity at the threshold'),
  'false-marks-per-image': say('임계값에서의 영상당 위양성 수', 'False marks per image at the threshold'),
  'reader-averaged-auroc': say('판독자 평균 AUROC', 'Reader-averaged AUROC'),
  'reader-averaged-auroc-difference': say('판독자 평균 AUROC 차이', 'Difference of reader-averaged AUROC'),
  'auroc-difference': say('AUROC 차이', 'Difference of AUROC'),
  'sensitivity-difference': say('민감도 차이', 'Difference of sensitivity'),
  'specificity-difference': say('특이도 차이', 'Difference of specificity'),
  'accuracy-difference': say('정확도 차이', 'Difference of accuracy'),
} as const satisfies Record<string, Words>

export type MeasureName = keyof typeof measureWords

// Object.keys loses the literal types; the keys are exactly the names.
const names = Object.keys(measureWords) as MeasureName[]

export const measureNameSchema = z.enum(names)

/** What is measured in each group of cases of a binary classifier; its other measures are for all cases only. */
export const stratumMeasureNames = [
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
  'observed-less-expected',
  'observed-over-expected',
  'expected-calibration-error',
] as const satisfies readonly MeasureName[]
