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
  brier: say('브라이어 점수', 'Brier score'),
  'calibration-slope': say('보정 기울기', 'Calibration slope'),
  'calibration-intercept': say('보정 절편', 'Calibration intercept'),
  'calibration-in-the-large': say('전체 보정(절편)', 'Calibration in the large'),
  'observed-over-expected': say('관찰/예측 비', 'Observed over expected'),
  'expected-calibration-error': say('기대 보정 오차(ECE)', 'Expected calibration error'),
} as const satisfies Record<string, Words>

export const measureNameSchema = z.enum([
  'auroc',
  'auprc',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
  'accuracy',
  'balanced-accuracy',
  'f1',
  'brier',
  'calibration-slope',
  'calibration-intercept',
  'calibration-in-the-large',
  'observed-over-expected',
  'expected-calibration-error',
])
export type MeasureName = z.infer<typeof measureNameSchema>

/** What is measured in each group of cases as well; the other measures are for all cases only. */
export const stratumMeasureNames = [
  'auroc',
  'sensitivity',
  'specificity',
  'positive-predictive-value',
  'negative-predictive-value',
] as const satisfies readonly MeasureName[]

const criterionSchema = z.strictObject({
  id: z.string().min(1).max(64),
  measure: measureNameSchema,
  /** Which number is held against the limit. A claim of at least x asks for the lower end of the interval. */
  compared: z.enum(['estimate', 'lower', 'upper']),
  relation: z.enum(['at-least', 'at-most']),
  limit: z.number(),
  population: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('all') }),
      z.strictObject({ kind: z.literal('stratum'), column: z.string(), value: z.string() }),
      z.strictObject({ kind: z.literal('every-stratum'), column: z.string() }),
    ])
    .default({ kind: 'all' }),
})

/** One acceptance criterion, fixed before the cases are seen. */
export type Criterion = z.infer<typeof criterionSchema>

/** What is fixed before an evaluation: operating point, intervals, minimum numbers, criteria. */
export const evaluationPlanSchema = z
  .strictObject({
    /** A case is called positive when its score is at or above this; in the unit of the score. */
    threshold: z.number(),
    /** Two-sided confidence level. */
    level: z.number().min(0.5).max(0.999).default(0.95),
    proportionInterval: z.enum(['wilson', 'clopper-pearson']).default('wilson'),
    aurocInterval: z.enum(['delong', 'delong-logit']).default('delong'),
    /** A verdict on all cases needs as many positives and as many negatives as this. */
    classCasesMin: z.int().min(1).default(10),
    /** The same for a group of cases. */
    stratumClassCasesMin: z.int().min(1).default(10),
    criteria: z.array(criterionSchema).max(100).default([]),
  })
  .refine((plan) => new Set(plan.criteria.map(({ id }) => id)).size === plan.criteria.length, {
    error: 'two criteria bear the same id',
    path: ['criteria'],
  })

export type EvaluationPlan = z.infer<typeof evaluationPlanSchema>
