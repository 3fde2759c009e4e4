import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'

const drafted = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  addressee: z.string(),
  duty: z.string().nullable(),
})

/**
 * Drafts notices about a vulnerability case to the authorities whose periods run and to the places it reaches. Nothing
 * is sent; a draft to the same addressee for the same duty that still stands is not made twice.
 */
export const draftNotices = endpoint({
  name: 'draftNotices',
  method: 'POST',
  path: '/vulnerability-cases/{case}/draft-notices',
  title: say('통지 초안 만들기', 'Draft the notices'),
  access: 'write',
  input: z.strictObject({
    case: z.string().max(60), // id or number
    key: z.string().min(8).max(100).optional(),
  }),
  output: z.strictObject({ drafted: z.array(drafted), standing: z.array(drafted) }),
})
