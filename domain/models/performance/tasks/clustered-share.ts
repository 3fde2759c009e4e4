import { say } from '../../../words.ts'
import { type Compared, lessened, limitsCompared, shareScale } from '../independent-sides.ts'
import { estimated, type Limits, type Measure, notEstimable, withoutInterval } from '../measure.ts'
import { criticalValue } from '../normal.ts'
import type { Count } from '../proportion.ts'

/**
 * A share of parts that come in clusters (findings in images), with a Wilson interval at the effective number of parts:
 * n divided by the design effect of the ratio estimate (Rao & Scott 1992; Obuchowski 1998). Never more parts than there
 * are. Exact 0 and 1 keep the interval of as many clusters as hold a part.
 */
export function clusteredShare(clusters: readonly Count[], level: number): Measure {
  const found = clusteredParts(clusters)
  const basis = { method: 'share-of-clustered-parts', n: found.n }
  if (found.n === 0) return notEstimable(basis, nothing)
  if (found.clusters < 2) return withoutInterval(basis, found.share, oneCluster)
  const limits = wilsonAt(found.share, found.effective, criticalValue(level))
  return estimated(basis, found.share, { ...limits, level, method: 'wilson:rao-scott' })
}

/** Parts in clusters: their share, their number, the number of clusters that hold one, and the effective number of parts. */
export type ClusteredParts = {
  readonly share: number
  readonly n: number
  readonly clusters: number
  readonly effective: number
}

/** See `clusteredShare`; without a part the share is 0 of 0, with fewer than two clusters nothing is effective. */
export function clusteredParts(all: readonly Count[]): ClusteredParts {
  const filled = all.filter(({ n }) => n > 0)
  const n = filled.reduce((sum, one) => sum + one.n, 0)
  const share = n === 0 ? 0 : filled.reduce((sum, { k }) => sum + k, 0) / n
  const clusters = filled.length
  if (clusters < 2) return { share, n, clusters, effective: 0 }
  const isExtreme = share === 0 || share === 1
  return { share, n, clusters, effective: isExtreme ? clusters : effectiveParts(filled, share, n) }
}

/**
 * Difference of two clustered shares: square-and-add (Newcombe 1998; MOVER, Zou & Donner 2008) of Wilson limits at the
 * effective numbers of parts (Rao & Scott 1992), p by inverting the interval. Null with parts in fewer than two clusters
 * on a side.
 */
export function clusteredSharesCompared(group: readonly Count[], others: readonly Count[]): Compared | null {
  const [own, other] = [clusteredParts(group), clusteredParts(others)]
  if (Math.min(own.clusters, other.clusters) < 2) return null
  const at = (one: ClusteredParts, z: number) => ({
    estimate: one.share,
    ...wilsonAt(one.share, one.effective, z),
  })
  const sides = {
    group: { estimate: own.share, n: own.n },
    others: { estimate: other.share, n: other.n },
  }
  const limitsAtZ = (z: number) => lessened(at(own, z), at(other, z))
  return limitsCompared(sides, limitsAtZ, { scale: shareScale, method: 'newcombe-10:rao-scott' })
}

function effectiveParts(clusters: readonly Count[], share: number, parts: number): number {
  // Sorted before they are summed, so that the order of the clusters changes no digit.
  const squares = Float64Array.from(clusters, ({ k, n }) => (k - share * n) ** 2).sort()
  const variance =
    (squares.reduce((sum, one) => sum + one, 0) * clusters.length) / ((clusters.length - 1) * parts * parts)
  const independent = (share * (1 - share)) / parts
  return variance > independent ? parts * (independent / variance) : parts
}

/** Wilson limits of a share of n parts, n not necessarily whole, at a critical value. */
export function wilsonAt(share: number, n: number, z: number): Limits {
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
