import { type Budget, lookAlpha, spentAlpha } from '../../models/performance/update-budget.ts'
import type { UpdateFacts } from './facts.ts'

/** Which look of the plan this is, what it may err by, and what was spent before it. */
export type Look = { readonly look: number; readonly alpha: number; readonly spent: number }

/**
 * Looks are counted from the evaluations on record and not from decisions: what was looked at and not reported has
 * spent its share, too. Several results for one comparison of the same version are several looks.
 */
export function lookOf(facts: Pick<UpdateFacts, 'comparisons' | 'earlierLooks'>, budget: Budget): Look {
  const look = facts.earlierLooks + Math.max(1, ownLooks(facts.comparisons))
  return { look, alpha: lookAlpha(budget, look), spent: spentAlpha(budget, look - 1) }
}

/** The most results any one comparison of the version has. */
export function ownLooks(comparisons: UpdateFacts['comparisons']): number {
  const counts = new Map<string, Set<string>>()
  for (const { measure, subgroup, against, evaluation } of comparisons) {
    const key = `${measure} ${subgroup ?? ''} ${against}`
    counts.set(key, (counts.get(key) ?? new Set()).add(evaluation.id))
  }
  return Math.max(0, ...[...counts.values()].map(({ size }) => size))
}
