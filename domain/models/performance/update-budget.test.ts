import fc from 'fast-check'
import { expect, test } from 'vitest'
import { criticalValue, normalQuantile } from './normal.ts'
import { type Budget, isProven, judgeDifference, levelFor, lookAlpha, spentAlpha } from './update-budget.ts'

const budgets: fc.Arbitrary<Budget> = fc.record({
  alpha: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
  planned: fc.integer({ min: 1, max: 60 }),
  spending: fc.constantFrom('equal', 'halving'),
})

test('however many looks are taken, what they may err together never exceeds the plan’s budget', () => {
  fc.assert(
    fc.property(budgets, fc.integer({ min: 1, max: 300 }), (budget, looks) => {
      let sum = 0
      for (let look = 1; look <= looks; look++) sum += lookAlpha(budget, look)
      expect(sum).toBeLessThanOrEqual(budget.alpha * (1 + 1e-12))
      expect(spentAlpha(budget, looks)).toBeCloseTo(sum, 12)
    }),
  )
})

test('a look beyond the planned ones may err with no chance at all', () => {
  expect(lookAlpha({ alpha: 0.025, planned: 5, spending: 'equal' }, 5)).toBeCloseTo(0.005, 15)
  expect(lookAlpha({ alpha: 0.025, planned: 5, spending: 'equal' }, 6)).toBe(0)
  expect(() => lookAlpha({ alpha: 0.025, planned: 5, spending: 'equal' }, 0)).toThrow(RangeError)
})

test('an interval of a lower level than the budget asks for is not judged', () => {
  expect(judgeDifference({ low: -0.01, high: 0.01, level: 0.95 }, 0.05, 0.005)).toBe('too-wide-a-look')
  expect(judgeDifference({ low: -0.01, high: 0.01, level: 0.99 }, 0.05, 0.005)).toBe('non-inferior')
  expect(judgeDifference({ low: -0.01, high: 0.01, level: 0.999 }, 0.05, 0.005)).toBe('non-inferior')
  expect(isProven('too-wide-a-look')).toBe(false)
})

/** A small generator of our own, so that a run is the same everywhere. */
function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
}

/** Updates whose true loss is exactly the margin against the first or worse: accepting any of them is an error. */
function chainAcceptsAny(budget: Budget, looks: number, next: () => number): boolean {
  const margin = 0.05
  for (let look = 1; look <= looks; look++) {
    const alpha = lookAlpha(budget, look)
    if (alpha === 0) return false
    const error = 0.01 + 0.02 * next()
    const half = criticalValue(levelFor(alpha)) * error
    const cleared = -margin + error * normalQuantile(next())
    const previous = 0.02 + error * normalQuantile(next())
    const level = levelFor(alpha)
    const within = (estimate: number) => ({ low: estimate - half, high: estimate + half, level })
    const passes = [cleared, previous].every((estimate) =>
      isProven(judgeDifference(within(estimate), margin, alpha)),
    )
    if (passes) return true
  }
  return false
}

test('over a chain of updates that are all too bad, one is accepted no more often than the plan’s budget', () => {
  for (const spending of ['equal', 'halving'] as const) {
    const budget: Budget = { alpha: 0.05, planned: 6, spending }
    const next = uniform(20_261_122)
    const chains = 20_000
    let wrong = 0
    for (let chain = 0; chain < chains; chain++) if (chainAcceptsAny(budget, 9, next)) wrong++
    // Four standard errors of a share of 5 % in 20,000 chains.
    expect(wrong / chains).toBeLessThanOrEqual(0.05 + 4 * Math.sqrt((0.05 * 0.95) / chains))
    expect(wrong).toBeGreaterThan(0)
  }
})

test('bio-creep trap: without the version first cleared, the same chain passes update after update', () => {
  const lost = 0.03
  const interval = (centre: number) => ({ low: centre - 0.015, high: centre + 0.015, level: 0.99 })
  const verdicts = Array.from({ length: 8 }, (_, update) => ({
    previous: isProven(judgeDifference(interval(-lost), 0.05, 0.005)),
    cleared: isProven(judgeDifference(interval(-lost * (update + 1)), 0.05, 0.005)),
  }))
  expect(verdicts.every(({ previous }) => previous)).toBe(true)
  expect(verdicts.map(({ cleared }) => cleared)).toEqual([true, ...Array.from({ length: 7 }, () => false)])
})
