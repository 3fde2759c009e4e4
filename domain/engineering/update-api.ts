import { z } from 'zod'
import { citedSchema } from '../cited.ts'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

const market = z.enum(['kr', 'us', 'eu'])
const outcome = z.enum(['within-plan', 'korean-change-path', 'new-submission', 'documented', 'undecided'])

const decided = z.strictObject({
  model: citedSchema.extend({ versionName: z.string() }),
  plan: citedSchema.nullable(),
  cleared: citedSchema.nullable(),
  previous: citedSchema.nullable(),
  change: citedSchema.nullable(),
  at: z.string(),
  outcome,
  paths: z.array(z.strictObject({ market, path: z.string(), title: words })),
  tests: z.array(
    z.strictObject({
      id: z.string(),
      part: z.enum(['plan', 'korea', 'us', 'eu']),
      question: words,
      citation: words,
      answer: z.enum(['yes', 'no', 'unknown', 'not-asked']),
      /** Whether this answer lets the update through; null where it only says which path is taken. */
      passes: z.boolean().nullable(),
      because: words,
      evidence: z.array(citedSchema),
      missing: words.nullable(),
    }),
  ),
  missing: z.array(words),
  budget: z
    .strictObject({
      alpha: z.number(),
      planned: z.number(),
      spending: z.enum(['equal', 'halving']),
      look: z.number(),
      allowed: z.number(),
      spent: z.number(),
    })
    .nullable(),
  filings: z.array(
    z.strictObject({
      market,
      what: words,
      to: words,
      citation: words,
      /** When its clock runs out, ISO 8601 UTC; null without a clock. */
      dueAt: z.string().nullable(),
      status: z.enum(['done', 'open', 'missing', 'to-confirm']),
      because: words,
      evidence: z.array(citedSchema),
    }),
  ),
  factsDigest: z.string(),
  /** Decisions on record for this version; `isCurrent`: it rests on the very facts that stand now. */
  recorded: z.array(citedSchema.extend({ state: z.string(), outcome, isCurrent: z.boolean() })),
})

/** Decides a model version from what is on record now: each test with its provision, answer and evidence. */
export const readUpdate = endpoint({
  name: 'readUpdate',
  method: 'GET',
  path: '/models/{model}/update',
  title: say('모델 갱신 판단', 'Decision on a model update'),
  access: 'read',
  input: z.strictObject({ model: z.string().max(60) }),
  output: decided,
})

/** Writes the decision as it stands now into a record, to be reviewed and signed by people. */
export const recordUpdate = endpoint({
  name: 'recordUpdate',
  method: 'POST',
  path: '/models/{model}/update',
  title: say('모델 갱신 판단 기록', 'Record the decision on a model update'),
  access: 'write',
  input: z.strictObject({
    model: z.string().max(60),
    /** The digest that was looked at: another one means that facts have changed meanwhile. */
    factsDigest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({ record: citedSchema, outcome }),
})
