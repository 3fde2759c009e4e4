import { ewmaChart, standardisedShares } from '../models/performance/sequential/charts.ts'
import { groupSequentialBounds, spentAt } from '../models/performance/sequential/spending.ts'
import { say, type Words } from '../words.ts'
import { cusumOverPeriods, noCases } from './cusum-segment.ts'
import { type ChartDesign, designOf, failureRates } from './design.ts'
import { type Ended, fromOf } from './look-periods.ts'
import type { LookAlarm, LookChart } from './look-result.ts'
import { noGroup } from './sums.ts'
import { type ChartTerms, chartMethods, failuresOf, type WatchTerms, watchedMetrics } from './terms.ts'

type Point = LookChart['points'][number]
type Drawn = {
  readonly points: readonly Point[]
  readonly spent: number
  readonly isOver?: boolean
}
/** Failures among the cases of one mature period. */
type Seen = {
  readonly from: string
  readonly failures: number
  readonly cases: number
  readonly place: number
}

/** Every chart of the plan over the mature periods, drawn from the labels that had come when each case was mature. */
export function chartsOf(terms: WatchTerms, mature: readonly Ended[]): LookChart[] {
  return terms.charts.flatMap((chart, place) => {
    const design = designOf(chart)
    // A plan is not signed while a row of it cannot be designed.
    if (!design.ok) return []
    const seen = mature.map((period, at) => ({
      from: fromOf(period),
      place: at,
      ...seenBy(terms, chart, period),
    }))
    const drawn = draw({ terms, chart, design: design.value, place }, seen, mature)
    const [cases, failures] = [total(seen, 'cases'), total(seen, 'failures')]
    const { unit, runsGood, runsBad } = design.value
    return [
      {
        id: chart.id,
        title: titleOf(chart),
        metric: chart.metric,
        method: chart.method,
        group: chart.group && { ...chart.group },
        good: chart.good,
        bad: chart.bad,
        design: { unit, runsGood, runsBad },
        state: stateOf(drawn),
        points: [...drawn.points],
        cases,
        failures,
        falseAlarmsSpent: drawn.spent,
      },
    ]
  })
}

function seenBy(terms: WatchTerms, { metric, group }: ChartTerms, { sums }: Ended) {
  const at = group
    ? terms.groups.findIndex(({ column, value }) => column === group.column && value === group.value)
    : -1
  return failuresOf(metric, (group ? (sums?.groups[at] ?? noGroup) : (sums?.all ?? noGroup)).ripe)
}

function total(seen: readonly Seen[], name: 'cases' | 'failures'): number {
  return seen.reduce((sum, one) => sum + one[name], 0)
}

function stateOf({ points, isOver }: Drawn): LookChart['state'] {
  const judged = points.filter(({ value }) => value !== null)
  if (judged.length === 0) return 'too-little'
  if (isOver) return judged.some(({ alarm }) => alarm) ? 'alarm' : 'ended'
  return judged.at(-1)?.alarm ? 'alarm' : 'quiet'
}

type Drawing = {
  readonly terms: WatchTerms
  readonly chart: ChartTerms
  readonly design: ChartDesign
  readonly place: number
}

function draw(drawing: Drawing, seen: readonly Seen[], mature: readonly Ended[]): Drawn {
  const { design } = drawing
  switch (design.method) {
    case 'bernoulli-cusum':
      return drawCusum(drawing, { seen, mature, limit: design.cusum.limit })
    case 'ewma':
      return drawEwma(drawing, { seen, weight: design.weight, width: design.width })
    case 'sprt':
      return drawSprt(drawing, { seen, bounds: design.bounds })
    case 'group-sequential':
      return drawGroupSequential(drawing, seen)
    default: {
      const never: never = design
      throw new Error(`unknown design ${String(never)}`)
    }
  }
}

type Cusum = { readonly seen: readonly Seen[]; readonly mature: readonly Ended[]; readonly limit: number }

/** Case after case in the order of their predictions, joined from the segments of the days. */
function drawCusum({ design, place }: Drawing, { seen, mature, limit }: Cusum): Drawn {
  const segments = mature.map(({ sums }) => sums?.segments[place] ?? noCases)
  const path = cusumOverPeriods({ limit }, segments)
  return {
    points: seen.map(({ from, failures, cases, place: at }) => {
      const point = path[at]
      const value = cases > 0 && point ? (point.alarm ? point.peak : point.height) : null
      return { from, value, low: null, high: limit, failures, cases, alarm: point?.alarm ?? false }
    }),
    spent: total(seen, 'cases') / design.runsGood,
  }
}

type Ewma = { readonly seen: readonly Seen[]; readonly weight: number; readonly width: number }

/** A period's share of failures in standard deviations of what the good rate lets expect; a small period has no say. */
function drawEwma({ chart, terms, design }: Drawing, { seen, weight, width }: Ewma): Drawn {
  const shares = standardisedShares(seen, failureRates(chart).acceptable)
  const usable = seen.filter(({ cases, place }) => cases >= terms.casesMin && shares[place] !== null)
  const path = ewmaChart(
    { weight, width },
    usable.map(({ place }) => shares[place] ?? 0),
  )
  const pointAt = new Map(usable.map(({ place }, at) => [place, path[at]]))
  return {
    points: seen.map(({ from, failures, cases, place }) => {
      const point = pointAt.get(place)
      return {
        from,
        value: point?.value ?? null,
        low: point?.low ?? null,
        high: point?.high ?? null,
        failures,
        cases,
        // Fewer failures than expected alarm too, as designed, but nobody is harmed by them.
        alarm: (point?.alarm ?? false) && (point?.value ?? 0) > 0,
      }
    }),
    spent: usable.length / design.runsGood,
  }
}

type Sprt = {
  readonly seen: readonly Seen[]
  readonly bounds: { readonly reject: number; readonly accept: number }
}

/**
 * The likelihood ratio at the end of each period, begun again after each decision. Looked at less often than after
 * every case, it errs no more than designed.
 */
function drawSprt({ chart }: Drawing, { seen, bounds }: Sprt): Drawn {
  const rates = failureRates(chart)
  const asked = { ...rates, alpha: chart.alpha ?? 0.05, beta: chart.beta ?? 0.1 }
  let [failures, cases, tests] = [0, 0, 0]
  const points = seen.map((one): Point => {
    if (one.cases > 0 && cases === 0) tests++
    failures += one.failures
    cases += one.cases
    const value = cases > 0 ? ratioOf(asked, { failures, cases }) : null
    const alarm = value !== null && value >= bounds.reject
    if (value !== null && (alarm || value <= bounds.accept)) [failures, cases] = [0, 0]
    return {
      from: one.from,
      value: one.cases > 0 ? value : null,
      low: bounds.accept,
      high: bounds.reject,
      failures: one.failures,
      cases: one.cases,
      alarm: alarm && one.cases > 0,
    }
  })
  return { points, spent: tests * asked.alpha }
}

/** The log likelihood ratio of these counts, by the test's own arithmetic with bounds that it cannot reach. */
function ratioOf(
  { acceptable, unacceptable }: { readonly acceptable: number; readonly unacceptable: number },
  { failures, cases }: { readonly failures: number; readonly cases: number },
): number {
  const failure = Math.log(unacceptable / acceptable)
  const success = Math.log((1 - unacceptable) / (1 - acceptable))
  return failures * failure + (cases - failures) * success
}

/** A test looks when it has learned this share of all it will: fifty looks at most, however short the periods. */
const gainMin = 0.02

/** One test over all cases; each look spends of alpha what the information gathered by then allows (Lan & DeMets 1983). */
function drawGroupSequential({ chart, terms }: Drawing, seen: readonly Seen[]): Drawn {
  const { acceptable } = failureRates(chart)
  const alpha = chart.alpha ?? 0.05
  const looks: { place: number; information: number; z: number }[] = []
  let [failures, cases] = [0, 0]
  for (const one of seen) {
    failures += one.failures
    cases += one.cases
    const information = Math.min(1, cases / (chart.plannedCases ?? 1))
    const gained = information - (looks.at(-1)?.information ?? 0)
    if (cases < terms.casesMin || gained <= 0 || (gained < gainMin && information < 1)) continue
    const z = (failures - cases * acceptable) / Math.sqrt(cases * acceptable * (1 - acceptable))
    looks.push({ place: one.place, information, z })
  }
  const bounds = groupSequentialBounds(
    looks.map(({ information }) => information),
    { alpha, spending: chart.spending },
  )
  const first = looks.findIndex(({ z }, at) => z >= (bounds[at] ?? Number.POSITIVE_INFINITY))
  const byPlace = new Map(looks.map((look, at) => [look.place, { ...look, bound: bounds[at] ?? 0, at }]))
  const last = looks.at(-1)?.information ?? 0
  return {
    points: seen.map(({ from, place, failures: failed, cases: all }) => {
      const look = byPlace.get(place)
      // After its alarm the test is over; what follows is shown without a verdict.
      const isJudged = look !== undefined && (first < 0 || look.at <= first)
      return {
        from,
        value: look?.z ?? null,
        low: null,
        high: isJudged ? look.bound : null,
        failures: failed,
        cases: all,
        alarm: look !== undefined && look.at === first,
      }
    }),
    spent: last > 0 ? spentAt(chart.spending, last, alpha) : 0,
    isOver: first >= 0 || last >= 1,
  }
}

function titleOf({ metric, method, group }: ChartTerms): Words {
  const [of, by] = [watchedMetrics[metric], chartMethods[method]]
  const suffix = group ? ` · ${group.column}=${group.value}` : ''
  return say(`${of.ko} · ${by.ko}${suffix}`, `${of.en} · ${by.en}${suffix}`)
}

/** Alarms of the charts, in words with their numbers. */
export function chartAlarms(charts: readonly LookChart[]): LookAlarm[] {
  return charts.flatMap(({ id, title, points }) =>
    points
      .filter(({ alarm }) => alarm)
      .map(({ from, value, high, failures, cases }) => {
        const numbers = `${failures}/${cases}, ${Number((value ?? 0).toPrecision(4))} ≥ ${Number((high ?? 0).toPrecision(4))}`
        return {
          cause: `chart/${id}/${from}`,
          kind: 'chart' as const,
          of: id,
          period: from,
          because: say(
            `${title.ko}: ${from}부터의 기간에 경보 한계에 닿았습니다(실패 ${numbers}).`,
            `${title.en}: reached its limit in the period from ${from} (failures ${numbers}).`,
          ),
        }
      }),
  )
}
