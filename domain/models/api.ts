import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { columnProposal, intakeProgress, predictionsColumn, progressToken } from './intake-words.ts'
import type { EvaluationResult } from './performance/evaluation-result.ts'

const columnName = z.string().min(1).max(100)

/**
 * A table of predictions (CSV or NDJSON, gzipped too, or Parquet) evaluated against a signed plan. Nothing that
 * identifies a person may be in it; such rows are refused with their place.
 */
export const intakePredictions = endpoint({
  name: 'intakePredictions',
  method: 'POST',
  path: '/intake/predictions',
  title: say('예측 결과 등록', 'Register predictions'),
  access: 'write',
  bytesMax: 4_000_000_000,
  toFile: true,
  input: z.strictObject({
    name: z.string().max(255),
    /** The evaluation whose plan applies (state: planned). */
    evaluation: z.uuid().optional(),
    /** Or the model version: the evaluation planned for it is taken, if there is exactly one. */
    model: z.string().max(60).optional(),
    score: columnName.optional(),
    label: columnName.optional(),
    case: columnName.optional(),
    /** Column of the subject's pseudonym, where a subject has several cases. */
    subject: columnName.optional(),
    subgroups: z.string().max(2000).optional(), // comma-separated columns
    /** Column that is 1 for cases of the reference (development) set: their scores are what drift is told against. */
    reference: columnName.optional(),
    /** For tasks other than binary: which column bears which role of the task's table, `role=column,role=column`. */
    columns: z.string().max(8000).optional(),
    /** A number of the caller's own, by which getPredictionsProgress tells how far it is. */
    progress: progressToken.optional(),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    record: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
    cases: z.number(),
    /** Null where the task has no positive cases. */
    positives: z.number().nullable(),
    metrics: z.array(
      z.strictObject({
        metric: z.string(),
        /** The class, structure, reader, pair or rate it speaks of. */
        of: z.string().optional(),
        /** The measure and what it speaks of, in words. */
        title: words,
        estimate: z.string(),
        lower: z.string(),
        upper: z.string(),
        method: z.string(),
        n: z.number(),
      }),
    ),
    criteria: z.array(z.strictObject({ because: words, met: z.boolean() })),
    resultDigest: z.string(),
  }),
})

/** How far predictions under way have come; step `unknown` when this server knows of none. */
export const getPredictionsProgress = endpoint({
  name: 'getPredictionsProgress',
  method: 'GET',
  path: '/intake/predictions/progress',
  title: say('예측 결과 등록 진행', 'Progress of predictions'),
  access: 'write',
  input: z.strictObject({ progress: progressToken }),
  output: intakeProgress,
})

/**
 * What a table of predictions holds, from its first million bytes (CSV, NDJSON) or its last (Parquet, whose footer tells
 * of the whole): columns with their types and what each seems to mean. Never a value of a cell.
 */
export const inspectPredictions = endpoint({
  name: 'inspectPredictions',
  method: 'POST',
  path: '/intake/predictions/columns',
  title: say('예측 결과 열 살펴보기', 'Inspect the columns of predictions'),
  access: 'write',
  bytesMax: 16_000_000,
  input: z.strictObject({ name: z.string().max(255) }),
  output: z.strictObject({ columns: z.array(predictionsColumn), proposal: columnProposal }),
})

/** The whole result of an evaluation, as kept: canonical JSON whose SHA-256 is the record's `resultDigest`. */
export const getEvaluationResult = endpoint({
  name: 'getEvaluationResult',
  method: 'GET',
  path: '/evaluations/{id}/result',
  title: say('평가 결과 전체', 'Whole result of an evaluation'),
  access: 'read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ digest: z.string(), result: z.custom<EvaluationResult>() }),
})
