import { say, type Words } from '../words.ts'
import type { GapMeasureName } from './performance/gap.ts'
import { type MeasureName, measureWords } from './performance/measure-names.ts'
import { spreadGroupsMax } from './performance/tasks/spreads-left-out.ts'

/** What groups are compared in. */
export const gapMeasures = {
  auroc: measureWords.auroc,
  sensitivity: measureWords.sensitivity,
  specificity: measureWords.specificity,
  'positive-predictive-value': measureWords['positive-predictive-value'],
  'negative-predictive-value': measureWords['negative-predictive-value'],
  accuracy: measureWords.accuracy,
  'balanced-accuracy': measureWords['balanced-accuracy'],
  f1: measureWords.f1,
  brier: measureWords.brier,
  'observed-less-expected': measureWords['observed-less-expected'],
  'macro-sensitivity': measureWords['macro-sensitivity'],
  'macro-specificity': measureWords['macro-specificity'],
  'exact-match': measureWords['exact-match'],
  'percent-agreement': measureWords['percent-agreement'],
  'cohen-kappa': measureWords['cohen-kappa'],
  'linear-kappa': measureWords['linear-kappa'],
  'quadratic-kappa': measureWords['quadratic-kappa'],
  'mean-dice': measureWords['mean-dice'],
  'median-dice': measureWords['median-dice'],
  // Its gaps stand beside shares: the unit must be said.
  'median-hausdorff-95': say('95백분위 하우스도르프 거리 중앙값(mm)', 'Median HD95 (mm)'),
  'froc-score': measureWords['froc-score'],
  'lesion-sensitivity': measureWords['lesion-sensitivity'],
  'false-marks-per-image': measureWords['false-marks-per-image'],
  'fleiss-kappa': measureWords['fleiss-kappa'],
  'reader-averaged-auroc': measureWords['reader-averaged-auroc'],
  'reader-averaged-auroc-difference': measureWords['reader-averaged-auroc-difference'],
} as const satisfies Record<GapMeasureName, Words>

/** Measures of a group that are not compared between groups, and why. */
export const notCompared: Partial<Record<MeasureName, Words>> = {
  auprc: say(
    'AUPRC는 집단 간에 비교하지 않습니다. 우연 수준이 그 집단의 유병률과 같아, 모델이 똑같이 잘해도 유병률이 다르면 값이 달라집니다.',
    'AUPRC is not compared between groups: its level by chance is the prevalence of the group, so groups that the model serves alike still differ in it.',
  ),
  'matthews-correlation': say(
    'MCC는 믿을 만한 신뢰구간이 없어 집단 간에 비교하지 않습니다.',
    'MCC is not compared between groups: it has no interval to rely on.',
  ),
  'positive-likelihood-ratio': say(
    'LR+는 민감도와 특이도에서 나오므로 그 둘로 비교합니다.',
    'LR+ follows from sensitivity and specificity and is compared in those.',
  ),
  'negative-likelihood-ratio': say(
    'LR-는 민감도와 특이도에서 나오므로 그 둘로 비교합니다.',
    'LR- follows from sensitivity and specificity and is compared in those.',
  ),
  'observed-over-expected': say(
    '관찰/예측 비는 ‘관찰 비율 − 평균 예측 확률’의 차이로 비교합니다.',
    'Observed over expected is compared as the difference of the two (observed share less mean probability).',
  ),
  'expected-calibration-error': say(
    '기대 보정 오차는 건수가 적은 집단일수록 커지는 편향이 있어 집단 간에 비교하지 않습니다.',
    'The expected calibration error is not compared between groups: it is biased upwards, the more so the smaller the group.',
  ),
}

/** What readers of a binary classifier's gaps must bear in mind. */
export const prevalenceMatters = say(
  '예측도, 정확도, F1, 브라이어 점수는 집단의 유병률에 따라서도 달라집니다. 이 지표에 격차가 있으면 유병률부터 견주어 보십시오.',
  'Predictive values, accuracy, F1 and the Brier score also move with the prevalence of a group: where they differ, compare that first.',
)

/** Why not every measure of all cases is told by group. */
export const fittedForAll = say(
  '보정 기울기·절편과 호스머–렘쇼 검정은 회귀 적합이나 많은 사례가 필요해 전체 사례에서만 계산합니다.',
  'Slope and intercept of calibration and the Hosmer–Lemeshow test need a fit or many cases and are computed for all cases only.',
)

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

/** Which columns and crossings have too many groups for the highest and the lowest to be told. */
export function notRanked(leftOut: readonly { readonly column: string; readonly groups: number }[]): Words {
  const ko = leftOut.map(({ column, groups }) => `${column}(${groups}개)`).join(', ')
  const en = leftOut.map(({ column, groups }) => `${column} (${groups})`).join(', ')
  return say(
    `건수가 충분한 집단이 ${spreadGroupsMax}개를 넘어 가장 높은 집단과 가장 낮은 집단을 가리지 않은 열: ${ko}. 차이가 없다는 뜻이 아닙니다.`,
    `Highest and lowest group not told, there being more than ${spreadGroupsMax} groups with enough cases: ${en}. That does not mean that they do not differ.`,
  )
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
