import { chiSquareUpper } from './gamma.ts'
import { eachRun, type ScoreRuns, scoreQuantile } from './score-runs.ts'

/** Hosmer-Lemeshow: fit of observed to expected events over groups of the score. */
export type HosmerLemeshow = {
  readonly groups: number
  readonly statistic: number
  /** Against groups - 2 degrees: the data the model was fitted on. */
  readonly pDevelopment: number
  /** Against `groups` degrees: data the model has not seen. */
  readonly pExternal: number
}

/**
 * Groups by type-7 quantiles, closed on the right. Null when quantiles coincide or a group expects no (or only) events.
 * A large sample rejects any model: read it beside the slope, not instead of it.
 */
export function hosmerLemeshow(runs: ScoreRuns, groups: number): HosmerLemeshow | null {
  const edges = Array.from({ length: groups - 1 }, (_, index) => scoreQuantile(runs, (index + 1) / groups))
  if (edges.some((edge, index) => index > 0 && edge === edges[index - 1])) return null
  const observed = new Float64Array(groups)
  const expected = new Float64Array(groups)
  const sizes = new Float64Array(groups)
  let group = 0
  for (const { score, positives, negatives } of eachRun(runs)) {
    while (group < groups - 1 && score > (edges[group] ?? Infinity)) group++
    observed[group] = (observed[group] ?? 0) + positives
    expected[group] = (expected[group] ?? 0) + score * (positives + negatives)
    sizes[group] = (sizes[group] ?? 0) + positives + negatives
  }
  let statistic = 0
  for (const [index, size] of sizes.entries()) {
    const mean = expected[index] ?? 0
    const variance = mean * (1 - mean / size)
    if (!(variance > 0)) return null
    statistic += ((observed[index] ?? 0) - mean) ** 2 / variance
  }
  return {
    groups,
    statistic,
    pDevelopment: chiSquareUpper(statistic, groups - 2),
    pExternal: chiSquareUpper(statistic, groups),
  }
}
