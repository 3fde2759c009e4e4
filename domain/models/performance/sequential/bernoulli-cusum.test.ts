import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solveLinear } from '../linear-system.ts'
import { expectClose } from '../test/shared-medical.ts'
import { bernoulliLimit, bernoulliPath, bernoulliRunLength, failureScore } from './bernoulli-cusum.ts'

/** The same equations, written out whole and solved as they stand. */
function plainRunLength(up: number, limit: number, rate: number): number {
  const matrix = Array.from({ length: limit }, (_, state) => {
    const line = new Float64Array(limit)
    line[state] = 1
    const down = Math.max(0, state - 1)
    line[down] = (line[down] ?? 0) - (1 - rate)
    if (state + up < limit) line[state + up] = (line[state + up] ?? 0) - rate
    return line
  })
  return solveLinear(matrix, new Float64Array(limit).fill(1))[0] ?? Number.NaN
}

test('the run length is that of the equations written out, for any lattice design', () => {
  const designs = fc.record({
    up: fc.integer({ min: 1, max: 12 }),
    limit: fc.integer({ min: 1, max: 60 }),
    rate: fc.double({ min: 0.02, max: 0.9, noNaN: true }),
  })
  fc.assert(
    fc.property(designs, ({ up, limit, rate }) => {
      const plain = plainRunLength(up, limit, rate)
      // Beyond, the plain solution itself has lost its digits, and no chart runs as long.
      fc.pre(plain > 0 && plain < 1e8)
      expectClose(bernoulliRunLength({ up, limit }, rate), plain, 1e-6)
    }),
  )
})

test('a run length too long to be waited for is still told rightly', () => {
  const walk = (count: number) => bernoulliRunLength({ up: 1, limit: count }, 0.5)
  // A walk from 0 with a floor at 0 needs n² + n steps to n.
  expectClose(walk(1000), 1000 * 1001, 1e-12)
  expect(bernoulliRunLength({ up: 1, limit: 11 }, 0.0287)).toBeGreaterThan(1e15)
})

test('a fine lattice tends to the continuous chart of 0.1 against 0.2 and limit 4.5 (Markov chain in R: 86.316)', () => {
  // Units of log((1 - 0.1) / (1 - 0.2)) / 340: a failure is 2000.8 of them, near enough to 2001.
  const unit = Math.log(0.9 / 0.8) / 340
  const [up, down, limit] = [Math.round(Math.log(2) / unit), 340, Math.ceil(4.5 / unit)]
  // The plain recursion with steps of `down`, iterated until it settles.
  let lengths = new Float64Array(limit)
  for (let round = 0; round < 4000; round++) {
    const next = new Float64Array(limit)
    let change = 0
    for (let state = 0; state < limit; state++) {
      const above = state + up >= limit ? 0 : (lengths[state + up] ?? 0)
      next[state] = 1 + 0.2 * above + 0.8 * (lengths[Math.max(0, state - down)] ?? 0)
      change = Math.max(change, Math.abs((next[state] ?? 0) - (lengths[state] ?? 0)))
    }
    lengths = next
    if (change < 1e-7) break
  }
  expect(Math.abs((lengths[0] ?? 0) - 86.316)).toBeLessThan(0.3)
})

test('a designed chart keeps its promise of false alarms and not much more', () => {
  const up = failureScore(0.1, 0.2)
  expect(up).toBe(6)
  const limit = bernoulliLimit({ up, acceptable: 0.1, length: 1000 })
  expect(bernoulliRunLength({ up, limit }, 0.1)).toBeGreaterThanOrEqual(1000)
  expect(bernoulliRunLength({ up, limit: limit - 1 }, 0.1)).toBeLessThan(1000)
  expect(bernoulliRunLength({ up, limit }, 0.2)).toBeLessThan(120)
})

test('the chart alarms at its limit, tells at which case, and starts again', () => {
  const failures = [true, true, false, true, false, false, true, true]
  expect(bernoulliPath({ up: 2, limit: 4 }, failures)).toEqual({
    heights: [2, 4, 0, 2, 1, 0, 2, 4],
    alarms: [1, 7],
  })
})

test('rates and designs that cannot be are refused', () => {
  expect(() => failureScore(0.2, 0.1)).toThrow(RangeError)
  expect(() => bernoulliRunLength({ up: 1.5, limit: 3 }, 0.1)).toThrow(RangeError)
  expect(() => bernoulliRunLength({ up: 2, limit: 3 }, 0)).toThrow(RangeError)
})
