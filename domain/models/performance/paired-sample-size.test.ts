import { expect, test } from 'vitest'
import { criticalValue } from './normal.ts'
import {
  casesForPairedAreas,
  leastCases,
  pairedAreasStandardError,
  pairsForDifference,
  pairsForNonInferiority,
  positivesForAuroc,
} from './paired-sample-size.ts'
import { aurocPower, casesForAuroc } from './sample-size.ts'
import { expectClose } from './test/shared-medical.ts'

/** Power of McNemar's test counted over all tables, for the normal statistic: naive, and nothing shared with the formula. */
type Discordant = { readonly gained: number; readonly lost: number }

function countedPower(
  n: number,
  { gained, lost }: Discordant,
  isRejected: (b: number, c: number) => boolean,
): number {
  const logFactorial = [0]
  for (let k = 1; k <= n; k++) logFactorial[k] = (logFactorial[k - 1] ?? 0) + Math.log(k)
  const log = (k: number) => logFactorial[k] ?? 0
  let power = 0
  for (let b = 0; b <= n; b++) {
    for (let c = 0; b + c <= n; c++) {
      if (!isRejected(b, c)) continue
      const rest = n - b - c
      const chance =
        log(n) -
        log(b) -
        log(c) -
        log(rest) +
        b * Math.log(gained) +
        c * Math.log(lost) +
        rest * Math.log(1 - gained - lost)
      power += Math.exp(chance)
    }
  }
  return power
}

test('pairs by Connor’s formula have the power asked, counted over all tables', () => {
  const n = Math.ceil(pairsForDifference({ gained: 0.2, lost: 0.08 }, { alpha: 0.05, power: 0.8 }))
  const z = criticalValue(0.95)
  const power = countedPower(
    n,
    { gained: 0.2, lost: 0.08 },
    (b, c) => b + c > 0 && Math.abs(b - c) / Math.sqrt(b + c) >= z,
  )
  expect(power).toBeGreaterThan(0.78)
  expect(power).toBeLessThan(0.83)
})

test('pairs for non-inferiority have the power asked, counted over all tables', () => {
  const [gained, lost, margin] = [0.1, 0.1, 0.1]
  const n = Math.ceil(pairsForNonInferiority({ gained, lost }, margin, { alpha: 0.025, power: 0.8 }))
  const z = criticalValue(0.95)
  const power = countedPower(n, { gained, lost }, (b, c) => {
    const difference = (b - c) / n
    const variance = ((b + c) / n - difference * difference) / n
    return (difference + margin) / Math.sqrt(variance) >= z
  })
  expect(power).toBeGreaterThan(0.77)
  expect(power).toBeLessThan(0.83)
})

test('half the margin of paired non-inferiority costs four times the pairs', () => {
  const errors = { alpha: 0.025, power: 0.9 }
  const of = (margin: number) => pairsForNonInferiority({ gained: 0.1, lost: 0.1 }, margin, errors)
  expectClose(of(0.05) / of(0.1), 4, 1e-12)
})

test('two areas of no correlation need the cases of one area at the error of their difference', () => {
  const areas = { first: 0.8, second: 0.8, correlation: 0, prevalence: 0.1 }
  const cases = casesForPairedAreas(areas, 0.1, { alpha: 0.025, power: 0.9 })
  const wanted = 0.1 / (1.959963984540054 + 1.2815515655446004)
  expect(cases).toBe(casesForAuroc({ auroc: 0.8, prevalence: 0.1, standardError: wanted / Math.SQRT2 }))
  expect(casesForPairedAreas({ ...areas, correlation: 0.5 }, 0.1, { alpha: 0.025, power: 0.9 })).toBeLessThan(
    cases,
  )
  expect(pairedAreasStandardError(areas, cases)).toBeLessThanOrEqual(wanted)
  expect(pairedAreasStandardError(areas, cases - 1)).toBeGreaterThan(wanted)
})

test('the positives found are the first that reach the power', () => {
  const positives = positivesForAuroc({ auroc: 0.75, ratio: 2 }, { alpha: 0.05, power: 0.9 })
  const power = (n: number) => aurocPower({ auroc: 0.75, positives: n, negatives: 2 * n, alpha: 0.05 })
  expect(power(positives)).toBeGreaterThanOrEqual(0.9)
  expect(power(positives - 1)).toBeLessThan(0.9)
})

test('designs that nothing can meet are refused', () => {
  const errors = { alpha: 0.05, power: 0.8 }
  expect(() => pairsForDifference({ gained: 0.1, lost: 0.1 }, errors)).toThrow(RangeError)
  expect(() => pairsForDifference({ gained: 0.8, lost: 0.4 }, errors)).toThrow(RangeError)
  expect(() => pairsForNonInferiority({ gained: 0, lost: 0.2 }, 0.1, errors)).toThrow(RangeError)
  expect(() => positivesForAuroc({ auroc: 0.5, ratio: 1 }, errors)).toThrow(RangeError)
  expect(() => leastCases(() => false)).toThrow(RangeError)
  expect(leastCases((n) => n >= 1)).toBe(1)
  expect(leastCases((n) => n >= 5)).toBe(5)
})
