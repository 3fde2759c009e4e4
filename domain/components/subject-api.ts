import { z } from 'zod'

/** Which SBOM is asked about: one of its own, or the one that stands for a release. By id or number. */
export const subjectInput = {
  release: z.string().max(60).optional(),
  sbom: z.string().max(60).optional(),
}

export const recordHead = z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() })

/** The SBOM that was looked at, whether it is approved, and the release and device it is of. */
export const subjectOutput = z.strictObject({
  sbom: recordHead.extend({ approved: z.boolean() }),
  release: recordHead.nullable(),
  device: recordHead.nullable(),
  /** SBOMs of other parts of the release, which this answer does not speak of. */
  others: z.array(recordHead).readonly(),
})

/** A mark of a page is a place in the list. */
export const pageInput = {
  after: z
    .string()
    .regex(/^\d{1,7}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
}
