import { studentCritical, studentTwoSided } from './beta.ts'
import { fisherTwoSided } from './fisher.ts'
import { clamp, type Interval, type Limits } from './measure.ts'
import { criticalValue, normalTwoSided } from './normal.ts'
import { type Count, newcombe } from './proportion.ts'
import { medianLimits } from './segmentation.ts'

/** One side of a comparison; `k` of n where it is a proportion, n = cases (or parts) the estimate rests on. */
export type GapSide = { readonly estimate: number; readonly n: number; readonly k?: number }

/**
 * Two independent sides held against each other, group less others, in the unit of the measure. The level of the interval
 * is known only once all comparisons of a family are counted, so the interval is made afterwards.
 */
export type Compared = {
  readonly group: GapSide
  readonly others: GapSide
  readonly difference: number
  /** Two-sided, unadjusted. */
  readonly pValue: number
  readonly intervalAt: (level: number) => Interval
  /** False where no honest interval of this level exists; without it there always is one. */
  readonly existsAt?: (level: number) => boolean
}

/** Ends of the scale of a measure; a difference lies between low - high and high - low. */
export type Scale = { readonly low: number; readonly high: number }
export const shareScale: Scale = { low: 0, high: 1 }
/** Millimetres, marks an image: no upper end. JSON holds no infinity. */
export const openScale: Scale = { low: 0, high: Number.MAX_SAFE_INTEGER }

/** Difference of proportions: Fisher's exact test, Newcombe 1998 method 10. Null below the least number on either side. */
export function proportionsCompared(group: Count, others: Count, least: number): Compared | null {
  if (Math.min(group.n, others.n) < least) return null
  return {
    group: { ...group, estimate: group.k / group.n },
    others: { ...others, estimate: others.k / others.n },
    difference: group.k / group.n - others.k / others.n,
    pValue: fisherTwoSided(group, others),
    intervalAt: (level) => {
      const { low, high } = newcombe(group, others, level)
      return { low, high, level, method: 'newcombe-10:bonferroni' }
    },
  }
}

/** Mean, variance of a single value (sample variance), number. */
export type Moments = { readonly mean: number; readonly variance: number; readonly n: number }

/** Sorted before they are summed, so that the order of the rows changes no digit. Two values or more. */
function momentsOf(values: readonly number[]): Moments {
  const n = values.length
  const mean = meanOf(values)
  const squares = Float64Array.from(values, (one) => (one - mean) ** 2).sort()
  return { mean, variance: squares.reduce((sum, one) => sum + one, 0) / (n - 1), n }
}

function meanOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  return sorted.reduce((sum, one) => sum + one, 0) / values.length
}

/** Below this a variance is what rounding leaves of equal values. */
const noVariance = 1e-24

/**
 * The variance a side is given: its own, or that of both sides together where its own is smaller. A group of a few cases
 * often holds none of the rare failures, looks certain, and claims a gap: Welch's test alone rejects in 21 of 100 draws
 * where 0.5 were allowed (15 of 300 cases, one failing in ten, no true difference; task-gaps.test.ts simulates it). With
 * the floor it keeps its level; what it costs is power, never a false claim. Sizes are those the variances weigh by.
 */
export function flooredVariances(
  a: { readonly variance: number; readonly size: number },
  b: { readonly variance: number; readonly size: number },
): readonly [number, number] {
  const pooled = (a.variance * a.size + b.variance * b.size) / (a.size + b.size)
  return [Math.max(a.variance, pooled), Math.max(b.variance, pooled)]
}

/**
 * Difference of means of independent cases: Welch 1947, Student's t with Satterthwaite's degrees, variances not below
 * that of both sides together (see flooredVariances). So a group in which the model fails every time is compared too.
 * Null with fewer than `least` values, or when nothing varies at all.
 */
export function meansCompared(
  group: readonly number[],
  others: readonly number[],
  { least, scale }: { readonly least: number; readonly scale: Scale },
): Compared | null {
  if (Math.min(group.length, others.length) < Math.max(2, least)) return null
  return momentsCompared(momentsOf(group), momentsOf(others), { least, scale })
}

/** The same from moments, whoever took them. */
export function momentsCompared(
  a: Moments,
  b: Moments,
  { least, scale }: { readonly least: number; readonly scale: Scale },
): Compared | null {
  if (Math.min(a.n, b.n) < Math.max(2, least)) return null
  if (Math.max(a.variance, b.variance) <= noVariance) return null
  const [own, other] = flooredVariances({ ...a, size: a.n - 1 }, { ...b, size: b.n - 1 })
  const shares = [
    { share: own / a.n, n: a.n },
    { share: other / b.n, n: b.n },
  ]
  const variance = shares.reduce((sum, { share }) => sum + share, 0)
  const degrees = variance ** 2 / shares.reduce((sum, { share, n }) => sum + share ** 2 / (n - 1), 0)
  const sides = { group: { estimate: a.mean, n: a.n }, others: { estimate: b.mean, n: b.n } }
  const error = Math.sqrt(variance)
  return studentCompared(sides, { error, degrees }, { scale, method: 'welch:pooled-variance-floor' })
}

/** Two sides compared by Student's t with the standard error of their difference, above 0, and its degrees of freedom. */
export function studentCompared(
  sides: { readonly group: GapSide; readonly others: GapSide },
  { error, degrees }: { readonly error: number; readonly degrees: number },
  { scale, method }: { readonly scale: Scale; readonly method: string },
): Compared {
  const difference = sides.group.estimate - sides.others.estimate
  return {
    ...sides,
    difference,
    get pValue() {
      return studentTwoSided(difference / error, degrees)
    },
    intervalAt: (level) =>
      around(difference, studentCritical(level, degrees) * error, {
        level,
        scale,
        method: `${method}:bonferroni`,
      }),
  }
}

/**
 * Difference of means of values in [0, 1] by Hoeffding's inequality 1963 for two samples: no shape assumed, wide. p is
 * the bound of the same inequality, so that test and interval agree. Null with fewer than `least` values.
 */
export function boundedMeansCompared(
  group: readonly number[],
  others: readonly number[],
  least: number,
): Compared | null {
  if (Math.min(group.length, others.length) < Math.max(1, least)) return null
  const [mean, otherMean] = [meanOf(group), meanOf(others)]
  const spread = 1 / group.length + 1 / others.length
  const difference = mean - otherMean
  return {
    group: { estimate: mean, n: group.length },
    others: { estimate: otherMean, n: others.length },
    difference,
    pValue: Math.min(1, 2 * Math.exp((-2 * difference ** 2) / spread)),
    intervalAt: (level) =>
      around(difference, Math.sqrt((Math.log(2 / (1 - level)) * spread) / 2), {
        level,
        scale: shareScale,
        method: 'hoeffding:bonferroni',
      }),
  }
}

/**
 * Difference of medians, no shape assumed: limits by square-and-add (MOVER, Zou & Donner 2008) of the order-statistic
 * limits of each side; Mood's median test 1954, exact, for p. Null with fewer than `least` values.
 */
export function mediansCompared(
  group: readonly number[],
  others: readonly number[],
  { least, scale }: { readonly least: number; readonly scale: Scale },
): Compared | null {
  if (Math.min(group.length, others.length) < Math.max(1, least)) return null
  const [a, b] = [Array.from(Float64Array.from(group).sort()), Array.from(Float64Array.from(others).sort())]
  const [median, otherMedian] = [medianOf(a), medianOf(b)]
  const middle = medianOf(Array.from(Float64Array.from([...a, ...b]).sort()))
  const above = (values: readonly number[]) => ({
    k: values.filter((one) => one > middle).length,
    n: values.length,
  })
  return {
    group: { estimate: median, n: a.length },
    others: { estimate: otherMedian, n: b.length },
    difference: median - otherMedian,
    pValue: fisherTwoSided(above(a), above(b)),
    existsAt: (level) => medianLimits(a, level) !== null && medianLimits(b, level) !== null,
    intervalAt: (level) => {
      const [own, other] = [medianLimits(a, level), medianLimits(b, level)]
      if (own === null || other === null) throw new RangeError('too few values for order statistics')
      const limits = lessened({ estimate: median, ...own }, { estimate: otherMedian, ...other })
      return { ...within(limits, scale), level, method: 'mover:order-statistics:bonferroni' }
    },
  }
}

function medianOf(sorted: readonly number[]): number {
  const n = sorted.length
  return ((sorted[(n - 1) >> 1] ?? 0) + (sorted[n >> 1] ?? 0)) / 2
}

/** An estimate with its standard error, of so many cases. */
export type WithError = { readonly estimate: number; readonly error: number; readonly n: number }

/**
 * Difference of two independent estimates with large-sample standard errors, normal; the error per case of a side is not
 * below that of both together (see flooredVariances). Null when neither varies.
 */
export function errorsCompared(
  group: WithError,
  others: WithError,
  { scale, method }: { readonly scale: Scale; readonly method: string },
): Compared | null {
  const perCase = ({ error, n }: WithError) => ({ variance: error ** 2 * n, size: n })
  const [own, other] = flooredVariances(perCase(group), perCase(others))
  const error = Math.sqrt(own / group.n + other / others.n)
  if (!(error > 0)) return null
  const difference = group.estimate - others.estimate
  return {
    group: { estimate: group.estimate, n: group.n },
    others: { estimate: others.estimate, n: others.n },
    difference,
    pValue: normalTwoSided(difference / error),
    intervalAt: (level) =>
      around(difference, criticalValue(level) * error, {
        level,
        scale,
        method: `${method}:pooled-variance-floor:bonferroni`,
      }),
  }
}

/** Limits of a difference at a critical value of the normal distribution; the wider, the larger z. */
type LimitsAtZ = (z: number) => Limits

/** Beyond it the normal tail is no number any more. */
const zMax = 37

/**
 * Two sides compared by limits that are a function of the critical value z. p is the error at which the interval just
 * reaches zero (the interval inverted), so that test and interval always agree.
 */
export function limitsCompared(
  sides: { readonly group: GapSide; readonly others: GapSide },
  limitsAtZ: LimitsAtZ,
  { scale, method }: { readonly scale: Scale; readonly method: string },
): Compared {
  const difference = sides.group.estimate - sides.others.estimate
  return {
    ...sides,
    difference,
    // Found only where it is asked for: the pairs of a spread need limits alone.
    get pValue() {
      return difference === 0 ? 1 : normalTwoSided(reachingZero(limitsAtZ))
    },
    intervalAt: (level) => ({
      ...within(limitsAtZ(criticalValue(level)), scale),
      level,
      method: `${method}:bonferroni`,
    }),
  }
}

/** The least z whose limits hold zero, by halving; to about 1e-15. */
function reachingZero(limitsAtZ: LimitsAtZ): number {
  let [low, high] = [0, zMax]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    const limits = limitsAtZ(middle)
    if (limits.low > 0 || limits.high < 0) low = middle
    else high = middle
  }
  return high
}

/** Limits of a difference from the limits of two independent estimates (MOVER, Zou & Donner 2008). */
export function lessened(
  own: Limits & { readonly estimate: number },
  other: Limits & { readonly estimate: number },
): Limits {
  const difference = own.estimate - other.estimate
  return {
    low: difference - Math.hypot(own.estimate - own.low, other.high - other.estimate),
    high: difference + Math.hypot(own.high - own.estimate, other.estimate - other.low),
  }
}

function within({ low, high }: Limits, scale: Scale): Limits {
  const most = scale.high - scale.low
  return { low: clamp(low, -most, most), high: clamp(high, -most, most) }
}

function around(
  difference: number,
  half: number,
  { level, scale, method }: { readonly level: number; readonly scale: Scale; readonly method: string },
): Interval {
  return { ...within({ low: difference - half, high: difference + half }, scale), level, method }
}
