import type { Body } from '../kind.ts'
import { type Answer, refuse } from '../refusal.ts'
import { say } from '../words.ts'
import { type ChartDesign, designOf, falseAlarmsPerYear } from './design.ts'
import { type ChartTerms, chartMethods, termsOf, watchedMetrics } from './terms.ts'

/** A row of a plan's `designs`; decimals as text. */
export type DesignRow = {
  readonly chart: string
  readonly method: string
  readonly limit: string
  readonly runsGood: string
  readonly runsBad: string
  readonly unit: 'cases' | 'periods'
  readonly falseAlarms: string
}

const periodsPerYear = { day: 365, week: 52, month: 12 } as const

/** What the charts of a plan come to, or null while it states none; rows that cannot be designed are told in words. */
export function designRows(body: Body): { readonly rows: DesignRow[]; readonly faults: string[] } | null {
  const terms = termsOf(body)
  if (terms === null || terms.charts.length === 0) return null
  const rows: DesignRow[] = []
  const faults: string[] = []
  for (const chart of terms.charts) {
    const made = costed(chart)
    if (made.ok) rows.push(rowOf(chart, made.value, periodsPerYear[terms.period]))
    else faults.push(`${chart.id}: ${made.refusal.because.ko} / ${made.refusal.because.en}`)
  }
  return { rows, faults }
}

/**
 * The design of a chart that can be charged to the budget: what alarms by cases needs to know how many come in a year.
 * Asked of a plan that is being written; one that was signed before is looked at as it stands.
 */
function costed(chart: ChartTerms): Answer<ChartDesign> {
  const made = designOf(chart)
  const isByCases = chart.method === 'bernoulli-cusum' || chart.method === 'sprt'
  return made.ok && isByCases && !((chart.casesPerYear ?? 0) > 0) ? refuse('invalid', casesNeeded) : made
}

const casesNeeded = say(
  '연간 사례 수를 적으십시오. 없으면 거짓경보를 예산에 넣을 수 없습니다.',
  'Give the cases a year: without them its false alarms cannot be charged to the budget.',
)

/** False alarms a year of all rows, one beside another (a bound, whatever their dependence). */
export function designTotal(rows: readonly DesignRow[]): string {
  return short(rows.reduce((sum, { falseAlarms }) => sum + Number(falseAlarms), 0))
}

function rowOf(chart: ChartTerms, design: ChartDesign, periods: number): DesignRow {
  const { ko, en } = watchedMetrics[chart.metric]
  const group = chart.group ? ` ${chart.group.column}=${chart.group.value}` : ''
  return {
    chart: `${chart.id.split(':')[0]}. ${ko} · ${en}${group}`.slice(0, 120),
    method: chartMethods[chart.method].en,
    limit: limitText(design),
    runsGood: short(design.runsGood),
    runsBad: short(design.runsBad),
    unit: design.unit,
    falseAlarms: short(falseAlarmsPerYear(chart, design, periods)),
  }
}

function limitText(design: ChartDesign): string {
  switch (design.method) {
    case 'bernoulli-cusum':
      return `+${design.cusum.up} / -1, h = ${design.cusum.limit}`
    case 'ewma':
      return `λ = ${design.weight}, L = ${design.width.toFixed(4)}`
    case 'sprt':
      return `${design.bounds.accept.toFixed(4)} … ${design.bounds.reject.toFixed(4)}`
    case 'group-sequential':
      return `|z| = ${design.lastBound.toFixed(4)}`
    default: {
      const never: never = design
      throw new Error(`unknown design ${String(never)}`)
    }
  }
}

/** Four significant digits as the record's decimals are written. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '0'
  const text = Number(value.toPrecision(4))
    .toFixed(12)
    .replace(/\.?0+$/, '')
  return Number(text) >= 1e14 ? '99999999999999' : text
}
