import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateClasses } from './multi-class.ts'
import { expectClose } from './test/shared-medical.ts'

const choice = { proportion: 'wilson', level: 0.95, ordered: true } as const
const grades = ['none', 'mild', 'severe']
const calls = (truth: number[], called: number[], classes = grades) => ({
  classes,
  truth: Int32Array.from(truth),
  called: Int32Array.from(called),
})

test('the table has the truth in its rows, and each class is judged against all others', () => {
  const result = evaluateClasses(calls([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2]), choice)
  expect(result.table).toEqual([
    [2, 1, 0],
    [0, 1, 1],
    [0, 0, 1],
  ])
  expect(result.accuracy).toMatchObject({ estimate: 4 / 6, n: 6 })
  expect(result.perClass[1]?.confusion).toEqual({
    truePositives: 1,
    falsePositives: 1,
    falseNegatives: 1,
    trueNegatives: 3,
  })
  expectClose(
    result.macroSensitivity.state === 'estimated' ? result.macroSensitivity.estimate : 0,
    (2 / 3 + 0.5 + 1) / 3,
    1e-12,
  )
})

test('a class that never occurs has no sensitivity and does not raise or lower the average', () => {
  const result = evaluateClasses(calls([0, 0, 1], [0, 0, 1]), choice)
  expect(result.perClass[2]?.sensitivity.state).toBe('not-estimable')
  expect(result.macroSensitivity).toMatchObject({ estimate: 1, n: 3 })
})

test('quadratic kappa is not told of classes without an order', () => {
  const result = evaluateClasses(calls([0, 1], [1, 0]), { ...choice, ordered: false })
  expect(result.quadraticKappa.state).toBe('not-estimable')
})

test('a case of a class that is not listed is a mistake, not a new class', () => {
  expect(() => evaluateClasses(calls([3], [0]), choice)).toThrow(RangeError)
  expect(() => evaluateClasses(calls([0], [-1]), choice)).toThrow(RangeError)
  expect(() => evaluateClasses(calls([0, 1], [0]), choice)).toThrow(RangeError)
})

test('no result depends on the order of the cases, and counting by hand gives the same table', () => {
  const pairs = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(pairs, (rows) => {
      const of = (all: typeof rows) =>
        evaluateClasses(
          calls(
            all.map(([t]) => t),
            all.map(([, c]) => c),
          ),
          choice,
        )
      const here = of(rows)
      expect(of(rows.toReversed())).toEqual(here)
      for (const [t, line] of here.table.entries())
        for (const [c, count] of line.entries())
          expect(count).toBe(rows.filter(([truth, called]) => truth === t && called === c).length)
    }),
  )
})
