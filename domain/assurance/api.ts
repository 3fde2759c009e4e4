import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

export const verdict = z.enum(['met', 'partly', 'not-met', 'unknown', 'not-applicable'])

const mention = z.strictObject({ id: z.uuid(), kind: z.string(), number: z.string(), title: z.string() })

/** The computed answer to one requirement: never set by hand, replayable for its date and rule version. */
export const answerSchema = z.strictObject({
  framework: z.string(),
  ref: z.string(),
  title: words,
  verdict,
  because: words,
  /** `iso-42001/6.1.4@1`, or null where no rule exists yet (then the verdict is `unknown`). */
  rule: z.string().nullable(),
  /** What the rule looked at, in words, and how many. */
  population: z.strictObject({ words, count: z.number() }).nullable(),
  /** Records that count, and those of the population that lack proof (at most 50 of each, with totals). */
  counting: z.strictObject({ total: z.number(), records: z.array(mention) }),
  lacking: z.strictObject({ total: z.number(), records: z.array(mention) }),
  /** The one step that mends it: opens `kind`'s form prefilled, or the record to act on. */
  mend: z
    .strictObject({
      words,
      kind: z.string(),
      id: z.uuid().nullable(),
      action: z.string().nullable(),
      prefill: z.record(z.string(), z.unknown()),
    })
    .nullable(),
  /** SHA-256 of the facts the rule looked at. */
  inputs: z.string().nullable(),
})
export type RequirementAnswer = z.infer<typeof answerSchema>

const tally = z.strictObject({
  met: z.number(),
  partly: z.number(),
  notMet: z.number(),
  unknown: z.number(),
  notApplicable: z.number(),
})

const frameworkHead = {
  id: z.string(),
  title: words,
  version: z.string(),
  status: z.string(),
  jurisdiction: z.string(),
}

const asOf = z.iso.datetime().optional()

export const listFrameworks = endpoint({
  name: 'listFrameworks',
  method: 'GET',
  path: '/readiness',
  title: say('준비도', 'Readiness'),
  access: 'read',
  input: z.strictObject({ asOf }),
  output: z.strictObject({
    asOf: z.string(),
    frameworks: z.array(z.strictObject({ ...frameworkHead, rules: z.number(), tally })),
  }),
})

export const readFramework = endpoint({
  name: 'readFramework',
  method: 'GET',
  path: '/readiness/{framework}',
  title: say('프레임워크 준비도', 'Readiness of a framework'),
  access: 'read',
  input: z.strictObject({ framework: z.string().max(60), asOf }),
  output: z.strictObject({
    asOf: z.string(),
    ...frameworkHead,
    tally,
    /** In catalogue order; headings (not assessed) have a null verdict. */
    cells: z.array(
      z.strictObject({
        ref: z.string(),
        parent: z.string().nullable(),
        title: words,
        verdict: verdict.nullable(),
        because: words.nullable(),
      }),
    ),
  }),
})

export const readRequirement = endpoint({
  name: 'readRequirement',
  method: 'GET',
  path: '/readiness/{framework}/{ref}',
  title: say('요구사항', 'Requirement'),
  access: 'read',
  input: z.strictObject({ framework: z.string().max(60), ref: z.string().max(60), asOf }),
  output: z.strictObject({
    asOf: z.string(),
    statement: words,
    evidence: z.array(z.string()),
    records: z.array(z.string()),
    confidence: z.enum(['H', 'M', 'L']),
    source: z.string(),
    answer: answerSchema,
    /** Other requirements the same evidence serves. */
    crosswalk: z.array(
      z.strictObject({
        framework: z.string(),
        ref: z.string(),
        title: words,
        relation: z.string(),
        strength: z.number(),
        rationale: words,
      }),
    ),
  }),
})
