import type { Words } from '../../words.ts'
import { say } from '../../words.ts'
import { observedLessExpected } from './error-moments.ts'
import { fitLine, fitOffset } from './logistic.ts'
import { clamp, estimated, type Interval, type Measure, notEstimable, withoutInterval } from './measure.ts'
import { criticalValue } from './normal.ts'
import { asChunk, caseCount, eachRun, type ScoreRuns } from './score-runs.ts'
import {
  type CalibrationBin,
  CalibrationSums,
  type CalibrationTotals,
  WidthBins,
} from './stream/calibration-sums.ts'

/** Whether the probabilities mean what they say. Scores must be probabilities in [0, 1]. */
export type Calibration = {
  /** Mean squared error of the probability; 0 is perfect. */
  readonly brier: Measure
  /** Slope of logit(y) on logit(p); 1 is right, below 1 the probabilities are too extreme. */
  readonly slope: Measure
  /** Intercept fitted together with the slope. */
  readonly intercept: Measure
  /** Intercept with the slope held at 1; 0 is right, above 0 the model says too little. */
  readonly inTheLarge: Measure
  /** Share that came true less the mean probability; 0 is right. */
  readonly observedLessExpected: Measure
  /** Observed over expected events; 1 is right. */
  readonly observedOverExpected: Measure
  /** Ten equal-width bins. Biased upwards, so no interval is given. */
  readonly expectedCalibrationError: Measure
}

const empty = say('사례가 없습니다.', 'There is no case.')

/** All measures of calibration. Throws when a score lies outside [0, 1]. */
export function calibration(runs: ScoreRuns, level: number): Calibration {
  const sums = new CalibrationSums(caseCount(runs))
  sums.push(asChunk(runs))
  return calibrationOf(sums.finish(), level)
}

/** The same from sums, whoever took them. */
export function calibrationOf(totals: CalibrationTotals, level: number): Calibration {
  return {
    brier: brier(totals, level),
    ...logitMeasures(totals, level),
    observedLessExpected: observedLessExpected({ ...totals, squared: totals.errorMean * totals.n }, level),
    observedOverExpected: observedOverExpected(totals, level),
    expectedCalibrationError: expectedCalibrationError(totals),
  }
}

/** Brier score with the normal interval of a mean. */
function brier({ n, errorMean, errorVariance }: CalibrationTotals, level: number): Measure {
  const basis = { method: 'brier', n }
  if (n === 0) return notEstimable(basis, empty)
  if (errorVariance === null) {
    return withoutInterval(basis, errorMean, say('사례가 한 건뿐입니다.', 'There is only one case.'))
  }
  const half = criticalValue(level) * Math.sqrt(errorVariance / n)
  return estimated(basis, errorMean, {
    low: clamp(errorMean - half, 0, 1),
    high: clamp(errorMean + half, 0, 1),
    level,
    method: 'normal',
  })
}

const extreme = say(
  '확률이 정확히 0 또는 1인 사례가 있어 로짓을 구할 수 없습니다. 값을 잘라 맞추면 결과가 달라지므로 하지 않습니다.',
  'Some probabilities are exactly 0 or 1 and have no logit. Clipping them would change the result, so it is not done.',
)
const noFit = say(
  '양성과 음성이 점수로 완전히 갈리거나 한쪽만 있어 유한한 값이 없습니다.',
  'The classes are separated by the score, or one is missing: no finite value exists.',
)

function logitMeasures(
  { n, logits }: CalibrationTotals,
  level: number,
): Pick<Calibration, 'slope' | 'intercept' | 'inTheLarge'> {
  const basis = (method: string) => ({ method, n })
  const none = (because: Words) => ({
    slope: notEstimable(basis('calibration-slope'), because),
    intercept: notEstimable(basis('calibration-intercept:joint'), because),
    inTheLarge: notEstimable(basis('calibration-in-the-large:offset'), because),
  })
  if (logits === null) return none(extreme)
  const wald = (estimate: number, error: number): Interval => {
    const half = criticalValue(level) * error
    return { low: estimate - half, high: estimate + half, level, method: 'wald' }
  }
  const offset = fitOffset(logits)
  const line = fitLine(logits)
  const measures = none(noFit)
  if (offset !== null) {
    const interval = wald(offset.intercept, offset.error)
    measures.inTheLarge = estimated(measures.inTheLarge, offset.intercept, interval)
  }
  if (line !== null) {
    measures.slope = estimated(measures.slope, line.slope, wald(line.slope, line.slopeError))
    const interval = wald(line.intercept, line.interceptError)
    measures.intercept = estimated(measures.intercept, line.intercept, interval)
  }
  return measures
}

/** O/E with the interval on the log scale, variance (1 - O/n)/O (Debray et al. 2017). */
export function observedOverExpected(
  { n, observed, expected }: Pick<CalibrationTotals, 'n' | 'observed' | 'expected'>,
  level: number,
): Measure {
  const basis = { method: 'observed-over-expected', n }
  if (expected === 0) {
    return notEstimable(basis, say('예측된 사건 수가 0입니다.', 'No event is expected.'))
  }
  if (observed === 0) {
    return withoutInterval(basis, 0, say('관찰된 사건이 없습니다.', 'No event was observed.'))
  }
  const ratio = observed / expected
  const factor = Math.exp(criticalValue(level) * Math.sqrt((1 - observed / n) / observed))
  return estimated(basis, ratio, { low: ratio / factor, high: ratio * factor, level, method: 'log-normal' })
}

/** Bins [0, 1/b), [1/b, 2/b) … [1-1/b, 1] of equal width; empty ones are left out. */
export function widthBins(runs: ScoreRuns, bins: number): CalibrationBin[] {
  const sums = new WidthBins(bins)
  sums.push(asChunk(runs))
  return sums.finish()
}

/**
 * Bins of equal numbers of cases by rank: case of rank r goes to bin ceil(r·b/n). Tied cases that straddle an edge
 * are shared out in proportion, so no row order matters; `positives` is then not whole.
 */
export function massBins(runs: ScoreRuns, bins: number): CalibrationBin[] {
  const n = caseCount(runs)
  const sums = emptySums(bins)
  let rank = 0
  for (const { score, positives, negatives } of eachRun(runs)) {
    const count = positives + negatives
    let left = count
    while (left > 0) {
      const bin = Math.ceil(((rank + 1) * bins) / n) - 1
      const last = Math.floor(((bin + 1) * n) / bins)
      const taken = Math.min(left, last - rank)
      addTo(sums[bin], { n: taken, positives: (positives * taken) / count }, score)
      rank += taken
      left -= taken
    }
  }
  return means(sums)
}

type BinSum = { n: number; positives: number; scoreSum: number }

function emptySums(bins: number): BinSum[] {
  return Array.from({ length: bins }, () => ({ n: 0, positives: 0, scoreSum: 0 }))
}

function addTo(sum: BinSum | undefined, cases: Pick<BinSum, 'n' | 'positives'>, score: number): void {
  if (sum === undefined) throw new RangeError('a score fell outside the bins')
  sum.n += cases.n
  sum.positives += cases.positives
  sum.scoreSum += cases.n * score
}

function means(sums: readonly BinSum[]): CalibrationBin[] {
  return sums
    .filter(({ n }) => n > 0)
    .map(({ n, positives, scoreSum }) => ({ n, positives, meanScore: scoreSum / n }))
}

/** Mean absolute gap of observed share and mean probability over the bins, weighted by cases. */
export function calibrationErrorOf(bins: readonly CalibrationBin[]): number {
  let [gap, n] = [0, 0]
  for (const bin of bins) {
    gap += Math.abs(bin.positives - bin.n * bin.meanScore)
    n += bin.n
  }
  return gap / n
}

function expectedCalibrationError({ n, bins }: CalibrationTotals): Measure {
  return calibrationErrorMeasure(calibrationErrorOf(bins), n)
}

/** The error told in ten bins of equal width, already summed. */
export function calibrationErrorMeasure(value: number, n: number): Measure {
  const basis = { method: 'ece:10-equal-width', n }
  if (n === 0) return notEstimable(basis, empty)
  const because = say(
    '이 값은 표본이 작을수록 커지는 편향이 있어 신뢰구간을 붙이지 않습니다.',
    'This value is biased upwards, more so in small samples, so no interval is given.',
  )
  return withoutInterval(basis, value, because)
}
