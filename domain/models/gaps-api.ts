import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'

const record = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  state: z.string(),
  decision: z.string().nullable(),
})

const gap = z.strictObject({
  finding: z.enum(['shown', 'beyond-limit', 'unknown']),
  /** As records name it: `sex=F`, `sex=F × age_band=80+`. */
  group: z.string(),
  measure: z.string().nullable(),
  /** The class, label, structure or pair of readers it speaks of. */
  of: z.string().nullable(),
  difference: z.string().nullable(),
  lower: z.string().nullable(),
  upper: z.string().nullable(),
  pAdjusted: z.string().nullable(),
  /** Null below 10. */
  n: z.number().nullable(),
  record: record.nullable(),
  /**
   * `decided`: approved, and it still says what the result says. `altered`: approved or not, its facts are not those of
   * the result, so it decides nothing.
   */
  standing: z.enum(['decided', 'open', 'altered', 'missing']),
})

const spreadEnd = z.strictObject({
  group: z.string(),
  estimate: z.string().nullable(),
  /** Null below 10. */
  n: z.number().nullable(),
})

/** The best and the worst group of a column or a crossing; the limits hold for every pair of its groups at once. */
const spread = z.strictObject({
  column: z.string(),
  measure: z.string(),
  of: z.string().nullable(),
  groups: z.number(),
  highest: spreadEnd,
  lowest: spreadEnd,
  difference: z.string().nullable(),
  lower: z.string().nullable(),
  upper: z.string().nullable(),
})

const gaps = z.strictObject({
  evaluation: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
  gaps: z.array(gap),
  /** Null in results made before they were told. */
  spreads: z.array(spread).nullable(),
  /** Columns and crossings with more groups than are ranked; `groups`: those with enough cases. */
  spreadsLeftOut: z.array(z.strictObject({ column: z.string(), groups: z.number() })),
  undecided: z.number(),
})

/** Every gap of an evaluation that needs a decision, and how far each has come. */
export const readGaps = endpoint({
  name: 'readGaps',
  method: 'GET',
  path: '/evaluations/{id}/gaps',
  title: say('성능 격차와 결정', 'Performance gaps and decisions'),
  access: 'read',
  input: z.strictObject({ id: z.uuid() }),
  output: gaps,
})

/** Drafts one record for each gap that has none; what stands is not drafted twice. */
export const draftGaps = endpoint({
  name: 'draftGaps',
  method: 'POST',
  path: '/evaluations/{id}/gaps',
  title: say('성능 격차 결정 기록 만들기', 'Create decision records for the gaps'),
  access: 'write',
  input: z.strictObject({ id: z.uuid(), key: z.string().min(8).max(100).optional() }),
  output: gaps.extend({ drafted: z.array(z.strictObject({ number: z.string(), title: z.string() })) }),
})
