import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GroupCells } from './group-cells.ts'

const columns = [
  { column: 'site', strata: ['A', 'B', 'C'] },
  { column: 'sex', strata: ['F', 'M'] },
  { column: 'age', strata: ['young', 'old'] },
]
const everyPair = [
  ['site', 'sex'],
  ['age', 'site'],
  ['sex', 'age'],
] as const

/** How often each cell of these groupings comes. */
function counted(
  cells: GroupCells,
  codes: readonly Int32Array[],
  groupings: readonly number[],
): Float64Array {
  const counts = new Float64Array(cells.count)
  for (const own of cells.of({ length: codes[0]?.length ?? 0, codes }, groupings))
    for (const cell of own) counts[cell] = (counts[cell] ?? 0) + 1
  return counts
}

test('what is summed in the crossings and the columns left over tells the sums of every group and of all', () => {
  const rowOf = fc.tuple(...columns.map(({ strata }) => fc.nat(strata.length)))
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 60 }), fc.subarray([...everyPair]), (rows, pairs) => {
      const cells = new GroupCells(columns, pairs)
      const codes = columns.map((_, at) => Int32Array.from(rows, (row) => row[at] ?? 0))
      const whole = counted(cells, codes, [...cells.groupings.keys()])
      const told = counted(cells, codes, cells.telling)
      cells.complete(told)
      expect(told).toEqual(whole)
    }),
  )
})

test('with every pair crossed only the crossings are summed; without any, the columns; without columns, all cases', () => {
  const tellingBy = (cells: GroupCells) => cells.telling.map((at) => cells.groupings[at]?.by.length)
  expect(tellingBy(new GroupCells(columns, everyPair))).toEqual([2, 2, 2])
  expect(tellingBy(new GroupCells(columns, [['site', 'sex']]))).toEqual([1, 2])
  expect(tellingBy(new GroupCells(columns, []))).toEqual([1, 1, 1])
  expect(tellingBy(new GroupCells([], []))).toEqual([0])
})

test('the cells of fewer rows than before hold nothing of those before', () => {
  const cells = new GroupCells([{ column: 'sex', strata: ['F', 'M'] }], [])
  const codesOf = (...codes: number[]) => ({ length: codes.length, codes: [Int32Array.from(codes)] })
  expect(cells.of(codesOf(0, 1, 2), [1])[0]).toEqual(Int32Array.of(1, 2, 3))
  expect(cells.of(codesOf(1), [1])[0]).toEqual(Int32Array.of(2))
})
