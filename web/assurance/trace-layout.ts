/** A node before it has a place: `column` is its domain, counted in the order of a device's life. */
export type TraceNode = { readonly id: string; readonly column: number }
export type TraceEdge = { readonly from: string; readonly to: string }

export type Placed = { readonly id: string; readonly x: number; readonly y: number }
export type Layout = {
  readonly places: ReadonlyMap<string, Placed>
  /** The domains shown, left to right, with the x of each column. */
  readonly columns: readonly { readonly column: number; readonly x: number }[]
  readonly width: number
  readonly height: number
}

export const nodeWidth = 188
export const nodeHeight = 48
const columnStep = nodeWidth + 84
const rowStep = nodeHeight + 14
const sweeps = 4

/**
 * A layered drawing: one column a domain, empty domains left out, rows ordered so that linked nodes stand near each
 * other (Sugiyama's barycentre sweeps, a few of them). Pure; the same input gives the same drawing. Pixels.
 */
export function layOut(nodes: readonly TraceNode[], edges: readonly TraceEdge[]): Layout {
  const columns = [...new Set(nodes.map((node) => node.column))].toSorted((one, two) => one - two)
  const near = neighbours(edges)
  const rows = columns.map((column) => nodes.filter((node) => node.column === column).map((node) => node.id))
  for (let sweep = 0; sweep < sweeps; sweep++) {
    // Columns take turns, each seeing the newest order of the others: all at once would swap back and forth.
    const turns = sweep % 2 === 0 ? [...rows.keys()] : [...rows.keys()].reverse()
    for (const turn of turns) rows[turn] = ordered(rows[turn] ?? [], near, heights(rows))
  }
  const tallest = Math.max(0, ...rows.map((ids) => ids.length))
  const places = new Map<string, Placed>()
  for (const [place, ids] of rows.entries()) {
    // Short columns stand in the middle of the tall ones.
    const top = ((tallest - ids.length) * rowStep) / 2
    for (const [row, id] of ids.entries())
      places.set(id, { id, x: place * columnStep, y: top + row * rowStep })
  }
  return {
    places,
    columns: columns.map((column, place) => ({ column, x: place * columnStep })),
    width: Math.max(0, columns.length * columnStep - (columnStep - nodeWidth)),
    height: Math.max(0, tallest * rowStep - (rowStep - nodeHeight)),
  }
}

function neighbours(edges: readonly TraceEdge[]): ReadonlyMap<string, readonly string[]> {
  const near = new Map<string, string[]>()
  for (const { from, to } of edges) {
    near.set(from, [...(near.get(from) ?? []), to])
    near.set(to, [...(near.get(to) ?? []), from])
  }
  return near
}

/** Each node's height in its column, 0 to 1, so that columns of different length compare. */
function heights(rows: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((ids) => ids.map((id, row) => [id, (row + 0.5) / ids.length])))
}

function ordered(
  ids: readonly string[],
  near: ReadonlyMap<string, readonly string[]>,
  height: ReadonlyMap<string, number>,
): string[] {
  const wish = (id: string) => {
    const around = near.get(id) ?? []
    const total = around.reduce((sum, other) => sum + (height.get(other) ?? 0), 0)
    return around.length === 0 ? (height.get(id) ?? 0) : total / around.length
  }
  const wishes = new Map(ids.map((id) => [id, wish(id)]))
  return ids.toSorted((one, two) => (wishes.get(one) ?? 0) - (wishes.get(two) ?? 0))
}

export type Curve = { readonly path: string; readonly labelX: number; readonly labelY: number }

/** The line from one node to another, from side to side; within a column it bows out to the right. */
export function curveBetween(from: Placed, to: Placed): Curve {
  const fromY = from.y + nodeHeight / 2
  const toY = to.y + nodeHeight / 2
  if (from.x === to.x) {
    const x = from.x + nodeWidth
    const bow = x + 52
    return {
      path: `M${x} ${fromY}C${bow} ${fromY} ${bow} ${toY} ${x} ${toY}`,
      labelX: x + 39,
      labelY: (fromY + toY) / 2,
    }
  }
  const isRightward = from.x < to.x
  const startX = isRightward ? from.x + nodeWidth : from.x
  const endX = isRightward ? to.x : to.x + nodeWidth
  const middle = (startX + endX) / 2
  return {
    path: `M${startX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${endX} ${toY}`,
    labelX: middle,
    labelY: (fromY + toY) / 2,
  }
}
