import { z } from 'zod'
import { recordSchema } from './record.ts'

/* What records look like from outside: the shapes that several endpoints answer with. */

export const words = z.strictObject({ ko: z.string(), en: z.string() })

export const refusal: z.ZodType<unknown> = z.looseObject({
  code: z.string(),
  because: words,
  field: z.string().optional(),
})

export const rowSchema = recordSchema
  .omit({ body: true })
  .extend({ listed: z.record(z.string(), z.unknown()) })

export const ability = z.strictObject({
  action: z.string(),
  allowed: z.boolean(),
  /** Why not, in words; null when allowed. */
  because: words.nullable(),
})

export const linkSchema = z.strictObject({
  relation: z.string(),
  id: z.uuid(),
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
})

export const signatureSchema = z.strictObject({
  id: z.uuid(),
  version: z.number(),
  meaning: z.string(),
  signerId: z.string(),
  signerName: z.string(),
  method: z.enum(['passkey', 'password']),
  statement: words,
  digest: z.string(),
  at: z.string(),
  /** The body signed is no longer the newest: shown as stale, never removed (trust rule E6). */
  stale: z.boolean(),
})

export const clockSchema = z.strictObject({
  id: z.uuid(),
  recordId: z.uuid(),
  recordNumber: z.string(),
  recordTitle: z.string(),
  recordKind: z.string(),
  duty: z.string(),
  title: words,
  citation: words,
  startedAt: z.string(),
  /** null where the law names no number (“without delay”). */
  dueAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  recipient: words,
  /** How the period was counted, with the article of the counting rule. */
  how: words,
  state: z.enum([
    'running',
    'dueSoon',
    'overdue',
    'metOnTime',
    'metLate',
    'atOnce',
    'met',
    'keeping',
    'kept',
  ]),
  /** `2 d 3 h 4 min 5 s left`, exact to the second. */
  remaining: words,
})

export const recordView = z.strictObject({
  record: recordSchema,
  abilities: z.array(ability),
  canEdit: ability,
  missing: z.array(z.string()),
  linksOut: z.array(linkSchema),
  linksIn: z.array(linkSchema),
  signatures: z.array(signatureSchema),
  clocks: z.array(clockSchema),
  ledgerIndex: z.number(),
})
export type RecordView = z.infer<typeof recordView>

export const signatureInput = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('passkey'), ticket: z.string(), assertion: z.unknown() }),
  z.strictObject({ method: z.literal('password'), ticket: z.string(), password: z.string().max(200) }),
])
