import { z } from 'zod'
import { hasDistinctIds, planShape } from './plan-parts.ts'
import { taskPlanSchema } from './tasks/task-plan.ts'

const distinctIds = { error: 'two criteria bear the same id', path: ['criteria'] }

/** What is fixed before a binary classifier is judged: operating points, intervals, minimum numbers, criteria. */
export const binaryPlanSchema = z
  .strictObject({
    task: z.literal('binary').default('binary'),
    ...planShape,
    /** A case is called positive when its score is at or above this; in the unit of the score. */
    threshold: z.number(),
    /** Further operating points, by name; a criterion speaks of one by `of`. */
    operatingPoints: z
      .array(z.strictObject({ name: z.string().min(1).max(80), threshold: z.number() }))
      .max(20)
      .default([]),
    /** On the logit scale unless said otherwise: the plain one is short where cases are few (test/slow/coverage.test.ts). */
    aurocInterval: z.enum(['delong', 'delong-logit']).default('delong-logit'),
    /** A verdict on all cases needs as many positives and as many negatives as this. */
    classCasesMin: z.int().min(1).default(10),
    /** The same for a group of cases. */
    stratumClassCasesMin: z.int().min(1).default(10),
  })
  .refine(hasDistinctIds, distinctIds)

export type BinaryPlan = z.infer<typeof binaryPlanSchema>

/** The plan of any task but the binary one. */
export const otherPlanSchema = taskPlanSchema.refine(hasDistinctIds, distinctIds)

/** The plan of any task; without `task` it is the binary one. */
export const evaluationPlanSchema = z.union([binaryPlanSchema, otherPlanSchema])
export type EvaluationPlan = z.infer<typeof evaluationPlanSchema>
