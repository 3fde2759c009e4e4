import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisherTwoSided } from './fisher.ts'
import { expectClose } from './test/shared-medical.ts'

/** The definition, read off: every table with the same margins, each by exact whole numbers. */
function byDefinition(a: { k: number; n: number }, b: { k: number; n: number }): number {
  const successes = a.k + b.k
  const ways = (k: number) => choose(a.n, k) * choose(b.n, successes - k)
  const seen = ways(a.k)
  let [extreme, total] = [0n, 0n]
  for (let k = Math.max(0, successes - b.n); k <= Math.min(a.n, successes); k++) {
    total += ways(k)
    // R's slack against rounding; whole numbers need none, so equal is equal.
    if (ways(k) <= seen) extreme += ways(k)
  }
  return Number((extreme * 10n ** 60n) / total) / 1e60
}

function choose(n: number, k: number): bigint {
  let ways = 1n
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i)
  return ways
}

const count = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, share]) => ({ k: Math.round(n * share), n }))

test('the p-value is the share of all tables as likely as the one seen or less', () => {
  fc.assert(
    fc.property(count, count, (a, b) => {
      expectClose(fisherTwoSided(a, b), byDefinition(a, b), 1e-9)
    }),
  )
})

test('tables of millions are answered at once, and one that never happens by chance with nothing', () => {
  // Equal shares: as likely as can be.
  expectClose(fisherTwoSided({ k: 40_000, n: 50_000 }, { k: 8_000_000, n: 10_000_000 }), 1, 1e-9)
  expect(fisherTwoSided({ k: 0, n: 50_000 }, { k: 8_000_000, n: 10_000_000 })).toBe(0)
  // Near the score test where that is good: z = 2.236 gives 0.02535.
  const p = fisherTwoSided({ k: 40_200, n: 50_000 }, { k: 8_000_000, n: 10_000_000 })
  expect(p).toBeGreaterThan(0.025)
  expect(p).toBeLessThan(0.027)
})
