import { say } from '../../words.ts'

/**
 * What performance a calibrated score would have, by its own word (confidence-based estimate). It needs no label and
 * therefore proves nothing: when prevalence moves, or calibration, it is wrong without a sign. Shown only beside that.
 */
export type LabelFree = {
  readonly n: number
  readonly auroc: number | null
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
  readonly sensitivity: number | null
  readonly positivePredictiveValue: number | null
  readonly method: 'confidence-based:ties-merged'
}

/** What has to be shown beside every such number. */
export const labelFreeCaution = say(
  '정답 없이 점수만으로 낸 추정치입니다. 유병률이나 보정이 달라지면 표시 없이 틀립니다(예: 유병률이 0.10에서 0.05로 줄면 실제 PPV 0.24를 0.38로 추정). 조기 경보로만 쓰고 성능의 근거로 쓰지 마십시오.',
  'Estimated from the scores alone, without labels. When prevalence or calibration moves it is wrong without a sign (prevalence falling from 0.10 to 0.05: a PPV of 0.24 is estimated as 0.38). An early warning only, never evidence of performance.',
)

/**
 * Expected confusion counts at a threshold and expected AUROC of probabilities taken at their word.
 * Equal scores are merged, so the answer is the same for any order of rows. Throws on a score outside 0 to 1.
 */
export function labelFree(scores: Float64Array, threshold: number): LabelFree {
  const ordered = scores.slice().sort()
  if (ordered.some((score) => !(score >= 0 && score <= 1)))
    throw new RangeError('a probability lies between 0 and 1')
  let [truePositives, falsePositives, falseNegatives, trueNegatives] = [0, 0, 0, 0]
  for (const score of ordered) {
    if (score >= threshold) {
      truePositives += score
      falsePositives += 1 - score
    } else {
      falseNegatives += score
      trueNegatives += 1 - score
    }
  }
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  return {
    n: ordered.length,
    auroc: expectedAuroc(ordered),
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
    sensitivity: share(truePositives, truePositives + falseNegatives),
    positivePredictiveValue: share(truePositives, truePositives + falsePositives),
    method: 'confidence-based:ties-merged',
  }
}

/** Every case is a part positive and a part negative of the weight its score says. */
function expectedAuroc(ordered: Float64Array): number | null {
  let [negativesBelow, wins, positives] = [0, 0, 0]
  for (let at = 0; at < ordered.length; ) {
    const score = ordered[at] ?? 0
    let [ofPositive, ofNegative] = [0, 0]
    for (; ordered[at] === score; at++) {
      ofPositive += score
      ofNegative += 1 - score
    }
    wins += ofPositive * (negativesBelow + ofNegative / 2)
    negativesBelow += ofNegative
    positives += ofPositive
  }
  return positives > 0 && negativesBelow > 0 ? wins / (positives * negativesBelow) : null
}

/**
 * What prevalence the share of positive calls speaks for, given sensitivity and specificity (Rogan & Gladen 1978).
 * Null when the two say nothing (their sum is 1). Cut to 0 and 1.
 */
export function prevalenceOf(calls: {
  readonly share: number
  readonly sensitivity: number
  readonly specificity: number
}): number | null {
  const youden = calls.sensitivity + calls.specificity - 1
  if (youden <= 0) return null
  return Math.min(1, Math.max(0, (calls.share + calls.specificity - 1) / youden))
}
