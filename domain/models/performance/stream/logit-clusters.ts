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
  private readonly ofPositives = new Extremes()
  private readonly ofNegatives = new Extremes()
  private logits = new Float64Array(0)

  constructor(cases: number) {
    this.countMax = cases * clusterShare
  }

  push(runs: RunChunk): void {
    const { length, scores, positives, negatives } = runs
    if (this.logits.length < length) this.logits = new Float64Array(length)
    const { logits } = this
    for (let run = 0; run < length; run++) {
      const score = scores[run] ?? 0
      logits[run] = Math.log(score) - Math.log1p(-score)
    }
    this.ofPositives.widen(logits, positives, length)
    this.ofNegatives.widen(logits, negatives, length)
    for (let run = 0; run < length; ) {
      const isFull = this.positives + this.negatives >= this.countMax
      if (isFull || (logits[run] ?? 0) - this.origin > spanMax) {
        this.close()
        this.origin = logits[run] ?? 0
      }
      run = this.fill(runs, run)
    }
  }

  /** Adds runs to the open cluster until it is full or the next lies too far away; answers which that is. */
  private fill({ length, positives, negatives }: RunChunk, from: number): number {
    const { logits, origin, countMax } = this
    let [ofPositive, ofNegative, moment] = [this.positives, this.negatives, this.positiveMoment]
    let run = from
    do {
      const here = positives[run] ?? 0
      ofPositive += here
      ofNegative += negatives[run] ?? 0
      moment += here * ((logits[run] ?? 0) - origin)
      run++
    } while (run < length && ofPositive + ofNegative < countMax && (logits[run] ?? 0) - origin <= spanMax)
    this.positives = ofPositive
    this.negatives = ofNegative
    this.positiveMoment = moment
    this.addMoments({ positives, negatives }, from, run)
    return run
  }

  /** Eight sums side by side, each in a variable of its own: a hundred million cases pass here. */
  private addMoments(
    { positives, negatives }: Pick<RunChunk, 'positives' | 'negatives'>,
    from: number,
    to: number,
  ): void {
    const { logits, origin, moments } = this
    let [m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = moments
    for (let run = from; run < to; run++) {
      const distance = (logits[run] ?? 0) - origin
      let power = ((positives[run] ?? 0) + (negatives[run] ?? 0)) * distance
      m1 += power
      power *= distance
      m2 += power
      power *= distance
      m3 += power
      power *= distance
      m4 += power
      power *= distance
      m5 += power
      power *= distance
      m6 += power
      power *= distance
      m7 += power
      m8 += power * distance
    }
    moments.set([m1, m2, m3, m4, m5, m6, m7, m8])
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
    const { ofPositives, ofNegatives } = this
    const isSeparated = ofPositives.low >= ofNegatives.high || ofPositives.high <= ofNegatives.low
    return { clusters: this.clusters, isSeparated }
  }
}

/** The lowest and the highest logit of a class. */
class Extremes {
  low = Infinity
  high = -Infinity

  widen(logits: Float64Array, counts: Float64Array, length: number): void {
    let { low, high } = this
    for (let run = 0; run < length; run++) {
      const logit = logits[run] ?? 0
      if ((counts[run] ?? 0) === 0) continue
      low = Math.min(low, logit)
      high = Math.max(high, logit)
    }
    this.low = low
    this.high = high
  }
}
