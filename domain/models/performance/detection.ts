/** Marks of a detector on a set of images: scores of false marks, and the best score on each true finding it hit. */
export type Marks = {
  readonly falseScores: Float64Array
  /** One number for each finding; 0 where no mark hit it. */
  readonly findingScores: Float64Array
  readonly images: number
}

/** A point of the FROC curve: marks at or above the threshold count. */
export type FrocPoint = {
  readonly threshold: number
  readonly falsePerImage: number
  readonly sensitivity: number
}

/** The rates at which CAMELYON and LUNA compare detectors. */
export const usualFalseRates = [0.25, 0.5, 1, 2, 4, 8] as const

/** FROC curve from the highest threshold down; it begins at (0, 0). Throws without images or findings. */
export function frocCurve({ falseScores, findingScores, images }: Marks): FrocPoint[] {
  if (!Number.isSafeInteger(images) || images < 1 || findingScores.length === 0)
    throw new RangeError('FROC needs images and findings')
  const falses = falseScores.slice().sort()
  // A finding nobody marked stays missed at every threshold.
  const hits = findingScores.filter((score) => score > 0).sort()
  const thresholds = [...new Set([...falses, ...hits])].sort((left, right) => right - left)
  let [i, j] = [falses.length, hits.length]
  const points = thresholds.map((threshold) => {
    while (i > 0 && (falses[i - 1] ?? 0) >= threshold) i--
    while (j > 0 && (hits[j - 1] ?? 0) >= threshold) j--
    return {
      threshold,
      falsePerImage: (falses.length - i) / images,
      sensitivity: (hits.length - j) / findingScores.length,
    }
  })
  return [{ threshold: Infinity, falsePerImage: 0, sensitivity: 0 }, ...points]
}

/**
 * Sensitivity at a rate of false marks per image, straight between points; beyond the last point, that point's.
 * Of points at one rate the highest counts.
 */
export function sensitivityAt(curve: readonly FrocPoint[], falsePerImage: number): number {
  let [before, after] = [curve[0], curve.at(-1)]
  for (const point of curve) {
    if (point.falsePerImage <= falsePerImage) before = point
    else {
      after = point
      break
    }
  }
  if (!before || !after || after.falsePerImage <= before.falsePerImage) return before?.sensitivity ?? 0
  const share = (falsePerImage - before.falsePerImage) / (after.falsePerImage - before.falsePerImage)
  return before.sensitivity + share * (after.sensitivity - before.sensitivity)
}

/** Mean sensitivity at the given rates: the FROC score. */
export function frocScore(marks: Marks, rates: readonly number[] = usualFalseRates): number {
  const curve = frocCurve(marks)
  return rates.reduce((sum, rate) => sum + sensitivityAt(curve, rate), 0) / rates.length
}
