import {
  type BinaryCases,
  BinarySums,
  type BinaryTotals,
} from '@maek/domain/models/performance/stream/binary-sums.ts'
import type { GroupColumn } from '@maek/domain/models/performance/stream/group-cells.ts'
import { GroupSums, type GroupsAsked } from '@maek/domain/models/performance/stream/group-sums.ts'
import { RunsOfRows } from '@maek/domain/models/performance/stream/runs-of-rows.ts'
import type { ColumnPair, Tallies } from '@maek/domain/models/performance/tally.ts'
import { type PackedRows, Unpacked } from './packed-rows.ts'

/*
 * What is summed over the rows of an evaluation. The parts know nothing of each other, so each may have a thread of its
 * own; they see the same rows in the same order, and so come to the same bits wherever they run.
 */

export type SumOrder =
  | { readonly part: 'binary'; readonly cases: BinaryCases }
  | (GroupsAsked & {
      readonly part: 'groups'
      readonly columns: readonly GroupColumn[]
      readonly pairs: readonly ColumnPair[]
    })

/** `binary` finishes with totals, `groups` with tallies. */
export type SumPart = {
  readonly push: (rows: PackedRows) => void
  readonly finish: () => BinaryTotals | Tallies
}

export function openPart(order: SumOrder): SumPart {
  return order.part === 'binary' ? openBinary(order.cases) : openGroups(order)
}

function openBinary(cases: BinaryCases): SumPart {
  const sums = new BinarySums(cases)
  const runs = new RunsOfRows()
  const unpacked = new Unpacked(0)
  return {
    push: (rows) => sums.push(runs.push(unpacked.rowsOf(rows))),
    finish: () => {
      sums.push(runs.finish())
      return sums.finish()
    },
  }
}

function openGroups({ columns, pairs, ...asked }: Extract<SumOrder, { part: 'groups' }>): SumPart {
  const sums = new GroupSums(columns, pairs, asked)
  const unpacked = new Unpacked(columns.length)
  return { push: (rows) => sums.push(unpacked.rowsOf(rows)), finish: () => sums.finish() }
}
