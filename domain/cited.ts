import { z } from 'zod'
import type { StoredRecord } from './record.ts'

/** A record as something else cites it: with its version, so that the fact can be found again. */
export const citedSchema = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  version: z.number(),
})
export type Cited = Readonly<z.infer<typeof citedSchema>>

export function cite({ id, kind, number, title, version }: StoredRecord): Cited {
  return { id, kind, number, title, version }
}
