/** Where a function is looked at, and how much each look counts. */
export type Quadrature = { readonly nodes: Float64Array; readonly weights: Float64Array }

/**
 * Gauss-Legendre nodes and weights on [low, high]: exact for polynomials of degree 2·count - 1.
 * Newton steps on the Legendre polynomial from Tricomi's start (DLMF 3.5.15, 18.16.6).
 */
export function gaussLegendre(count: number, low: number, high: number): Quadrature {
  const nodes = new Float64Array(count)
  const weights = new Float64Array(count)
  const [middle, half] = [(low + high) / 2, (high - low) / 2]
  for (let index = 0; index < count; index++) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step++) {
      const { value, derivative } = legendre(count, x)
      slope = derivative
      const change = value / derivative
      x -= change
      if (Math.abs(change) < 1e-16) break
    }
    // Cosines fall, nodes are to rise.
    const place = count - 1 - index
    nodes[place] = middle + half * x
    weights[place] = (2 * half) / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

function legendre(degree: number, x: number): { value: number; derivative: number } {
  let [before, value] = [1, x]
  for (let k = 2; k <= degree; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k
    before = value
    value = next
  }
  if (degree === 1) before = 1
  return { value, derivative: (degree * (x * value - before)) / (x * x - 1) }
}
