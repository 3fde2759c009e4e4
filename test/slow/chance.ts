/** Numbers by chance that are the same in every run. */
export type Chance = {
  /** From 0, below 1. */
  readonly share: () => number
  readonly normal: () => number
  /** How many of n succeed. */
  readonly successes: (n: number, rate: number) => number
}

/** sfc32, the small fast generator that PractRand tests itself with; the seed enters its first word. */
export function chance(seed: number): Chance {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9, 0x243f6a88, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let warm = 0; warm < 16; warm += 1) next()
  const share = next
  let spare: number | null = null
  return {
    share,
    normal: () => {
      if (spare !== null) {
        const kept = spare
        spare = null
        return kept
      }
      // Box and Muller 1958.
      const radius = Math.sqrt(-2 * Math.log(1 - share()))
      const angle = 2 * Math.PI * share()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    },
    successes: (n, rate) => {
      let count = 0
      for (let i = 0; i < n; i += 1) if (share() < rate) count += 1
      return count
    },
  }
}

/** Three standard errors of a share seen in so many tries: how far chance alone may lead. */
export function chanceError(share: number, tries: number): number {
  return 3 * Math.sqrt((share * (1 - share)) / tries)
}
