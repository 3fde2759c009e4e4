import {
  bernoulliLimit,
  bernoulliRunLength,
  failureScore,
} from '@maek/domain/models/performance/sequential/bernoulli-cusum.ts'
import {
  cusumLimit,
  cusumRunLength,
  ewmaRunLength,
  ewmaWidth,
} from '@maek/domain/models/performance/sequential/run-length.ts'
import { groupSequentialBounds } from '@maek/domain/models/performance/sequential/spending.ts'
import { sprt } from '@maek/domain/models/performance/sequential/sprt.ts'
import { expect, test } from 'vitest'
import { chance, chanceError } from './chance.ts'

/* What an alarm is designed to do, against what it does over thousands of made-up histories: within five in a hundred. */

const histories = 6_000

function averageRun(seed: number, run: (next: ReturnType<typeof chance>) => number): number {
  const next = chance(seed)
  let sum = 0
  for (let n = 0; n < histories; n += 1) sum += run(next)
  return sum / histories
}

function expectWithin(simulated: number, designed: number): void {
  expect(simulated / designed).toBeGreaterThan(0.95)
  expect(simulated / designed).toBeLessThan(1.05)
}

test.each([
  [0, 500],
  [0.5, 500],
  [1, 500],
] as const)(
  'a CUSUM shifted by %d standard deviations runs as long as it was designed to',
  (shift, length) => {
    const design = { reference: 0.5, limit: cusumLimit(0.5, length) }
    const simulated = averageRun(11 + shift, ({ normal }) => {
      let [height, looks] = [0, 0]
      while (height < design.limit) {
        height = Math.max(0, height + normal() + shift - design.reference)
        looks += 1
      }
      return looks
    })
    expectWithin(simulated, cusumRunLength(design, shift))
    if (shift === 0) expectWithin(simulated, length)
  },
)

test.each([0, 0.5, 1])(
  'an EWMA shifted by %d standard deviations runs as long as it was designed to',
  (shift) => {
    const design = { weight: 0.1, width: ewmaWidth(0.1, 370) }
    const limit = design.width * Math.sqrt(design.weight / (2 - design.weight))
    const simulated = averageRun(21 + shift, ({ normal }) => {
      let [level, looks] = [0, 0]
      while (Math.abs(level) < limit) {
        level = (1 - design.weight) * level + design.weight * (normal() + shift)
        looks += 1
      }
      return looks
    })
    expectWithin(simulated, ewmaRunLength(design, shift))
    if (shift === 0) expectWithin(simulated, 370)
  },
)

test.each([0.1, 0.15, 0.2])(
  'a chart of failures runs as long as it was designed to at a failure rate of %d',
  (rate) => {
    const up = failureScore(0.1, 0.2)
    const design = { up, limit: bernoulliLimit({ up, acceptable: 0.1, length: 1000 }) }
    const simulated = averageRun(rate * 100, ({ share }) => {
      let [height, cases] = [0, 0]
      while (height < design.limit) {
        height = Math.max(0, height + (share() < rate ? up : -1))
        cases += 1
      }
      return cases
    })
    expectWithin(simulated, bernoulliRunLength(design, rate))
    if (rate === 0.1) expect(simulated).toBeGreaterThan(950)
  },
)

test.each(['obrien-fleming', 'pocock'] as const)(
  'ten planned looks after %s alarm without cause in at most five histories of a hundred',
  (spending) => {
    const information = Array.from({ length: 10 }, (_, look) => (look + 1) / 10)
    const bounds = groupSequentialBounds(information, { alpha: 0.05, spending })
    const { normal } = chance(31)
    const tries = 100_000
    let alarmed = 0
    for (let n = 0; n < tries; n += 1) {
      let sum = 0
      for (const [look, bound] of bounds.entries()) {
        sum += normal() * Math.sqrt(0.1)
        if (Math.abs(sum) / Math.sqrt((look + 1) / 10) < bound) continue
        alarmed += 1
        break
      }
    }
    expect(Math.abs(alarmed / tries - 0.05)).toBeLessThan(chanceError(0.05, tries))
  },
)

test('Wald’s test errs no more often than it was allowed to, on either side', () => {
  const design = { acceptable: 0.1, unacceptable: 0.2, alpha: 0.05, beta: 0.1 }
  const { share } = chance(41)
  const decide = (rate: number) => {
    function* cases() {
      for (;;) yield share() < rate
    }
    return sprt(design, cases()).decision
  }
  const tries = 20_000
  let [falseAlarms, misses] = [0, 0]
  for (let n = 0; n < tries; n += 1) {
    if (decide(design.acceptable) === 'unacceptable') falseAlarms += 1
    if (decide(design.unacceptable) === 'acceptable') misses += 1
  }
  expect(falseAlarms / tries).toBeLessThan(design.alpha + chanceError(design.alpha, tries))
  expect(misses / tries).toBeLessThan(design.beta + chanceError(design.beta, tries))
})

test('over 52 weeks and 20 groups, a budget of one false year in ten is kept where naive weekly tests fail nearly always', () => {
  const [weeks, groups, cases, rate] = [52, 20, 200, 0.1]
  const alpha = 0.1 / groups
  const bounds = groupSequentialBounds(
    Array.from({ length: weeks }, (_, week) => (week + 1) / weeks),
    { alpha, spending: 'obrien-fleming' },
  )
  const { successes } = chance(51)
  const years = 400
  let [kept, naive] = [0, 0]
  for (let year = 0; year < years; year += 1) {
    let [alarmed, naively] = [false, false]
    for (let group = 0; group < groups; group += 1) {
      let failures = 0
      for (const [week, bound] of bounds.entries()) {
        const now = successes(cases, rate)
        failures += now
        const all = cases * (week + 1)
        const z = (failed: number, n: number) => (failed - n * rate) / Math.sqrt(n * rate * (1 - rate))
        if (Math.abs(z(failures, all)) >= bound) alarmed = true
        if (Math.abs(z(now, cases)) >= 1.96) naively = true
      }
    }
    if (alarmed) kept += 1
    if (naively) naive += 1
  }
  expect(kept / years).toBeLessThan(0.1 + chanceError(0.1, years))
  expect(naive / years).toBeGreaterThan(0.99)
})
