import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fleissKappa, fleissKappaOf } from './agreement.ts'

/* The error of Fleiss' kappa whatever the true agreement, found a second time without its formula. */

const rating = fc
  .array(fc.nat(2), { minLength: 4, maxLength: 4 })
  .map((chosen) => [0, 1, 2].map((category) => chosen.filter((one) => one === category).length))

/** Kappa with a weight for each case. */
function weighted(rows: readonly (readonly number[])[], weights: readonly number[]): number {
  const whole = weights.reduce((sum, one) => sum + one, 0)
  const mean = (of: (row: readonly number[]) => number) =>
    rows.reduce((sum, row, at) => sum + (weights[at] ?? 0) * of(row), 0) / whole
  const agreed = mean((row) => row.reduce((sum, k) => sum + k * (k - 1), 0) / 12)
  const chance = [0, 1, 2].reduce((sum, category) => sum + mean((row) => (row[category] ?? 0) / 4) ** 2, 0)
  return (agreed - chance) / (1 - chance)
}

test('the error is that of the infinitesimal jackknife: how kappa turns as each case weighs a little more', () => {
  fc.assert(
    fc.property(fc.array(rating, { minLength: 3, maxLength: 25 }), (rows) => {
      const found = fleissKappaOf(rows)
      const measure = fleissKappa(rows, 0.95)
      expect(found === null).toBe(measure.state === 'not-estimable')
      if (found === null || measure.state !== 'estimated') return
      expect(found.estimate).toBeCloseTo(measure.estimate, 12)
      const n = rows.length
      const step = 1e-5
      const slopes = rows.map((_, at) => {
        const turned = (by: number) =>
          weighted(
            rows,
            rows.map((_, one) => 1 + (one === at ? by : 0)),
          )
        return (n * (turned(step) - turned(-step))) / (2 * step)
      })
      const variance = slopes.reduce((sum, one) => sum + one * one, 0) / (n * (n - 1))
      expect(found.error).toBeCloseTo(Math.sqrt(variance), 6)
    }),
    { numRuns: 200 },
  )
})

test('without readers who could disagree, or with a single case, there is no error', () => {
  expect(fleissKappaOf([[4, 0, 0]])).toBeNull()
  expect(fleissKappaOf([])).toBeNull()
  expect(
    fleissKappaOf([
      [4, 0, 0],
      [4, 0, 0],
    ]),
  ).toBeNull()
})
