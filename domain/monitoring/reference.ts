import { z } from 'zod'
import type { Body } from '../kind.ts'

const count = z.int().min(0)
export const callsSchema = z.strictObject({
  truePositives: count,
  falsePositives: count,
  falseNegatives: count,
  trueNegatives: count,
})

/**
 * What the field is compared with: frozen once from the predictions of a signed evaluation, then kept as a file of the
 * plan. Bins never move with the data under watch; with bins of both, one outlier hides a real shift.
 */
export const referenceSchema = z.strictObject({
  v: z.literal(1),
  evaluation: z.strictObject({ id: z.uuid(), number: z.string(), predictionsSha256: z.string() }),
  /** A case is called positive at or above this score. */
  threshold: z.number(),
  n: count,
  calls: callsSchema,
  /** Sum of round(score * 1e6): how many positives the scores themselves expected. */
  scoreMillionths: count,
  /** The score first, then the inputs that the file holds. */
  variables: z.array(
    z.strictObject({
      name: z.string(),
      /** Interior edges of 200 quantile bins, ascending; what a distribution is compared on. */
      edges: z.array(z.number()),
      /** Of these, the edges of ten: what the PSI is counted in. */
      decileEdges: z.array(z.number()),
      range: z.tuple([z.number(), z.number()]),
      /** Under, the bins in order, over, missing. */
      counts: z.array(count),
    }),
  ),
})
export type Reference = z.infer<typeof referenceSchema>
export type ReferenceVariable = Reference['variables'][number]

/** How many quantile bins are frozen, and how many of them the PSI uses. */
export const gridBins = 200
export const psiBins = 10

/** Counts of the grid put together into the PSI's bins: under, the bins in order, over, missing. */
export function decileCounts(variable: ReferenceVariable, counts: readonly number[]): number[] {
  const { edges, decileEdges } = variable
  const coarse = new Array<number>(decileEdges.length + 4).fill(0)
  let bin = 1
  for (const [at, amount] of counts.entries()) {
    if (at === 0) coarse[0] = amount
    else if (at === edges.length + 2) coarse[decileEdges.length + 2] = amount
    else if (at === edges.length + 3) coarse[decileEdges.length + 3] = amount
    else {
      // Bin `at` begins at edges[at - 2]: a coarse bin begins where its own edge stands.
      const begins = edges[at - 2]
      while (
        begins !== undefined &&
        decileEdges[bin - 1] !== undefined &&
        begins >= (decileEdges[bin - 1] ?? 0)
      )
        bin++
      coarse[bin] = (coarse[bin] ?? 0) + amount
    }
  }
  return coarse
}

/**
 * The body of a plan without a reference that was frozen for another model, evaluation or operating point: it says
 * nothing of this one and has to be frozen again. `before` is null for a new plan.
 */
export function withOwnReference(before: Body | null, after: Body): Body {
  const grounds = ['modelVersion', 'evaluation', 'threshold']
  if (before === null || grounds.every((name) => before[name] === after[name])) return after
  const { reference: _reference, referenceDigest: _digest, ...rest } = after
  return rest
}
