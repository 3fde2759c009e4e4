import { z } from 'zod'
import { citedSchema } from '../cited.ts'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

const step = z.strictObject({
  id: z.enum([
    'batch',
    'site',
    'release',
    'model',
    'code',
    'data',
    'source',
    'labels',
    'rights',
    'evaluation',
  ]),
  title: words,
  /** Records and what they say at this step; empty: the chain is broken here. */
  records: z.array(
    z.strictObject({
      record: citedSchema,
      facts: z.array(z.strictObject({ label: words, value: words })),
    }),
  ),
  missing: z.array(words),
})

/** From what was predicted in the field back to what the model was made from, step by step. */
export const traceModel = endpoint({
  name: 'traceModel',
  method: 'GET',
  path: '/model-trace/{from}',
  title: say('모델 추적', 'Trace of a model'),
  access: 'read',
  input: z.strictObject({
    /** A batch of observations, or a model version: id or number. */
    from: z.string().max(60),
  }),
  output: z.strictObject({
    from: citedSchema,
    model: citedSchema,
    steps: z.array(step),
    /** Whether every step has its record and nothing contradicts another. */
    isComplete: z.boolean(),
    contradictions: z.array(words),
  }),
})

/** Which models were in use at a site on a day, by its releases and installations as the log kept them. */
export const modelsOn = endpoint({
  name: 'modelsOn',
  method: 'GET',
  path: '/sites/{site}/models',
  title: say('그날의 모델', 'Models on a day'),
  access: 'read',
  input: z.strictObject({ site: z.string().max(60), on: z.iso.date() }),
  output: z.strictObject({
    site: citedSchema,
    on: z.string(),
    installations: z.array(
      z.strictObject({
        installation: citedSchema,
        release: citedSchema,
        since: z.string(),
        /** Whether people stated the day, or it is the day of the entry. */
        basis: z.enum(['stated', 'entered']),
        units: z.number(),
        models: z.array(
          citedSchema.extend({ versionName: z.string(), weightsSha256: z.string().nullable() }),
        ),
      }),
    ),
  }),
})
