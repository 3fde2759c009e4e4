import { z } from 'zod'
import type { Body } from '../kind.ts'
import { say, type Words } from '../words.ts'
import { type PeriodLength, periodLengthSchema } from './period.ts'

/** What may be watched by its failures: each metric is 1 less a failure rate among the cases it is about. */
export const watchedMetrics = {
  sensitivity: say('민감도', 'Sensitivity'),
  specificity: say('특이도', 'Specificity'),
  'positive-predictive-value': say('양성예측도(PPV)', 'Positive predictive value'),
  'negative-predictive-value': say('음성예측도(NPV)', 'Negative predictive value'),
  accuracy: say('정확도', 'Accuracy'),
} as const satisfies Record<string, Words>
export type WatchedMetric = keyof typeof watchedMetrics

export const chartMethods = {
  'bernoulli-cusum': say('베르누이 CUSUM', 'Bernoulli CUSUM'),
  ewma: say('EWMA', 'EWMA'),
  sprt: say('SPRT', 'SPRT'),
  'group-sequential': say('집단축차검정', 'Group-sequential test'),
} as const satisfies Record<string, Words>
export type ChartMethod = keyof typeof chartMethods

export const driftMeasures = {
  psi: say('PSI', 'PSI'),
  'jensen-shannon': say('젠슨-섀넌 거리', 'Jensen-Shannon distance'),
  'kolmogorov-smirnov': say('KS 거리', 'KS distance'),
  wasserstein: say('바서슈타인 거리', 'Wasserstein distance'),
  'chi-square': say('카이제곱 검정 p값', 'Chi-square p'),
} as const satisfies Record<string, Words>
export type DriftMeasure = keyof typeof driftMeasures

export type Group = { readonly column: string; readonly value: string }

/** One chart: a row of the plan, or that row for one group. */
export type ChartTerms = {
  /** Place of its row, `1`; of a group of it, `1:sex=F`. Stable: causes of alerts are named by it. */
  readonly id: string
  readonly metric: WatchedMetric
  readonly method: ChartMethod
  readonly group: Group | null
  /** Values of the metric: what is good, and what must not go on unnoticed. */
  readonly good: number
  readonly bad: number
  /** Cases (CUSUM) or periods (EWMA) between false alarms, already shared out among the groups. */
  readonly runLength: number | null
  /** SPRT and group-sequential, already shared out. */
  readonly alpha: number | null
  readonly beta: number | null
  /** EWMA: how much the newest period counts. */
  readonly weight: number | null
  readonly spending: 'obrien-fleming' | 'pocock'
  /** Group-sequential: cases when all of alpha is spent. */
  readonly plannedCases: number | null
  /** Cases it is expected to see in a year. */
  readonly casesPerYear: number | null
}

export type DriftLimit = { readonly variable: string; readonly measure: DriftMeasure; readonly limit: number }

/** All that a look is judged by, as signed. */
export type WatchTerms = {
  readonly threshold: number
  readonly period: PeriodLength
  readonly dayBegins: 'seoul' | 'utc'
  /** Day number of the first day that counts. */
  readonly startsOn: string
  /** A case is mature when its prediction is this many days old; labels that come later are shown, not charted. */
  readonly matureAfterDays: number
  /** Share of mature cases that must have a label. */
  readonly labelShareMin: number
  /** Fewer cases in a period or group: shown, never judged. */
  readonly casesMin: number
  readonly falseAlarmsPerYear: number
  /** A drift limit must be passed in this many periods, one after another. */
  readonly driftPeriods: number
  readonly groups: readonly Group[]
  readonly charts: readonly ChartTerms[]
  readonly driftLimits: readonly DriftLimit[]
}

const decimal = z.string().transform(Number)
const rowSchema = z.looseObject({
  metric: z.enum(Object.keys(watchedMetrics) as (keyof typeof watchedMetrics)[]), // keys of a literal table
  method: z.enum(Object.keys(chartMethods) as (keyof typeof chartMethods)[]), // the same
  groupColumn: z.string().optional(),
  good: decimal,
  bad: decimal,
  runLength: z.number().optional(),
  alpha: decimal.optional(),
  beta: decimal.optional(),
  weight: decimal.optional(),
  spending: z.enum(['obrien-fleming', 'pocock']).optional(),
  plannedCases: z.number().optional(),
  casesPerYear: z.number().optional(),
})
const termsSchema = z.looseObject({
  threshold: decimal,
  period: periodLengthSchema,
  dayBegins: z.enum(['seoul', 'utc']),
  startsOn: z.string(),
  matureAfterDays: z.number(),
  labelShareMin: decimal,
  casesMin: z.number(),
  falseAlarmsPerYear: decimal,
  driftPeriods: z.number(),
  groups: z.array(z.looseObject({ column: z.string(), value: z.string() })).optional(),
  charts: z.array(rowSchema).optional(),
  driftLimits: z
    .array(
      z.looseObject({
        variable: z.string(),
        measure: z.enum(Object.keys(driftMeasures) as (keyof typeof driftMeasures)[]), // keys of a literal table
        limit: decimal,
      }),
    )
    .optional(),
})

/** The terms a plan's body states, or null while it is not filled enough to state any. */
export function termsOf(body: Body): WatchTerms | null {
  const parsed = termsSchema.safeParse(body)
  if (!parsed.success) return null
  const { groups = [], charts = [], driftLimits = [], ...plain } = parsed.data
  const named = groups.map(({ column, value }) => ({ column, value }))
  return {
    threshold: plain.threshold,
    period: plain.period,
    dayBegins: plain.dayBegins,
    startsOn: plain.startsOn,
    matureAfterDays: plain.matureAfterDays,
    labelShareMin: plain.labelShareMin,
    casesMin: plain.casesMin,
    falseAlarmsPerYear: plain.falseAlarmsPerYear,
    driftPeriods: plain.driftPeriods,
    groups: named,
    charts: charts.flatMap((row, at) => chartsOfRow(row, `${at + 1}`, named)),
    driftLimits: driftLimits.map(({ variable, measure, limit }) => ({ variable, measure, limit })),
  }
}

/** A row with a column is a chart for each group of it; they share one row's false alarms evenly (Bonferroni). */
function chartsOfRow(row: z.output<typeof rowSchema>, id: string, groups: readonly Group[]): ChartTerms[] {
  const of =
    row.groupColumn === undefined ? [null] : groups.filter(({ column }) => column === row.groupColumn)
  return of.map((group) => ({
    id: group ? `${id}:${group.column}=${group.value}` : id,
    metric: row.metric,
    method: row.method,
    group,
    good: row.good,
    bad: row.bad,
    runLength: row.runLength === undefined ? null : row.runLength * of.length,
    alpha: row.alpha === undefined ? null : row.alpha / of.length,
    beta: row.beta ?? null,
    weight: row.weight ?? null,
    spending: row.spending ?? 'obrien-fleming',
    plannedCases: row.plannedCases ?? null,
    casesPerYear: row.casesPerYear ?? null,
  }))
}

/** Failures of a metric and the cases it is about, from calls against labels. */
export function failuresOf(
  metric: WatchedMetric,
  calls: {
    readonly truePositives: number
    readonly falsePositives: number
    readonly falseNegatives: number
    readonly trueNegatives: number
  },
): { readonly failures: number; readonly cases: number } {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = calls
  switch (metric) {
    case 'sensitivity':
      return { failures: fn, cases: tp + fn }
    case 'specificity':
      return { failures: fp, cases: tn + fp }
    case 'positive-predictive-value':
      return { failures: fp, cases: tp + fp }
    case 'negative-predictive-value':
      return { failures: fn, cases: tn + fn }
    case 'accuracy':
      return { failures: fp + fn, cases: tp + fp + fn + tn }
    default: {
      const never: never = metric
      throw new Error(`unknown metric ${String(never)}`)
    }
  }
}
