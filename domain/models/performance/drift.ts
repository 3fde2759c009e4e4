import { chiSquareUpper } from './gamma.ts'

/**
 * Bins frozen in the reference and never moved by the data under watch. With bins taken from both, one outlier
 * hides a real shift: PSI fell from 0.25 to 0.02 in a known tool.
 */
export type FrozenBins = {
  /** Interior edges, ascending and distinct: bin i holds edges[i-1] <= x < edges[i]. */
  readonly edges: readonly number[]
  /** Values below the first number fall under, values above the second fall over. */
  readonly range: readonly [number, number]
  /** Reference counts: under, the bins in order, over, missing. */
  readonly counts: readonly number[]
}

/** Freeze quantile bins (type 7) of a reference. Not-a-number means missing. Needs one value that is not missing. */
export function freezeBins(reference: Float64Array, bins: number): FrozenBins {
  const sorted = reference.filter((value) => !Number.isNaN(value)).sort()
  const frozen = freezeSortedBins(sorted, bins)
  return { ...frozen, counts: [...frozen.counts.slice(0, -1), reference.length - sorted.length] }
}

/** The same of a reference that is sorted and misses none: nothing is copied, and few values are looked at. */
export function freezeSortedBins(sorted: Float64Array, bins: number): FrozenBins {
  const low = sorted[0]
  const high = sorted.at(-1)
  if (low === undefined || high === undefined) throw new RangeError('a reference needs at least one value')
  const edges: number[] = []
  for (let index = 1; index < bins; index++) {
    const edge = quantile(sorted, index / bins)
    if (edge > (edges.at(-1) ?? low)) edges.push(edge)
  }
  const ends = [...edges.map((edge) => firstAtOrAbove(sorted, edge)), sorted.length]
  const inside = ends.map((end, at) => end - (ends[at - 1] ?? 0))
  return { edges, range: [low, high], counts: [0, ...inside, 0, 0] }
}

function firstAtOrAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1
    else high = middle
  }
  return low
}

function quantile(sorted: Float64Array, p: number): number {
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const lower = sorted[below] ?? 0
  return lower + (position - below) * ((sorted[below + 1] ?? lower) - lower)
}

/** Counts of values in frozen bins: under, the bins in order, over, missing. The same for any order of values. */
export function binCounts(frozen: Omit<FrozenBins, 'counts'>, values: Float64Array): number[] {
  const { edges, range } = frozen
  const counts = new Array<number>(edges.length + 4).fill(0)
  for (const value of values) {
    const bin = Number.isNaN(value)
      ? edges.length + 3
      : value < range[0]
        ? 0
        : value > range[1]
          ? edges.length + 2
          : 1 + edgesAtOrBelow(edges, value)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

function edgesAtOrBelow(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((edges[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** Counts of the reference beside the counts now, bin by bin. */
export type CountPair = { readonly reference: readonly number[]; readonly current: readonly number[] }

/** The floor of a share in the PSI; part of the method, for another floor gives another number. */
export const psiFloor = 1e-4
export const psiMethod = 'psi:frozen-quantile-bins:under-over-missing:floor-1e-4:natural-log'

/** Population stability index of counts in the same bins. No unit; 0 is no change. Throws when a side is empty. */
export function psi(pair: CountPair): number {
  return sumOf(pair, (reference, current) => {
    const [r, c] = [Math.max(reference, psiFloor), Math.max(current, psiFloor)]
    return (c - r) * Math.log(c / r)
  })
}

/** Jensen-Shannon divergence in nats, 0 to log 2. */
export function jensenShannonDivergence(pair: CountPair): number {
  return sumOf(pair, (r, c) => {
    const middle = (r + c) / 2
    return (r > 0 ? r * Math.log(r / middle) : 0) / 2 + (c > 0 ? c * Math.log(c / middle) : 0) / 2
  })
}

/** Jensen-Shannon distance, base 2: 0 is the same, 1 is nothing in common. */
export function jensenShannonDistance(pair: CountPair): number {
  return Math.sqrt(Math.max(0, jensenShannonDivergence(pair)) / Math.LN2)
}

function sumOf(pair: CountPair, term: (reference: number, current: number) => number): number {
  const [referenceTotal, currentTotal] = totals(pair)
  let sum = 0
  for (const [index, count] of pair.reference.entries()) {
    sum += term(count / referenceTotal, (pair.current[index] ?? 0) / currentTotal)
  }
  return sum
}

function totals({ reference, current }: CountPair): [number, number] {
  if (reference.length !== current.length) throw new RangeError('both counts need the same bins')
  const referenceTotal = reference.reduce((a, b) => a + b, 0)
  const currentTotal = current.reduce((a, b) => a + b, 0)
  if (referenceTotal === 0 || currentTotal === 0) throw new RangeError('drift needs cases on both sides')
  return [referenceTotal, currentTotal]
}

/** Pearson's chi-square of homogeneity; bins empty on both sides are left out. With many cases any drift is significant: read the PSI. */
export function chiSquareHomogeneity(pair: CountPair): {
  statistic: number
  degrees: number
  pValue: number
} {
  const [referenceTotal, currentTotal] = totals(pair)
  let [statistic, bins] = [0, 0]
  for (const [index, r] of pair.reference.entries()) {
    const c = pair.current[index] ?? 0
    if (r + c === 0) continue
    bins++
    const expected = ((r + c) * referenceTotal) / (referenceTotal + currentTotal)
    statistic += (r - expected) ** 2 / expected + (c - (r + c - expected)) ** 2 / (r + c - expected)
  }
  return { statistic, degrees: bins - 1, pValue: bins > 1 ? chiSquareUpper(statistic, bins - 1) : 1 }
}
