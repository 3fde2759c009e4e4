/** A node before it has a place: `column` is its domain, counted in the order of a device's life. */
export type TraceNode = { readonly id: string; readonly column: number }
export type TraceEdge = { readonly from: string; readonly to: string }

/** Top left corner, in pixels. */
export type Placed = { readonly x: number; readonly y: number }

export type Curve = { readonly path: string; readonly labelX: number; readonly labelY: number }

export type Layout = {
  readonly places: ReadonlyMap<string, Placed>
  /** One for each edge, in the same order; null where an end is missing. */
  readonly curves: readonly (Curve | null)[]
  /** The domains shown, left to right, with the x of each column. */
  readonly columns: readonly { readonly column: number; readonly x: number }[]
  readonly width: number
  readonly height: number
}

export const nodeWidth = 176
export const nodeHeight = 48
const gapX = 88
const gapY = 16
// A link on its way past a column keeps a lane of its own there, so that it is not drawn across a node.
const laneHeight = 8
const sweeps = 8

/** A node in its column, or the lane of a link that passes. */
type Slot = { readonly id: string; readonly height: number }
type Route = { readonly edge: TraceEdge; readonly stops: readonly string[] }

/**
 * A layered drawing (Sugiyama): one column a domain, empty domains left out; long links get a lane in each column
 * they pass; rows ordered by barycentre sweeps so that linked nodes stand near each other. Pure: the same input gives
 * the same drawing.
 */
export function layOut(nodes: readonly TraceNode[], edges: readonly TraceEdge[]): Layout {
  const columns = [...new Set(nodes.map((node) => node.column))].toSorted((one, two) => one - two)
  const placeOf = new Map(nodes.map((node) => [node.id, columns.indexOf(node.column)]))
  const slots: Slot[][] = columns.map(() => [])
  for (const [id, place] of placeOf) slots[place]?.push({ id, height: nodeHeight })
  const degree = degrees(edges)
  const routes = edges.map((edge) => routed(edge, { placeOf, slots, degree }))
  const near = neighbours(routes)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    // Columns take turns, each seeing the newest order of the others: all at once would swap back and forth.
    const turns = sweep % 2 === 0 ? [...slots.keys()] : [...slots.keys()].reverse()
    for (const turn of turns) slots[turn] = ordered(slots[turn] ?? [], near, heights(slots))
  }
  const { places, height } = placed(slots)
  return {
    places: new Map([...places].filter(([id]) => placeOf.has(id))),
    curves: routes.map((route) => route && curveAlong(route, places)),
    columns: columns.map((column, place) => ({ column, x: place * (nodeWidth + gapX) })),
    width: Math.max(0, columns.length * (nodeWidth + gapX) - gapX),
    height,
  }
}

type Grid = {
  readonly placeOf: ReadonlyMap<string, number>
  readonly slots: Slot[][]
  readonly degree: ReadonlyMap<string, number>
}

/**
 * The way of a link: its ends and a lane in every column between them, added to the grid. Links of the same busy
 * record share its lanes, so that twenty links past a column are one line there and not twenty.
 */
function routed(edge: TraceEdge, { placeOf, slots, degree }: Grid): Route | null {
  const from = placeOf.get(edge.from)
  const to = placeOf.get(edge.to)
  if (from === undefined || to === undefined) return null
  const hub = (degree.get(edge.from) ?? 0) > (degree.get(edge.to) ?? 0) ? edge.from : edge.to
  const step = Math.sign(to - from)
  const lanes: string[] = []
  for (let place = from + step; step !== 0 && place !== to; place += step) {
    const id = `lane ${hub} ${place}`
    const column = slots[place]
    if (column && !column.some((slot) => slot.id === id)) column.push({ id, height: laneHeight })
    lanes.push(id)
  }
  return { edge, stops: [edge.from, ...lanes, edge.to] }
}

function degrees(edges: readonly TraceEdge[]): ReadonlyMap<string, number> {
  const degree = new Map<string, number>()
  for (const id of edges.flatMap(({ from, to }) => [from, to])) degree.set(id, (degree.get(id) ?? 0) + 1)
  return degree
}

function neighbours(routes: readonly (Route | null)[]): ReadonlyMap<string, readonly string[]> {
  const near = new Map<string, string[]>()
  const join = (one: string, two: string) => near.set(one, [...(near.get(one) ?? []), two])
  for (const { stops } of routes.filter((route) => route !== null)) {
    for (const [at, stop] of stops.entries()) {
      const next = stops[at + 1]
      if (next === undefined) continue
      join(stop, next)
      join(next, stop)
    }
  }
  return near
}

/** Each slot's middle in its column, 0 at the top to 1 at the bottom, so that columns of different length compare. */
function heights(slots: readonly (readonly Slot[])[]): ReadonlyMap<string, number> {
  return new Map(
    slots.flatMap((column) =>
      column.map(({ id }, row): [string, number] => [id, (row + 0.5) / column.length]),
    ),
  )
}

function ordered(
  column: readonly Slot[],
  near: ReadonlyMap<string, readonly string[]>,
  height: ReadonlyMap<string, number>,
): Slot[] {
  const wish = ({ id }: Slot): [string, number] => {
    const around = near.get(id) ?? []
    const total = around.reduce((sum, other) => sum + (height.get(other) ?? 0), 0)
    return [id, around.length === 0 ? (height.get(id) ?? 0) : total / around.length]
  }
  const wishes = new Map(column.map(wish))
  return column.toSorted((one, two) => (wishes.get(one.id) ?? 0) - (wishes.get(two.id) ?? 0))
}

/** Rows get their y; short columns stand in the middle of tall ones. */
function placed(slots: readonly (readonly Slot[])[]) {
  const tall = (column: readonly Slot[]) =>
    Math.max(0, column.reduce((sum, slot) => sum + slot.height + gapY, 0) - gapY)
  const height = Math.max(0, ...slots.map(tall))
  const places = new Map<string, Placed>()
  for (const [place, column] of slots.entries()) {
    let y = (height - tall(column)) / 2
    for (const slot of column) {
      places.set(slot.id, { x: place * (nodeWidth + gapX), y })
      y += slot.height + gapY
    }
  }
  return { places, height }
}

/** The line of a link through its lanes; its label stands in the gap beside the record that holds the link. */
function curveAlong({ edge, stops }: Route, places: ReadonlyMap<string, Placed>): Curve | null {
  const points = stops.map((id) => {
    const place = places.get(id)
    const isEnd = id === edge.from || id === edge.to
    return place && { x: place.x, y: place.y + (isEnd ? nodeHeight : laneHeight) / 2 }
  })
  const [first, second] = points
  if (!first || !second) return null
  if (first.x === second.x) return bow(first, second)
  const isRightward = first.x < second.x
  const near = isRightward ? nodeWidth : 0
  const far = isRightward ? 0 : nodeWidth
  const parts = points.slice(1).flatMap((to, at) => {
    const from = points[at]
    if (!from || !to) return []
    const start = from.x + near
    const end = to.x + far
    const middle = (start + end) / 2
    // Through a lane the line runs straight to the other side of the column.
    const straight = at === 0 ? `M${start} ${from.y}` : `L${start} ${from.y}`
    return [`${straight}C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}`]
  })
  return {
    path: parts.join(''),
    labelX: (first.x + near + second.x + far) / 2,
    labelY: (first.y + second.y) / 2,
  }
}

/** A link within one column bows out to its right. */
function bow(from: Placed, to: Placed): Curve {
  const x = from.x + nodeWidth
  const out = x + 48
  return {
    path: `M${x} ${from.y}C${out} ${from.y} ${out} ${to.y} ${x} ${to.y}`,
    labelX: x + 40,
    labelY: (from.y + to.y) / 2,
  }
}

const labelWidth = 96
const labelHeight = 14

/** The same curves, labels that would cover each other moved apart downwards. */
export function spreadLabels<C extends Curve>(curves: readonly C[]): C[] {
  const spread: C[] = []
  for (const curve of curves.toSorted((one, two) => one.labelY - two.labelY)) {
    const taken = spread
      .filter((other) => Math.abs(other.labelX - curve.labelX) < labelWidth)
      .map((other) => other.labelY)
    const lowest = Math.max(Number.NEGATIVE_INFINITY, ...taken)
    spread.push({ ...curve, labelY: Math.max(curve.labelY, lowest + labelHeight) })
  }
  return spread
}
