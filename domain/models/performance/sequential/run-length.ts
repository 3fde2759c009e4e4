import { solveLinear } from '../linear-system.ts'
import { normalUpper } from '../normal.ts'
import { gaussLegendre } from '../quadrature.ts'

/*
 * How long a chart runs before it alarms, on average: its only honest design figure. Both are solved from their
 * integral equations (Page 1954; Crowder 1987) by Gauss-Legendre nodes (Nyström), so a designed chart is exact and
 * not simulated.
 */

const nodesUsual = 80

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
const below = (x: number) => normalUpper(-x)

/** A one-sided CUSUM of standardised values: it adds value - `reference` and alarms at `limit`, in standard deviations. */
export type CusumDesign = { readonly reference: number; readonly limit: number }

/** Average run length of a one-sided CUSUM that begins at 0, when the mean lies `shift` standard deviations off. */
export function cusumRunLength({ reference, limit }: CusumDesign, shift: number): number {
  if (!(limit > 0)) throw new RangeError('a CUSUM needs a limit above 0')
  const { nodes, weights } = gaussLegendre(nodesUsual, 0, limit)
  const size = nodes.length + 1
  // The unknowns: the run length from 0, then from each node.
  const starts = [0, ...nodes]
  const drift = reference - shift
  const matrix = starts.map((start, row) => {
    const line = new Float64Array(size)
    line[0] = -below(drift - start)
    for (const [column, node] of nodes.entries())
      line[column + 1] = -(weights[column] ?? 0) * density(node + drift - start)
    line[row] = (line[row] ?? 0) + 1
    return line
  })
  return solveLinear(matrix, new Float64Array(size).fill(1))[0] ?? Number.NaN
}

/** Of two one-sided CUSUMs, up and down, watched together: their rates add (Van Dobben de Bruyn 1968). */
export function twoSidedCusumRunLength(design: CusumDesign, shift: number): number {
  return 1 / (1 / cusumRunLength(design, shift) + 1 / cusumRunLength(design, -shift))
}

/** The limit at which a one-sided CUSUM of this reference runs `length` on average while nothing is wrong. */
export function cusumLimit(reference: number, length: number): number {
  if (!(length > 1)) throw new RangeError('a run length lies above 1')
  return risingRoot((limit) => cusumRunLength({ reference, limit }, 0), { target: length, start: 1 })
}

/** A two-sided EWMA of standardised values: `weight` of the newest, alarm at `width` asymptotic standard deviations. */
export type EwmaDesign = { readonly weight: number; readonly width: number }

/** Average run length of a two-sided EWMA with fixed limits that begins at 0, when the mean lies `shift` off. */
export function ewmaRunLength({ weight, width }: EwmaDesign, shift: number): number {
  if (!(weight > 0 && weight <= 1) || !(width > 0))
    throw new RangeError('an EWMA needs 0 < weight <= 1 and a width')
  const limit = width * Math.sqrt(weight / (2 - weight))
  const { nodes, weights } = gaussLegendre(nodesUsual, -limit, limit)
  const size = nodes.length + 1
  const starts = [0, ...nodes]
  const matrix = starts.map((start, row) => {
    const line = new Float64Array(size)
    for (const [column, node] of nodes.entries())
      line[column + 1] =
        (-(weights[column] ?? 0) / weight) * density((node - (1 - weight) * start) / weight - shift)
    line[row] = (line[row] ?? 0) + 1
    return line
  })
  return solveLinear(matrix, new Float64Array(size).fill(1))[0] ?? Number.NaN
}

/** The width at which an EWMA of this weight runs `length` on average while nothing is wrong. */
export function ewmaWidth(weight: number, length: number): number {
  if (!(length > 1)) throw new RangeError('a run length lies above 1')
  return risingRoot((width) => ewmaRunLength({ weight, width }, 0), { target: length, start: 1 })
}

/** The x at which a rising function reaches the target: doubled until beyond, then halved to the last digit. */
export function risingRoot(
  of: (x: number) => number,
  { target, start }: { readonly target: number; readonly start: number },
): number {
  let [low, high] = [0, start]
  while (of(high) < target) {
    low = high
    high *= 2
    if (high > 1e6) throw new RangeError('no design reaches this run length')
  }
  for (let step = 0; step < 60 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2
    if (of(middle) < target) low = middle
    else high = middle
  }
  return (low + high) / 2
}
