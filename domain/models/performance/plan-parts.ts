import { z } from 'zod'
import { measureNameSchema } from './measure-names.ts'

export const criterionSchema = z.strictObject({
  id: z.string().min(1).max(64),
  measure: measureNameSchema,
  /** The class, operating point, reader, pair or rate the measure speaks of; none for the whole. */
  of: z.string().min(1).max(120).optional(),
  /** Which number is held against the limit. A claim of at least x asks for the lower end of the interval. */
  compared: z.enum(['estimate', 'lower', 'upper']),
  /** `above` excludes the limit itself: an interval that reaches the margin proves nothing. */
  relation: z.enum(['at-least', 'at-most', 'above']),
  limit: z.number(),
  population: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('all') }),
      z.strictObject({
        kind: z.literal('stratum'),
        column: z.string(),
        value: z.string(),
        /** The second group of a crossed one. */
        and: z.strictObject({ column: z.string(), value: z.string() }).optional(),
      }),
      z.strictObject({ kind: z.literal('every-stratum'), column: z.string(), and: z.string().optional() }),
    ])
    .default({ kind: 'all' }),
})

/** One acceptance criterion, fixed before the cases are seen. */
export type Criterion = z.infer<typeof criterionSchema>

/**
 * How several criteria share the error. `all-required`: every one must be met, so none needs adjustment (intersection
 * and union). `bonferroni`: all intervals are made at the level that holds for all together. `fixed-sequence`: in the
 * order of the plan; after the first that is not met nothing further is claimed.
 */
export const multiplicitySchema = z.enum(['all-required', 'bonferroni', 'fixed-sequence'])
export type Multiplicity = z.infer<typeof multiplicitySchema>

/** What every plan fixes, whatever the task. */
export const planShape = {
  /** Two-sided confidence level of every interval, adjusted already where the plan says Bonferroni. */
  level: z.number().min(0.5).max(0.9999).default(0.95),
  proportionInterval: z.enum(['wilson', 'clopper-pearson']).default('wilson'),
  multiplicity: multiplicitySchema.default('all-required'),
  /** Columns by which the cases are grouped. */
  strata: z.array(z.string().min(1)).max(20).default([]),
  /** Pairs of columns whose crossed groups are judged as well. */
  intersections: z
    .array(z.tuple([z.string().min(1), z.string().min(1)]))
    .max(20)
    .default([]),
  /**
   * A difference between groups beyond this needs a decision even where chance could explain it. On the scale of shares:
   * not applied to millimetres and marks per image.
   */
  gapLimit: z.number().positive().max(1).optional(),
  criteria: z.array(criterionSchema).max(100).default([]),
}

/** Whether no two criteria bear one id. */
export function hasDistinctIds({ criteria }: { readonly criteria: readonly Criterion[] }): boolean {
  return new Set(criteria.map(({ id }) => id)).size === criteria.length
}
