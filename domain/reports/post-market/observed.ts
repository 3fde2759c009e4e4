import { metricsOfCalls } from '../../monitoring/look-metrics.ts'
import type { LookMetric, LookResult } from '../../monitoring/look-result.ts'
import { type PostMarketRecords, periodOf } from './records.ts'

/** What a look's result tells of the periods that lie wholly within the report's. */
export type Observed = {
  /** First and last day counted; the report may begin or end within a period of the plan. */
  readonly from: string
  readonly to: string
  readonly predictions: number
  readonly calledPositive: number
  /** Predictions whose label is known, whenever it came. */
  readonly labelled: number
  /** Of the periods whose labels have all had their time. */
  readonly mature: {
    readonly from: string
    readonly to: string
    readonly predictions: number
    readonly labelled: number
  } | null
  /** Null where the plan's share of labels is not reached, or no period is mature: nothing may be said then. */
  readonly metrics: readonly LookMetric[] | null
}

export function observedIn(records: PostMarketRecords): Observed | null {
  if (records.look === null) return null
  const { result } = records.look
  const period = periodOf(records)
  const within = result.periods.filter(({ from, to }) => from >= period.from && to <= period.to)
  const [first, last] = [within[0], within.at(-1)]
  if (!first || !last) return null
  const ripe = within.filter(({ isMature }) => isMature)
  const [firstRipe, lastRipe] = [ripe[0], ripe.at(-1)]
  const mature =
    firstRipe && lastRipe
      ? {
          from: firstRipe.from,
          to: lastRipe.to,
          predictions: sum(ripe, ({ predictions }) => predictions),
          labelled: sum(ripe, labelledOf),
        }
      : null
  const isEnough =
    mature !== null &&
    mature.predictions > 0 &&
    mature.labelled / mature.predictions >= result.labels.shareMin
  return {
    from: first.from,
    to: last.to,
    predictions: sum(within, ({ predictions }) => predictions),
    calledPositive: sum(within, ({ calledPositive }) => calledPositive),
    labelled: sum(within, labelledOf),
    mature,
    metrics: isEnough ? metricsOfCalls(callsOf(ripe), null) : null,
  }
}

type LookPeriods = LookResult['periods']
type LookPeriod = LookPeriods[number]

const sum = (periods: LookPeriods, of: (period: LookPeriod) => number) =>
  periods.reduce((total, period) => total + of(period), 0)

function labelledOf({ calls }: LookPeriod): number {
  return calls.truePositives + calls.falsePositives + calls.falseNegatives + calls.trueNegatives
}

function callsOf(periods: LookPeriods): LookPeriod['calls'] {
  return {
    truePositives: sum(periods, ({ calls }) => calls.truePositives),
    falsePositives: sum(periods, ({ calls }) => calls.falsePositives),
    falseNegatives: sum(periods, ({ calls }) => calls.falseNegatives),
    trueNegatives: sum(periods, ({ calls }) => calls.trueNegatives),
  }
}
