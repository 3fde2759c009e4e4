import type { EvaluationResult } from '../evaluation-result.ts'

/** More groups than that are not ranked: their pairs would outnumber what anybody can check. */
export const spreadGroupsMax = 50

/** A column, or a crossing with `and`, whose groups were too many to be ranked; `groups`: how many had enough cases. */
export type SpreadLeftOut = { readonly column: string; readonly and?: string; readonly groups: number }

/** `site`, or `site × sex` of a crossing. */
export const columnName = ({ column, and }: { readonly column: string; readonly and?: string }) =>
  and === undefined ? column : `${column} × ${and}`

/**
 * The columns and crossings of which the highest and the lowest group are not told, there being more groups than
 * `spreadGroupsMax`. Read from the groups of the result, so that results stored before this was told say it too. None for
 * a binary classifier, all of whose groups are ranked, and for a result made before groups were ranked.
 */
export function spreadsLeftOut(result: EvaluationResult): SpreadLeftOut[] {
  if (result.task === 'binary' || result.spreads === undefined) return []
  const found = new Map<string, SpreadLeftOut>()
  for (const { column, and, isSufficient } of result.strata) {
    if (!isSufficient) continue
    const key = JSON.stringify([column, and?.column ?? null])
    const groups = (found.get(key)?.groups ?? 0) + 1
    found.set(key, { column, ...(and && { and: and.column }), groups })
  }
  const isRanked = (one: SpreadLeftOut) =>
    result.spreads?.some(({ column, and }) => column === one.column && and === one.and)
  return [...found.values()].filter((one) => one.groups > spreadGroupsMax && !isRanked(one))
}
