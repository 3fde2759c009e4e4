import type { RunChunk } from './runs-of-rows.ts'

/** How many powers of the distance from a cluster's origin are summed: enough for twelve digits of a fit. */
export const momentsMax = 8
/** Logits further apart than this stand in different clusters. */
const spanMax = 1 / 64
/** And a cluster is closed once it holds so large a share of the cases. */
const clusterShare = 1 / 4096

/**
 * Cases with nearly one logit: how many, and the sums of powers 1 to 8 of their distance from the lowest of them. A
 * logistic fit needs no more (its curve is a power series there), so a hundred million cases fit in some megabytes.
 * Of up to 4096 cases each score is a cluster of its own, and nothing is approximated at all.
 */
export type LogitCluster = {
  readonly logit: number
  readonly positives: number
  readonly negatives: number
  readonly moments?: Float64Array
  /** Sum of the positives' distances. */
  readonly positiveMoment?: number
}

export type LogitClusters = {
  readonly clusters: readonly LogitCluster[]
  /** One cut leaves all positives on one side and all negatives on the other, a shared border value included. */
  readonly isSeparated: boolean
}

/** Gathers runs of probabilities strictly between 0 and 1 into clusters; the total of cases is known beforehand. */
export class LogitClustering {
  private readonly clusters: LogitCluster[] = []
  private readonly countMax: number
  private origin = Number.NEGATIVE_INFINITY
  private moments = new Float64Array(momentsMax)
  private positiveMoment = 0
  private positives = 0
  private negatives = 0
  private readonly extremes = { positive: [Infinity, -Infinity], negative: [Infinity, -Infinity] }

  constructor(cases: number) {
    this.countMax = cases * clusterShare
  }

  push({ length, scores, positives, negatives }: RunChunk): void {
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      this.add(Math.log(score) - Math.log1p(-score), positives[run] ?? 0, negatives[run] ?? 0)
    }
  }

  private add(logit: number, positives: number, negatives: number): void {
    const held = this.positives + this.negatives
    if (held >= this.countMax || logit - this.origin > spanMax) {
      this.close()
      this.origin = logit
    }
    if (positives > 0) widen(this.extremes.positive, logit)
    if (negatives > 0) widen(this.extremes.negative, logit)
    const distance = logit - this.origin
    this.positives += positives
    this.negatives += negatives
    if (distance === 0) return
    this.positiveMoment += positives * distance
    const { moments } = this
    let power = positives + negatives
    for (let at = 0; at < momentsMax; at++) {
      power *= distance
      moments[at] = (moments[at] ?? 0) + power
    }
  }

  private close(): void {
    const { origin: logit, positives, negatives, moments, positiveMoment } = this
    if (positives + negatives === 0) return
    const isSpread = moments[0] !== 0
    this.clusters.push({ logit, positives, negatives, ...(isSpread && { moments, positiveMoment }) })
    if (isSpread) this.moments = new Float64Array(momentsMax)
    this.positiveMoment = 0
    this.positives = 0
    this.negatives = 0
  }

  finish(): LogitClusters {
    this.close()
    const { positive, negative } = this.extremes
    const isSeparated = (positive[0] ?? 0) >= (negative[1] ?? 0) || (positive[1] ?? 0) <= (negative[0] ?? 0)
    return { clusters: this.clusters, isSeparated }
  }
}

function widen(range: number[], logit: number): void {
  if (logit < (range[0] ?? 0)) range[0] = logit
  if (logit > (range[1] ?? 0)) range[1] = logit
}
