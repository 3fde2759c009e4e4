import { segmentOf } from '../cusum-segment.ts'
import type { Reference } from '../reference.ts'
import { addCalls, type Calls, type DaySums, noCalls, noTotals, type Sums } from '../sums.ts'
import type { WatchTerms } from '../terms.ts'

export const terms: WatchTerms = {
  threshold: 0.5,
  period: 'day',
  dayBegins: 'utc',
  startsOn: '2026-01-01',
  matureAfterDays: 0,
  labelShareMin: 0.8,
  casesMin: 10,
  falseAlarmsPerYear: 1,
  driftPeriods: 2,
  groups: [],
  charts: [],
  driftLimits: [],
}

/** One day's sums by hand: calls, all of whose labels are known. */
export function dayOfCalls(day: number, calls: Partial<Calls>, change: Partial<DaySums> = {}): DaySums {
  const all = addCalls(noCalls, { ...noCalls, ...calls })
  const predictions = all.truePositives + all.falsePositives + all.falseNegatives + all.trueNegatives
  return {
    day,
    all: { predictions, calledPositive: all.truePositives + all.falsePositives, now: all, ripe: all },
    groups: [],
    scoreMillionths: { negative: 0, positive: 0, labelled: 0 },
    bins: [],
    labelledBins: null,
    delays: predictions > 0 ? [[0, predictions]] : [],
    segments: [],
    unclear: { contradictory: 0, circular: 0, revisedLate: 0 },
    ...change,
  }
}

export function sumsOf(days: readonly DaySums[]): Sums {
  return { days, totals: noTotals }
}

export const segment = segmentOf

export const reference: Reference = {
  v: 1,
  evaluation: {
    id: '6e000000-0000-4000-8000-000000000009',
    number: 'EVL-2026-0001',
    predictionsSha256: 'a'.repeat(64),
  },
  threshold: 0.5,
  n: 10_000,
  calls: { truePositives: 580, falsePositives: 900, falseNegatives: 420, trueNegatives: 8100 },
  scoreMillionths: 1_000_000_000,
  variables: [],
}
