import { z } from 'zod'
import { decisionHead, findingState } from './finding-view.ts'

/** What becomes of one row of a decision when the next release comes in. */
export const carryOverGroups = ['holds', 'to-confirm', 'out-of-range', 'gone'] as const
export type CarryOverGroup = (typeof carryOverGroups)[number]

/**
 * One decision in force about the earlier release. Its group is that of the row that needs people most: to confirm,
 * then out of range, then holds; gone when no row is left.
 */
const carried = z.strictObject({
  decision: decisionHead.extend({
    title: z.string(),
    outcome: findingState,
    expiresOn: z.string().nullable(),
  }),
  group: z.enum(carryOverGroups),
  rows: z.array(
    z.strictObject({
      vulnerability: z.string(),
      component: z.string(),
      /** Version in the earlier release, and in this one where the component is still there. */
      before: z.string().nullable(),
      now: z.string().nullable(),
      group: z.enum(carryOverGroups),
    }),
  ),
  /** The decision about this release that continues it already, drafted, proposed or in force. */
  carried: decisionHead.nullable(),
  /** There are more rows than are shown. */
  more: z.boolean(),
})

export const carryOverView = z.strictObject({
  release: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }),
  /** The earlier release: the one named as previous, or the last of the same device that has an SBOM. */
  from: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string() }).nullable(),
  /** Until an SBOM of this release stands, nothing can be said of its components, and nothing is “gone”. */
  hasSbom: z.boolean(),
  /** Decisions of each group; together all decisions in force about the earlier release. */
  counts: z.strictObject({
    holds: z.number(),
    'to-confirm': z.number(),
    'out-of-range': z.number(),
    gone: z.number(),
    all: z.number(),
  }),
  decisions: z.array(carried),
  /** Findings of this release that nobody has decided anywhere. */
  fresh: z.number(),
})
