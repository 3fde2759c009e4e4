import { z } from 'zod'
import { citedSchema } from '../cited.ts'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

const groundChange = z.strictObject({
  ground: z.enum(['intended-use', 'model', 'population', 'site']),
  record: citedSchema,
  field: z.string().nullable(),
  at: z.string(),
  what: words,
})

/**
 * What an impact assessment rests on and whether it still does, with the facts for each of its questions. `subject` is
 * an assessment or an AI system; of a system its newest approved assessment is looked at. No conclusion is in it.
 */
export const readImpact = endpoint({
  name: 'readImpact',
  method: 'GET',
  path: '/impact/{subject}',
  title: say('영향평가의 근거 사실', 'Facts of an impact assessment'),
  access: 'read',
  input: z.strictObject({ subject: z.string().max(60) }),
  output: z.strictObject({
    assessment: citedSchema.extend({ state: z.string(), edition: z.number() }).nullable(),
    system: citedSchema,
    staleness: z.strictObject({
      state: z.enum(['not-approved', 'current', 'stale']),
      approvedAt: z.string().nullable(),
      staleSince: z.string().nullable(),
      changes: z.array(groundChange),
    }),
    questions: z.array(
      z.strictObject({
        id: z.string(),
        fields: z.array(z.string()),
        title: words,
        citation: words,
        facts: z.array(z.strictObject({ label: words, value: words, source: citedSchema })),
        missing: z.array(words),
        /** Whether people have written an answer in the assessment. */
        answered: z.boolean(),
      }),
    ),
    /** Fields of the conclusion that people have to fill; never filled here. */
    conclusion: z.strictObject({ answered: z.boolean() }),
  }),
})
