import { z } from 'zod'
import { citedSchema } from '../cited.ts'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'

/**
 * Compares the hash of a weights file, computed where the file is, with the approved one and keeps the comparison as a
 * record. The file itself never travels.
 */
export const checkWeights = endpoint({
  name: 'checkWeights',
  method: 'POST',
  path: '/models/{model}/weights-checks',
  title: say('가중치 파일 확인', 'Check a weights file'),
  access: 'write',
  input: z.strictObject({
    model: z.string().max(60),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    size: z
      .number()
      .int()
      .min(0)
      .max(2 ** 53 - 1),
    /** What was checked: the name of the file, or where it runs. */
    name: z.string().min(1).max(200),
    release: z.string().max(60).optional(),
    site: z.string().max(60).optional(),
    /** False: compare only, keep nothing. */
    keep: z.boolean().default(true),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    model: citedSchema,
    result: z.enum(['same', 'altered']),
    expected: z.string(),
    found: z.string(),
    /** Another version whose approved weights have this hash. */
    known: citedSchema.nullable(),
    record: citedSchema.nullable(),
  }),
})
