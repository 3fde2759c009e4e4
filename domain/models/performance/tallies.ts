import type { Predictions } from './predictions.ts'
import { GroupCounts } from './stream/group-counts.ts'
import { GroupSums } from './stream/group-sums.ts'
import type { ColumnPair, Tallies } from './tally.ts'

/** The groups of predictions in memory. The same for any order of the rows. */
export function talliesOf(
  { scores, labels, subgroups, scoreKind }: Predictions,
  { threshold, pairs }: { readonly threshold: number; readonly pairs: readonly ColumnPair[] },
): Tallies {
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  const rows = {
    length: order.length,
    // + 0 turns the negative zero into zero: the two are one score.
    scores: Float64Array.from(order, (row) => (scores[row] ?? 0) + 0),
    labels: Uint8Array.from(order, (row) => labels[row] ?? 0),
    // The empty cell comes last.
    codes: subgroups.map(({ strata, codes }) =>
      Int32Array.from(order, (row) => {
        const code = codes[row] ?? -1
        return code < 0 ? strata.length : code
      }),
    ),
  }
  const counts = new GroupCounts(subgroups, pairs)
  counts.push(rows)
  const sums = new GroupSums(subgroups, pairs, { threshold, scoreKind, totals: counts.finish() })
  sums.push(rows)
  return sums.finish()
}
