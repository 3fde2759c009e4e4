/** p-values adjusted for being many, in the order given. */
type Adjust = (pValues: readonly number[]) => number[]

/** Holm 1979, step-down: keeps the chance of any false claim among all below the level. For claims. */
export const holm: Adjust = (pValues) => {
  const count = pValues.length
  let running = 0
  return inOrder(pValues, 'ascending', (p, rank) => {
    running = Math.max(running, Math.min(1, (count - rank) * p))
    return running
  })
}

/** Benjamini & Hochberg 1995, step-up: bounds the expected share of false claims. For exploration only. */
export const benjaminiHochberg: Adjust = (pValues) => {
  const count = pValues.length
  let running = 1
  return inOrder(pValues, 'descending', (p, rank) => {
    running = Math.min(running, (count / (count - rank)) * p)
    return running
  })
}

function inOrder(
  pValues: readonly number[],
  direction: 'ascending' | 'descending',
  adjust: (p: number, rank: number) => number,
): number[] {
  const sign = direction === 'ascending' ? 1 : -1
  const ordered = pValues.map((p, index) => ({ p, index })).sort((a, b) => sign * (a.p - b.p))
  const adjusted = pValues.slice()
  for (const [rank, { p, index }] of ordered.entries()) adjusted[index] = adjust(p, rank)
  return adjusted
}
