/** Wald's bounds on the log likelihood ratio: at or above `reject` the bad rate is claimed, at or below `accept` the good one. */
export type SprtBounds = { readonly reject: number; readonly accept: number }

/** Wald's approximate bounds (1945); `alpha` is the chance of a false alarm, `beta` of a missed one. */
export function sprtBounds(alpha: number, beta: number): SprtBounds {
  if (!(alpha > 0 && beta > 0 && alpha + beta < 1))
    throw new RangeError('errors lie above 0 and below 1 together')
  return { reject: Math.log((1 - beta) / alpha), accept: Math.log(beta / (1 - alpha)) }
}

/** Failure rates a test tells apart, and the errors it may make. */
export type SprtDesign = {
  readonly acceptable: number
  readonly unacceptable: number
  readonly alpha: number
  readonly beta: number
}

export type SprtAnswer = {
  readonly ratio: number
  readonly decision: 'unacceptable' | 'acceptable' | 'undecided'
  /** Cases looked at when it was decided. */
  readonly cases: number
}

/** Wald's sequential probability ratio test over cases in their order; it stops at the first decision. */
export function sprt(design: SprtDesign, failures: Iterable<boolean>): SprtAnswer {
  const { acceptable, unacceptable } = design
  if (!(acceptable > 0 && acceptable < unacceptable && unacceptable < 1))
    throw new RangeError('rates lie between 0 and 1, the unacceptable one above the acceptable one')
  const { reject, accept } = sprtBounds(design.alpha, design.beta)
  const failure = Math.log(unacceptable / acceptable)
  const success = Math.log((1 - unacceptable) / (1 - acceptable))
  // Counted, then multiplied: the ratio carries no rounding of a long sum.
  let [failed, passed] = [0, 0]
  for (const one of failures) {
    if (one) failed++
    else passed++
    const ratio = failed * failure + passed * success
    if (ratio >= reject) return { ratio, decision: 'unacceptable', cases: failed + passed }
    if (ratio <= accept) return { ratio, decision: 'acceptable', cases: failed + passed }
  }
  return { ratio: failed * failure + passed * success, decision: 'undecided', cases: failed + passed }
}
