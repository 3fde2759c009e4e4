import { say, type Words } from '../words.ts'
import type { GapMeasureName } from './performance/gap.ts'

/** What groups are compared in. */
export const gapMeasures = {
  auroc: say('AUROC', 'AUROC'),
  sensitivity: say('민감도', 'Sensitivity'),
  specificity: say('특이도', 'Specificity'),
  'positive-predictive-value': say('양성예측도', 'Positive predictive value'),
  'negative-predictive-value': say('음성예측도', 'Negative predictive value'),
} as const satisfies Record<GapMeasureName, Words>

/** Why a gap needs a decision. */
export const gapFindings = {
  shown: say('격차 확인(구간이 0을 포함하지 않음)', 'Shown: the interval excludes zero'),
  'beyond-limit': say('허용 한계 초과', 'Beyond the declared limit'),
  unknown: say('건수 부족으로 알 수 없음', 'Unknown: too few cases'),
} as const satisfies Record<string, Words>

export type GapFinding = keyof typeof gapFindings

/** How the cells without a value are called, where people and records must have a name. */
export const emptyGroup = say('(값 없음)', '(empty)')
