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
  const own = (how: MomentEstimate) => momentsOf(successes, successes, how)
  return study({ estimate: successes.auroc, against: 0.5, own, size: successes, moments })
}

/** First less second, the same readers and cases in both (fully crossed). */
export function readerAveragedDifference(
  first: Modality,
  second: Modality,
  moments: MomentEstimate,
): ReaderStudy {
  const [a, b] = [successesOf(first), successesOf(second)]
  if (a.readers !== b.readers || a.positives !== b.positives || a.negatives !== b.negatives)
    throw new RangeError('both modalities need the same readers and cases')
  const own = (how: MomentEstimate) => {
    const [other, between] = [momentsOf(b, b, how), momentsOf(a, b, how)]
    return momentsOf(a, a, how).map((moment, at) => moment + (other[at] ?? 0) - 2 * (between[at] ?? 0))
  }
  return study({ estimate: a.auroc - b.auroc, against: 0, own, size: a, moments })
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
function productSums(a: Successes, b: Successes): number[] {
  const { readers, positives, negatives } = a
  const sums = new Array<number>(8).fill(0)
  const add = (place: number, x: number, y: number) => {
    sums[place] = (sums[place] ?? 0) + x * y
  }
  const cell = (of: Float64Array | undefined, i: number, j: number) => of?.[i * positives + j] ?? 0
  const wholeOf = () => ({
    negative: new Float64Array(negatives),
    positive: new Float64Array(positives),
    cell: new Float64Array(negatives * positives),
    all: 0,
  })
  const [wholeA, wholeB] = [wholeOf(), wholeOf()]
  for (let reader = 0; reader < readers; reader++) {
    const [ofA, ofB] = [marginsOf(a.of[reader], a), marginsOf(b.of[reader], a)]
    add(0, ofA.all, ofB.all)
    for (let i = 0; i < negatives; i++) add(1, ofA.negative[i] ?? 0, ofB.negative[i] ?? 0)
    for (let j = 0; j < positives; j++) add(2, ofA.positive[j] ?? 0, ofB.positive[j] ?? 0)
    for (let i = 0; i < negatives; i++)
      for (let j = 0; j < positives; j++) add(3, cell(a.of[reader], i, j), cell(b.of[reader], i, j))
    for (const [whole, margins, of] of [
      [wholeA, ofA, a.of[reader]],
      [wholeB, ofB, b.of[reader]],
    ] as const) {
      whole.all += margins.all
      for (let i = 0; i < negatives; i++)
        whole.negative[i] = (whole.negative[i] ?? 0) + (margins.negative[i] ?? 0)
      for (let j = 0; j < positives; j++)
        whole.positive[j] = (whole.positive[j] ?? 0) + (margins.positive[j] ?? 0)
      for (const [at, value] of (of ?? []).entries()) whole.cell[at] = (whole.cell[at] ?? 0) + value
    }
  }
  add(4, wholeA.all, wholeB.all)
  for (let i = 0; i < negatives; i++) add(5, wholeA.negative[i] ?? 0, wholeB.negative[i] ?? 0)
  for (let j = 0; j < positives; j++) add(6, wholeA.positive[j] ?? 0, wholeB.positive[j] ?? 0)
  for (const [at, value] of wholeA.cell.entries()) add(7, value, wholeB.cell[at] ?? 0)
  return sums
}

function marginsOf(of: Float64Array | undefined, { positives, negatives }: Size) {
  const negative = new Float64Array(negatives)
  const positive = new Float64Array(positives)
  let all = 0
  for (const [at, success] of (of ?? []).entries()) {
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
function momentsOf(a: Successes, b: Successes, moments: MomentEstimate): number[] {
  const { readers: r, positives: p, negatives: n } = a
  const [
    reader = 0,
    negative = 0,
    positive = 0,
    pair = 0,
    all = 0,
    allNegative = 0,
    allPositive = 0,
    allPair = 0,
  ] = productSums(a, b)
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
function componentsOf(own: readonly number[], { readers: r, positives: p, negatives: n }: Size): number {
  const [m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = own
  const ofPair = m5 - m6 - m7 + m8
  const ofReaderNegative = m2 - m4 - m6 + m8
  const ofReaderPositive = m3 - m4 - m7 + m8
  const ofAll = m1 - m2 - m3 - m5 + m4 + m6 + m7 - m8
  const whole = r * n * p
  const byNegative = (r * p * (m6 - m8) + p * ofReaderNegative + r * ofPair + ofAll) / whole
  const byPositive = (r * n * (m7 - m8) + n * ofReaderPositive + r * ofPair + ofAll) / whole
  const byReader = (n * p * (m4 - m8) + p * ofReaderNegative + n * ofReaderPositive + ofAll) / whole
  return byReader ** 2 / (r - 1) + byNegative ** 2 / (n - 1) + byPositive ** 2 / (p - 1)
}
