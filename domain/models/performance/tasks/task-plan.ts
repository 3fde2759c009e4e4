import { z } from 'zod'
import { planShape } from '../plan-parts.ts'

/** More classes than people can look at are no classes, and their table would be larger than the cases. */
export const classesMax = 100

const shape = {
  ...planShape,
  /** A verdict needs as many cases as this behind its measure. */
  casesMin: z.int().min(1).default(10),
  /** The same in a group of cases. */
  stratumCasesMin: z.int().min(1).default(10),
}

/** Codes as they stand in the table; in their order, where they have one. */
const codes = z
  .array(z.string().min(1).max(80))
  .max(classesMax)
  .refine((list) => new Set(list).size === list.length, { error: 'a code is listed twice' })

const multiClassPlan = z.strictObject({
  task: z.literal('multi-class'),
  ...shape,
  classes: codes.min(2),
  /** The classes are grades: how far apart two are counts. */
  ordered: z.boolean().default(false),
})

const multiLabelPlan = z.strictObject({
  task: z.literal('multi-label'),
  ...shape,
  /** The findings, each present or absent in a case, each with its own operating point. */
  labels: z
    .array(z.strictObject({ name: z.string().min(1).max(80), threshold: z.number() }))
    .min(1)
    .max(classesMax),
})

const segmentationPlan = z.strictObject({
  task: z.literal('segmentation'),
  ...shape,
  /** Organs or lesions told apart; none: the table has one mask a case. */
  structures: codes.default([]),
  /** `student`: the usual interval of a mean. `hoeffding`: no shape assumed, much wider. */
  meanInterval: z.enum(['student', 'hoeffding']).default('student'),
})

const detectionPlan = z.strictObject({
  task: z.literal('detection'),
  ...shape,
  /** False marks per image at which the sensitivity is told; their mean is the FROC score. */
  falseRates: z.array(z.number().positive().max(1000)).min(1).max(20).default([0.25, 0.5, 1, 2, 4, 8]),
  /** A mark counts when its score is at or above this; none: no operating point is judged. */
  threshold: z.number().positive().optional(),
})

const agreementPlan = z.strictObject({
  task: z.literal('agreement'),
  ...shape,
  classes: codes.min(2),
  ordered: z.boolean().default(false),
})

const mrmcPlan = z.strictObject({
  task: z.literal('mrmc'),
  ...shape,
  moments: z.enum(['unbiased', 'plug-in']).default('unbiased'),
})

/** Which version a new one is held against. Not to the last alone: performance would creep down step by step. */
export const againstSchema = z.enum(['cleared', 'previous'])
export type Against = z.infer<typeof againstSchema>

const comparisonSchema = z.strictObject({
  against: againstSchema,
  measure: z.enum(['auroc', 'sensitivity', 'specificity', 'accuracy']),
  hypothesis: z.enum(['non-inferiority', 'superiority']),
  /** The loss that would still be accepted, above 0; nothing for superiority. */
  margin: z.number().positive().max(1).optional(),
})

/** One claim of a new model against an earlier one, fixed beforehand. */
export type PlannedComparison = z.infer<typeof comparisonSchema>

const comparisonPlan = z.strictObject({
  task: z.literal('comparison'),
  ...shape,
  threshold: z.number(),
  /** The earlier versions' own operating points; the new one's where none is given. */
  earlierThresholds: z
    .strictObject({ cleared: z.number().optional(), previous: z.number().optional() })
    .default({}),
  /** One-sided error of all updates of the plan together, and how many updates share it. */
  alpha: z.number().gt(0).lt(0.5).default(0.025),
  updates: z.int().min(1).max(100).default(1),
  comparisons: z
    .array(comparisonSchema)
    .min(1)
    .max(20)
    .refine(
      (list) => list.every(({ hypothesis, margin }) => hypothesis === 'superiority' || margin !== undefined),
      {
        error: 'non-inferiority needs a margin',
      },
    ),
})

/** The plans of every task but the binary one. */
export const taskPlanSchema = z.discriminatedUnion('task', [
  multiClassPlan,
  multiLabelPlan,
  segmentationPlan,
  detectionPlan,
  agreementPlan,
  mrmcPlan,
  comparisonPlan,
])

export type TaskPlan = z.infer<typeof taskPlanSchema>
export type TaskName = TaskPlan['task']
/** The plan of one task. */
export type PlanOf<T extends TaskName> = Extract<TaskPlan, { readonly task: T }>
