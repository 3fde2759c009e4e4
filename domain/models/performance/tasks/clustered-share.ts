import { say } from '../../../words.ts'
import { estimated, type Measure, notEstimable, withoutInterval } from '../measure.ts'
import { criticalValue } from '../normal.ts'
import type { Count } from '../proportion.ts'

/**
 * A share of parts that come in clusters (findings in images), with a Wilson interval at the effective number of parts:
 * n divided by the design effect of the ratio estimate (Rao & Scott 1992; Obuchowski 1998). Never more parts than there
 * are. Exact 0 and 1 keep the interval of as many clusters as hold a part.
 */
export function clusteredShare(clusters: readonly Count[], level: number): Measure {
  const filled = clusters.filter(({ n }) => n > 0)
  const parts = filled.reduce((sum, { n }) => sum + n, 0)
  const basis = { method: 'share-of-clustered-parts', n: parts }
  if (parts === 0) return notEstimable(basis, nothing)
  const share = filled.reduce((sum, { k }) => sum + k, 0) / parts
  if (filled.length < 2) return withoutInterval(basis, share, oneCluster)
  const isExtreme = share === 0 || share === 1
  const effective = isExtreme ? filled.length : effectiveParts(filled, share, parts)
  return estimated(basis, share, { ...wilsonAt(share, effective, level), level, method: 'wilson:rao-scott' })
}

function effectiveParts(clusters: readonly Count[], share: number, parts: number): number {
  // Sorted before they are summed, so that the order of the clusters changes no digit.
  const squares = Float64Array.from(clusters, ({ k, n }) => (k - share * n) ** 2).sort()
  const variance =
    (squares.reduce((sum, one) => sum + one, 0) * clusters.length) / ((clusters.length - 1) * parts * parts)
  const independent = (share * (1 - share)) / parts
  return variance > independent ? parts * (independent / variance) : parts
}

function wilsonAt(share: number, n: number, level: number) {
  const z = criticalValue(level)
  const center = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return { low: Math.max(0, (center - half) / whole), high: Math.min(1, (center + half) / whole) }
}

const nothing = say('병변이 한 건도 없습니다.', 'There is no finding.')
const oneCluster = say(
  '병변이 있는 영상이 하나뿐이어서 신뢰구간을 낼 수 없습니다.',
  'Only one image has findings: there is no interval.',
)
