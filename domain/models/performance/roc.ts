import { say } from '../../words.ts'
import { clamp, estimated, type Measure, notEstimable, withoutInterval } from './measure.ts'
import { criticalValue } from './normal.ts'
import { caseCount, eachRun, type ScoreRuns } from './score-runs.ts'

/** Area under the ROC curve with its variance after DeLong; no variance with fewer than two cases in a class. */
export type Roc = { readonly auc: number; readonly variance: number | null; readonly n: number }

/**
 * The exact AUROC (ties count one half) from an integer Mann-Whitney count, and its DeLong variance.
 * Null when a class is empty. Sources: DeLong, DeLong & Clarke-Pearson 1988; Sun & Xu 2014. O(runs).
 */
export function roc(runs: ScoreRuns): Roc | null {
  const { positiveCount, negativeCount } = runs
  if (positiveCount === 0 || negativeCount === 0) return null
  let twiceU = 0
  let negativesBelow = 0
  for (const run of eachRun(runs)) {
    twiceU += run.positives * (2 * negativesBelow + run.negatives)
    negativesBelow += run.negatives
  }
  if (!Number.isSafeInteger(twiceU)) throw new RangeError('too many pairs for an exact count')
  const auc = twiceU / (2 * positiveCount * negativeCount)
  return { auc, variance: delongVariance(runs, auc), n: caseCount(runs) }
}

function delongVariance(runs: ScoreRuns, auc: number): number | null {
  const { positiveCount, negativeCount } = runs
  if (positiveCount < 2 || negativeCount < 2) return null
  let [negativesBelow, positivesBelow, positiveSquares, negativeSquares] = [0, 0, 0, 0]
  for (const run of eachRun(runs)) {
    const ofPositive = (negativesBelow + run.negatives / 2) / negativeCount - auc
    const ofNegative = (positiveCount - positivesBelow - run.positives / 2) / positiveCount - auc
    positiveSquares += run.positives * ofPositive * ofPositive
    negativeSquares += run.negatives * ofNegative * ofNegative
    negativesBelow += run.negatives
    positivesBelow += run.positives
  }
  return (
    positiveSquares / (positiveCount - 1) / positiveCount +
    negativeSquares / (negativeCount - 1) / negativeCount
  )
}

/** `delong`: normal limits cut to [0, 1]. `delong-logit`: normal on the logit scale, better near 1 (Pepe 2003). */
export type AurocInterval = 'delong' | 'delong-logit'

const oneClass = say(
  '양성과 음성이 모두 있어야 계산할 수 있습니다.',
  'It needs at least one positive and one negative case.',
)
const tooFew = say(
  '양성과 음성이 각각 두 건 이상이어야 신뢰구간을 낼 수 있습니다.',
  'An interval needs at least two positive and two negative cases.',
)
const noSpread = say(
  '양성과 음성이 완전히 갈리거나 점수가 모두 같아 분산이 0입니다. 폭이 0인 구간은 확실하다는 뜻이 아니므로 표시하지 않습니다.',
  'The classes are perfectly separated or all scores are equal, so the variance is 0. An interval of no width would suggest a certainty that is not there.',
)

/** AUROC as a measure. No interval where it would feign certainty (variance 0) or has no variance. */
export function auroc(runs: ScoreRuns, method: AurocInterval, level: number): Measure {
  return aurocOf(roc(runs), caseCount(runs), { method, level })
}

/** The same from an area already known, such as one of exact sums; null = a class is empty. */
export function aurocOf(
  result: Roc | null,
  n: number,
  { method, level }: { readonly method: AurocInterval; readonly level: number },
): Measure {
  const basis = { method: 'auroc:mann-whitney-ties-half', n }
  if (result === null) return notEstimable(basis, oneClass)
  const { auc, variance } = result
  if (variance === null) return withoutInterval(basis, auc, tooFew)
  if (variance === 0) return withoutInterval(basis, auc, noSpread)
  const half = criticalValue(level) * Math.sqrt(variance)
  if (method === 'delong') {
    return estimated(basis, auc, {
      low: clamp(auc - half, 0, 1),
      high: clamp(auc + half, 0, 1),
      level,
      method,
    })
  }
  return estimated(basis, auc, { ...logitLimits(auc, half), level, method })
}

/** Limits of a share made on the logit scale from a half width on the plain scale (delta method). */
export function logitLimits(share: number, half: number): { low: number; high: number } {
  const center = Math.log(share / (1 - share))
  const width = half / (share * (1 - share))
  return { low: 1 / (1 + Math.exp(width - center)), high: 1 / (1 + Math.exp(-center - width)) }
}

/** A point of the curve: cases with score >= threshold are called positive. */
export type RocPoint = {
  readonly threshold: number
  readonly sensitivity: number
  readonly falsePositiveRate: number
}

/** The curve from the highest threshold down, thinned to about `pointsMax` steps of equal rank for drawing; empty for one class. */
export function rocCurve(runs: ScoreRuns, pointsMax: number): RocPoint[] {
  const { positiveCount, negativeCount, scores } = runs
  if (positiveCount === 0 || negativeCount === 0) return []
  const points: RocPoint[] = []
  let [positives, negatives, shown] = [0, 0, 0]
  for (let index = scores.length - 1; index >= 0; index--) {
    positives += runs.positives[index] ?? 0
    negatives += runs.negatives[index] ?? 0
    const share = (positives + negatives) / caseCount(runs)
    if (share * pointsMax < shown + 1 && index > 0) continue
    shown = Math.floor(share * pointsMax)
    points.push({
      threshold: scores[index] ?? 0,
      sensitivity: positives / positiveCount,
      falsePositiveRate: negatives / negativeCount,
    })
  }
  return points
}
