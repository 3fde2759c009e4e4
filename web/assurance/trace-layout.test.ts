import { expect, test } from 'vitest'
import { layOut, nodeHeight, nodeWidth, spreadLabels } from './trace-layout.ts'

test('a record alone is drawn as one node and no more', () => {
  const layout = layOut([{ id: 'a', column: 3 }], [])
  expect([layout.width, layout.height]).toEqual([nodeWidth, nodeHeight])
})

test('nothing at all is an empty drawing', () => {
  expect(layOut([], [])).toMatchObject({ width: 0, height: 0, columns: [] })
})

test('domains stand left to right in the order of a device’s life, empty ones left out', () => {
  const layout = layOut(
    [
      { id: 'incident', column: 11 },
      { id: 'dataset', column: 5 },
    ],
    [{ from: 'incident', to: 'dataset' }],
  )
  expect(layout.columns.map(({ column }) => column)).toEqual([5, 11])
  expect(layout.places.get('dataset')?.x).toBeLessThan(layout.places.get('incident')?.x ?? 0)
})

test('rows are ordered so that the links do not cross', () => {
  const nodes = [
    { id: 'a1', column: 0 },
    { id: 'a2', column: 0 },
    { id: 'b1', column: 1 },
    { id: 'b2', column: 1 },
  ]
  const { places } = layOut(nodes, [
    { from: 'a1', to: 'b2' },
    { from: 'a2', to: 'b1' },
  ])
  const above = (one: string, two: string) => (places.get(one)?.y ?? 0) < (places.get(two)?.y ?? 0)
  expect(above('a1', 'a2')).toBe(above('b2', 'b1'))
})

test('no two records are drawn on top of each other', () => {
  const nodes = Array.from({ length: 60 }, (_, n) => ({ id: String(n), column: n % 7 }))
  const edges = nodes.map(({ id }) => ({ from: id, to: String((Number(id) * 13) % 60) }))
  const spots = [...layOut(nodes, edges).places.values()].map(({ x, y }) => `${x} ${y}`)
  expect(new Set(spots).size).toBe(60)
})

test('a link within one domain bows out beside its column', () => {
  const nodes = [
    { id: 'a', column: 2 },
    { id: 'b', column: 2 },
  ]
  const [curve] = layOut(nodes, [{ from: 'a', to: 'b' }]).curves
  expect(curve?.labelX).toBeGreaterThan(nodeWidth)
})

test('a link past a domain does not run across its records', () => {
  const nodes = [
    { id: 'a', column: 0 },
    { id: 'between', column: 1 },
    { id: 'c', column: 2 },
  ]
  const { places, curves } = layOut(nodes, [{ from: 'a', to: 'c' }])
  const top = places.get('between')?.y ?? 0
  // Where the line runs straight through the middle column: after its `L`.
  const lane = Number(/L[\d.]+ ([\d.]+)/.exec(curves[0]?.path ?? '')?.[1])
  expect(lane < top || lane > top + nodeHeight).toBe(true)
})

test('a link to a record that is not shown is left out, the others keep their places', () => {
  const { curves } = layOut([{ id: 'a', column: 0 }], [{ from: 'a', to: 'gone' }])
  expect(curves).toEqual([null])
})

test('names of links that meet in one place are read one under the other', () => {
  const at = (labelY: number) => ({ path: '', labelX: 10, labelY })
  const spots = spreadLabels([at(5), at(4), at(6), at(90)]).map((curve) => curve.labelY)
  expect(spots).toEqual([4, 18, 32, 90])
})

test('links of one busy record past a domain are drawn as one line there', () => {
  const nodes = [
    { id: 'hub', column: 0 },
    { id: 'between', column: 1 },
    ...Array.from({ length: 20 }, (_, n) => ({ id: `far ${n}`, column: 2 })),
  ]
  const edges = nodes.slice(2).map(({ id }) => ({ from: id, to: 'hub' }))
  const lanes = layOut(nodes, edges).curves.map((curve) => /L[\d.]+ ([\d.]+)/.exec(curve?.path ?? '')?.[1])
  expect(new Set(lanes).size).toBe(1)
})
