import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fleissKappa, fleissKappaOf } from './agreement.ts'
import { studentCritical } from './beta.ts'

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

/** Kappa said plainly, every case weighing alike. */
const plain = (rows: readonly (readonly number[])[]) =>
  weighted(
    rows,
    rows.map(() => 1),
  )

test('leaving out one case after the other (the naive jackknife) comes to the error, the nearer the more cases there are', () => {
  fc.assert(
    fc.property(fc.array(rating, { minLength: 40, maxLength: 60 }), (some) => {
      // A category hardly anybody uses hangs on single cases: there is nothing to come nearer to yet.
      fc.pre([0, 1, 2].every((category) => some.filter((row) => (row[category] ?? 0) > 0).length >= 10))
      for (const times of [1, 4]) {
        const rows = Array.from({ length: times }, () => some).flat()
        const n = rows.length
        const without = rows.map((_, left) => plain(rows.filter((_one, at) => at !== left)))
        const mean = without.reduce((sum, one) => sum + one, 0) / n
        const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0)
        const jackknife = Math.sqrt(((n - 1) / n) * squares)
        expect(Math.abs(jackknife / (fleissKappaOf(rows)?.error ?? 0) - 1)).toBeLessThan(4 / n)
      }
    }),
    { numRuns: 40 },
  )
})

test('fifteen patients and six psychiatrists have the kappa, the error and the interval that Gwet’s irrCAC prints', () => {
  // fleiss.kappa.dist(distrib.6raters): 0.4139265, 0.08119291, (0.24, 0.588).
  const patients = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
  ]
  expect(fleissKappaOf(patients)?.estimate).toBeCloseTo(0.4139265, 7)
  expect(fleissKappaOf(patients)?.error).toBeCloseTo(0.08119291, 8)
  const measure = fleissKappa(patients, 0.95)
  expect(measure).toMatchObject({ n: 15, interval: { method: 'gwet-linearised:student', level: 0.95 } })
  if (measure.state !== 'estimated' || measure.interval === null) throw new Error('an interval is expected')
  expect(measure.interval.low).toBeCloseTo(0.24, 3)
  expect(measure.interval.high).toBeCloseTo(0.588, 3)
  expect(measure.interval.high).toBeCloseTo(0.4139265 + studentCritical(0.95, 14) * 0.08119291, 7)
})

test('readers who agree on every case, and a single case, have a kappa without an interval, and are told why', () => {
  const agreed = [
    [4, 0, 0],
    [0, 4, 0],
    [4, 0, 0],
  ]
  const whole = fleissKappa(agreed, 0.95)
  expect(whole).toMatchObject({ state: 'estimated', estimate: 1, interval: null })
  expect(whole.state === 'estimated' && whole.because?.en).toContain('no width')
  expect(whole.state === 'estimated' && whole.because?.ko).toContain('폭이 0인 구간')
  const single = fleissKappa([[3, 1, 0]], 0.95)
  expect(single).toMatchObject({ state: 'estimated', interval: null, n: 1 })
  expect(single.state === 'estimated' && single.because?.en).toContain('two cases or more')
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
