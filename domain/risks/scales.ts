import { say } from '../words.ts'

/** From least to most; the place in the list is the step on the matrix (1 to 5). */
export const severities = {
  negligible: say('1 무시 가능', '1 Negligible'),
  minor: say('2 경미', '2 Minor'),
  serious: say('3 중대', '3 Serious'),
  critical: say('4 위중', '4 Critical'),
  catastrophic: say('5 치명적', '5 Catastrophic'),
} as const
export type Severity = keyof typeof severities

/**
 * From least to most. For security it reads as exploitability, never as a probability of attack
 * (IEC 81001-5-1 clause 7); `likelihoodBasis` on the hazard says which is meant.
 */
export const probabilities = {
  improbable: say('1 거의 없음', '1 Improbable'),
  remote: say('2 드묾', '2 Remote'),
  occasional: say('3 가끔', '3 Occasional'),
  probable: say('4 자주', '4 Probable'),
  frequent: say('5 빈번', '5 Frequent'),
} as const
export type Probability = keyof typeof probabilities

/** The step 1 to 5 of a value on its scale, or null when it is not on it: the axes of the risk matrix. */
export function stepOf(scale: Readonly<Record<string, unknown>>, value: string): number | null {
  const place = Object.keys(scale).indexOf(value)
  return place < 0 ? null : place + 1
}
