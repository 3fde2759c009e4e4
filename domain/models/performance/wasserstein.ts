/** Values with how much each counts; equally where no weights are given. */
export type Weighted = { readonly values: Float64Array; readonly weights?: Float64Array }

/**
 * First Wasserstein distance of two weighted samples, in the unit of the values: the area between their distribution
 * functions. Null when a side is empty. Not-a-number counts as missing. Throws on a weight that is not above 0.
 */
export function wasserstein(a: Weighted, b: Weighted): number | null {
  const [first, second] = [sorted(a), sorted(b)]
  if (first.length === 0 || second.length === 0) return null
  const [firstWhole, secondWhole] = [wholeOf(first), wholeOf(second)]
  let [i, j, firstShare, secondShare, distance] = [0, 0, 0, 0, 0]
  let at = Math.min(first[0]?.value ?? 0, second[0]?.value ?? 0)
  while (i < first.length || j < second.length) {
    const next = Math.min(first[i]?.value ?? Infinity, second[j]?.value ?? Infinity)
    distance += Math.abs(firstShare / firstWhole - secondShare / secondWhole) * (next - at)
    at = next
    for (; first[i]?.value === next; i++) firstShare += first[i]?.weight ?? 0
    for (; second[j]?.value === next; j++) secondShare += second[j]?.weight ?? 0
  }
  return distance
}

type Point = { readonly value: number; readonly weight: number }

function sorted({ values, weights }: Weighted): Point[] {
  if (weights && weights.length !== values.length)
    throw new RangeError('as many weights as values are needed')
  const points = Array.from(values, (value, index) => ({ value, weight: weights?.[index] ?? 1 }))
  if (points.some(({ weight }) => !(weight > 0))) throw new RangeError('a weight lies above 0')
  // By weight too: rounding must not depend on the order of the rows.
  return points
    .filter(({ value }) => !Number.isNaN(value))
    .sort((left, right) => left.value - right.value || left.weight - right.weight)
}

const wholeOf = (points: readonly Point[]) => points.reduce((sum, { weight }) => sum + weight, 0)
