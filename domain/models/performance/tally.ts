import type { ProportionInterval } from './operating-point.ts'
import type { Predictions, Subgroup } from './predictions.ts'
import type { AurocInterval } from './roc.ts'
import { areaSums } from './stream/area-sums.ts'
import type { CellSums } from './stream/placement-sums.ts'

/** Which cases: of a column's group, or of two groups crossed. `value` null = the cells that were empty. */
export type GroupPlace = {
  readonly column: string
  readonly value: string | null
  readonly and?: { readonly column: string; readonly value: string | null }
}

/**
 * One group as whole numbers: sums of the area and calls at the operating point. All that bias needs, whether the rows
 * stood in memory or were summed by an engine; so both give the same bits.
 */
export type GroupTally = GroupPlace & {
  readonly sums: CellSums
  readonly truePositives: number
  readonly falsePositives: number
}

/** The tallies of all cases, of each column's groups, and of each crossing's. Groups without a case are left out. */
export type Tallies = {
  readonly all: GroupTally
  readonly columns: readonly (readonly GroupTally[])[]
  readonly crossings: readonly (readonly GroupTally[])[]
}

export type ColumnPair = readonly [string, string]

/** What the plan fixes about groups. */
export type GroupPlan = {
  readonly threshold: number
  readonly level: number
  readonly proportionInterval: ProportionInterval
  readonly aurocInterval: AurocInterval
  /** A verdict on a group needs as many positives and as many negatives as this. */
  readonly stratumClassCasesMin: number
  /** Columns declared beforehand, and pairs of them. */
  readonly strata?: readonly string[]
  readonly intersections?: readonly ColumnPair[]
  /** A criterion that speaks of a column's groups declares the column. */
  readonly criteria?: readonly { readonly population: { readonly kind: string; readonly column?: string } }[]
}

/** Crossed groups are at most this many in all: more are no finding but a search for one. */
export const crossedMax = 200

/**
 * The pairs of columns to cross: those the plan names; without any, every pair in the order of the columns, as long as
 * the crossed groups stay within the bound. What had to be left out is told. `groups` counts the empty group, if any.
 */
export function crossingsOf(
  columns: readonly { readonly column: string; readonly groups: number }[],
  named: readonly ColumnPair[] = [],
): { readonly pairs: readonly ColumnPair[]; readonly leftOut: readonly ColumnPair[] } {
  const groups = new Map(columns.map((one) => [one.column, one.groups]))
  const every = columns.flatMap(({ column }, at) =>
    columns.slice(at + 1).map((other): ColumnPair => [column, other.column]),
  )
  const wanted = named.length > 0 ? named : every
  const pairs: ColumnPair[] = []
  const leftOut: ColumnPair[] = []
  let crossed = 0
  for (const pair of wanted) {
    const size = (groups.get(pair[0]) ?? 0) * (groups.get(pair[1]) ?? 0)
    const fits = size > 0 && pair[0] !== pair[1] && crossed + size <= crossedMax
    if (fits) crossed += size
    ;(fits ? pairs : leftOut).push(pair)
  }
  return { pairs, leftOut }
}

/** The groups of predictions in memory. The same for any order of the rows. */
export function talliesOf(
  predictions: Predictions,
  { threshold, pairs }: { readonly threshold: number; readonly pairs: readonly ColumnPair[] },
): Tallies {
  const columns = predictions.subgroups.map(columnGrouping)
  const byName = new Map(predictions.subgroups.map((subgroup, at) => [subgroup.column, columns[at]]))
  const crossings = pairs.flatMap(([first, second]) => {
    const [a, b] = [byName.get(first), byName.get(second)]
    return a && b ? [crossedGrouping(a, b)] : []
  })
  const whole: Grouping = {
    places: [{ column: '', value: null }],
    codes: new Int32Array(predictions.scores.length),
  }
  const groupings = [whole, ...columns, ...crossings]
  const tallies = tallied(predictions, groupings, threshold)
  const [all] = tallies[0] ?? []
  if (all === undefined) throw new RangeError('a tally needs cases')
  return {
    all,
    columns: tallies.slice(1, 1 + columns.length),
    crossings: tallies.slice(1 + columns.length),
  }
}

type Grouping = { readonly places: readonly GroupPlace[]; readonly codes: Int32Array }

/** The empty cell comes last. */
function columnGrouping({ column, strata, codes }: Subgroup): Grouping {
  return {
    places: [...strata, null].map((value) => ({ column, value })),
    codes: codes.map((code) => (code < 0 ? strata.length : code)),
  }
}

function crossedGrouping(first: Grouping, second: Grouping): Grouping {
  const width = second.places.length
  return {
    places: first.places.flatMap((place) => second.places.map((other) => ({ ...place, and: other }))),
    codes: first.codes.map((code, row) => code * width + (second.codes[row] ?? 0)),
  }
}

function tallied(
  { scores, labels }: Pick<Predictions, 'scores' | 'labels'>,
  groupings: readonly Grouping[],
  threshold: number,
): GroupTally[][] {
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let next = 0
  const starts = groupings.map(({ places }) => {
    const start = next
    next += places.length
    return start
  })
  const cells = groupings.map(({ codes }, at) =>
    Int32Array.from(order, (row) => (codes[row] ?? 0) + (starts[at] ?? 0)),
  )
  const sorted = {
    length: order.length,
    scores: Float64Array.from(order, (row) => (scores[row] ?? 0) + 0),
    labels: Uint8Array.from(order, (row) => labels[row] ?? 0),
    cells,
  }
  const sums = areaSums(next)
  sums.push(sorted)
  const found = sums.finish()
  const called = [new Float64Array(next), new Float64Array(next)]
  for (let row = 0; row < sorted.length; row++) {
    if ((sorted.scores[row] ?? 0) < threshold) continue
    const counts = called[sorted.labels[row] ?? 0]
    if (counts === undefined) throw new RangeError('a label is neither 0 nor 1')
    for (const grouping of cells) {
      const cell = grouping[row] ?? 0
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return groupings.map(({ places }, at) =>
    places.flatMap((place, offset) => {
      const cell = (starts[at] ?? 0) + offset
      const own = found[cell]
      if (own === undefined || own.positives + own.negatives === 0) return []
      return [
        {
          ...place,
          sums: own,
          truePositives: called[1]?.[cell] ?? 0,
          falsePositives: called[0]?.[cell] ?? 0,
        },
      ]
    }),
  )
}
