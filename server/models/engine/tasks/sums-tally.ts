import { dayBeginnings } from '@maek/domain/monitoring/period.ts'
import type { BinSums, Calls, DaySums, GroupSums } from '@maek/domain/monitoring/sums.ts'
import { failuresOf } from '@maek/domain/monitoring/terms.ts'
import type { SumTerms } from './sum-terms.ts'

type Cells = Float64Array
type Told = { readonly days: DaySums[]; readonly revised: number; readonly early: number }

const dayMs = 86_400_000
/** Longer waits are told as this one: nobody's charts wait three years. */
const delayDaysMax = 1100

/** Labels as the query writes them: 0, 1; 2 replaced in a circle; 3 contradictory; 4 none. */
const [circular, contradictory] = [2, 3]

/**
 * Adds up cases that come in the order of their predictions. Columns of numbers: predicted at (ms), score, called, label
 * now, label when mature, first label at (ms, not-a-number for none), revised (1), the place of the group in each column
 * of groups, inputs (not-a-number for none).
 */
export function openTally(terms: SumTerms): {
  readonly add: (columns: readonly Cells[], rows: number) => void
  readonly finish: () => Told
} {
  const offset = dayBeginnings[terms.dayBegins] * 60_000
  const columnCount = new Set(terms.groups.map(({ column }) => column)).size
  const days = new Map<number, Day>()
  let [revised, early] = [0, 0]
  let open: Day | null = null
  return {
    add: (columns, rows) => {
      const [at, score, called, now, ripe, first, isRevised] = columns
      if (!at || !score || !called || !now || !ripe || !first || !isRevised)
        throw new Error('the columns of a case')
      const codes = columns.slice(7, 7 + columnCount)
      const inputs = columns.slice(7 + columnCount)
      const groups: number[] = []
      for (let row = 0; row < rows; row++) {
        const moment = at[row] ?? Number.NaN
        const day = Math.floor((moment + offset) / dayMs)
        if (open?.day !== day) {
          open = days.get(day) ?? newDay(day, terms)
          days.set(day, open)
        }
        const one: Case = {
          score: score[row] ?? Number.NaN,
          called: called[row] ?? 0,
          now: now[row] ?? 4,
          ripe: ripe[row] ?? 4,
        }
        if (isRevised[row] === 1) revised++
        const firstAt = first[row] ?? Number.NaN
        if (!Number.isNaN(firstAt)) {
          const waited = Math.floor((firstAt - moment) / dayMs)
          if (firstAt < moment) early++
          const wait = Math.min(delayDaysMax, Math.max(0, waited))
          open.delays.set(wait, (open.delays.get(wait) ?? 0) + 1)
        }
        groups.length = 0
        for (const column of codes) {
          const place = column[row] ?? -1
          if (place >= 0) groups.push(place)
        }
        addCase(open, terms, { one, groups })
        addValues(open, terms, { one, inputs, row })
      }
    },
    finish: () => ({
      days: [...days.values()].sort((a, b) => a.day - b.day).map((day) => daySums(day, terms)),
      revised,
      early,
    }),
  }
}

type Case = { readonly score: number; readonly called: number; readonly now: number; readonly ripe: number }

/** Predictions, called positive; tp, fp, fn, tn now; the same when mature. */
type GroupCounts = Float64Array

type Day = {
  readonly day: number
  readonly all: GroupCounts
  readonly groups: readonly GroupCounts[]
  readonly millionths: { negative: number; positive: number; labelled: number }
  readonly bins: readonly Float64Array[]
  readonly positiveBins: Float64Array
  readonly negativeBins: Float64Array
  readonly delays: Map<number, number>
  readonly segments: readonly (Segment | null)[]
  readonly unclear: { contradictory: number; circular: number; revisedLate: number }
}
type Segment = { sum: number; rise: number; end: number; peak: number; cases: number }

function newDay(day: number, { groups, variables, cusums }: SumTerms): Day {
  const score = variables[0]
  const size = score ? score.counts.length : 0
  return {
    day,
    all: new Float64Array(10),
    groups: groups.map(() => new Float64Array(10)),
    millionths: { negative: 0, positive: 0, labelled: 0 },
    bins: variables.map(({ counts }) => new Float64Array(counts.length)),
    positiveBins: new Float64Array(size),
    negativeBins: new Float64Array(size),
    delays: new Map(),
    segments: cusums.map(
      (cusum) => cusum && { sum: 0, rise: Number.NEGATIVE_INFINITY, end: 0, peak: 0, cases: 0 },
    ),
    unclear: { contradictory: 0, circular: 0, revisedLate: 0 },
  }
}

/** Place of a call in the counts: tp, fp, fn, tn; -1 without a label. */
function placeOf(called: number, label: number): number {
  if (label === 1) return called === 1 ? 0 : 2
  if (label === 0) return called === 1 ? 1 : 3
  return -1
}

function addCase(
  day: Day,
  { cusums }: SumTerms,
  { one, groups }: { one: Case; groups: readonly number[] },
): void {
  const [now, ripe] = [placeOf(one.called, one.now), placeOf(one.called, one.ripe)]
  count(day.all, { called: one.called, now, ripe })
  for (const place of groups) {
    const group = day.groups[place]
    if (group) count(group, { called: one.called, now, ripe })
  }
  if (one.now === contradictory) day.unclear.contradictory++
  if (one.now === circular) day.unclear.circular++
  if (now >= 0 && ripe >= 0 && one.now !== one.ripe) day.unclear.revisedLate++
  if (ripe < 0) return
  for (let at = 0; at < cusums.length; at++) {
    const cusum = cusums[at]
    const segment = day.segments[at]
    if (!cusum || !segment || (cusum.group >= 0 && !groups.includes(cusum.group))) continue
    const { failures, cases } = failuresOf(cusum.metric, singles[ripe] ?? noCase)
    if (cases > 0) step(segment, failures > 0 ? cusum.up : -1)
  }
}

const noCase: Calls = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }
/** One case in each of the four places. */
const singles: readonly Calls[] = [
  { ...noCase, truePositives: 1 },
  { ...noCase, falsePositives: 1 },
  { ...noCase, falseNegatives: 1 },
  { ...noCase, trueNegatives: 1 },
]

function count(
  counts: GroupCounts,
  { called, now, ripe }: { readonly called: number; readonly now: number; readonly ripe: number },
): void {
  counts[0] = (counts[0] ?? 0) + 1
  if (called === 1) counts[1] = (counts[1] ?? 0) + 1
  if (now >= 0) counts[2 + now] = (counts[2 + now] ?? 0) + 1
  if (ripe >= 0) counts[6 + ripe] = (counts[6 + ripe] ?? 0) + 1
}

/** As `segmentOf` of domain/monitoring/cusum-segment.ts, a case at a time. */
function step(segment: Segment, by: number): void {
  segment.cases++
  segment.sum += by
  segment.rise = Math.max(segment.rise, segment.sum)
  segment.end = Math.max(0, segment.end + by)
  segment.peak = Math.max(segment.peak, segment.end)
}

type Values = { readonly one: Case; readonly inputs: readonly Cells[]; readonly row: number }

function addValues(day: Day, { variables }: SumTerms, { one, inputs, row }: Values): void {
  const millionths = Math.round(one.score * 1e6)
  if (one.called === 1) day.millionths.positive += millionths
  else day.millionths.negative += millionths
  const isLabelled = one.now === 0 || one.now === 1
  if (isLabelled) day.millionths.labelled += millionths
  for (let at = 0; at < variables.length; at++) {
    const variable = variables[at]
    if (!variable) continue
    const value = at === 0 ? one.score : (inputs[at - 1]?.[row] ?? Number.NaN)
    const bin = binOf(variable, value)
    const bins = day.bins[at]
    if (bins) bins[bin] = (bins[bin] ?? 0) + 1
    if (at > 0 || !isLabelled) continue
    const own = one.now === 1 ? day.positiveBins : day.negativeBins
    own[bin] = (own[bin] ?? 0) + 1
  }
}

/** As `binCounts` of domain/models/performance/drift.ts places a value. */
export function binOf({ edges, range }: SumTerms['variables'][number], value: number): number {
  if (Number.isNaN(value)) return edges.length + 3
  if (value < range[0]) return 0
  if (value > range[1]) return edges.length + 2
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((edges[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return 1 + low
}

function daySums(day: Day, { variables }: SumTerms): DaySums {
  return {
    day: day.day,
    all: groupSums(day.all),
    groups: day.groups.map(groupSums),
    scoreMillionths: day.millionths,
    bins: day.bins.map((bins): BinSums => [...bins]),
    labelledBins:
      variables.length > 0 ? { positive: [...day.positiveBins], negative: [...day.negativeBins] } : null,
    delays: [...day.delays].sort(([a], [b]) => a - b),
    segments: day.segments.map(
      (segment) =>
        segment && {
          sum: segment.sum,
          rise: segment.cases > 0 ? segment.rise : null,
          end: segment.end,
          peak: segment.peak,
        },
    ),
    unclear: day.unclear,
  }
}

function groupSums(counts: GroupCounts): GroupSums {
  const [predictions = 0, calledPositive = 0] = counts
  const callsAt = (from: number): Calls => ({
    truePositives: counts[from] ?? 0,
    falsePositives: counts[from + 1] ?? 0,
    falseNegatives: counts[from + 2] ?? 0,
    trueNegatives: counts[from + 3] ?? 0,
  })
  return { predictions, calledPositive, now: callsAt(2), ripe: callsAt(6) }
}
