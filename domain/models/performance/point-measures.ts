import type { Measure } from './measure.ts'
import {
  type Confusion,
  type IntervalChoice,
  likelihoodRatios,
  matthewsMeasure,
  operatingPoint,
} from './operating-point.ts'

/** Every measure of calls at one operating point, in the order in which they are told: of all cases or of a group. */
export function pointMeasures(confusion: Confusion, by: IntervalChoice) {
  const point = operatingPoint(confusion, by)
  const ratios = likelihoodRatios(confusion, by.level)
  return [
    { name: 'sensitivity', measure: point.sensitivity },
    { name: 'specificity', measure: point.specificity },
    { name: 'positive-predictive-value', measure: point.positivePredictiveValue },
    { name: 'negative-predictive-value', measure: point.negativePredictiveValue },
    { name: 'accuracy', measure: point.accuracy },
    { name: 'balanced-accuracy', measure: point.balancedAccuracy },
    { name: 'f1', measure: point.f1 },
    { name: 'matthews-correlation', measure: matthewsMeasure(confusion) },
    { name: 'positive-likelihood-ratio', measure: ratios.positive },
    { name: 'negative-likelihood-ratio', measure: ratios.negative },
  ] as const satisfies readonly { readonly name: string; readonly measure: Measure }[]
}
