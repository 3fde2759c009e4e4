import type { Ended } from './look-periods.ts'
import type { Reference, ReferenceVariable } from './reference.ts'
import { labelledIn } from './sums.ts'

/** The name by which a plan sets limits on the labels: their distribution is the prevalence. */
export const labelVariable = 'label'

/**
 * The labels of the reference as a variable of two bins, negative and positive, so that prevalence is watched like any
 * other distribution; its KS distance is the difference of the prevalences, and so is its Wasserstein distance. Null
 * where the reference has no labels, or an input of its own by that name.
 */
export function labelReference({ calls, variables }: Reference): ReferenceVariable | null {
  const n = labelledIn(calls)
  if (n === 0 || variables.some(({ name }) => name === labelVariable)) return null
  const positives = calls.truePositives + calls.falseNegatives
  return {
    ...{ name: labelVariable, edges: [0.5], decileEdges: [0.5] },
    // The middles of the bins are the labels 0 and 1.
    range: [-0.5, 1.5],
    counts: [0, n - positives, positives, 0, 0],
  }
}

/** Labels of a period as they were when its cases were mature, like charts: a later revision neither alarms nor soothes. */
export function labelCounts({ sums }: Ended): number[] {
  if (!sums) return [0, 0, 0, 0, 0]
  const { ripe } = sums.all
  const positives = ripe.truePositives + ripe.falseNegatives
  return [0, labelledIn(ripe) - positives, positives, 0, 0]
}
