import { expect, test } from 'vitest'
import { groupSequentialBounds, repeatedLooksError, spentAt } from './spending.ts'

const evenly = (looks: number) => Array.from({ length: looks }, (_, look) => (look + 1) / looks)

test('looking again and again at five per cent raises false alarms as Armitage, McPherson and Rowe found', () => {
  const table: readonly (readonly [number, number])[] = [
    [1, 0.05],
    [2, 0.083],
    [5, 0.142],
    [10, 0.193],
    [20, 0.248],
    [50, 0.32],
  ]
  for (const [looks, error] of table)
    expect(repeatedLooksError(evenly(looks), 1.959963984540054), `${looks} looks`).toBeCloseTo(error, 2.7)
})

test('the bounds of five even looks after O’Brien and Fleming are those in print', () => {
  const bounds = groupSequentialBounds(evenly(5), { alpha: 0.05, spending: 'obrien-fleming' })
  for (const [look, printed] of [4.8769, 3.3569, 2.6803, 2.2898, 2.031].entries())
    expect(bounds[look]).toBeCloseTo(printed, 3)
})

test('the bounds spend what the plan allows, whatever the looks, and no more', () => {
  for (const spending of ['obrien-fleming', 'pocock'] as const) {
    const looks = [0.2, 0.35, 0.8, 1]
    const bounds = groupSequentialBounds(looks, { alpha: 0.05, spending })
    expect(bounds).toHaveLength(4)
    expect(spentAt(spending, 1, 0.05)).toBeCloseTo(0.05, 12)
    // A single look spends it all at once.
    expect(groupSequentialBounds([1], { alpha: 0.05, spending })[0]).toBeCloseTo(1.959963984540054, 9)
  }
})

test('information that does not rise is refused', () => {
  expect(() => groupSequentialBounds([0.5, 0.5], { alpha: 0.05, spending: 'pocock' })).toThrow(RangeError)
  expect(() => spentAt('pocock', 1.1, 0.05)).toThrow(RangeError)
})
