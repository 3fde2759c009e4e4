import { expect, test } from 'vitest'
import { axisOf, fewIn, forestRows, groupMeasures, placeText } from './group-rows.ts'

const measure = {
  state: 'estimated',
  estimate: 0.8,
  interval: { low: 0.7, high: 0.88, level: 0.95, method: 'wilson' },
  method: 'proportion',
  n: 50,
} as const
const words = {
  empty: '(empty)',
  insufficient: 'insufficient n',
  small: 'too few to show',
  notEstimable: () => 'not estimable',
}
const wanted = { name: 'sensitivity' } as const
const isFew = fewIn({ task: 'binary' } as const)
const stratum = {
  column: 'sex',
  value: 'F',
  n: 80,
  isSufficient: true,
  measures: [{ name: 'sensitivity', measure }],
} as const

test('a group of nine shows neither its number nor any estimate, one of ten does', () => {
  const [nine, ten] = forestRows(
    [
      { ...stratum, n: 9 },
      { ...stratum, n: 10, measures: [{ name: 'sensitivity', measure: { ...measure, n: 10 } }] },
    ],
    { wanted, isFew },
    words,
  )
  expect(nine).toMatchObject({ n: '< 10', estimate: null, low: null, note: 'too few to show' })
  expect(ten).toMatchObject({ n: 10, estimate: 0.8, low: 0.7, high: 0.88 })
})

test('a row tells what its estimate rests on, as the row of its gap does, and below ten no number', () => {
  const nOf = (n: number) => {
    const own = { ...stratum, measures: [{ name: 'sensitivity', measure: { ...measure, n } }] } as const
    return forestRows([own], { wanted, isFew }, words)[0]?.n
  }
  expect([9, 10, 50].map(nOf)).toEqual(['< 10', 10, 50])
  const other = { ...stratum, measures: [] }
  expect(forestRows([other], { wanted, isFew }, words)[0]).toMatchObject({ n: 80, note: 'insufficient n' })
})

test('a group with too few cases by the plan is said to be so beside its numbers, never left out', () => {
  const [row] = forestRows([{ ...stratum, isSufficient: false }], { wanted, isFew }, words)
  expect(row).toMatchObject({ estimate: 0.8, note: 'insufficient n' })
})

test('an estimate without an interval says why, unless that holds for all groups and is told once', () => {
  const bare = {
    ...stratum,
    measures: [{ name: 'sensitivity', measure: { ...measure, interval: null } }],
  } as const
  const noteOf = (noInterval?: () => string) =>
    forestRows([bare], { wanted, isFew }, { ...words, ...(noInterval && { noInterval }) })[0]?.note
  expect(noteOf(() => 'exactly 1')).toBe('exactly 1')
  expect(noteOf()).toBeUndefined()
})

test('a large group with six cases of a class says so beside the numbers of that class alone', () => {
  const plan = { stratumCasesMin: 10 }
  const ofClass = fewIn({
    task: 'multi-class',
    plan,
    tooFew: [{ column: 'sex', value: 'F', of: [{ of: 'mel', n: 6 }] }],
  })
  const measures = ['mel', 'nv'].map((of) => ({ name: 'sensitivity', of, measure }) as const)
  const rowOf = (of: string) =>
    forestRows([{ ...stratum, measures }], { wanted: { ...wanted, of }, isFew: ofClass }, words)
  expect(rowOf('mel')).toMatchObject([{ estimate: 0.8, note: 'insufficient n' }])
  expect(rowOf('nv')[0]).not.toHaveProperty('note')
  expect(ofClass(stratum, { ...measure, n: 9 }, undefined)).toBe(true)
})

test('crossed groups and empty cells have names, measures of several points are told apart', () => {
  expect(placeText({ column: 'sex', value: null, and: { column: 'age', value: '80+' } }, '(empty)')).toBe(
    '(empty) × 80+',
  )
  const screening = { name: 'sensitivity', of: 'screening', measure } as const
  expect(groupMeasures([{ ...stratum, measures: [...stratum.measures, screening] }])).toEqual([
    { name: 'sensitivity' },
    { name: 'sensitivity', of: 'screening' },
  ])
})

test('the axis reaches every limit and the reference, and is never of no width', () => {
  const row = { label: 'F', n: 50, estimate: 0.8, low: 0.71, high: 0.88 }
  expect(axisOf([row], 0.65)).toEqual({ from: 0.6, to: 0.9 })
  expect(axisOf([], undefined)).toEqual({ from: 0, to: 1 })
  const { from, to } = axisOf([{ ...row, low: null, high: null, estimate: 0.8 }], undefined)
  expect(from).toBeLessThan(0.8)
  expect(to).toBeGreaterThan(0.8)
})
