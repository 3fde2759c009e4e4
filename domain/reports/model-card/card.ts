import { z } from 'zod'
import { citedSchema } from '../../cited.ts'
import { words } from '../../views.ts'

/* What a model card is made of. Every fact names the record it stands in; what no record says is a gap and said so. */

const table = z.strictObject({
  columns: z.array(words),
  rows: z.array(z.array(words)),
})

export const cardFact = z.strictObject({
  label: words,
  /** Null: no record says it. */
  text: words.nullable(),
  table: table.nullable(),
  source: citedSchema.nullable(),
})
export type CardFact = z.infer<typeof cardFact>

export const cardSection = z.strictObject({
  id: z.string(),
  title: words,
  /** What asks for it. */
  citation: words,
  facts: z.array(cardFact),
})
export type CardSection = z.infer<typeof cardSection>

export const modelCard = z.strictObject({
  model: citedSchema.extend({ versionName: z.string(), state: words, isApproved: z.boolean() }),
  at: z.string(),
  sections: z.array(cardSection),
  /** How many facts nobody has written down. */
  gaps: z.number(),
})
export type ModelCard = z.infer<typeof modelCard>
