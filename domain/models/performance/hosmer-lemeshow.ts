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
  return hosmerLemeshowOf(
    Array.from(sizes, (size, at) => ({ size, observed: observed[at] ?? 0, expected: expected[at] ?? 0 })),
  )
}

/** Cases of a group, and the events seen and expected among them. */
export type FitGroup = { readonly size: number; readonly observed: number; readonly expected: number }

/** The statistic of groups already summed; null when a group expects no (or only) events. */
export function hosmerLemeshowOf(groups: readonly FitGroup[]): HosmerLemeshow | null {
  let statistic = 0
  for (const { size, observed, expected } of groups) {
    const variance = expected * (1 - expected / size)
    if (!(variance > 0)) return null
    statistic += (observed - expected) ** 2 / variance
  }
  return {
    groups: groups.length,
    statistic,
    pDevelopment: chiSquareUpper(statistic, groups.length - 2),
    pExternal: chiSquareUpper(statistic, groups.length),
  }
}
