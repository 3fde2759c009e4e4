import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

/**
 * A predictions table (CSV) evaluated against a signed plan. Nothing that identifies a person may be in it; such
 * rows are refused with their place.
 */
export const intakePredictions = endpoint({
  name: 'intakePredictions',
  method: 'POST',
  path: '/intake/predictions',
  title: say('예측 결과 등록', 'Register predictions'),
  access: 'write',
  bytesMax: 100_000_000,
  input: z.strictObject({
    name: z.string().max(255),
    /** The evaluation whose plan applies (state: planned). */
    evaluation: z.uuid().optional(),
    /** Or the model version: the evaluation planned for it is taken, if there is exactly one. */
    model: z.string().max(60).optional(),
    score: z.string().max(100).optional(),
    label: z.string().max(100).optional(),
    case: z.string().max(100).optional(),
    subgroups: z.string().max(400).optional(), // comma-separated columns
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    record: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
    cases: z.number(),
    positives: z.number(),
    metrics: z.array(
      z.strictObject({
        metric: z.string(),
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
