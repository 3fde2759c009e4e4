import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Compared, meansCompared, shareScale } from './independent-sides.ts'
import { normalQuantile } from './normal.ts'
import { scoredComparisons, sideOf, togetherOf } from './scored-gaps.ts'
import { findingsOf } from './subgroup.ts'
import { talliesOf } from './tallies.ts'
import type { GroupPlan, Tallies } from './tally.ts'
import { expectClose } from './test/shared-medical.ts'

const groups: readonly string[] = ['a', 'b', 'c']
type Row = { readonly score: number; readonly label: number; readonly group: string }

const rowOf = fc.record({
  score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
  label: fc.integer({ min: 0, max: 1 }),
  group: fc.constantFrom(...groups),
})

function tallied(rows: readonly Row[], scoreKind: 'probability' | 'ranking' = 'probability'): Tallies {
  const codes = Int32Array.from(rows, ({ group }) => groups.indexOf(group))
  const predictions = {
    scores: Float64Array.from(rows, ({ score }) => score),
    labels: Uint8Array.from(rows, ({ label }) => label),
    subgroups: [{ column: 'group', strata: groups, codes }],
    caseIds: [],
    scoreKind,
    columnsLeftOut: [],
  }
  return talliesOf(predictions, { threshold: 0.5, pairs: [] })
}

function comparedIn(rows: readonly Row[], name: keyof typeof scoredComparisons, least: number) {
  const own = tallied(rows).columns[0] ?? []
  const [first, ...rest] = own
  if (first?.value !== 'a' || rest.length === 0) return undefined
  return scoredComparisons[name](sideOf(first), togetherOf(rest), least)
}

/** Wilson's limits, written down once more. */
function share(k: number, n: number, z: number) {
  const half = z * Math.sqrt((k * (n - k)) / n + (z * z) / 4)
  return {
    at: k / n,
    low: k === 0 ? 0 : (k + (z * z) / 2 - half) / (n + z * z),
    high: k === n ? 1 : (k + (z * z) / 2 + half) / (n + z * z),
  }
}
type Share = ReturnType<typeof share>

const called = ({ score }: Row) => score >= 0.5
const count = (rows: readonly Row[], of: (row: Row) => boolean) => rows.filter(of).length
const halves = (rows: readonly Row[]) => [
  rows.filter(({ group }) => group === 'a'),
  rows.filter(({ group }) => group !== 'a'),
]

test('Brier score and calibration in the large are compared as the means of every case of their own', () => {
  const of = {
    brier: ({ score, label }: Row) => (score - label) ** 2,
    'observed-less-expected': ({ score, label }: Row) => label - score,
  }
  fc.assert(
    fc.property(fc.array(rowOf, { minLength: 6, maxLength: 60 }), (rows) => {
      const [own = [], others = []] = halves(rows)
      for (const name of ['brier', 'observed-less-expected'] as const) {
        const scale = name === 'brier' ? shareScale : { low: -1, high: 1 }
        const naive = meansCompared(own.map(of[name]), others.map(of[name]), { least: 2, scale })
        const found = comparedIn(rows, name, 2)
        if (found === undefined) continue
        expect(found === null).toBe(naive === null)
        if (!found || !naive) continue
        expectClose(found.difference + 2, naive.difference + 2, 1e-12)
        expectClose(found.pValue + 1, naive.pValue + 1, 1e-8)
        const [ours, plain] = [found.intervalAt(0.99), naive.intervalAt(0.99)]
        expectClose(ours.low + 3, plain.low + 3, 1e-8)
        expectClose(ours.high + 3, plain.high + 3, 1e-8)
      }
    }),
  )
})

test('F1 and balanced accuracy are compared by square-and-add of Wilson limits, as written down once more', () => {
  const z = normalQuantile(0.995)
  const f1 = (rows: readonly Row[]) => {
    const hit = count(rows, (row) => called(row) && row.label === 1)
    const any = count(rows, (row) => called(row) || row.label === 1)
    const { at, low, high } = share(hit, any, z)
    const rise = (value: number) => (2 * value) / (1 + value)
    return { at: rise(at), low: rise(low), high: rise(high) }
  }
  const rates = (rows: readonly Row[]) =>
    [1, 0].map((label) =>
      share(
        count(rows, (row) => row.label === label && called(row) === (label === 1)),
        count(rows, (row) => row.label === label),
        z,
      ),
    )
  const low = (a: Share, b: Share) => Math.hypot(a.at - a.low, b.high - b.at)
  const high = (a: Share, b: Share) => Math.hypot(a.high - a.at, b.at - b.low)
  const expectLimits = (found: Compared, difference: number, reach: readonly [number, number]) => {
    expectClose(found.difference + 2, difference + 2, 1e-12)
    const interval = found.intervalAt(0.99)
    expectClose(interval.low + 2, Math.max(-1, difference - reach[0]) + 2, 1e-9)
    expectClose(interval.high + 2, Math.min(1, difference + reach[1]) + 2, 1e-9)
  }
  fc.assert(
    fc.property(fc.array(rowOf, { minLength: 8, maxLength: 60 }), (rows) => {
      const [own = [], others = []] = halves(rows)
      const found = comparedIn(rows, 'f1', 1)
      if (found) {
        const [a, b] = [f1(own), f1(others)]
        expectLimits(found, a.at - b.at, [low(a, b), high(a, b)])
      }
      const balanced = comparedIn(rows, 'balanced-accuracy', 1)
      if (balanced) {
        const [a, b] = [rates(own), rates(others)]
        const pairs = a.flatMap((one, at) => {
          const other = b[at]
          return other ? [[one, other] as const] : []
        })
        const difference = pairs.reduce((sum, [one, other]) => sum + (one.at - other.at) / 2, 0)
        const reach = (of: typeof low) => Math.hypot(...pairs.map(([one, other]) => of(one, other))) / 2
        expectLimits(balanced, difference, [reach(low), reach(high)])
      }
    }),
  )
})

const plan: GroupPlan = {
  threshold: 0.5,
  level: 0.95,
  proportionInterval: 'wilson',
  aurocInterval: 'delong-logit',
  stratumClassCasesMin: 10,
  strata: ['group'],
}

/** Half of a group positive, one in four called wrongly. */
const cases = (group: string, n: number): Row[] =>
  Array.from({ length: n }, (_, at) => {
    const label = at % 2
    return { group, label, score: (at % 4 === 0) === (label === 1) ? 0.3 : 0.7 }
  })

test('each measure is compared from its own least number of cases on: at it, and not one below', () => {
  const namesOf = (n: number) => {
    const { gaps } = findingsOf(tallied([...cases('a', n), ...cases('b', 80)]), plan)
    return gaps.map(({ name }) => name)
  }
  expect(namesOf(10)).toEqual(expect.arrayContaining(['accuracy', 'brier', 'observed-less-expected']))
  expect(namesOf(10)).not.toContain('balanced-accuracy')
  expect(namesOf(20)).toContain('balanced-accuracy')
  expect(namesOf(9)).not.toContain('brier')
  expect(namesOf(9)).not.toContain('accuracy')
})

test('a score that is no probability has no gap of probability, and average precision is never compared', () => {
  const rows = [...cases('a', 40), ...cases('b', 80)]
  const namesOf = (kind: 'probability' | 'ranking') =>
    findingsOf(tallied(rows, kind), plan).gaps.map(({ name }) => String(name))
  expect(namesOf('probability')).toEqual([
    'auroc',
    'sensitivity',
    'specificity',
    'positive-predictive-value',
    'negative-predictive-value',
    'accuracy',
    'balanced-accuracy',
    'f1',
    'brier',
    'observed-less-expected',
  ])
  expect(namesOf('ranking')).not.toContain('brier')
  expect(namesOf('ranking')).not.toContain('observed-less-expected')
  expect(namesOf('ranking')).toContain('f1')
})

test('a group whose probabilities promise a third too much is claimed, the others are not', () => {
  const rows = groups.flatMap((group) =>
    Array.from({ length: 300 }, (_, at): Row => {
      const promised = 0.1 + (0.8 * (at % 10)) / 9
      const truth = group === 'a' ? promised * (2 / 3) : promised
      return { group, score: promised, label: (Math.floor(at / 10) + 0.5) / 30 < truth ? 1 : 0 }
    }),
  )
  const { gaps } = findingsOf(tallied(rows), plan)
  const claimed = gaps.filter(
    ({ name, interval }) => name === 'observed-less-expected' && (interval.high < 0 || interval.low > 0),
  )
  expect(claimed.map(({ value }) => value)).toContain('a')
  const [gap] = claimed
  expectClose(gap?.difference, -0.5 / 3, 0.05)
})

test('cases that all err alike have no gap of the Brier score: nothing varies, so nothing is known', () => {
  const rows = [
    ...Array.from(
      { length: 20 },
      (_, at): Row => ({ group: 'a', label: at % 2, score: at % 2 === 1 ? 0.7 : 0.3 }),
    ),
    ...Array.from(
      { length: 40 },
      (_, at): Row => ({ group: 'b', label: at % 2, score: at % 2 === 1 ? 0.7 : 0.3 }),
    ),
  ]
  const names = findingsOf(tallied(rows), plan).gaps.map(({ name }) => name)
  expect(names).not.toContain('brier')
  expect(names).toContain('observed-less-expected')
})
