import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

/**
 * What runs where, as a fleet reports it or a spreadsheet lists it: JSON (`[{…}]`) or CSV with the same names as
 * columns (`unitReport` in fleet.ts). Saying the same again changes nothing, so a program may send it every night.
 */
export const updateInstallations = endpoint({
  name: 'updateInstallations',
  method: 'POST',
  path: '/installations/update',
  title: say('설치 현황 갱신', 'Update installations'),
  access: 'write',
  bytesMax: 20_000_000,
  input: z.strictObject({
    format: z.enum(['csv', 'json']),
    /** `preview` writes nothing. `write` writes the rows that are right and answers why the others are not. */
    mode: z.enum(['preview', 'write']).default('write'),
  }),
  output: z.strictObject({
    rows: z.number(),
    added: z.number(),
    /** Units that now run another release. */
    moved: z.number(),
    /** Units of which something else changed, the day of the last confirmation among it. */
    changed: z.number(),
    unchanged: z.number(),
    refusals: z.array(z.strictObject({ row: z.number(), field: z.string().nullable(), because: words })),
  }),
})
