import { fisherTwoSided } from '../models/performance/fisher.ts'
import type { Measure } from '../models/performance/measure.ts'
import { holm } from '../models/performance/multiplicity.ts'
import { operatingPoint, proportion } from '../models/performance/operating-point.ts'
import { newcombe } from '../models/performance/proportion.ts'
import { auroc } from '../models/performance/roc.ts'
import { strataShownMin } from '../models/performance/stratum-measures.ts'
import { say } from '../words.ts'
import type { LookMetric, LookResult } from './look-result.ts'
import type { Reference, ReferenceVariable } from './reference.ts'
import { addBins, addGroups, type Calls, type DaySums, labelledIn, noGroup } from './sums.ts'
import { failuresOf, type WatchTerms, watchedMetrics } from './terms.ts'

const choice = { proportion: 'wilson', level: 0.95 } as const

/** Metrics of all mature cases beside those of the reference. */
export function metricsOf(mature: readonly DaySums[], reference: Reference | null): LookMetric[] {
  const { now } = mature.reduce((sum, { all }) => addGroups(sum, all), noGroup)
  const point = metricsOfCalls(now, reference?.calls ?? null)
  const score = reference?.variables[0]
  const measure = score ? areaOf(mature, score) : null
  return measure
    ? [...point, { name: 'auroc', title: say('AUROC', 'AUROC'), measure: said(measure), baseline: null }]
    : point
}

/** The metrics of a table of calls, beside those of another. */
export function metricsOfCalls(calls: Calls, baseline: Calls | null): LookMetric[] {
  const found = operatingPoint(calls, choice)
  const before = baseline && operatingPoint(baseline, choice)
  const named = [
    ['sensitivity', 'sensitivity'],
    ['specificity', 'specificity'],
    ['positive-predictive-value', 'positivePredictiveValue'],
    ['negative-predictive-value', 'negativePredictiveValue'],
    ['accuracy', 'accuracy'],
  ] as const
  return named.map(([name, key]) => ({
    name,
    title: watchedMetrics[name],
    measure: said(found[key]),
    baseline: before ? said(before[key]) : null,
  }))
}

/** A measure as the result's schema writes it. */
export function said(measure: Measure): LookMetric['measure'] {
  if (measure.state === 'not-estimable') return { ...measure, because: { ...measure.because } }
  const { because, ...rest } = measure
  return {
    ...rest,
    interval: measure.interval && { ...measure.interval },
    ...(because && { because: { ...because } }),
  }
}

/** Area over the frozen bins: scores of one bin count as equal, which takes a little off and adds nothing. */
function areaOf(mature: readonly DaySums[], score: ReferenceVariable): Measure | null {
  const [first] = mature
  if (!first?.labelledBins) return null
  let { positive, negative } = first.labelledBins
  for (const { labelledBins } of mature.slice(1)) {
    positive = addBins(positive, labelledBins?.positive)
    negative = addBins(negative, labelledBins?.negative)
  }
  // The last bin counts cases without a score: they have no place in an order.
  const bins = score.counts.length - 1
  const held = positive.slice(0, bins).map((_, at) => at)
  const used = held.filter((at) => (positive[at] ?? 0) + (negative[at] ?? 0) > 0)
  const of = (counts: readonly number[]) => Float64Array.from(used, (at) => counts[at] ?? 0)
  const sum = (counts: readonly number[]) => held.reduce((total, at) => total + (counts[at] ?? 0), 0)
  const runs = {
    scores: Float64Array.from(used),
    positives: of(positive),
    negatives: of(negative),
    positiveCount: sum(positive),
    negativeCount: sum(negative),
  }
  const measure = auroc(runs, 'delong', choice.level)
  return { ...measure, method: `${measure.method}:frozen-bins-${score.edges.length + 1}` }
}

/** Share of positives among labelled mature cases, the reference's, and what the calls speak for. */
export function prevalenceMeasure(calls: Calls): LookMetric['measure'] {
  return said(proportion({ k: calls.truePositives + calls.falseNegatives, n: labelledIn(calls) }, choice))
}

/** Each group of the plan by itself; a small one is told and not judged. */
export function groupsOf(terms: WatchTerms, mature: readonly DaySums[]): LookResult['groups'] {
  return terms.groups.map(({ column, value }, at) => {
    const sums = groupSums(mature, at)
    const [positives, labelled] = [sums.now.truePositives + sums.now.falseNegatives, labelledIn(sums.now)]
    return {
      column,
      value,
      predictions: sums.predictions,
      labelled,
      isSufficient: Math.min(positives, labelled - positives) >= terms.casesMin,
      metrics: labelled < strataShownMin ? [] : metricsOfCalls(sums.now, null),
    }
  })
}

function groupSums(days: readonly DaySums[], at: number) {
  return days.reduce((sum, { groups }) => addGroups(sum, groups[at] ?? noGroup), noGroup)
}

/**
 * Each sufficient group against all other cases, with intervals that hold for all gaps together and Holm's adjustment.
 * Of a column with two groups only the first is compared: the second would say the same again.
 */
export function gapsOf(terms: WatchTerms, mature: readonly DaySums[]): LookResult['gaps'] {
  const { now: all } = mature.reduce((sum, { all: own }) => addGroups(sum, own), noGroup)
  const sizes = Map.groupBy(terms.groups, ({ column }) => column)
  const raw = terms.groups.flatMap(({ column, value }, at) => {
    const siblings = sizes.get(column) ?? []
    if (siblings.length === 2 && siblings[1]?.value === value) return []
    const own = groupSums(mature, at).now
    return (['sensitivity', 'specificity'] as const).flatMap((metric) => {
      const [group, whole] = [right(metric, own), right(metric, all)]
      const others = { k: whole.k - group.k, n: whole.n - group.n }
      if (Math.min(group.n, others.n) < terms.casesMin) return []
      return [{ column, value, metric, group, others, pValue: fisherTwoSided(group, others) }]
    })
  })
  const adjusted = holm(raw.map(({ pValue }) => pValue))
  const level = 1 - (1 - choice.level) / Math.max(1, raw.length)
  return raw.map((gap, at) => {
    const { difference, low, high } = newcombe(gap.group, gap.others, level)
    return {
      ...gap,
      difference,
      interval: { low, high, level, method: 'newcombe-10:bonferroni' },
      pAdjusted: adjusted[at] ?? 1,
    }
  })
}

function right(metric: 'sensitivity' | 'specificity', calls: Calls) {
  const { failures, cases } = failuresOf(metric, calls)
  return { k: cases - failures, n: cases }
}
