import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochberg, holm } from './multiplicity.ts'
import { normalQuantile } from './normal.ts'
import { newcombe } from './proportion.ts'
import { type Roc, roc } from './roc.ts'
import { scoreRuns } from './score-runs.ts'
import { findingsOf } from './subgroup.ts'
import { talliesOf } from './tallies.ts'
import type { GroupPlan } from './tally.ts'
import { expectClose } from './test/shared-medical.ts'
import { unpairedDelong } from './test/unpaired-delong.ts'

const plan: GroupPlan = {
  threshold: 0.5,
  level: 0.95,
  proportionInterval: 'wilson',
  aurocInterval: 'delong',
  stratumClassCasesMin: 2,
  strata: ['group'],
}

type Row = { readonly score: number; readonly label: number; readonly group: string; readonly site?: string }

function findings(rows: readonly Row[], changes: Partial<GroupPlan> = {}) {
  const columnOf = (column: 'group' | 'site') => {
    const strata = [...new Set(rows.flatMap((row) => row[column] ?? []))].sort()
    return { column, strata, codes: Int32Array.from(rows, (row) => strata.indexOf(row[column] ?? '')) }
  }
  const sites = rows.some(({ site }) => site !== undefined)
  const predictions = {
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
    subgroups: [columnOf('group'), ...(sites ? [columnOf('site')] : [])],
    caseIds: [],
    scoreKind: 'probability' as const,
    columnsLeftOut: [],
  }
  const tallies = talliesOf(predictions, { threshold: 0.5, pairs: sites ? [['group', 'site']] : [] })
  return findingsOf(tallies, { ...plan, ...changes })
}

const rowIn = (groups: readonly string[]) =>
  fc.record({
    score: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    label: fc.integer({ min: 0, max: 1 }),
    group: fc.constantFrom(...groups),
  })

const runsOf = (rows: readonly Row[]) =>
  scoreRuns({
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
  })

type Side = Roc & { readonly positives: number }

/** The curve of one group's rows alone. */
function sideOf(rows: readonly Row[], group: string): Side | null {
  const own = rows.filter((one) => one.group === group)
  const found = roc(runsOf(own))
  return found && { ...found, positives: own.filter(({ label }) => label === 1).length }
}

/** Areas held against each other as gap.ts says, written down once more from the curves alone. */
function naiveLimits(a: Side, b: Side, z: number) {
  const perCase = ({ positives, n }: Side) => 1 / positives + 1 / (n - positives)
  const [own, other] = [(a.variance ?? 0) / perCase(a), (b.variance ?? 0) / perCase(b)]
  const pooled = (own / perCase(a) + other / perCase(b)) / (1 / perCase(a) + 1 / perCase(b))
  const ends = (one: Side, variance: number) => {
    const half = z * Math.sqrt(Math.max(variance, pooled) * perCase(one))
    if (variance * (1 + 1e-9) < pooled || one.auc === 0 || one.auc === 1)
      return [Math.max(0, one.auc - half), Math.min(1, one.auc + half)] as const
    const odds = (sign: number) =>
      (one.auc / (1 - one.auc)) * Math.exp((sign * half) / (one.auc * (1 - one.auc)))
    return [odds(-1) / (1 + odds(-1)), odds(1) / (1 + odds(1))] as const
  }
  const [aEnds, bEnds] = [ends(a, own), ends(b, other)]
  const difference = a.auc - b.auc
  return {
    low: difference - Math.sqrt((a.auc - aEnds[0]) ** 2 + (bEnds[1] - b.auc) ** 2),
    high: difference + Math.sqrt((aEnds[1] - a.auc) ** 2 + (b.auc - bEnds[0]) ** 2),
  }
}

test('between two groups the gap of areas is that of an independent computation, and its p reaches zero', () => {
  fc.assert(
    fc.property(fc.array(rowIn(['a', 'b']), { minLength: 12, maxLength: 60 }), (rows) => {
      const [a, b] = ['a', 'b'].map((group) => sideOf(rows, group))
      const gap = findings(rows).gaps.find(({ name }) => name === 'auroc')
      const isKnown = [a, b].every((one) => one && one.variance !== null)
      if (!a || !b || !isKnown || (a.variance === 0 && b.variance === 0)) {
        expect(gap).toBeUndefined()
        return
      }
      expectClose(gap?.difference, a.auc - b.auc, 1e-9)
      const { level = 0.95, low, high } = gap?.interval ?? {}
      const expected = naiveLimits(a, b, normalQuantile((1 + level) / 2))
      expectClose(low, Math.max(-1, expected.low), 1e-7)
      expectClose(high, Math.min(1, expected.high), 1e-7)
      const pValue = gap?.pValue ?? 0
      if (a.auc === b.auc || pValue < 1e-12) return
      const reached = naiveLimits(a, b, normalQuantile(1 - pValue / 2))
      expectClose(a.auc > b.auc ? reached.low : reached.high, 0, 1e-6)
    }),
  )
})

test('of many cases the test of two areas is the one for independent curves that pROC has', () => {
  let state = 4711
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
  for (const shift of [0.02, 0.06, 0.1]) {
    const rows = Array.from({ length: 4000 }, (_, at): Row => {
      const [label, group] = [at % 2, at % 4 < 2 ? 'a' : 'b']
      return { score: next() + label * (group === 'a' ? 0.3 : 0.3 - shift), label, group }
    })
    const [a, b] = ['a', 'b'].map((group) => sideOf(rows, group))
    const outside = a && b ? unpairedDelong(a, b) : null
    const gap = findings(rows).gaps.find(({ name }) => name === 'auroc')
    expect(outside).not.toBeNull()
    const zOf = (pValue: number) => normalQuantile(1 - pValue / 2)
    expect(Math.abs(zOf(gap?.pValue ?? 0) - zOf(outside?.pValue ?? 1))).toBeLessThan(0.1)
  }
})

test('the interval of a gap of areas excludes zero exactly when its test says so', () => {
  fc.assert(
    fc.property(fc.array(rowIn(['a', 'b', 'c']), { minLength: 30, maxLength: 80 }), (rows) => {
      const { gaps } = findings(rows)
      for (const { name, interval, pValue } of gaps) {
        if (name !== 'auroc' || interval.low === -1 || interval.high === 1) continue
        const excludes = interval.low > 0 || interval.high < 0
        if (Math.abs(pValue - (1 - interval.level)) > 1e-9) expect(excludes).toBe(pValue < 1 - interval.level)
      }
    }),
  )
})

test('the others of an area are the areas within the other groups, weighted by their pairs of cases', () => {
  const make = (group: string, cases: readonly (readonly [number, number])[]): Row[] =>
    cases.map(([score, label]) => ({ score, label, group }))
  // Within each of b and c the model ranks without fault, but all of b scores below all of c.
  const rows = [
    ...make('a', [
      [0.1, 0],
      [0.6, 0],
      [0.5, 1],
      [0.9, 1],
    ]),
    ...make('b', [
      [0.1, 0],
      [0.12, 0],
      [0.2, 1],
      [0.14, 1],
      [0.13, 0],
    ]),
    ...make('c', [
      [0.7, 0],
      [0.72, 0],
      [0.8, 1],
      [0.71, 1],
    ]),
  ]
  const gap = findings(rows).gaps.find(({ name, value }) => name === 'auroc' && value === 'a')
  // b: 6 pairs, all right (1). c: 4 pairs, 3 right (0.75). Weighted: (6 + 3) / 10.
  expectClose(gap?.others.estimate, 0.9, 1e-12)
  expectClose(gap?.group.estimate, 0.75, 1e-12)
})

test('a column the plan named is claimed by Holm; what was only found by looking is Benjamini and Hochberg’s', () => {
  const rows = Array.from({ length: 120 }, (_, at): Row => {
    const label = at % 3 === 0 ? 1 : 0
    return {
      score: ((at * 37) % 100) / 100,
      label,
      group: 'xyz'.charAt(at % 5 < 2 ? 0 : (at % 2) + 1),
      site: at % 4 === 0 ? 's1' : 's2',
    }
  })
  const { gaps } = findings(rows)
  for (const [family, adjust] of [
    ['confirmatory', holm],
    ['exploratory', benjaminiHochberg],
  ] as const) {
    const own = gaps.filter((gap) => gap.family === family)
    expect(own.length).toBeGreaterThan(3)
    expect(own.map(({ pAdjusted }) => pAdjusted)).toEqual(adjust(own.map(({ pValue }) => pValue)))
    expect(own.every(({ interval }) => Math.abs(interval.level - (1 - 0.05 / own.length)) < 1e-12)).toBe(true)
  }
  expect(
    new Set(gaps.filter(({ column, and }) => column === 'group' && !and).map(({ family }) => family)),
  ).toEqual(new Set(['confirmatory']))
  const named = findings(rows, { intersections: [['site', 'group']] }).gaps
  expect(named.filter(({ and }) => and).every(({ family }) => family === 'confirmatory')).toBe(true)
  const judged = { criteria: [{ population: { kind: 'every-stratum', column: 'site' } }] }
  expect(
    findings(rows, judged).gaps.some(({ column, family }) => column === 'site' && family === 'confirmatory'),
  ).toBe(true)
})

test('a group with fewer cases than the plan asks for is not compared, at the bound and above it is', () => {
  const rows = Array.from({ length: 40 }, (_, at): Row => {
    const group = at < 5 ? 'few' : 'many'
    return { score: ((at * 7) % 40) / 40, label: at % 2, group }
  })
  // Of the few, 2 are positive and 3 negative.
  const compared = (least: number) =>
    findings(rows, { stratumClassCasesMin: least }).gaps.map(({ name }) => name)
  expect(compared(2)).toContain('sensitivity')
  expect(compared(3)).not.toContain('sensitivity')
  expect(compared(3)).toContain('specificity')
  expect(compared(3)).not.toContain('auroc')
})

test('the spread of a column holds the widest limits of all pairs of groups, and zero where chance explains it', () => {
  fc.assert(
    fc.property(fc.array(rowIn(['a', 'b', 'c']), { minLength: 10, maxLength: 60 }), (rows) => {
      const { spreads } = findings(rows)
      const counts = ['a', 'b', 'c'].flatMap((group) => {
        const own = rows.filter((one) => one.group === group && one.label === 1)
        return own.length < 2 ? [] : [{ k: own.filter(({ score }) => score >= 0.5).length, n: own.length }]
      })
      const spread = spreads.find(({ name }) => name === 'sensitivity')
      if (counts.length < 2) {
        expect(spread).toBeUndefined()
        return
      }
      const shares = counts.map(({ k, n }) => k / n)
      expect(spread?.difference).toBe(Math.max(...shares) - Math.min(...shares))
      const level = 1 - 0.05 / ((counts.length * (counts.length - 1)) / 2)
      const limits = counts.flatMap((a) => counts.flatMap((b) => (a === b ? [] : [newcombe(a, b, level)])))
      expectClose(spread?.interval.high, Math.max(0, ...limits.map(({ high }) => high)), 1e-12)
      expectClose(spread?.interval.low, Math.max(0, ...limits.map(({ low }) => low)), 1e-12)
    }),
  )
})

test('ten groups of fifty without a true difference lie far apart by chance, and the spread says zero is possible', () => {
  // reference: mean 0.154 apart in 20,000 simulations at a sensitivity of 0.85.
  let state = 12345
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
  let [apart, claimed] = [0, 0]
  const runs = 100
  for (let run = 0; run < runs; run++) {
    const rows = Array.from({ length: 500 }, (_, at): Row => {
      return { score: next() < 0.85 ? 0.9 : 0.1, label: 1, group: `g${at % 10}` }
    })
    const spread = findings(rows).spreads.find(({ name }) => name === 'sensitivity')
    apart += spread?.difference ?? 0
    if ((spread?.interval.low ?? 0) > 0) claimed++
  }
  expect(apart / runs).toBeGreaterThan(0.13)
  expect(apart / runs).toBeLessThan(0.18)
  expect(claimed / runs).toBeLessThanOrEqual(0.05)
})
