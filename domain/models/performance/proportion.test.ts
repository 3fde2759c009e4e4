import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisherTwoSided } from './fisher.ts'
import { benjaminiHochberg, holm } from './multiplicity.ts'
import { normalQuantile } from './normal.ts'
import { clopperPearson, newcombe, wilson } from './proportion.ts'
import { expectClose } from './test/shared-medical.ts'

// R 4.2.2 on the rows of Newcombe 1998; the last two from the documentation of epiR 2.0.57 (epi.tests).
const golden: [k: number, n: number, wilson: [number, number], exact: [number, number]][] = [
  [81, 263, [0.255288519878, 0.366209576983], [0.252736745585, 0.367621922601]],
  [15, 148, [0.0623863995307, 0.160487241723], [0.0578440100834, 0.16165049035]],
  [0, 20, [0, 0.161125158053], [0, 0.168433470983]],
  [1, 29, [0.00611321429276, 0.171755218793], [0.00087264688358, 0.177644295489]],
  [670, 744, [0.876931912, 0.92002845], [0.876746177, 0.9210923]],
  [640, 842, [0.730111763, 0.787715775], [0.729776463, 0.788580325]],
]

test.each(golden)(
  '%i of %i has the Wilson and Clopper-Pearson limits that R prints',
  (k, n, score, exact) => {
    const tolerance = n > 500 ? 1e-8 : 1e-10
    const { low, high } = wilson({ k, n }, 0.95)
    expectClose(low, score[0], tolerance)
    expectClose(high, score[1], tolerance)
    const beta = clopperPearson({ k, n }, 0.95)
    expectClose(beta.low, exact[0], tolerance)
    expectClose(beta.high, exact[1], tolerance)
  },
)

test('exact limits agree with the published scipy tests', () => {
  expectClose(clopperPearson({ k: 20, n: 100 }, 0.95).low, 0.1266555521019559, 1e-12)
  expectClose(clopperPearson({ k: 20, n: 100 }, 0.95).high, 0.2918426890886281, 1e-12)
  expectClose(clopperPearson({ k: 3, n: 50 }, 0.99).low, 0.006872485, 1e-6)
  expectClose(clopperPearson({ k: 3, n: 50 }, 0.99).high, 0.202706269, 1e-7)
  expectClose(wilson({ k: 3, n: 10 }, 0.95).low, 0.1077913, 1e-6)
  expectClose(wilson({ k: 3, n: 10 }, 0.95).high, 0.6032219, 1e-6)
})

test('none of ten and ten of ten have limits that end exactly at 0 and 1', () => {
  expect(clopperPearson({ k: 0, n: 10 }, 0.95).low).toBe(0)
  expectClose(clopperPearson({ k: 0, n: 10 }, 0.95).high, 0.3084971, 1e-6)
  expectClose(clopperPearson({ k: 10, n: 10 }, 0.95).low, 0.6915029, 1e-6)
  expect(clopperPearson({ k: 10, n: 10 }, 0.95).high).toBe(1)
  expect(wilson({ k: 0, n: 1 }, 0.95).low).toBe(0)
  expect(wilson({ k: 1, n: 1 }, 0.95).high).toBe(1)
})

test('a proportion of nothing, of halves or of more than all is a bug and says so', () => {
  for (const count of [
    { k: 0, n: 0 },
    { k: 1.5, n: 3 },
    { k: 4, n: 3 },
    { k: -1, n: 3 },
  ]) {
    expect(() => wilson(count, 0.95)).toThrow(RangeError)
    expect(() => clopperPearson(count, 0.95)).toThrow(RangeError)
  }
})

// statsmodels 0.13.5; equal to the table in Newcombe 1998 at its printed digits.
const differences: [number, number, number, number, number, number][] = [
  [56, 70, 48, 80, 0.052431472402, 0.333872654037],
  [9, 10, 3, 10, 0.170522723935, 0.809017973535],
  [6, 7, 2, 7, 0.058227927482, 0.806249637524],
  [5, 56, 0, 29, -0.038137147904, 0.192560013855],
  [0, 10, 0, 20, -0.161125158053, 0.277532799863],
  [10, 10, 0, 20, 0.679086037142, 1],
  [10, 10, 0, 10, 0.607509350431, 1],
]

test.each(differences)(
  '%i/%i less %i/%i has the interval of Newcombe method 10',
  (k1, n1, k2, n2, low, high) => {
    const result = newcombe({ k: k1, n: n1 }, { k: k2, n: n2 }, 0.95)
    expectClose(result.low, low, 1e-9)
    expectClose(result.high, high, 1e-10)
    expectClose(result.difference, k1 / n1 - k2 / n2, 1e-15)
  },
)

const count = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ k: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))

test('any interval holds its estimate, stays within 0 and 1, and mirrors when success and failure swap', () => {
  fc.assert(
    fc.property(count, fc.constantFrom(wilson, clopperPearson), ({ k, n }, limits) => {
      const { low, high } = limits({ k, n }, 0.95)
      const mirror = limits({ k: n - k, n }, 0.95)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(k / n + 1e-12)
      expect(high).toBeGreaterThanOrEqual(k / n - 1e-12)
      expect(low).toBeCloseTo(1 - mirror.high, 12)
    }),
  )
})

test('Wilson limits solve the score equation they are defined by', () => {
  const z = normalQuantile(0.975)
  fc.assert(
    fc.property(count, ({ k, n }) => {
      fc.pre(k > 0 && k < n)
      for (const p of Object.values(wilson({ k, n }, 0.95))) {
        expect(Math.abs(Math.abs(k / n - p) - z * Math.sqrt((p * (1 - p)) / n))).toBeLessThan(1e-12)
      }
    }),
  )
})

test("Fisher's exact test equals a plain enumeration of all tables", () => {
  const choose = (n: number, k: number) => {
    let value = 1
    for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i
    return value
  }
  const small = fc
    .integer({ min: 0, max: 25 })
    .chain((n) => fc.record({ k: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
  fc.assert(
    fc.property(small, small, (a, b) => {
      const all = choose(a.n + b.n, a.k + b.k)
      const chance = (k: number) => (choose(a.n, k) * choose(b.n, a.k + b.k - k)) / all
      let sum = 0
      for (let k = Math.max(0, a.k + b.k - b.n); k <= Math.min(a.n, a.k + b.k); k++) {
        if (chance(k) <= chance(a.k) * (1 + 1e-7)) sum += chance(k)
      }
      expectClose(fisherTwoSided(a, b), Math.min(1, sum), 1e-10)
    }),
  )
})

test('Holm and Benjamini-Hochberg adjust as R p.adjust does', () => {
  const p = [0.01, 0.04, 0.03, 0.005, 0.2]
  for (const [index, value] of [0.04, 0.09, 0.09, 0.025, 0.2].entries())
    expectClose(holm(p)[index], value, 1e-12)
  for (const [index, value] of [0.025, 0.05, 0.05, 0.025, 0.2].entries()) {
    expectClose(benjaminiHochberg(p)[index], value, 1e-12)
  }
  expect(holm([])).toEqual([])
  expect(holm([0.9, 0.9])).toEqual([1, 1])
})

/** The exact chance that the interval holds p, by summing over every count. */
function coverage(limits: typeof wilson, n: number, p: number): number {
  let [sum, chance] = [0, (1 - p) ** n]
  for (let k = 0; k <= n; k++) {
    const { low, high } = limits({ k, n }, 0.95)
    if (low <= p && p <= high) sum += chance
    chance *= ((n - k) / (k + 1)) * (p / (1 - p))
  }
  return sum
}

test('Clopper-Pearson covers at least 95 % at any share; Wilson covers 95 % on average', () => {
  for (const n of [10, 50, 200]) {
    const shares = Array.from({ length: 39 }, (_, index) => (index + 1) / 40)
    for (const p of shares) expect(coverage(clopperPearson, n, p)).toBeGreaterThanOrEqual(0.95 - 1e-12)
    const mean = shares.reduce((sum, p) => sum + coverage(wilson, n, p), 0) / shares.length
    expect(mean).toBeGreaterThan(0.94)
    expect(mean).toBeLessThan(0.965)
  }
})
