import { type CusumSegment, joinSegments } from './cusum-segment.ts'

/*
 * What a look may know of millions of predictions: whole numbers for each day. They add up (and segments join), so
 * sums kept for each month and added are the same, to the last bit, as one count over everything; and they may be
 * kept after the rows themselves are gone.
 */

/** True and false calls among labelled cases. */
export type Calls = {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

export type GroupSums = {
  readonly predictions: number
  readonly calledPositive: number
  /** By the labels known now. */
  readonly now: Calls
  /** By the labels that had come when the case was mature, and nothing later: what charts are drawn from. */
  readonly ripe: Calls
}

/** Counts in frozen bins: under, the bins in order, over, missing. */
export type BinSums = readonly number[]

export type DaySums = {
  readonly day: number
  readonly all: GroupSums
  /** In the order of the terms' groups. */
  readonly groups: readonly GroupSums[]
  /** Sum of round(score * 1e6) of cases called negative, called positive; and of those that have a label now. */
  readonly scoreMillionths: {
    readonly negative: number
    readonly positive: number
    readonly labelled: number
  }
  /** In the order of the reference's variables. */
  readonly bins: readonly BinSums[]
  /** Score bins of cases whose label is positive now, and negative. */
  readonly labelledBins: { readonly positive: BinSums; readonly negative: BinSums } | null
  /** `[days, labels]`: how long the first label took. */
  readonly delays: readonly (readonly [number, number])[]
  /** For each chart of the terms; null where its method needs no order of cases. */
  readonly segments: readonly (CusumSegment | null)[]
  readonly unclear: Unclear
}

/** Cases with label events that do not settle on one label. */
export type Unclear = {
  /** Two labels of the same moment say different things. */
  readonly contradictory: number
  /** Labels that replace one another in a circle. */
  readonly circular: number
  /** Settled now on another label than when the case was mature. */
  readonly revisedLate: number
}

/** Events that stand outside of days. */
export type LabelTotals = {
  readonly events: number
  /** The same event in two batches. */
  readonly repeated: number
  /** A later label replaced an earlier one that said something else. */
  readonly revised: number
  /** They name a prediction that nobody has sent yet; kept, and counted in as soon as it comes. */
  readonly unknown: number
  /** They replace a label that is not there. */
  readonly dangling: number
  /** Dated before their prediction; counted as of the same day. */
  readonly early: number
  /** Predictions sent in two batches; the first counts. */
  readonly repeatedPredictions: number
}

export type Sums = { readonly days: readonly DaySums[]; readonly totals: LabelTotals }

export const noCalls: Calls = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }
export const noGroup: GroupSums = { predictions: 0, calledPositive: 0, now: noCalls, ripe: noCalls }
export const noTotals: LabelTotals = {
  events: 0,
  repeated: 0,
  revised: 0,
  unknown: 0,
  dangling: 0,
  early: 0,
  repeatedPredictions: 0,
}

export function addCalls(a: Calls, b: Calls): Calls {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
    trueNegatives: a.trueNegatives + b.trueNegatives,
  }
}

export function addGroups(a: GroupSums, b: GroupSums): GroupSums {
  return {
    predictions: a.predictions + b.predictions,
    calledPositive: a.calledPositive + b.calledPositive,
    now: addCalls(a.now, b.now),
    ripe: addCalls(a.ripe, b.ripe),
  }
}

/** How many cases have a label. */
export function labelledIn({ truePositives, falsePositives, falseNegatives, trueNegatives }: Calls): number {
  return truePositives + falsePositives + falseNegatives + trueNegatives
}

/** Sums of parts as the sums of the whole. The parts come in the order of time; a day cut by a month is put together. */
export function addSums(parts: readonly Sums[]): Sums {
  const days = new Map<number, DaySums>()
  let totals = noTotals
  for (const part of parts) {
    for (const one of part.days) {
      const before = days.get(one.day)
      days.set(one.day, before ? addDays(before, one) : one)
    }
    totals = addTotals(totals, part.totals)
  }
  return { days: [...days.values()].sort((a, b) => a.day - b.day), totals }
}

/** Two parts of days as one, the earlier first. The day of the first is kept. */
export function addDays(a: DaySums, b: DaySums): DaySums {
  const [positive, negative] = [a.labelledBins?.positive, a.labelledBins?.negative]
  return {
    day: a.day,
    all: addGroups(a.all, b.all),
    groups: a.groups.map((group, at) => addGroups(group, b.groups[at] ?? noGroup)),
    scoreMillionths: {
      negative: a.scoreMillionths.negative + b.scoreMillionths.negative,
      positive: a.scoreMillionths.positive + b.scoreMillionths.positive,
      labelled: a.scoreMillionths.labelled + b.scoreMillionths.labelled,
    },
    bins: a.bins.map((bins, at) => addBins(bins, b.bins[at])),
    labelledBins:
      positive && negative
        ? {
            positive: addBins(positive, b.labelledBins?.positive),
            negative: addBins(negative, b.labelledBins?.negative),
          }
        : null,
    delays: addDelays(a.delays, b.delays),
    segments: a.segments.map((segment, at) => {
      const next = b.segments[at]
      return segment && next ? joinSegments(segment, next) : segment
    }),
    unclear: {
      contradictory: a.unclear.contradictory + b.unclear.contradictory,
      circular: a.unclear.circular + b.unclear.circular,
      revisedLate: a.unclear.revisedLate + b.unclear.revisedLate,
    },
  }
}

export function addBins(a: BinSums, b: BinSums | undefined): number[] {
  return a.map((count, at) => count + (b?.[at] ?? 0))
}

function addDelays(a: DaySums['delays'], b: DaySums['delays']): DaySums['delays'] {
  const counts = new Map<number, number>()
  for (const [days, labels] of [...a, ...b]) counts.set(days, (counts.get(days) ?? 0) + labels)
  return [...counts].sort(([x], [y]) => x - y)
}

function addTotals(a: LabelTotals, b: LabelTotals): LabelTotals {
  return {
    events: a.events + b.events,
    repeated: a.repeated + b.repeated,
    revised: a.revised + b.revised,
    unknown: a.unknown + b.unknown,
    dangling: a.dangling + b.dangling,
    early: a.early + b.early,
    repeatedPredictions: a.repeatedPredictions + b.repeatedPredictions,
  }
}
