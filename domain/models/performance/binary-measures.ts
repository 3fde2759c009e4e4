import { auprcOf } from './auprc.ts'
import { calibrationOf } from './calibration.ts'
import type { Interval, Measure } from './measure.ts'
import type { MeasureName } from './measure-names.ts'
import type { Confusion } from './operating-point.ts'
import type { BinaryPlan } from './plan.ts'
import { pointMeasures } from './point-measures.ts'
import { aurocOf } from './roc.ts'
import { rocOfSums } from './stream/area-sums.ts'
import type { BinaryTotals } from './stream/binary-sums.ts'
import type { CellSums } from './stream/placement-sums.ts'

/** `of`: the operating point the measure speaks of, nothing for the plan's first. */
export type NamedMeasure = { readonly name: MeasureName; readonly of?: string; readonly measure: Measure }

/** One fixed operating point: its table, its measures, and the intervals by the other method beside the planned one. */
export type OperatingPointFound = {
  /** Null: the plan's first. */
  readonly name: string | null
  readonly threshold: number
  readonly confusion: Confusion
  readonly measures: readonly NamedMeasure[]
  readonly alternative: readonly { readonly name: MeasureName; readonly interval: Interval }[]
}

/** Every measure of all cases; those of further operating points come last, each saying which. */
export function measuresOf(
  totals: BinaryTotals,
  sums: CellSums,
  plan: BinaryPlan,
): { measures: NamedMeasure[]; operatingPoints: OperatingPointFound[] } {
  const n = totals.positives + totals.negatives
  const operatingPoints = operatingPointsOf(totals, plan)
  const [first, ...further] = operatingPoints
  const area = aurocOf(rocOfSums(sums), n, { method: plan.aurocInterval, level: plan.level })
  const classes = { positiveCount: totals.positives, negativeCount: totals.negatives }
  const measures: NamedMeasure[] = [
    { name: 'auroc', measure: area },
    { name: 'auprc', measure: auprcOf(totals.averagePrecision, classes, plan.level) },
    ...(first?.measures ?? []),
    ...calibrationMeasures(totals, plan.level),
    ...further.flatMap(({ measures: own }) => own),
  ]
  return { measures, operatingPoints }
}

/** The plan's first operating point, then the further ones in their order. */
export function pointsOf(plan: BinaryPlan): { readonly name: string | null; readonly threshold: number }[] {
  return [{ name: null, threshold: plan.threshold }, ...plan.operatingPoints]
}

function operatingPointsOf({ confusions }: BinaryTotals, plan: BinaryPlan): OperatingPointFound[] {
  return pointsOf(plan).map(({ name, threshold }, at) => {
    const confusion = confusions[at]
    if (!confusion) throw new RangeError('every operating point has its table')
    const of = name === null ? {} : { of: name }
    const { level, proportionInterval: proportion } = plan
    const measures = pointMeasures(confusion, { level, proportion })
    const other = pointMeasures(confusion, {
      level,
      proportion: proportion === 'wilson' ? 'clopper-pearson' : 'wilson',
    })
    return {
      name,
      threshold,
      confusion,
      measures: measures.map((one) => ({ ...one, ...of })),
      alternative: other.flatMap(({ name: measured, measure }) =>
        measure.state === 'estimated' && measure.method === 'proportion' && measure.interval
          ? [{ name: measured, interval: measure.interval }]
          : [],
      ),
    }
  })
}

function calibrationMeasures({ calibration }: BinaryTotals, level: number): NamedMeasure[] {
  if (calibration === null) return []
  const own = calibrationOf(calibration, level)
  return [
    { name: 'brier', measure: own.brier },
    { name: 'calibration-slope', measure: own.slope },
    { name: 'calibration-intercept', measure: own.intercept },
    { name: 'calibration-in-the-large', measure: own.inTheLarge },
    { name: 'observed-less-expected', measure: own.observedLessExpected },
    { name: 'observed-over-expected', measure: own.observedOverExpected },
    { name: 'expected-calibration-error', measure: own.expectedCalibrationError },
  ]
}
