import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AgreementTable, cohenKappa, fleissKappa } from './agreement.ts'
import type { Measure } from './measure.ts'
import { expectClose } from './test/shared-medical.ts'

const shown = (measure: Measure) => {
  if (measure.state !== 'estimated' || measure.interval === null) throw new Error('an estimate is expected')
  return { ...measure.interval, estimate: measure.estimate }
}

// SAS values printed in the tests of statsmodels (table of 19 cases).
const printed: AgreementTable = [
  [0, 4, 1],
  [0, 8, 0],
  [0, 1, 5],
]

test('kappa and its interval agree with the values SAS prints', () => {
  const kappa = shown(cohenKappa(printed, 'none', 0.95))
  expect(kappa.estimate).toBeCloseTo(0.4842, 4)
  expect(kappa.low).toBeCloseTo(0.2137, 4)
  expect(kappa.high).toBeCloseTo(0.7547, 4)
  expect((kappa.high - kappa.estimate) / 1.959963984540054).toBeCloseTo(0.138, 4)
})

test('linearly weighted kappa agrees with the values SAS prints', () => {
  const kappa = shown(cohenKappa(printed, 'linear', 0.95))
  expect(kappa.estimate).toBeCloseTo(0.4701, 4)
  expect((kappa.high - kappa.estimate) / 1.959963984540054).toBeCloseTo(0.1457, 4)
})

test('readers who agree on every case have a kappa of one', () => {
  const both: AgreementTable = [
    [7, 0],
    [0, 3],
  ]
  expect(shown(cohenKappa(both, 'none', 0.95)).estimate).toBe(1)
})

test('two readers who used a single category are told that kappa is not defined', () => {
  expect(
    cohenKappa(
      [
        [9, 0],
        [0, 0],
      ],
      'none',
      0.95,
    ).state,
  ).toBe('not-estimable')
  expect(cohenKappa([], 'none', 0.95).state).toBe('not-estimable')
})

test('a table that is not square, or holds a part of a case, is a mistake of the caller', () => {
  expect(() => cohenKappa([[1, 2]], 'none', 0.95)).toThrow(RangeError)
  expect(() => cohenKappa([[1.5]], 'none', 0.95)).toThrow(RangeError)
})

test('Fleiss’ kappa of fourteen readers and ten cases is that of his own example', () => {
  const example: AgreementTable = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ]
  expect(shown(fleissKappa(example, 0.95)).estimate).toBeCloseTo(0.2099, 4)
})

test('a case with fewer readers than the others is refused, not averaged away', () => {
  const uneven = [
    [2, 0],
    [1, 0],
  ]
  expect(() => fleissKappa(uneven, 0.95)).toThrow(RangeError)
  expect(() => fleissKappa([[1, 0]], 0.95)).toThrow(RangeError)
})

const tables = fc.integer({ min: 2, max: 5 }).chain((size) =>
  fc.array(fc.array(fc.nat(30), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
)

/** Kappa said plainly: every pair of cases by hand. */
function plainKappa(table: AgreementTable): number {
  const first: number[] = []
  const second: number[] = []
  for (const [i, row] of table.entries())
    for (const [j, count] of row.entries())
      for (let at = 0; at < count; at++) {
        first.push(i)
        second.push(j)
      }
  const same = first.filter((one, at) => one === second[at]).length / first.length
  let chance = 0
  for (const one of first) chance += second.filter((other) => other === one).length / first.length ** 2
  return (same - chance) / (1 - chance)
}

test('kappa is what counting case by case gives, and does not care which reader comes first', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const measure = cohenKappa(table, 'none', 0.95)
      fc.pre(measure.state === 'estimated')
      if (measure.state !== 'estimated') return
      expectClose(measure.estimate + 2, plainKappa(table) + 2, 1e-9)
      const turned = table.map((_, column) => table.map((row) => row[column] ?? 0))
      for (const weights of ['none', 'linear', 'quadratic'] as const) {
        const [here, there] = [cohenKappa(table, weights, 0.9), cohenKappa(turned, weights, 0.9)]
        if (here.state !== 'estimated' || there.state !== 'estimated') throw new Error('both or none')
        expectClose(here.estimate + 2, there.estimate + 2, 1e-9)
      }
    }),
    { numRuns: 100 },
  )
})
