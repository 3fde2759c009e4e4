import { z } from 'zod'
import { words } from '../views.ts'
import { dayBeginnings, periodLengthSchema } from './period.ts'
import { callsSchema } from './reference.ts'

/* The whole of what a look found. Every number stands with its n and its method; what cannot be said, says why. */

const count = z.int().min(0)
const share = z.strictObject({ k: count, n: count })
const interval = z.strictObject({
  low: z.number(),
  high: z.number(),
  level: z.number(),
  method: z.string(),
})

/** As `Measure` of domain/models/performance/measure.ts. */
export const measureSchema = z.union([
  z.strictObject({
    state: z.literal('estimated'),
    estimate: z.number(),
    interval: interval.nullable(),
    method: z.string(),
    n: count,
    because: words.optional(),
  }),
  z.strictObject({ state: z.literal('not-estimable'), method: z.string(), n: count, because: words }),
])

const metric = z.strictObject({
  name: z.string(),
  title: words,
  measure: measureSchema,
  /** The same of the reference; null where it has none. */
  baseline: measureSchema.nullable(),
})

const period = z.strictObject({
  /** First and last day of the period. */
  from: z.iso.date(),
  to: z.iso.date(),
  predictions: count,
  calledPositive: count,
  /** The label of every case has had its time to come. */
  isMature: z.boolean(),
  /** By the labels known now. */
  calls: callsSchema,
})

const labels = z.strictObject({
  predictions: count,
  /** Old enough for their label to have come. */
  mature: count,
  matureLabelled: count,
  labelled: count,
  isSufficient: z.boolean(),
  shareMin: z.number(),
  events: count,
  repeated: count,
  revised: count,
  /** Revised after the case was mature, so that the charts kept what was known then. */
  revisedLate: count,
  contradictory: count,
  circular: count,
  dangling: count,
  unknown: count,
  early: count,
  repeatedPredictions: count,
  delay: z.strictObject({
    medianDays: z.number().nullable(),
    /** Share of labels that come within the days the plan waits. */
    atMaturity: z.number(),
    /** At most 200 steps. */
    steps: z.array(z.strictObject({ days: z.number(), arrived: z.number(), atRisk: count })),
    method: z.literal('kaplan-meier'),
  }),
  /** Whether cases called positive get labels more often: then sensitivity is overstated. */
  verification: z.strictObject({
    calledPositive: share,
    calledNegative: share,
    difference: z.number().nullable(),
    interval: interval.nullable(),
    isUneven: z.boolean(),
  }),
})

const group = z.strictObject({
  column: z.string(),
  value: z.string(),
  predictions: count,
  labelled: count,
  isSufficient: z.boolean(),
  metrics: z.array(metric),
})

const gap = z.strictObject({
  column: z.string(),
  value: z.string(),
  metric: z.enum(['sensitivity', 'specificity']),
  group: share,
  others: share,
  difference: z.number(),
  interval,
  pValue: z.number(),
  pAdjusted: z.number(),
})

const driftState = z.enum(['within', 'beyond', 'no-limit', 'too-few'])
const driftFigures = {
  n: count,
  missing: count,
  psi: z.number().nullable(),
  jensenShannon: z.number().nullable(),
  kolmogorovSmirnov: z.number().nullable(),
  wasserstein: z.number().nullable(),
}
const drift = z.strictObject({
  variable: z.string(),
  ...driftFigures,
  referenceN: count,
  kolmogorovSmirnovP: z.number().nullable(),
  chiSquare: z.strictObject({ statistic: z.number(), degrees: count, pValue: z.number() }).nullable(),
  /** PSI that bins and numbers like these show on average though nothing has moved. */
  psiByChance: z.number().nullable(),
  state: driftState,
  limits: z.array(z.strictObject({ measure: z.string(), limit: z.number(), inARow: count })),
  /** The frozen bins with what fell into them: under, the bins in order, over, missing. */
  bins: z.strictObject({ edges: z.array(z.number()), reference: z.array(count), current: z.array(count) }),
  periods: z.array(
    z.strictObject({
      from: z.iso.date(),
      ...driftFigures,
      /** Absent from looks taken before a limit could be set on it. */
      chiSquareP: z.number().nullable().optional(),
    }),
  ),
  method: z.string(),
})

const estimate = z.union([
  z.strictObject({
    state: z.literal('withheld'),
    because: words,
    check: z.strictObject({
      expectedPrevalence: z.number().nullable(),
      impliedPrevalence: z.number().nullable(),
      observedOverExpected: measureSchema.nullable(),
    }),
  }),
  z.strictObject({
    state: z.literal('estimated'),
    /** To be shown beside every number of it. */
    caution: words,
    n: count,
    sensitivity: z.number().nullable(),
    positivePredictiveValue: z.number().nullable(),
    method: z.string(),
    check: z.strictObject({
      expectedPrevalence: z.number().nullable(),
      impliedPrevalence: z.number().nullable(),
      observedOverExpected: measureSchema.nullable(),
    }),
  }),
])

const chart = z.strictObject({
  id: z.string(),
  title: words,
  metric: z.string(),
  method: z.string(),
  group: z.strictObject({ column: z.string(), value: z.string() }).nullable(),
  good: z.number(),
  bad: z.number(),
  design: z.strictObject({ unit: z.enum(['cases', 'periods']), runsGood: z.number(), runsBad: z.number() }),
  state: z.enum(['quiet', 'alarm', 'too-little', 'ended']),
  /** One for each mature period; null values where nothing may be said. */
  points: z.array(
    z.strictObject({
      from: z.iso.date(),
      value: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      failures: count,
      cases: count,
      alarm: z.boolean(),
    }),
  ),
  cases: count,
  failures: count,
  /** False alarms that its design let expect over what it has seen. */
  falseAlarmsSpent: z.number(),
})

const alarm = z.strictObject({
  /** Plan-wide name: chart or variable, and the first day of the period. */
  cause: z.string(),
  kind: z.enum(['chart', 'drift']),
  /** The chart's id or the variable and measure. */
  of: z.string(),
  period: z.iso.date(),
  because: words,
})

export const lookResultSchema = z.strictObject({
  v: z.literal(1),
  plan: z.strictObject({
    id: z.uuid(),
    number: z.string(),
    version: z.int(),
    /** When it was signed; null: not yet. What lies before was judged by limits set after it had happened. */
    signedAt: z.string().nullable(),
  }),
  at: z.iso.datetime(),
  dayBegins: z.enum(Object.keys(dayBeginnings) as (keyof typeof dayBeginnings)[]), // keys of a literal table
  period: periodLengthSchema,
  /** Last day of the newest period that has ended, and of the newest that is mature; null: none yet. */
  through: z.iso.date().nullable(),
  matureThrough: z.iso.date().nullable(),
  outcome: z.enum(['quiet', 'alarm', 'attention', 'too-little']),
  periods: z.array(period),
  labels,
  /** Over all mature cases by the labels known now. */
  metrics: z.array(metric),
  prevalence: z.strictObject({
    observed: measureSchema,
    baseline: measureSchema,
    /** What the share of positive calls speaks for (Rogan-Gladen). */
    implied: z.number().nullable(),
  }),
  groups: z.array(group),
  gaps: z.array(gap),
  drift: z.array(drift),
  estimate,
  charts: z.array(chart),
  budget: z.strictObject({
    perYear: z.number(),
    /** Allowed by now, and spent by what the charts have seen. */
    allowed: z.number(),
    spent: z.number(),
    days: count,
  }),
  alarms: z.array(alarm),
  notes: z.array(words),
  batches: z.array(z.strictObject({ id: z.uuid(), number: z.string(), sha256: z.string() })),
  referenceDigest: z.string().nullable(),
})

export type LookResult = z.infer<typeof lookResultSchema>
export type LookPeriod = LookResult['periods'][number]
export type LookChart = LookResult['charts'][number]
export type LookDrift = LookResult['drift'][number]
export type LookAlarm = LookResult['alarms'][number]
export type LookMetric = LookResult['metrics'][number]
