import { say, type Words } from '../words.ts'
import type { GapMeasureName } from './performance/gap.ts'

/** What groups are compared in. */
export const gapMeasures = {
  auroc: say('AUROC', 'AUROC'),
  sensitivity: say('민감도', 'Sensitivity'),
  specificity: say('특이도', 'Specificity'),
  'positive-predictive-value': say('양성예측도', 'Positive predictive value'),
  'negative-predictive-value': say('음성예측도', 'Negative predictive value'),
  accuracy: say('정확도', 'Accuracy'),
  'macro-sensitivity': say('분류별 민감도 평균', 'Macro-averaged sensitivity'),
  'macro-specificity': say('분류별 특이도 평균', 'Macro-averaged specificity'),
  'exact-match': say('전 항목 일치율', 'Exact match of all labels'),
  'percent-agreement': say('판독 일치율', 'Agreement of readings'),
  'cohen-kappa': say('코헨 카파', 'Cohen’s kappa'),
  'linear-kappa': say('선형 가중 카파', 'Linearly weighted kappa'),
  'quadratic-kappa': say('제곱 가중 카파', 'Quadratically weighted kappa'),
  'mean-dice': say('평균 다이스 계수', 'Mean Dice'),
  'median-dice': say('다이스 계수 중앙값', 'Median Dice'),
  'median-hausdorff-95': say('95백분위 하우스도르프 거리 중앙값(mm)', 'Median HD95 (mm)'),
  'froc-score': say('FROC 점수', 'FROC score'),
  'lesion-sensitivity': say('임계값에서의 병변 민감도', 'Lesion sensitivity at the threshold'),
  'false-marks-per-image': say('임계값에서의 영상당 위양성 수', 'False marks per image at the threshold'),
} as const satisfies Record<GapMeasureName, Words>

const tooFew = say('건수 부족', 'Too few cases')

/** What a gap is about, for people: `Sensitivity (melanoma)`; too few cases where nothing was measured. */
export function gapTitle({
  measure,
  of,
}: {
  readonly measure?: GapMeasureName | undefined
  readonly of?: string | undefined
}): Words {
  const { ko, en } = measure === undefined ? tooFew : gapMeasures[measure]
  return of === undefined ? say(ko, en) : say(`${ko}(${of})`, `${en} (${of})`)
}

/** A measure as records and answers write it; undefined for what is none. */
export function gapMeasureNamed(text: string): GapMeasureName | undefined {
  return isGapMeasure(text) ? text : undefined
}

function isGapMeasure(text: string): text is GapMeasureName {
  return Object.hasOwn(gapMeasures, text)
}

/** Why a gap needs a decision. */
export const gapFindings = {
  shown: say('격차 확인(구간이 0을 포함하지 않음)', 'Shown: the interval excludes zero'),
  'beyond-limit': say('허용 한계 초과', 'Beyond the declared limit'),
  unknown: say('건수 부족으로 알 수 없음', 'Unknown: too few cases'),
} as const satisfies Record<string, Words>

export type GapFinding = keyof typeof gapFindings

/** How the cells without a value are called, where people and records must have a name. */
export const emptyGroup = say('(값 없음)', '(empty)')
