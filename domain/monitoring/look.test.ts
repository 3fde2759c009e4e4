import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binCounts, freezeBins } from '../models/performance/drift.ts'
import { bernoulliPath } from '../models/performance/sequential/bernoulli-cusum.ts'
import { alarmsToOpen } from './alarms.ts'
import { cusumOverPeriods, joinSegments, noCases, segmentOf } from './cusum-segment.ts'
import { type LookAsked, lookAt } from './look.ts'
import { lookDue } from './look-due.ts'
import { lookResultSchema } from './look-result.ts'
import { dayNumber, dayOf, dayText, lastEnded, periodEnd, periodStart } from './period.ts'
import { decileCounts, type ReferenceVariable } from './reference.ts'
import { addSums, type DaySums } from './sums.ts'
import type { ChartTerms, WatchTerms } from './terms.ts'
import { dayOfCalls, reference, sumsOf, terms } from './test/days.ts'

const plan: LookAsked['plan'] = {
  id: '6e000000-0000-4000-8000-000000000001',
  number: 'MPL-2026-0001',
  version: 3,
  signedAt: null,
}
const start = dayOf('2026-01-01')

function look(days: readonly DaySums[], change: Partial<WatchTerms> = {}, more: Partial<LookAsked> = {}) {
  const at = `${dayText((days.at(-1)?.day ?? start) + 1)}T12:00:00.000Z`
  const asked = {
    plan,
    terms: { ...terms, ...change },
    reference: null,
    referenceDigest: null,
    batches: [],
    at,
  }
  return lookAt({ ...asked, ...more }, sumsOf(days))
}

const cusum: ChartTerms = {
  ...{ id: '1', metric: 'sensitivity', method: 'bernoulli-cusum', group: null, good: 0.9, bad: 0.75 },
  ...{ runLength: 2000, alpha: null, beta: null, weight: null, spending: 'obrien-fleming' },
  ...{ plannedCases: null, casesPerYear: null },
}

test('a chart joined from days is the chart drawn case after case, up to its first alarm', () => {
  const days = fc.array(fc.array(fc.boolean(), { maxLength: 12 }), { maxLength: 12 })
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 12 }), (cases, up, limit) => {
      const path = bernoulliPath({ up, limit }, cases.flat())
      const joined = cusumOverPeriods(
        { limit },
        cases.map((day) => segmentOf(day, up)),
      )
      const first = joined.findIndex(({ alarm }) => alarm)
      const until = cases.slice(0, first < 0 ? cases.length : first + 1).flat().length
      expect(first >= 0).toBe((path.alarms[0] ?? Number.POSITIVE_INFINITY) < until)
      if (first < 0 && until > 0) expect(joined.at(-1)?.height).toBe(path.heights.at(-1))
    }),
  )
})

test('segments of days join in any grouping to the segment of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.boolean(), { maxLength: 8 }), { maxLength: 6 }), (parts) => {
      const whole = segmentOf(parts.flat(), 3)
      const left = parts.reduce((sum, part) => joinSegments(sum, segmentOf(part, 3)), noCases)
      const right = parts.reduceRight((sum, part) => joinSegments(segmentOf(part, 3), sum), noCases)
      expect(left).toEqual(whole)
      expect(right).toEqual(whole)
    }),
  )
})

test('a fall of sensitivity alarms, and earlier points of the chart never change when days are added', () => {
  const days = Array.from({ length: 40 }, (_, at) => {
    const missed = at < 20 ? 1 : 4
    const failures = Array.from({ length: 10 }, (_, one) => one < missed)
    return dayOfCalls(
      start + at,
      { truePositives: 10 - missed, falseNegatives: missed },
      { segments: [segmentOf(failures, 3)] },
    )
  })
  const change = { charts: [cusum] }
  const all = look(days, change)
  expect(all.outcome).toBe('alarm')
  expect(all.alarms[0]?.cause).toMatch(/^chart\/1\/2026-01-2/)
  const before = look(days.slice(0, 25), change)
  expect(all.charts[0]?.points.slice(0, 25)).toEqual(before.charts[0]?.points)
})

test('outlier in PSI: one value far away hides no shift, for the bins stand still', () => {
  const next = (at: number) => ((at * 7919) % 10_007) / 10_007
  const values = Float64Array.from({ length: 10_000 }, (_, at) => next(at))
  const shifted = values.map((value) => value * 0.8)
  const grid = freezeBins(values, 200)
  const variable: ReferenceVariable = {
    name: 'score',
    edges: [...grid.edges],
    decileEdges: [...freezeBins(values, 10).edges],
    range: [grid.range[0], grid.range[1]],
    counts: [...grid.counts],
  }
  expect(decileCounts(variable, grid.counts)).toEqual([...freezeBins(values, 10).counts])
  const psiOf = (current: Float64Array) => {
    const day = dayOfCalls(start, { trueNegatives: 100 }, { bins: [binCounts(grid, current)] })
    return look([day], {}, { reference: { ...reference, variables: [variable] } }).drift[0]?.psi ?? 0
  }
  const plain = psiOf(shifted)
  const outlier = psiOf(Float64Array.from([...shifted, 1e9]))
  expect(plain).toBeGreaterThan(0.2)
  expect(Math.abs(outlier - plain)).toBeLessThan(0.01)
})

// Reference: sensitivity 0.58, specificity 0.90, prevalence 0.10, calibrated (reference/monitoring.md 2.9).
function fieldOf(prevalence: number, expectedShare: number) {
  const n = 10_000
  const positives = n * prevalence
  const called = Math.round(positives * 0.58 + (n - positives) * 0.1)
  const expected = expectedShare * n * 1e6
  const all = {
    ...{ predictions: n, calledPositive: called },
    now: { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 },
    ripe: { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 },
  }
  return dayOfCalls(
    start,
    {},
    {
      all,
      delays: [],
      scoreMillionths: {
        positive: Math.round(expected * 0.58),
        negative: Math.round(expected * 0.42),
        labelled: 0,
      },
    },
  )
}

test('label shift in estimation: the estimate without labels is withheld when prevalence has moved', () => {
  const same = look([fieldOf(0.1, 0.1)], {}, { reference }).estimate
  expect(same.state).toBe('estimated')
  // What the scores promise at a true 0.05, 0.20 and 0.30 (the table of CBPE): 0.0888, 0.1245, 0.1603.
  for (const [prevalence, promised] of [
    [0.05, 0.0888],
    [0.2, 0.1245],
    [0.3, 0.1603],
  ] as const) {
    const moved = look([fieldOf(prevalence, promised)], {}, { reference }).estimate
    expect(moved.state, `prevalence ${prevalence}`).toBe('withheld')
    expect(moved.check.impliedPrevalence).toBeCloseTo(prevalence, 2)
  }
})

test('an estimate without labels is withheld where the reference was never calibrated', () => {
  const off = { ...reference, scoreMillionths: 1_500_000_000 }
  expect(look([fieldOf(0.1, 0.1)], {}, { reference: off }).estimate.state).toBe('withheld')
})

test('clock edges: a day of Seoul begins at 15:00 UTC, weeks on Monday, months on their first', () => {
  expect(dayText(dayNumber('2026-03-01T14:59:59.999Z', 'seoul'))).toBe('2026-03-01')
  expect(dayText(dayNumber('2026-03-01T15:00:00.000Z', 'seoul'))).toBe('2026-03-02')
  expect(dayText(dayNumber('2026-03-01T15:00:00.000Z', 'utc'))).toBe('2026-03-01')
  expect(dayText(periodStart(dayOf('2026-11-22'), 'week'))).toBe('2026-11-16')
  expect(dayText(periodStart(dayOf('1969-12-31'), 'week'))).toBe('1969-12-29')
  expect(dayText(periodEnd(dayOf('2028-02-01'), 'month'))).toBe('2028-03-01')
  expect(dayText(lastEnded(dayOf('2026-11-23'), 'week'))).toBe('2026-11-16')
})

test('a look is due the moment a period has ended, once, and several missed are one', () => {
  const weekly = { period: 'week', dayBegins: 'seoul', startsOn: '2026-11-02' } as const
  expect(lookDue(weekly, null, '2026-11-08T14:59:59.999Z')).toBeNull()
  expect(lookDue(weekly, null, '2026-11-08T15:00:00.000Z')).toBe('2026-11-08')
  expect(lookDue(weekly, '2026-11-08', '2026-11-15T14:59:59.999Z')).toBeNull()
  expect(lookDue(weekly, '2026-11-08', '2026-11-29T15:00:00.000Z')).toBe('2026-11-29')
})

test('cases whose labels had no time yet are counted and not judged', () => {
  const days = Array.from({ length: 30 }, (_, at) =>
    dayOfCalls(start + at, { truePositives: 5, falseNegatives: 5 }),
  )
  const result = look(days, { matureAfterDays: 14 })
  expect(result.labels).toMatchObject({ predictions: 300, mature: 160 })
  expect(result.matureThrough).toBe(dayText(start + 15))
  expect(result.metrics[0]?.measure.n).toBe(160)
})

test('a group with too few cases is said to be insufficient and shown without numbers', () => {
  const small = {
    predictions: 8,
    calledPositive: 4,
    now: { truePositives: 4, falsePositives: 0, falseNegatives: 0, trueNegatives: 4 },
  }
  const group = { ...small, ripe: small.now }
  const day = dayOfCalls(start, { truePositives: 50, trueNegatives: 50 }, { groups: [group] })
  const result = look([day], { groups: [{ column: 'sex', value: 'F' }] })
  expect(result.groups[0]).toMatchObject({ isSufficient: false, metrics: [] })
  expect(result.gaps).toEqual([])
})

test('labels that come only for cases called positive are told: sensitivity would be overstated', () => {
  const calls = { truePositives: 90, falsePositives: 10, falseNegatives: 5, trueNegatives: 95 }
  const day = dayOfCalls(start, calls)
  const uneven = { ...day, all: { ...day.all, predictions: 1100, calledPositive: 100 } }
  expect(look([uneven]).labels.verification).toMatchObject({ isUneven: true })
  expect(look([day]).labels.verification).toMatchObject({ isUneven: false })
})

test('sums of parts give the sums of the whole, a day cut in two included', () => {
  const first = dayOfCalls(start, { truePositives: 3 }, { segments: [segmentOf([true, false], 4)] })
  const second = dayOfCalls(start, { falseNegatives: 2 }, { segments: [segmentOf([false, true], 4)] })
  const later = dayOfCalls(start + 1, { trueNegatives: 1 }, { segments: [noCases] })
  const whole = addSums([sumsOf([first]), sumsOf([second, later])])
  expect(whole.days).toHaveLength(2)
  expect(whole.days[0]).toMatchObject({
    all: { predictions: 5 },
    segments: [segmentOf([true, false, false, true], 4)],
  })
})

test('repeated looks: with the bounds of a group-sequential plan a year of looks alarms no more than designed', () => {
  const chart: ChartTerms = {
    ...cusum,
    method: 'group-sequential',
    metric: 'accuracy',
    good: 0.9,
    bad: 0.8,
    alpha: 0.1,
    plannedCases: 1000,
  }
  let state = 20_260_101
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let alarmed = 0
  const years = 30
  for (let year = 0; year < years; year++) {
    const days = Array.from({ length: 10 }, (_, at) => {
      const wrong = Array.from({ length: 100 }, () => next() < 0.1).filter((one) => one).length
      return dayOfCalls(start + at, { trueNegatives: 100 - wrong, falsePositives: wrong })
    })
    if (look(days, { charts: [chart] }).alarms.length > 0) alarmed++
  }
  // Two-sided 0.10, of which only half can alarm as worse; three standard errors of 30 simulated years.
  expect(alarmed / years).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / years))
})

test('an alarm opens one alert; while it is open its chart opens no other, and what it had seen stays settled with it', () => {
  const alarm = (of: string, period: string) => ({
    ...{ cause: `chart/${of}/${period}`, kind: 'chart' as const, of, period },
    because: { ko: '경보', en: 'Alarm' },
  })
  const causeOf = ({ cause }: { cause: string }) => `plan/${cause}`
  const alarms = [alarm('1', '2026-01-05'), alarm('1', '2026-01-12'), alarm('2', '2026-01-12')]
  const opened = alarmsToOpen(alarms, [], causeOf)
  expect(opened.map(({ cause }) => cause)).toEqual(['chart/1/2026-01-05', 'chart/2/2026-01-12'])
  const open = [{ cause: 'plan/chart/1/2026-01-05', isOpen: true, settledOn: null }]
  expect(alarmsToOpen(alarms, open, causeOf).map(({ of }) => of)).toEqual(['2'])
  const settled = [{ cause: 'plan/chart/1/2026-01-05', isOpen: false, settledOn: '2026-01-14' }]
  expect(
    alarmsToOpen([...alarms, alarm('1', '2026-01-19')], settled, causeOf).map(({ cause }) => cause),
  ).toEqual(['chart/2/2026-01-12', 'chart/1/2026-01-19'])
})

test('every result keeps the schema it is shown by, also of nothing at all', () => {
  expect(() => lookResultSchema.parse(look([]))).not.toThrow()
  const day = dayOfCalls(
    start,
    { truePositives: 20, trueNegatives: 20 },
    { segments: [segmentOf([false], 3)] },
  )
  expect(lookResultSchema.parse(look([day], { charts: [cusum] }, { reference })).outcome).toBeDefined()
})
