import { z } from 'zod'

const count = z.int().min(0)

/**
 * What was made of one batch's bytes, beside its Parquet files. Written last: without it the batch counts as not made
 * and is made again from the original. Paths are relative to the model's folder.
 */
export const manifestSchema = z.strictObject({
  v: z.literal(1),
  batch: z.uuid(),
  contents: z.enum(['predictions', 'labels']),
  rows: count,
  repeated: count,
  /** Rows that batches before hold too, word for word. */
  replayed: count,
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  columns: z.array(z.strictObject({ column: z.string(), means: z.string() })),
  attributes: z.array(z.string()),
  inputs: z.array(z.string()),
  /** Months of the predictions, or of the predictions that these labels are about (`unknown`: nobody sent them yet). */
  files: z.array(z.strictObject({ month: z.string(), file: z.string(), rows: count })),
  /** Batches of predictions that stood when it was made. */
  against: z.array(z.uuid()),
  /** Labels of earlier batches whose predictions are in this one. */
  claimed: z.array(z.strictObject({ batch: z.uuid(), month: z.string(), file: z.string(), rows: count })),
})
export type Manifest = z.infer<typeof manifestSchema>
