import { normalQuantile, normalUpper } from '../normal.ts'
import { gaussLegendre } from '../quadrature.ts'
import { risingRoot } from './run-length.ts'

/**
 * How the whole error is spent over the looks (Lan & DeMets 1983): `obrien-fleming` sparingly at first, `pocock` nearly
 * evenly. Both are of the information gathered, 0 to 1.
 */
export type Spending = 'obrien-fleming' | 'pocock'

/** The share of `alpha` (two-sided) that may be spent when this share of the information is in. */
export function spentAt(spending: Spending, information: number, alpha: number): number {
  if (!(information > 0 && information <= 1)) throw new RangeError('information lies between 0 and 1')
  if (spending === 'pocock') return alpha * Math.log(1 + (Math.E - 1) * information)
  // Half of the error for each side, each spent as a one-sided test spends it.
  return 4 * normalUpper(-normalQuantile(alpha / 4) / Math.sqrt(information))
}

const nodesUsual = 120
/** Beyond this many standard deviations nothing is counted: 1e-18 of the whole. */
const far = 9

/**
 * The two-sided bounds |z| of each look, so that without any change the chance of an alarm at or before each look is
 * what the plan allows to be spent by then (Armitage, McPherson & Rowe 1969, integrated look by look).
 * `information` rises to at most 1.
 */
export function groupSequentialBounds(
  information: readonly number[],
  { alpha, spending }: { readonly alpha: number; readonly spending: Spending },
): number[] {
  const bounds: number[] = []
  let state: State | null = null
  let spent = 0
  for (const [look, share] of information.entries()) {
    const before = information[look - 1] ?? 0
    if (!(share > before)) throw new RangeError('information rises from look to look')
    const allowed = spentAt(spending, share, alpha) - spent
    spent += allowed
    const reached: State | null = state
    const bound: number = risingRoot((z) => -crossing(reached, { from: before, to: share, bound: z }), {
      target: -allowed,
      start: 2,
    })
    bounds.push(bound)
    state = survivors(reached, { from: before, to: share, bound })
  }
  return bounds
}

/** The chance of an alarm at any of the looks when each is judged at the same bound |z| and nothing has changed. */
export function repeatedLooksError(information: readonly number[], bound: number): number {
  let state: State | null = null
  let error = 0
  for (const [look, share] of information.entries()) {
    const step: Step = { from: information[look - 1] ?? 0, to: share, bound }
    error += crossing(state, step)
    state = survivors(state, step)
  }
  return error
}

/** Those who have not alarmed: how densely the sum (z·√information) lies at each node, with the node's weight. */
type State = { readonly sums: Float64Array; readonly mass: Float64Array }
type Step = { readonly from: number; readonly to: number; readonly bound: number }

function crossing(state: State | null, { from, to, bound }: Step): number {
  const edge = bound * Math.sqrt(to)
  if (state === null) return 2 * normalUpper(bound)
  const width = Math.sqrt(to - from)
  let chance = 0
  for (const [at, sum] of state.sums.entries())
    chance += (state.mass[at] ?? 0) * (normalUpper((edge - sum) / width) + normalUpper((edge + sum) / width))
  return chance
}

function survivors(state: State | null, { from, to, bound }: Step): State {
  const edge = Math.min(bound, far) * Math.sqrt(to)
  const { nodes, weights } = gaussLegendre(nodesUsual, -edge, edge)
  const width = Math.sqrt(to - from)
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  const mass = nodes.map((sum, at) => {
    const weight = (weights[at] ?? 0) / width
    if (state === null) return weight * density(sum / width)
    let total = 0
    for (const [old, was] of state.sums.entries())
      total += (state.mass[old] ?? 0) * density((sum - was) / width)
    return weight * total
  })
  return { sums: nodes, mass }
}
