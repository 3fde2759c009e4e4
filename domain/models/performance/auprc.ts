import { say } from '../../words.ts'
import { estimated, type Measure, notEstimable, withoutInterval } from './measure.ts'
import { criticalValue } from './normal.ts'
import { logitLimits } from './roc.ts'
import type { ScoreRuns } from './score-runs.ts'

/**
 * Average precision: precision at each distinct score, weighted by the recall it adds (steps, not trapezoids,
 * which would flatter). Null without a positive case. Compare only at equal prevalence: chance level is the prevalence.
 */
export function averagePrecision(runs: ScoreRuns): number | null {
  if (runs.positiveCount === 0) return null
  let [positives, called, sum] = [0, 0, 0]
  for (let index = runs.scores.length - 1; index >= 0; index--) {
    const here = runs.positives[index] ?? 0
    positives += here
    called += here + (runs.negatives[index] ?? 0)
    sum += (here * positives) / called
  }
  return sum / runs.positiveCount
}

/** Average precision with the logit interval of Boyd, Eng & Page 2013; none when it is exactly 1. */
export function auprc(runs: ScoreRuns, level: number): Measure {
  return auprcOf(averagePrecision(runs), runs, level)
}

/** The same from an average precision already summed. */
export function auprcOf(
  value: number | null,
  runs: { readonly positiveCount: number; readonly negativeCount: number },
  level: number,
): Measure {
  const basis = { method: 'average-precision:steps', n: runs.positiveCount + runs.negativeCount }
  if (value === null) {
    return notEstimable(basis, say('양성이 한 건도 없습니다.', 'There is no positive case.'))
  }
  if (value >= 1) {
    const because = say(
      '값이 정확히 1이어서 로짓 구간을 낼 수 없습니다.',
      'The value is exactly 1, where the logit interval does not exist.',
    )
    return withoutInterval(basis, value, because)
  }
  const half = criticalValue(level) * Math.sqrt((value * (1 - value)) / runs.positiveCount)
  return estimated(basis, value, { ...logitLimits(value, half), level, method: 'logit' })
}
