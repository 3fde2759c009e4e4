import { say, type Words } from '../words.ts'
import type { GapMeasureName } from './performance/gap.ts'
import { measureWords } from './performance/measure-names.ts'

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
