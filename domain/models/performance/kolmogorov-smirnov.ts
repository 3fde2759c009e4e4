/** The largest gap of two empirical distributions and how likely a gap as large is when nothing changed. */
export type KolmogorovSmirnov = {
  readonly statistic: number
  readonly pValue: number
  readonly method: 'exact' | 'kolmogorov-limit'
}

const EXACT_CELLS_MAX = 1_000_000

/**
 * Two-sample Kolmogorov-Smirnov, two-sided. Exact up to a million pairs, the limit distribution above; with ties the
 * p-value errs on the safe (large) side. Null when a side is empty. Values must be numbers.
 */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): KolmogorovSmirnov | null {
  if (a.length === 0 || b.length === 0) return null
  return kolmogorovSmirnovOf(largestGap(a.slice().sort(), b.slice().sort()), a.length, b.length)
}

/** The same from the largest gap already found, times both numbers of cases. */
export function kolmogorovSmirnovOf(gap: number, m: number, n: number): KolmogorovSmirnov {
  const statistic = gap / (m * n)
  if (m * n <= EXACT_CELLS_MAX) return { statistic, pValue: exactTail(m, n, gap), method: 'exact' }
  const scaled = statistic * Math.sqrt((m * n) / (m + n))
  return { statistic, pValue: limitTail(scaled), method: 'kolmogorov-limit' }
}

/** The gap times both sizes: a whole number, so no rounding decides. */
function largestGap(a: Float64Array, b: Float64Array): number {
  let [i, j, gap] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity)
    while (a[i] === value) i++
    while (b[j] === value) j++
    gap = Math.max(gap, Math.abs(i * b.length - j * a.length))
  }
  return gap
}

/**
 * Share of lattice paths from (0,0) to (m,n) that ever reach the gap (Hodges 1958). The share outside is carried,
 * not its complement, so tails of 1e-24 keep their digits.
 */
function exactTail(m: number, n: number, gap: number): number {
  if (gap === 0) return 1
  const outside = new Float64Array(n + 1)
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      if (Math.abs(i * n - j * m) >= gap) outside[j] = 1
      else if (i + j === 0) outside[j] = 0
      else {
        const fromLeft = j > 0 ? (outside[j - 1] ?? 0) * (j / (i + j)) : 0
        const fromBelow = i > 0 ? (outside[j] ?? 0) * (i / (i + j)) : 0
        outside[j] = fromLeft + fromBelow
      }
    }
  }
  return Math.min(1, outside[n] ?? 1)
}

/** How likely a scaled gap as large is, by Kolmogorov's limit, 2·Σ (-1)^(k-1)·exp(-2k²x²); for small x its theta-function twin, which converges there. */
export function limitTail(x: number): number {
  if (x <= 0) return 1
  let sum = 0
  if (x < 1) {
    for (let k = 1; k <= 20; k++) sum += Math.exp(-((2 * k - 1) ** 2 * Math.PI ** 2) / (8 * x * x))
    return Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / x) * sum)
  }
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x)
  return Math.min(1, 2 * sum)
}
