import {
  type CountPair,
  chiSquareHomogeneity,
  jensenShannonDistance,
  psi,
  psiMethod,
} from '../models/performance/drift.ts'
import { limitTail } from '../models/performance/kolmogorov-smirnov.ts'
import { wasserstein } from '../models/performance/wasserstein.ts'
import { say } from '../words.ts'
import { labelCounts, labelReference } from './label-drift.ts'
import { type Ended, fromOf } from './look-periods.ts'
import type { LookAlarm, LookDrift } from './look-result.ts'
import { decileCounts, type Reference, type ReferenceVariable } from './reference.ts'
import { type DriftMeasure, driftMeasures, type WatchTerms } from './terms.ts'

type Figures = Omit<LookDrift['periods'][number], 'from'>

/**
 * How far score and inputs of each ended period lie from the reference, always in its frozen bins; of the mature ones how
 * far the labels, that is the prevalence.
 */
export function driftOf(
  terms: WatchTerms,
  reference: Reference | null,
  ended: readonly Ended[],
): LookDrift[] {
  if (reference === null) return []
  const seen = reference.variables.map((variable, place) =>
    variableDrift(
      terms,
      variable,
      ended.map((period) => ({
        from: fromOf(period),
        counts: period.sums?.bins[place] ?? variable.counts.map(() => 0),
      })),
    ),
  )
  const label = labelReference(reference)
  if (label === null) return seen
  const mature = ended.filter(({ isMature }) => isMature)
  return [
    ...seen,
    variableDrift(
      terms,
      label,
      mature.map((period) => ({ from: fromOf(period), counts: labelCounts(period) })),
    ),
  ]
}

type Counted = { readonly from: string; readonly counts: readonly number[] }

function variableDrift(
  terms: WatchTerms,
  variable: ReferenceVariable,
  counted: readonly Counted[],
): LookDrift {
  const periods = counted.map(({ from, counts }) => ({
    from,
    ...figuresOf(variable, counts, terms.casesMin),
  }))
  const limits = terms.driftLimits
    .filter((limit) => limit.variable === variable.name)
    .map(({ measure, limit }) => ({
      measure,
      limit,
      inARow: runsBeyond(periods, measure, limit).at(-1)?.now ?? 0,
    }))
  const current = counted.at(-1)?.counts ?? variable.counts.map(() => 0)
  const newest = periods.at(-1) ?? { from: '', ...figuresOf(variable, current, terms.casesMin) }
  const { from: _from, chiSquareP: _chance, ...figures } = newest
  return {
    variable: variable.name,
    ...figures,
    referenceN: sumOf(variable.counts),
    ...testsOf(variable, current, figures),
    state: stateOf(terms, figures, limits),
    limits,
    bins: {
      edges: [...variable.decileEdges],
      reference: decileCounts(variable, variable.counts),
      current: decileCounts(variable, current),
    },
    periods,
    method: `${psiMethod}; ks, wasserstein: frozen-bins-${variable.edges.length + 1}`,
  }
}

function stateOf(
  { driftPeriods, casesMin }: WatchTerms,
  { n }: Pick<Figures, 'n'>,
  limits: LookDrift['limits'],
): LookDrift['state'] {
  // A period without observations takes back nothing that was seen before it.
  if (limits.some(({ inARow }) => inARow >= driftPeriods)) return 'beyond'
  if (n < casesMin) return 'too-few'
  return limits.length === 0 ? 'no-limit' : 'within'
}

type Period = LookDrift['periods'][number]
/** Periods beyond a limit, one after another; `now` is how many of them lead up to this moment, 0 once it is over. */
type Run = { readonly beyond: readonly Period[]; readonly now: number }

/**
 * Runs of periods beyond a limit, the oldest first. A period with too few observations to judge neither ends a run nor
 * makes it longer: files that come late must not silence an alarm.
 */
function runsBeyond(periods: readonly Period[], measure: string, limit: number): Run[] {
  const runs: Period[][] = []
  let open: Period[] | null = null
  for (const period of periods) {
    const value = figureOf(period, measure)
    if (value === null) continue
    const isBeyond = isBelowAlarm(measure) ? value < limit : value > limit
    if (isBeyond && open) open.push(period)
    else if (isBeyond) {
      open = [period]
      runs.push(open)
    } else open = null
  }
  return runs.map((beyond) => ({ beyond, now: beyond === open ? beyond.length : 0 }))
}

/** A chance is suspicious when it is small; every distance when it is large. */
function isBelowAlarm(measure: string): boolean {
  return measure === 'chi-square'
}

function figureOf(figures: Figures, measure: string): number | null {
  const byName: Record<DriftMeasure, number | null> = {
    psi: figures.psi,
    'jensen-shannon': figures.jensenShannon,
    'kolmogorov-smirnov': figures.kolmogorovSmirnov,
    wasserstein: figures.wasserstein,
    'chi-square': figures.chiSquareP ?? null,
  }
  return Object.entries(byName).find(([name]) => name === measure)?.[1] ?? null
}

function figuresOf(variable: ReferenceVariable, counts: readonly number[], casesMin: number): Figures {
  const n = sumOf(counts)
  const missing = counts.at(-1) ?? 0
  if (n < casesMin || n === 0 || sumOf(variable.counts) === 0) {
    const none = { psi: null, jensenShannon: null, kolmogorovSmirnov: null, wasserstein: null }
    return { n, missing, ...none, chiSquareP: null }
  }
  const pair = pairOf(variable, counts)
  return {
    n,
    missing,
    psi: psi(pair),
    jensenShannon: jensenShannonDistance(pair),
    kolmogorovSmirnov: gapOf(variable.counts, counts),
    wasserstein: distanceOf(variable, counts),
    chiSquareP: chiSquareHomogeneity(pair).pValue,
  }
}

function pairOf(variable: ReferenceVariable, counts: readonly number[]): CountPair {
  return { reference: decileCounts(variable, variable.counts), current: decileCounts(variable, counts) }
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The largest gap of the two distributions at any frozen edge; missing values are no part of either. */
function gapOf(reference: readonly number[], current: readonly number[]): number | null {
  const [whole, all] = [sumOf(reference.slice(0, -1)), sumOf(current.slice(0, -1))]
  if (whole === 0 || all === 0) return null
  let [before, now, gap] = [0, 0, 0]
  for (const [at, count] of reference.slice(0, -1).entries()) {
    before += count
    now += current[at] ?? 0
    gap = Math.max(gap, Math.abs(before / whole - now / all))
  }
  return gap
}

/** Distance with each bin at its middle, what lies beyond the reference's range at its ends: no outlier can move it far. */
function distanceOf({ edges, range, counts }: ReferenceVariable, current: readonly number[]): number | null {
  const ends = [range[0], ...edges, range[1]]
  const middles = [
    range[0],
    ...ends.slice(0, -1).map((end, at) => (end + (ends[at + 1] ?? end)) / 2),
    range[1],
  ]
  const weighted = (amounts: readonly number[]) => {
    const held = middles.map((_, at) => at).filter((at) => (amounts[at] ?? 0) > 0)
    return {
      values: Float64Array.from(held, (at) => middles[at] ?? 0),
      weights: Float64Array.from(held, (at) => amounts[at] ?? 0),
    }
  }
  return wasserstein(weighted(counts), weighted(current))
}

type Tests = Pick<LookDrift, 'kolmogorovSmirnovP' | 'chiSquare' | 'psiByChance'>

function testsOf(
  variable: ReferenceVariable,
  counts: readonly number[],
  figures: Omit<Figures, 'chiSquareP'>,
): Tests {
  const gap = figures.kolmogorovSmirnov
  if (figures.psi === null || gap === null)
    return { kolmogorovSmirnovP: null, chiSquare: null, psiByChance: null }
  const [m, n] = [sumOf(variable.counts.slice(0, -1)), sumOf(counts.slice(0, -1))]
  const pair = pairOf(variable, counts)
  const bins = pair.reference.filter((count, at) => count + (pair.current[at] ?? 0) > 0).length
  return {
    kolmogorovSmirnovP: limitTail(gap * Math.sqrt((m * n) / (m + n))),
    chiSquare: chiSquareHomogeneity(pair),
    // Under no change PSI is about a chi-square of bins - 1 degrees times (1/m + 1/n) (Yurdakul 2018).
    psiByChance: Math.max(0, bins - 1) * (1 / m + 1 / n),
  }
}

/** A limit passed in as many periods in a row as the plan asks for. */
export function driftAlarms(terms: WatchTerms, drift: readonly LookDrift[]): LookAlarm[] {
  return drift.flatMap(({ variable, limits, periods }) =>
    limits.flatMap(({ measure, limit }) =>
      runsBeyond(periods, measure, limit)
        .filter(({ beyond }) => beyond.length >= terms.driftPeriods)
        .map(({ beyond }) => {
          // Named by the period in which it became an alarm: the next look at the same drift is the same cause.
          const period = beyond[terms.driftPeriods - 1]?.from ?? ''
          const last = beyond.at(-1)
          const shown = Number((last ? (figureOf(last, measure) ?? 0) : 0).toPrecision(4))
          const name = nameOf(measure)
          return {
            cause: `drift/${variable}:${measure}/${period}`,
            kind: 'drift' as const,
            of: `${variable}:${measure}`,
            period,
            because: isBelowAlarm(measure)
              ? say(
                  `${variable}의 ${name.ko}이 ${beyond.length}개 기간 연속으로 한계보다 작았습니다(${shown} < ${limit}).`,
                  `${name.en} of ${variable} was below its limit for ${beyond.length} periods in a row (${shown} < ${limit}).`,
                )
              : say(
                  `${variable}의 ${name.ko}가 ${beyond.length}개 기간 연속으로 한계를 넘었습니다(${shown} > ${limit}).`,
                  `${name.en} of ${variable} was beyond its limit for ${beyond.length} periods in a row (${shown} > ${limit}).`,
                ),
          }
        }),
    ),
  )
}

function nameOf(measure: string) {
  return Object.entries(driftMeasures).find(([name]) => name === measure)?.[1] ?? say(measure, measure)
}
