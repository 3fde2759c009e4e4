import { say } from '../../words.ts'
import { studentCritical } from './beta.ts'
import type { Moments } from './independent-sides.ts'
import { clamp, estimated, type Measure, notEstimable, withoutInterval } from './measure.ts'

export type Bounded = {
  readonly method: string
  readonly level: number
  readonly low: number
  readonly high: number
}

/** A mean with Student's interval within bounds; none with fewer than two values, or where nothing varies. */
export function studentMeanOf(
  { mean, variance, n }: Moments,
  { method, level, low, high }: Bounded,
): Measure {
  const basis = { method, n }
  if (n === 0) return notEstimable(basis, nothing)
  if (n < 2) return withoutInterval(basis, mean, tooFew)
  if (variance <= 1e-24) return withoutInterval(basis, mean, noSpread)
  const half = studentCritical(level, n - 1) * Math.sqrt(variance / n)
  return estimated(basis, mean, {
    low: clamp(mean - half, low, high),
    high: clamp(mean + half, low, high),
    level,
    method: 'student',
  })
}

const nothing = say('해당하는 사례가 한 건도 없습니다.', 'There are no cases to calculate it from.')
const tooFew = say('신뢰구간에는 두 건 이상이 필요합니다.', 'An interval needs two cases or more.')
const noSpread = say(
  '모든 값이 같아 분산이 0입니다. 폭이 0인 구간은 확실하다는 뜻이 아니므로 표시하지 않습니다.',
  'All values are equal. An interval of no width would suggest a certainty that is not there.',
)
