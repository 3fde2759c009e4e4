import { say, type Words } from '../words.ts'

/** A number a calculation of sample size asks for, with the range it can take (limits excluded where `open`). */
export type SizeInput = {
  readonly label: Words
  readonly help?: Words
  readonly min: number
  readonly max: number
  readonly open?: boolean
  readonly usual: number
}

const share = { min: 0, max: 1, open: true } as const

export const sizeInputs = {
  expected: { ...share, label: say('예상값', 'Expected value'), usual: 0.9 },
  target: { ...share, label: say('목표값(귀무가설)', 'Target (null hypothesis)'), usual: 0.8 },
  auroc: { ...share, label: say('예상 AUROC', 'Expected AUROC'), usual: 0.85 },
  earlierAuroc: {
    ...share,
    label: say('비교 모델의 예상 AUROC', 'Expected AUROC of the earlier model'),
    usual: 0.85,
  },
  other: { ...share, label: say('비교군의 예상값', 'Expected value of the other group'), usual: 0.85 },
  halfWidth: {
    min: 0.001,
    max: 0.5,
    label: say('신뢰구간 반폭', 'Half width of the interval'),
    help: say('추정값에서 한쪽 끝까지의 거리', 'From the estimate to one end'),
    usual: 0.05,
  },
  margin: { min: 0.001, max: 0.5, label: say('비열등성 한계', 'Margin'), usual: 0.05 },
  gained: {
    min: 0,
    max: 1,
    label: say('새 모델만 맞히는 비율', 'Right by the new model only'),
    help: say('전체 사례 중', 'Of all cases'),
    usual: 0.08,
  },
  lost: {
    min: 0,
    max: 1,
    label: say('비교 모델만 맞히는 비율', 'Right by the earlier model only'),
    help: say('전체 사례 중', 'Of all cases'),
    usual: 0.08,
  },
  correlation: {
    min: 0,
    max: 0.999,
    label: say('두 AUROC 추정값의 상관', 'Correlation of the two AUROCs'),
    help: say('모르면 낮게 잡습니다(0.5 이하).', 'If unknown, take a low one (at most 0.5).'),
    usual: 0.5,
  },
  prevalence: {
    ...share,
    label: say('시험 데이터의 양성 비율', 'Share of positives in the test data'),
    usual: 0.3,
  },
  ratio: { min: 0.01, max: 1000, label: say('양성 1건당 음성 수', 'Negatives to each positive'), usual: 1 },
  level: { min: 0.5, max: 0.999, label: say('신뢰수준(양측)', 'Confidence level (two-sided)'), usual: 0.95 },
  alpha: { min: 0.0001, max: 0.2, label: say('유의수준', 'Significance level'), usual: 0.025 },
  power: { min: 0.5, max: 0.999, label: say('검정력', 'Power'), usual: 0.9 },
  dropout: {
    min: 0,
    max: 0.9,
    label: say('제외·판정불가 예상 비율', 'Share expected to drop out'),
    usual: 0,
  },
} as const satisfies Record<string, SizeInput>
export type SizeInputName = keyof typeof sizeInputs

export type SizeDesign = {
  readonly title: Words
  /** In the order they are asked; `dropout` is asked of every design. */
  readonly inputs: readonly SizeInputName[]
  /** How the alpha of this design is meant. */
  readonly sided: 'one-sided' | 'two-sided' | 'interval'
}

/** What can be planned for. */
export const sizeDesigns = {
  'share-target': {
    title: say('민감도·특이도를 목표값과 비교', 'Sensitivity or specificity against a target'),
    inputs: ['expected', 'target', 'alpha', 'power'],
    sided: 'one-sided',
  },
  'share-precision': {
    title: say('민감도·특이도의 정밀도', 'Precision of sensitivity or specificity'),
    inputs: ['expected', 'halfWidth', 'level'],
    sided: 'interval',
  },
  'auroc-precision': {
    title: say('AUROC의 정밀도', 'Precision of an AUROC'),
    inputs: ['auroc', 'prevalence', 'halfWidth', 'level'],
    sided: 'interval',
  },
  'auroc-power': {
    title: say('AUROC를 0.5와 비교', 'AUROC against one half'),
    inputs: ['auroc', 'ratio', 'alpha', 'power'],
    sided: 'two-sided',
  },
  'two-shares': {
    title: say('서로 다른 두 군의 비율 비교', 'Two shares, different cases'),
    inputs: ['expected', 'other', 'alpha', 'power'],
    sided: 'two-sided',
  },
  'non-inferiority': {
    title: say('서로 다른 두 군의 비열등성', 'Non-inferiority, different cases'),
    inputs: ['expected', 'margin', 'alpha', 'power'],
    sided: 'one-sided',
  },
  'paired-shares': {
    title: say('같은 사례에서 두 모델의 비율 비교(맥니마)', 'Two models on the same cases (McNemar)'),
    inputs: ['gained', 'lost', 'alpha', 'power'],
    sided: 'two-sided',
  },
  'paired-non-inferiority': {
    title: say('같은 사례에서 비율의 비열등성', 'Non-inferiority of a share on the same cases'),
    inputs: ['gained', 'lost', 'margin', 'alpha', 'power'],
    sided: 'one-sided',
  },
  'paired-auroc': {
    title: say('같은 사례에서 AUROC의 비열등성', 'Non-inferiority of an AUROC on the same cases'),
    inputs: ['auroc', 'earlierAuroc', 'correlation', 'prevalence', 'margin', 'alpha', 'power'],
    sided: 'one-sided',
  },
} as const satisfies Record<string, SizeDesign>
export type SizeDesignName = keyof typeof sizeDesigns

/** The number a design takes where none is given: 5 % two-sided, 2.5 % one-sided, the others as told. */
export function usualNumber(design: SizeDesignName, name: SizeInputName): number {
  return name === 'alpha' && sizeDesigns[design].sided === 'two-sided' ? 0.05 : sizeInputs[name].usual
}

// Object.keys loses the literal types; the keys are exactly the names.
export const sizeDesignNames = Object.keys(sizeDesigns) as SizeDesignName[]
// As above.
export const sizeInputNames = Object.keys(sizeInputs) as SizeInputName[]
