import { labelFreeCaution, prevalenceOf } from '../models/performance/label-free.ts'
import { wilson } from '../models/performance/proportion.ts'
import { say, type Words } from '../words.ts'
import type { LookMetric, LookResult } from './look-result.ts'
import type { Reference } from './reference.ts'
import { addDays, type DaySums, labelledIn } from './sums.ts'
import type { WatchTerms } from './terms.ts'

type Estimate = LookResult['estimate']

/** Prevalence by the scores and by the calls may differ by this share of it, or by what chance explains: rather withheld than wrong. */
const apartMax = 0.15
const z = 2
const millions = 1e6

/**
 * Performance of the recent cases as the scores themselves promise it (confidence-based), withheld unless three things
 * hold: the scores were calibrated in the reference, they are still where labels have come, and prevalence seems not to
 * have moved. Where it moves the estimate is wrong without a sign: at a true 0.05 instead of 0.10 a PPV of 0.24 is
 * told as 0.38.
 */
export function estimateOf(
  terms: Pick<WatchTerms, 'casesMin'>,
  days: { readonly recent: readonly DaySums[]; readonly mature: readonly DaySums[] },
  reference: Reference | null,
): Estimate {
  const recent = sumOf(days.recent)
  const mature = sumOf(days.mature)
  const n = recent?.all.predictions ?? 0
  const observed = mature ? observedOverExpected(mature) : null
  if (!recent || !reference || n < terms.casesMin) return withheld(tooFew, { observed })
  const { positive, negative } = recent.scoreMillionths
  const expected = (positive + negative) / millions / n
  const implied = impliedPrevalence(recent, reference)
  const check = { observed, expected, implied }
  if (!isCalibrated(reference)) return withheld(neverCalibrated, check)
  if (observed?.state === 'estimated' && observed.interval && !covers(observed.interval))
    return withheld(noLongerCalibrated, check)
  if (implied === null) return withheld(noImplied, check)
  if (Math.abs(implied - expected) > Math.max(apartMax * expected, z * spreadOf(recent, reference)))
    return withheld(prevalenceMoved(implied, expected), check)
  const [hits, called] = [positive / millions, recent.all.calledPositive]
  return {
    state: 'estimated',
    caution: { ...labelFreeCaution },
    n,
    sensitivity: expected > 0 ? hits / (expected * n) : null,
    positivePredictiveValue: called > 0 ? hits / called : null,
    method: 'confidence-based:score-sums-1e-6',
    check: {
      expectedPrevalence: expected,
      impliedPrevalence: implied,
      observedOverExpected: observed,
    },
  }
}

function sumOf(days: readonly DaySums[]): DaySums | null {
  const [first, ...rest] = days
  return first ? rest.reduce((sum, day) => addDays(sum, day), first) : null
}

/** What prevalence the calls of these days speak for, by the reference's sensitivity and specificity. */
export function impliedPrevalence({ all }: Pick<DaySums, 'all'>, { calls }: Reference): number | null {
  const rates = ratesOf(calls)
  if (rates === null || all.predictions === 0) return null
  return prevalenceOf({ share: all.calledPositive / all.predictions, ...rates })
}

function ratesOf(calls: Reference['calls']) {
  const positives = calls.truePositives + calls.falseNegatives
  const negatives = calls.trueNegatives + calls.falsePositives
  if (positives === 0 || negatives === 0) return null
  return { sensitivity: calls.truePositives / positives, specificity: calls.trueNegatives / negatives }
}

/** Standard error of the implied prevalence: of the share called, and of both rates of the reference. */
function spreadOf({ all }: DaySums, { calls }: Reference): number {
  const rates = ratesOf(calls)
  if (rates === null) return 0
  const { sensitivity: se, specificity: sp } = rates
  const youden = se + sp - 1
  const share = all.calledPositive / all.predictions
  const prevalence = Math.min(1, Math.max(0, (share + sp - 1) / youden))
  const ofShare = (share * (1 - share)) / all.predictions
  const ofSensitivity = (prevalence ** 2 * se * (1 - se)) / (calls.truePositives + calls.falseNegatives)
  const ofSpecificity = ((1 - prevalence) ** 2 * sp * (1 - sp)) / (calls.trueNegatives + calls.falsePositives)
  return Math.sqrt(ofShare + ofSensitivity + ofSpecificity) / youden
}

const level = 0.95

/** Positives seen over positives the scores of the same labelled cases expected, with the interval of the seen. */
function observedOverExpected({ all, scoreMillionths }: DaySums): LookMetric['measure'] {
  const n = labelledIn(all.now)
  const expected = scoreMillionths.labelled / millions
  const positives = all.now.truePositives + all.now.falseNegatives
  const method = 'observed-over-expected'
  if (n === 0 || expected <= 0) return { state: 'not-estimable', method, n, because: { ...noLabels } }
  const { low, high } = wilson({ k: positives, n }, level)
  return {
    state: 'estimated',
    estimate: positives / expected,
    interval: {
      low: (low * n) / expected,
      high: (high * n) / expected,
      level,
      method: 'wilson:over-expected',
    },
    method,
    n,
  }
}

/** The reference's own ratio must lie within ten per cent of 1, or within what chance explains. */
function isCalibrated({ calls, n, scoreMillionths }: Reference): boolean {
  const positives = calls.truePositives + calls.falseNegatives
  const expected = scoreMillionths / millions
  if (n === 0 || expected <= 0) return false
  const { low, high } = wilson({ k: positives, n }, level)
  return (
    Math.abs(positives / expected - 1) <= 0.1 || ((low * n) / expected <= 1 && (high * n) / expected >= 1)
  )
}

/** Within five per cent of 1 is right enough whatever the number of cases. */
function covers({ low, high }: { readonly low: number; readonly high: number }): boolean {
  return low <= 1.05 && high >= 0.95
}

type Check = {
  readonly observed: LookMetric['measure'] | null
  readonly expected?: number
  readonly implied?: number | null
}

function withheld(because: Words, { observed, expected, implied }: Check): Estimate {
  return {
    state: 'withheld',
    because: { ...because },
    check: {
      expectedPrevalence: expected ?? null,
      impliedPrevalence: implied ?? null,
      observedOverExpected: observed,
    },
  }
}

const noLabels = say('정답이 아직 없습니다.', 'There are no labels yet.')
const tooFew = say(
  '추정할 최근 예측이나 고정한 기준이 부족합니다.',
  'There are too few recent predictions, or no frozen reference, to estimate from.',
)
const neverCalibrated = say(
  '기준 평가에서 점수가 확률로 맞지 않아 추정하지 않습니다.',
  'Withheld: already in the reference the scores were no true probabilities.',
)
const noLongerCalibrated = say(
  '정답이 온 사례에서 점수가 더는 확률로 맞지 않아 추정하지 않습니다.',
  'Withheld: where labels have come, the scores are no true probabilities any more.',
)
const noImplied = say(
  '기준 평가의 민감도와 특이도로는 유병률 변화를 확인할 수 없어 추정하지 않습니다.',
  'Withheld: the sensitivity and specificity of the reference cannot tell whether prevalence has moved.',
)

function prevalenceMoved(implied: number, expected: number): Words {
  const [calls, scores] = [implied.toFixed(3), expected.toFixed(3)]
  return say(
    `유병률이 달라진 것으로 보여 추정하지 않습니다(판정 비율로는 ${calls}, 점수로는 ${scores}).`,
    `Withheld: prevalence seems to have moved (${calls} by the calls, ${scores} by the scores).`,
  )
}
