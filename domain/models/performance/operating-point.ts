import { say } from '../../words.ts'
import { estimated, type Interval, type Measure, notEstimable, withoutInterval } from './measure.ts'
import { criticalValue } from './normal.ts'
import { type Count, clopperPearson, wilson } from './proportion.ts'
import { eachRun, type ScoreRuns } from './score-runs.ts'

/** The 2 x 2 table at a threshold; a case is called positive when its score >= the threshold. */
export type Confusion = {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

/** Whole counts at the cleared operating point; the threshold is in the unit of the score. */
export function confusionAt(runs: ScoreRuns, threshold: number): Confusion {
  let [truePositives, falsePositives] = [0, 0]
  for (const run of eachRun(runs)) {
    if (run.score < threshold) continue
    truePositives += run.positives
    falsePositives += run.negatives
  }
  return {
    truePositives,
    falsePositives,
    falseNegatives: runs.positiveCount - truePositives,
    trueNegatives: runs.negativeCount - falsePositives,
  }
}

/** `wilson`: average coverage at the level. `clopper-pearson`: coverage never below it, therefore wider. */
export type ProportionInterval = 'wilson' | 'clopper-pearson'

/** How intervals are made: method for proportions, and two-sided confidence level. */
export type IntervalChoice = { readonly proportion: ProportionInterval; readonly level: number }

const nothing = say('해당하는 사례가 한 건도 없습니다.', 'There are no cases to calculate it from.')

/** A share of whole cases with its interval; not estimable when there is no case. */
export function proportion(count: Count, choice: IntervalChoice): Measure {
  const basis = { method: 'proportion', n: count.n }
  if (count.n === 0) return notEstimable(basis, nothing)
  return estimated(basis, count.k / count.n, proportionInterval(count, choice))
}

function proportionInterval(count: Count, { proportion: method, level }: IntervalChoice): Interval {
  const limits = method === 'wilson' ? wilson(count, level) : clopperPearson(count, level)
  return { ...limits, level, method }
}

/** What a reviewer reads off the table (FDA 2007 guidance on diagnostic tests). */
export type OperatingPoint = {
  readonly sensitivity: Measure
  readonly specificity: Measure
  /** At the prevalence of these cases; it moves with prevalence while the model stays the same. */
  readonly positivePredictiveValue: Measure
  readonly negativePredictiveValue: Measure
  readonly accuracy: Measure
  readonly balancedAccuracy: Measure
  readonly f1: Measure
}

/** Measures of one table. Each proportion is judged on its own denominator. */
export function operatingPoint(table: Confusion, choice: IntervalChoice): OperatingPoint {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = table
  const sensitivity = proportion({ k: tp, n: tp + fn }, choice)
  const specificity = proportion({ k: tn, n: tn + fp }, choice)
  return {
    sensitivity,
    specificity,
    positivePredictiveValue: proportion({ k: tp, n: tp + fp }, choice),
    negativePredictiveValue: proportion({ k: tn, n: tn + fn }, choice),
    accuracy: proportion({ k: tp + tn, n: tp + fp + fn + tn }, choice),
    balancedAccuracy: balancedAccuracy(sensitivity, specificity),
    f1: f1(table, choice),
  }
}

/** Mean of sensitivity and specificity; limits by square-and-add of theirs (MOVER, Zou & Donner 2008). */
function balancedAccuracy(sensitivity: Measure, specificity: Measure): Measure {
  const basis = { method: 'balanced-accuracy', n: sensitivity.n + specificity.n }
  if (sensitivity.state === 'not-estimable' || specificity.state === 'not-estimable') {
    return notEstimable(basis, nothing)
  }
  const [a, b] = [sensitivity.interval, specificity.interval]
  if (a === null || b === null) throw new Error('a proportion always has an interval')
  const value = (sensitivity.estimate + specificity.estimate) / 2
  return estimated(basis, value, {
    low: value - Math.hypot(sensitivity.estimate - a.low, specificity.estimate - b.low) / 2,
    high: value + Math.hypot(a.high - sensitivity.estimate, b.high - specificity.estimate) / 2,
    level: a.level,
    method: `mover:${a.method}`,
  })
}

/**
 * F1 = 2s/(1+s) of the share s = TP/(TP+FP+FN), a rising function: limits of s carry over
 * (Hand, Christen & Kirielle 2021). Not estimable when no case is positive or called positive.
 */
function f1(table: Confusion, choice: IntervalChoice): Measure {
  const count = {
    k: table.truePositives,
    n: table.truePositives + table.falsePositives + table.falseNegatives,
  }
  const basis = { method: 'f1', n: count.n }
  if (count.n === 0) return notEstimable(basis, nothing)
  const rise = (share: number) => (2 * share) / (1 + share)
  const { low, high, level, method } = proportionInterval(count, choice)
  const estimate = (2 * count.k) / (count.k + count.n)
  return estimated(basis, estimate, { low: rise(low), high: rise(high), level, method: `${method}:f-star` })
}

const noRatio = say(
  '양성 또는 음성이 없거나 나눌 값이 0이어서 계산할 수 없습니다.',
  'It needs both classes and a denominator above 0.',
)
const zeroCell = say(
  '표에 0인 칸이 있어 로그 구간을 낼 수 없습니다.',
  'A cell of the table is 0, where the interval on the log scale does not exist.',
)

/**
 * How much a positive (negative) call raises (lowers) the odds of the condition; they do not move with prevalence.
 * Limits on the log scale (Simel, Samsa & Matchar 1991).
 */
export function likelihoodRatios(table: Confusion, level: number): { positive: Measure; negative: Measure } {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = table
  const [positives, negatives] = [tp + fn, fp + tn]
  const ratio = (method: string, hit: number, miss: number): Measure => {
    const basis = { method, n: positives + negatives }
    if (positives === 0 || miss === 0) return notEstimable(basis, noRatio)
    const value = hit / positives / (miss / negatives)
    if (hit === 0) return withoutInterval(basis, value, zeroCell)
    const error = Math.sqrt(1 / hit - 1 / positives + 1 / miss - 1 / negatives)
    const factor = Math.exp(criticalValue(level) * error)
    return estimated(basis, value, { low: value / factor, high: value * factor, level, method: 'log-simel' })
  }
  return {
    positive: ratio('likelihood-ratio:positive', tp, fp),
    negative: ratio('likelihood-ratio:negative', fn, tn),
  }
}

/** Matthews correlation as a measure; its usual intervals do not cover, so none is given. */
export function matthewsMeasure(table: Confusion): Measure {
  const n = table.truePositives + table.falsePositives + table.falseNegatives + table.trueNegatives
  const basis = { method: 'matthews-correlation', n }
  const value = matthewsCorrelation(table)
  if (value === null) {
    return notEstimable(
      basis,
      say('표의 한 행이나 열이 비어 있습니다.', 'A row or a column of the table is empty.'),
    )
  }
  return withoutInterval(
    basis,
    value,
    say('이 지표에는 신뢰구간을 붙이지 않습니다.', 'No interval is given for this measure.'),
  )
}

/** Matthews correlation in [-1, 1]; null when a row or column of the table is empty. */
export function matthewsCorrelation(table: Confusion): number | null {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = table
  const product = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn)
  return product === 0 ? null : (tp * tn - fp * fn) / product
}

/** Cohen's kappa of call and label; null when chance agreement is complete. */
export function cohenKappa(table: Confusion): number | null {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = table
  const n = tp + fp + fn + tn
  if (n === 0) return null
  const chance = ((tp + fp) * (tp + fn) + (tn + fp) * (tn + fn)) / (n * n)
  return chance === 1 ? null : ((tp + tn) / n - chance) / (1 - chance)
}
