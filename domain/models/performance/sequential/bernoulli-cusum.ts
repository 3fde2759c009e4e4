/**
 * A CUSUM of failures on a whole-number lattice: a failure adds `up`, a success takes 1, never below 0, and the alarm
 * sounds at `limit`. Scores that sit on the lattice make the run length exact (Reynolds & Stoumbos 1999); rounding the
 * scores of any other design is a known way to a wrong one.
 */
export type BernoulliDesign = { readonly up: number; readonly limit: number }

/**
 * The whole-number score of a failure that comes nearest to the likelihood ratio of `acceptable` against
 * `unacceptable` failure rate, both between 0 and 1 and the second larger.
 */
export function failureScore(acceptable: number, unacceptable: number): number {
  if (!(acceptable > 0 && acceptable < unacceptable && unacceptable < 1))
    throw new RangeError('rates lie between 0 and 1, the unacceptable one above the acceptable one')
  const failure = Math.log(unacceptable / acceptable)
  const success = Math.log((1 - acceptable) / (1 - unacceptable))
  return Math.max(1, Math.round(failure / success))
}

/**
 * Average number of cases until the alarm at a failure rate, from a start at 0. Exact: one linear equation for each
 * state, solved from the top down, because a success moves one state only.
 */
export function bernoulliRunLength({ up, limit }: BernoulliDesign, rate: number): number {
  if (!isWhole(up) || !isWhole(limit)) throw new RangeError('a lattice design is whole numbers from 1')
  if (!(rate > 0 && rate < 1)) throw new RangeError('a failure rate lies between 0 and 1')
  return byElimination({ up, limit }, rate)
}

/**
 * N(s) = 1 + rate·N(s + up) + (1 - rate)·N(s - 1), 0 at the limit and beyond. The matrix has one band below the diagonal
 * and one entry `up` above it: elimination fills only that band.
 */
function byElimination({ up, limit }: BernoulliDesign, rate: number): number {
  const success = 1 - rate
  // After elimination N(s) = constant(s) + Σ factor(s, j)·N(j), j in s+1 .. s+up.
  const constants = new Float64Array(limit)
  const factors = Array.from({ length: limit }, () => new Float64Array(up))
  for (let state = 0; state < limit; state++) {
    const own = factors[state]
    if (!own) continue
    let constant = 1
    // What leaves this state, added up and never subtracted: run lengths of 1e20 keep their digits.
    let kept = rate
    if (state > 0) {
      // N(state-1) = c + Σ f(k)·N(state+k): its first term speaks of this very state.
      const before = factors[state - 1]
      constant += success * (constants[state - 1] ?? 0)
      for (let k = 1; k < up; k++) {
        own[k - 1] = (own[k - 1] ?? 0) + success * (before?.[k] ?? 0)
        kept += success * (before?.[k] ?? 0)
      }
    }
    own[up - 1] = (own[up - 1] ?? 0) + rate
    constants[state] = constant / kept
    for (let k = 0; k < up; k++) own[k] = (own[k] ?? 0) / kept
  }
  const lengths = new Float64Array(limit + up)
  for (let state = limit - 1; state >= 0; state--) {
    let sum = constants[state] ?? 0
    for (let k = 0; k < up; k++) sum += (factors[state]?.[k] ?? 0) * (lengths[state + 1 + k] ?? 0)
    lengths[state] = sum
  }
  return lengths[0] ?? Number.NaN
}

/** The smallest limit that runs at least `length` cases on average at the acceptable rate. */
export function bernoulliLimit(given: {
  readonly up: number
  readonly acceptable: number
  readonly length: number
}): number {
  const runs = (limit: number) => bernoulliRunLength({ up: given.up, limit }, given.acceptable)
  let high = 1
  while (runs(high) < given.length) {
    high *= 2
    if (high > 20_000) throw new RangeError('no design reaches this run length')
  }
  let low = high / 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (runs(middle) < given.length) low = middle
    else high = middle
  }
  return Math.max(1, high)
}

/** The chart after each case: its height, and whether it alarms there. It starts again from 0 after an alarm. */
export function bernoulliPath(
  { up, limit }: BernoulliDesign,
  failures: Iterable<boolean>,
): { readonly heights: number[]; readonly alarms: number[] } {
  const heights: number[] = []
  const alarms: number[] = []
  let height = 0
  for (const failed of failures) {
    height = Math.max(0, height + (failed ? up : -1))
    if (height >= limit) {
      alarms.push(heights.length)
      heights.push(height)
      height = 0
    } else heights.push(height)
  }
  return { heights, alarms }
}

const isWhole = (number: number) => Number.isSafeInteger(number) && number >= 1
