import {
  type BernoulliDesign,
  bernoulliLimit,
  bernoulliRunLength,
  failureScore,
} from '../models/performance/sequential/bernoulli-cusum.ts'
import { ewmaRunLength, ewmaWidth } from '../models/performance/sequential/run-length.ts'
import { groupSequentialBounds } from '../models/performance/sequential/spending.ts'
import { type SprtBounds, sprtBounds } from '../models/performance/sequential/sprt.ts'
import { type Answer, accept, refuse } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import type { ChartTerms } from './terms.ts'

/**
 * A chart worked out before anything is seen: its limit, and how long it runs while all is well and when it is not.
 * `runsGood` and `runsBad` are averages, in cases or periods; for an SPRT the cases until it decides (Wald).
 */
export type ChartDesign = {
  readonly unit: 'cases' | 'periods'
  readonly runsGood: number
  readonly runsBad: number
} & (
  | { readonly method: 'bernoulli-cusum'; readonly cusum: BernoulliDesign }
  | { readonly method: 'ewma'; readonly weight: number; readonly width: number }
  | { readonly method: 'sprt'; readonly bounds: SprtBounds }
  | { readonly method: 'group-sequential'; readonly lastBound: number }
)

/** Failure rates of a chart: what is acceptable and what is not. */
export function failureRates({ good, bad }: Pick<ChartTerms, 'good' | 'bad'>): {
  readonly acceptable: number
  readonly unacceptable: number
} {
  // Twelve digits: 1 - 0.9 is meant to be 0.1.
  const digits = (rate: number) => Number((1 - rate).toPrecision(12))
  return { acceptable: digits(good), unacceptable: digits(bad) }
}

/** The greatest lattice solved for one chart: up times limit, above which it would keep everybody waiting. */
const latticeMax = 2_000_000

/** Works a chart out; refuses one that cannot be, and says what to change. */
export function designOf(chart: ChartTerms): Answer<ChartDesign> {
  const { acceptable, unacceptable } = failureRates(chart)
  if (!(acceptable > 0 && acceptable < unacceptable && unacceptable < 1)) {
    return refuse(
      'invalid',
      say(
        '기준값은 0과 1 사이이고, 허용할 수 없는 값이 양호한 값보다 낮아야 합니다.',
        'Both values lie between 0 and 1, the unacceptable one below the good one.',
      ),
    )
  }
  switch (chart.method) {
    case 'bernoulli-cusum':
      return cusumDesign(chart, { acceptable, unacceptable })
    case 'ewma':
      return ewmaDesign(chart, { acceptable, unacceptable })
    case 'sprt':
      return sprtDesign(chart, { acceptable, unacceptable })
    case 'group-sequential':
      return groupSequentialDesign(chart)
    default: {
      const never: never = chart.method
      throw new Error(`unknown method ${String(never)}`)
    }
  }
}

type Rates = ReturnType<typeof failureRates>

function cusumDesign({ runLength }: ChartTerms, { acceptable, unacceptable }: Rates): Answer<ChartDesign> {
  if (runLength === null || !(runLength > 1)) return needs(runLengthNeeded)
  const up = failureScore(acceptable, unacceptable)
  // Limits grow with the logarithm of the run length: this bound is generous (Reynolds & Stoumbos 1999).
  if (up * up * Math.log2(runLength + 2) * 2 > latticeMax) return needs(tooFine)
  const limit = bernoulliLimit({ up, acceptable, length: runLength })
  const cusum = { up, limit }
  return accept({
    method: 'bernoulli-cusum',
    unit: 'cases',
    cusum,
    runsGood: bernoulliRunLength(cusum, acceptable),
    runsBad: bernoulliRunLength(cusum, unacceptable),
  })
}

function ewmaDesign(chart: ChartTerms, { acceptable, unacceptable }: Rates): Answer<ChartDesign> {
  const { runLength, weight, casesPerYear } = chart
  if (runLength === null || !(runLength > 1)) return needs(runLengthNeeded)
  if (weight === null || !(weight > 0 && weight <= 1)) return needs(weightNeeded)
  const width = ewmaWidth(weight, runLength)
  // In standard deviations of a period's share, as many cases to the period as a year brings to a week.
  const cases = Math.max(1, (casesPerYear ?? 5200) / 52)
  const shift = (unacceptable - acceptable) / Math.sqrt((acceptable * (1 - acceptable)) / cases)
  return accept({
    method: 'ewma',
    unit: 'periods',
    weight,
    width,
    runsGood: ewmaRunLength({ weight, width }, 0),
    // Beyond eight deviations it alarms in the first period or two whatever the shift.
    runsBad: ewmaRunLength({ weight, width }, Math.min(8, shift)),
  })
}

function sprtDesign({ alpha, beta }: ChartTerms, { acceptable, unacceptable }: Rates): Answer<ChartDesign> {
  if (!isError(alpha) || !isError(beta)) return needs(errorsNeeded)
  const bounds = sprtBounds(alpha, beta)
  const failure = Math.log(unacceptable / acceptable)
  const success = Math.log((1 - unacceptable) / (1 - acceptable))
  const stepAt = (rate: number) => rate * failure + (1 - rate) * success
  return accept({
    method: 'sprt',
    unit: 'cases',
    bounds,
    // Wald 1947: what the ratio has reached on average when it stops, over what a case adds on average.
    runsGood: (alpha * bounds.reject + (1 - alpha) * bounds.accept) / stepAt(acceptable),
    runsBad: ((1 - beta) * bounds.reject + beta * bounds.accept) / stepAt(unacceptable),
  })
}

function groupSequentialDesign({ alpha, plannedCases, spending }: ChartTerms): Answer<ChartDesign> {
  if (!isError(alpha)) return needs(alphaNeeded)
  if (plannedCases === null || plannedCases < 1) return needs(plannedNeeded)
  const [lastBound = Number.NaN] = groupSequentialBounds([0.25, 0.5, 0.75, 1], { alpha, spending }).slice(-1)
  return accept({
    method: 'group-sequential',
    unit: 'cases',
    lastBound,
    runsGood: plannedCases,
    runsBad: plannedCases,
  })
}

/**
 * False alarms this chart lets expect in a year while all is well: what its design is charged with. A test that ends
 * is charged with its whole error.
 */
export function falseAlarmsPerYear(chart: ChartTerms, design: ChartDesign, periodsPerYear: number): number {
  switch (design.method) {
    case 'bernoulli-cusum':
      return (chart.casesPerYear ?? 0) / design.runsGood
    case 'ewma':
      return periodsPerYear / design.runsGood
    case 'sprt':
      return ((chart.casesPerYear ?? 0) / Math.max(1, design.runsGood)) * (chart.alpha ?? 0)
    case 'group-sequential':
      return chart.alpha ?? 0
    default: {
      const never: never = design
      throw new Error(`unknown design ${String(never)}`)
    }
  }
}

const isError = (value: number | null): value is number => value !== null && value > 0 && value < 0.5

function needs(because: Words): Answer<never> {
  return refuse('invalid', because)
}

const runLengthNeeded = say(
  '거짓경보 사이 평균 길이(ARL0)를 2 이상으로 적으십시오.',
  'Give the average run between false alarms (ARL0), at least 2.',
)
const weightNeeded = say(
  'EWMA 가중치를 0 초과 1 이하로 적으십시오.',
  'Give the EWMA weight, above 0 and at most 1.',
)
const errorsNeeded = say(
  'α와 β를 0 초과 0.5 미만으로 적으십시오.',
  'Give alpha and beta, each above 0 and below 0.5.',
)
const alphaNeeded = say('α를 0 초과 0.5 미만으로 적으십시오.', 'Give alpha, above 0 and below 0.5.')
const plannedNeeded = say('계획 사례 수를 적으십시오.', 'Give the planned number of cases.')
const tooFine = say(
  '두 값의 차이가 너무 작아 관리도를 설계할 수 없습니다. 차이를 넓히십시오.',
  'The two values lie too close together to design a chart. Widen the difference.',
)
