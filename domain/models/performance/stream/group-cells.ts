import type { ColumnPair, GroupPlace } from '../tally.ts'

/** A column that makes groups: its values in order; the empty cell comes last, as code `strata.length`. */
export type GroupColumn = { readonly column: string; readonly strata: readonly string[] }

/** Rows ascending by score; `codes[k][i]` is the group of row i in the k-th column. */
export type GroupedRows = {
  readonly length: number
  readonly scores: Float64Array
  readonly labels: Uint8Array
  readonly codes: readonly Int32Array[]
}

/** Cells of one way to group the rows: none, by a column, or by two; `width` is the number of codes of the second. */
export type Grouping = {
  readonly start: number
  readonly places: readonly GroupPlace[]
  readonly by: readonly number[]
  readonly width: number
}

/** The cells of all rows (the first), of each column's groups and of crossed ones, numbered through. */
export class GroupCells {
  readonly groupings: readonly Grouping[]
  readonly count: number
  /** Groupings whose sums tell those of the others: the crossings, and the columns that are in none of them. */
  readonly telling: readonly number[]
  private readonly cells: Int32Array[]

  constructor(columns: readonly GroupColumn[], pairs: readonly ColumnPair[]) {
    this.groupings = groupingsOf(columns, pairs)
    const last = this.groupings.at(-1)
    this.count = last ? last.start + last.places.length : 0
    this.telling = [...this.groupings.keys()].filter((at) => this.sourceOf(at) === null)
    this.cells = this.groupings.map(() => new Int32Array(0))
  }

  /** The cell of each row in these groupings, in their order; valid until the next are asked for. */
  of(rows: Pick<GroupedRows, 'length' | 'codes'>, groupings: readonly number[]): readonly Int32Array[] {
    return groupings.map((at) => {
      const grouping = this.groupings[at]
      if (!grouping) throw new RangeError('no such grouping')
      return this.fill(grouping, at, rows)
    })
  }

  private fill(
    { start, by, width }: Grouping,
    at: number,
    { length, codes }: Pick<GroupedRows, 'length' | 'codes'>,
  ): Int32Array {
    let cells = this.cells[at]
    if (!cells || cells.length < length) {
      cells = new Int32Array(length)
      this.cells[at] = cells
    }
    const [first, second] = by.map((column) => codes[column])
    if (first && second) {
      for (let row = 0; row < length; row++)
        cells[row] = start + (first[row] ?? 0) * width + (second[row] ?? 0)
    } else if (first) {
      for (let row = 0; row < length; row++) cells[row] = start + (first[row] ?? 0)
    } else cells.fill(start, 0, length)
    return cells.length === length ? cells : cells.subarray(0, length)
  }

  /** Fills what the telling cells sum up to into the cells of the other groupings. */
  complete(sums: Float64Array): void {
    // The whole comes first and may rest on a column that rests on a crossing.
    for (const at of [...this.groupings.keys()].toReversed()) {
      const source = this.sourceOf(at)
      const [own, other] = [this.groupings[at], source === null ? undefined : this.groupings[source]]
      if (!own || !other) continue
      const side = own.by.length === 0 ? null : other.by[0] === own.by[0] ? 'first' : 'second'
      for (let offset = 0; offset < own.places.length; offset++) sums[own.start + offset] = 0
      for (let offset = 0; offset < other.places.length; offset++) {
        const place =
          side === null ? 0 : side === 'first' ? Math.floor(offset / other.width) : offset % other.width
        const cell = own.start + place
        sums[cell] = (sums[cell] ?? 0) + (sums[other.start + offset] ?? 0)
      }
    }
  }

  /** The grouping whose cells make those of this one; null where none does. */
  private sourceOf(at: number): number | null {
    const own = this.groupings[at]
    if (!own || own.by.length > 1) return null
    const found = this.groupings.findIndex(
      ({ by }) => by.length === own.by.length + 1 && own.by.every((column) => by.includes(column)),
    )
    return found < 0 ? null : found
  }
}

function groupingsOf(columns: readonly GroupColumn[], pairs: readonly ColumnPair[]): Grouping[] {
  const placesOf = ({ column, strata }: GroupColumn): GroupPlace[] =>
    [...strata, null].map((value) => ({ column, value }))
  const single = columns.map((column, at) => ({ places: placesOf(column), by: [at], width: 1 }))
  const crossed = pairs.flatMap((pair) => {
    const by = pair.map((name) => columns.findIndex(({ column }) => column === name))
    const [first, second] = by.map((at) => columns[at])
    if (!first || !second) return []
    const others = placesOf(second)
    const places = placesOf(first).flatMap((place) =>
      others.map((other): GroupPlace => ({ ...place, and: other })),
    )
    return [{ places, by, width: others.length }]
  })
  const whole = { places: [{ column: '', value: null }], by: [], width: 1 }
  let start = 0
  return [whole, ...single, ...crossed].map((grouping) => {
    const own = { ...grouping, start }
    start += grouping.places.length
    return own
  })
}
