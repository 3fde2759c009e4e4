import { studentTwoSided } from '../beta.ts'
import type { Roc } from '../roc.ts'

/** Two areas of independent sets of cases compared: DeLong's D against Student's t with Welch's degrees (pROC). */
export type UnpairedTest = { readonly d: number; readonly degrees: number; readonly pValue: number }

/** Null when either lacks a variance or both have none. Cases of the two sets must be different people. */
export function unpairedDelong(a: Roc, b: Roc): UnpairedTest | null {
  if (a.variance === null || b.variance === null || a.variance + b.variance === 0) return null
  const whole = a.variance + b.variance
  const d = (a.auc - b.auc) / Math.sqrt(whole)
  const degrees = (whole * whole) / (a.variance ** 2 / (a.n - 1) + b.variance ** 2 / (b.n - 1))
  return { d, degrees, pValue: studentTwoSided(d, degrees) }
}
