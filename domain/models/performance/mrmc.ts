import { studentTwoSided } from './beta.ts'
import { normalTwoSided } from './normal.ts'

/** Scores of one reader with one modality, case by case in one order for all; every reader reads every case. */
export type Reading = { readonly positives: Float64Array; readonly negatives: Float64Array }

/** One modality: its readers in one order for all modalities. */
export type Modality = readonly Reading[]

/**
 * `unbiased`: U-statistics, whose variance may come out below zero in small studies; `plug-in`: the bias is accepted
 * and the variance is never negative (Gallas 2006, 2009).
 */
export type MomentEstimate = 'unbiased' | 'plug-in'

/** A reader-averaged area, or a difference of two, with what chance readers and cases could have done to it. */
export type ReaderStudy = {
  readonly estimate: number
  readonly variance: number
  /** Of Student's t, by the components of readers and of both kinds of cases (Obuchowski, Gallas & Hillis 2012). */
  readonly degrees: number
  readonly pValueNormal: number | null
  readonly pValue: number | null
  readonly moments: MomentEstimate
}

/** Reader-averaged AUROC of one modality against 0.5, generalising to other readers and other cases. */
export function readerAveragedAuroc(modality: Modality, moments: MomentEstimate): ReaderStudy {
  const successes = successesOf(modality)
  const own = (how: MomentEstimate) => momentsOf(successes, how)
  return study({ estimate: successes.auroc, against: 0.5, own, size: successes, moments })
}

/** First less second, the same readers and cases in both (fully crossed). */
export function readerAveragedDifference(
  first: Modality,
  second: Modality,
  moments: MomentEstimate,
): ReaderStudy {
  const successes = less(successesOf(first), successesOf(second))
  const own = (how: MomentEstimate) => momentsOf(successes, how)
  return study({ estimate: successes.auroc, against: 0, own, size: successes, moments })
}

type Size = { readonly readers: number; readonly positives: number; readonly negatives: number }
/** Success of every pair of cases for every reader: 1 right way round, ½ tied, 0 wrong. */
type Successes = Size & { readonly of: readonly Float64Array[]; readonly auroc: number }

function successesOf(modality: Modality): Successes {
  const [first] = modality
  if (!first || modality.length < 2) throw new RangeError('a reader study needs two readers or more')
  const [positives, negatives] = [first.positives.length, first.negatives.length]
  if (positives < 2 || negatives < 2)
    throw new RangeError('a reader study needs two cases of each kind or more')
  let sum = 0
  const of = modality.map((reading) => {
    if (reading.positives.length !== positives || reading.negatives.length !== negatives)
      throw new RangeError('every reader reads every case')
    const successes = new Float64Array(positives * negatives)
    for (const [i, negative] of reading.negatives.entries())
      for (const [j, positive] of reading.positives.entries()) {
        const success = positive > negative ? 1 : positive === negative ? 0.5 : 0
        successes[i * positives + j] = success
        sum += success
      }
    return successes
  })
  return {
    of,
    readers: modality.length,
    positives,
    negatives,
    auroc: sum / (modality.length * positives * negatives),
  }
}

/** Sums of products over pairs that share: reader, negative, positive (the first three bits: what is the same). */
function productSums(successes: Successes): number[] {
  const whole = {
    negative: new Float64Array(successes.negatives),
    positive: new Float64Array(successes.positives),
    cell: new Float64Array(successes.negatives * successes.positives),
    all: 0,
  }
  const sums = new Array<number>(8).fill(0)
  const add = (place: number, value: number) => {
    sums[place] = (sums[place] ?? 0) + value
  }
  for (const cells of successes.of) {
    const margins = marginsOf(cells, successes)
    add(0, margins.all ** 2)
    add(1, squares(margins.negative))
    add(2, squares(margins.positive))
    add(3, squares(cells))
    whole.all += margins.all
    addTo(whole.negative, margins.negative)
    addTo(whole.positive, margins.positive)
    addTo(whole.cell, cells)
  }
  add(4, whole.all ** 2)
  add(5, squares(whole.negative))
  add(6, squares(whole.positive))
  add(7, squares(whole.cell))
  return sums
}

const squares = (values: Float64Array) => values.reduce((sum, one) => sum + one * one, 0)

function addTo(sums: Float64Array, values: Float64Array): void {
  for (const [at, value] of values.entries()) sums[at] = (sums[at] ?? 0) + value
}

function marginsOf(of: Float64Array, { positives, negatives }: Size) {
  const negative = new Float64Array(negatives)
  const positive = new Float64Array(positives)
  let all = 0
  for (const [at, success] of of.entries()) {
    const [i, j] = [Math.floor(at / positives), at % positives]
    negative[i] = (negative[i] ?? 0) + success
    positive[j] = (positive[j] ?? 0) + success
    all += success
  }
  return { negative, positive, all }
}

/**
 * The eight moments of Gallas: products of two successes that share the pair and the reader (1), the negative (2), the
 * positive (3), neither (4) of the same reader; and the same for two readers (5 to 8).
 */
function momentsOf(successes: Successes, moments: MomentEstimate): number[] {
  const { readers: r, positives: p, negatives: n } = successes
  const [
    reader = 0,
    negative = 0,
    positive = 0,
    pair = 0,
    all = 0,
    allNegative = 0,
    allPositive = 0,
    allPair = 0,
  ] = productSums(successes)
  if (moments === 'plug-in') {
    const own = [pair / (n * p), negative / (n * p * p), positive / (n * n * p), reader / (n * n * p * p)]
    const two = [
      allPair / (n * p),
      allNegative / (n * p * p),
      allPositive / (n * n * p),
      all / (n * n * p * p),
    ]
    return [...own.map((sum) => sum / r), ...two.map((sum) => sum / (r * r))]
  }
  const within = [pair, negative - pair, positive - pair, reader - negative - positive + pair]
  const over = [
    allPair,
    allNegative - allPair,
    allPositive - allPair,
    all - allNegative - allPositive + allPair,
  ]
  const pairs = [n * p, n * p * (p - 1), n * (n - 1) * p, n * (n - 1) * p * (p - 1)]
  return [
    ...within.map((sum, at) => sum / (r * (pairs[at] ?? 1))),
    ...over.map((sum, at) => (sum - (within[at] ?? 0)) / (r * (r - 1) * (pairs[at] ?? 1))),
  ]
}

type Studied = {
  readonly estimate: number
  readonly against: number
  readonly own: (how: MomentEstimate) => readonly number[]
  readonly size: Size
  readonly moments: MomentEstimate
}

function study({ estimate, against, own, size, moments }: Studied): ReaderStudy {
  const variance = varianceOf(own(moments), size)
  // The components are always the unbiased ones: those of the other kind hold one another's bias.
  const degrees = variance ** 2 / componentsOf(own('unbiased'), size)
  const t = variance > 0 ? (estimate - against) / Math.sqrt(variance) : null
  return {
    estimate,
    variance,
    degrees,
    pValueNormal: t === null ? null : normalTwoSided(t),
    pValue: t === null ? null : studentTwoSided(t, degrees),
    moments,
  }
}

function varianceOf(own: readonly number[], { readers: r, positives: p, negatives: n }: Size): number {
  const [m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = own
  const same = m1 + (p - 1) * m2 + (n - 1) * m3 + (n - 1) * (p - 1) * m4
  const two = m5 + (p - 1) * m6 + (n - 1) * m7 + (n - 1) * (p - 1) * m8
  return (same + (r - 1) * two) / (r * n * p) - m8
}

/** Squares of what negatives, positives and readers add to the variance, each by its own degrees of freedom. */
function componentsOf(own: readonly number[], size: Size): number {
  const { byReader, byNegative, byPositive } = sharesOf(own, size)
  const { readers: r, positives: p, negatives: n } = size
  return byReader ** 2 / (r - 1) + byNegative ** 2 / (n - 1) + byPositive ** 2 / (p - 1)
}

/** What negatives, positives and readers add to the variance; what two of them do together is counted in each. */
function sharesOf(own: readonly number[], { readers: r, positives: p, negatives: n }: Size) {
  const [m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = own
  const ofPair = m5 - m6 - m7 + m8
  const ofReaderNegative = m2 - m4 - m6 + m8
  const ofReaderPositive = m3 - m4 - m7 + m8
  const ofAll = m1 - m2 - m3 - m5 + m4 + m6 + m7 - m8
  const whole = r * n * p
  return {
    byNegative: (r * p * (m6 - m8) + p * ofReaderNegative + r * ofPair + ofAll) / whole,
    byPositive: (r * n * (m7 - m8) + n * ofReaderPositive + r * ofPair + ofAll) / whole,
    byReader: (n * p * (m4 - m8) + p * ofReaderNegative + n * ofReaderPositive + ofAll) / whole,
  }
}

/** The readers of one group of cases, as groups are compared by. */
export type GroupArea = {
  /** Area of each reader, or difference of two modalities. */
  readonly byReader: Float64Array
  readonly positives: number
  readonly negatives: number
  /** Covariance of two readers who read the same cases: what the choice of cases alone could have done. */
  readonly caseVariance: number
  readonly caseDegrees: number
  /** What the choice of cases could have done to a single reader beyond that, on average. */
  readonly singleVariance: number
}

/** What rounding may leave of a variance of nothing. */
export const noVariance = 1e-15

/**
 * One modality, or the first less the second, in one group of cases. The covariance is the U-statistic of two readers
 * (Gallas 2006, moments 5 to 8); where that is not above zero, the plug-in one, as for the whole study.
 */
export function groupArea(first: Modality, second: Modality | null): GroupArea {
  const own = successesOf(first)
  const successes = second === null ? own : less(own, successesOf(second))
  const { of, positives, negatives } = successes
  const unbiased = momentsOf(successes, 'unbiased')
  const found = betweenReaders(unbiased, successes)
  const caseVariance = found > noVariance ? found : betweenReaders(momentsOf(successes, 'plug-in'), successes)
  const { byNegative, byPositive } = sharesOf(unbiased, successes)
  const spread = byNegative ** 2 / (negatives - 1) + byPositive ** 2 / (positives - 1)
  const most = positives + negatives - 2
  const least = Math.min(positives, negatives) - 1
  return {
    byReader: Float64Array.from(of, (one) => one.reduce((sum, x) => sum + x, 0) / one.length),
    positives,
    negatives,
    caseVariance: Math.max(0, caseVariance),
    caseDegrees: spread > 0 ? Math.min(most, Math.max(least, caseVariance ** 2 / spread)) : least,
    singleVariance: Math.max(0, ofOneReader(unbiased, successes) - Math.max(0, found)),
  }
}

function betweenReaders(own: readonly number[], { positives: p, negatives: n }: Size): number {
  const [, , , , m5 = 0, m6 = 0, m7 = 0, m8 = 0] = own
  return (m5 + (p - 1) * m6 + (n - 1) * m7 + (n - 1) * (p - 1) * m8) / (n * p) - m8
}

function ofOneReader(own: readonly number[], { positives: p, negatives: n }: Size): number {
  const [m1 = 0, m2 = 0, m3 = 0, m4 = 0] = own
  return (m1 + (p - 1) * m2 + (n - 1) * m3 + (n - 1) * (p - 1) * m4) / (n * p) - m4
}

function less(a: Successes, b: Successes): Successes {
  if (a.readers !== b.readers || a.positives !== b.positives || a.negatives !== b.negatives)
    throw new RangeError('both modalities need the same readers and cases')
  const of = a.of.map((one, reader) => one.map((x, at) => x - (b.of[reader]?.[at] ?? 0)))
  return { ...a, of, auroc: a.auroc - b.auroc }
}
