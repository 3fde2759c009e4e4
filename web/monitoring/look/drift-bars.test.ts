import { expect, test } from 'vitest'
import { barsOf } from './drift-bars.ts'

const names = { under: 'below', over: 'above', missing: 'missing' }

test('each frozen bin is named by its own edges, from below the first to above the last', () => {
  const bars = barsOf(
    { edges: [0.2, 0.5], reference: [0, 10, 20, 30, 0, 0], current: [0, 1, 2, 3, 0, 0] },
    names,
  )
  expect(bars).toEqual([
    { name: '< 0.200', reference: 10, current: 1 },
    { name: '0.200 – 0.500', reference: 20, current: 2 },
    { name: '≥ 0.500', reference: 30, current: 3 },
  ])
})

test('cases outside the range of the reference, and those without a value, are shown and never folded in', () => {
  const bars = barsOf({ edges: [0.5], reference: [0, 5, 5, 0, 0], current: [7, 0, 0, 8, 9] }, names)
  expect(bars.map(({ name, current }) => [name, current])).toEqual([
    ['below', 7],
    ['< 0.500', 0],
    ['≥ 0.500', 0],
    ['above', 8],
    ['missing', 9],
  ])
})
