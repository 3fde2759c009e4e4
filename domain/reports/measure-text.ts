import type { Limits, Measure } from '../models/performance/measure.ts'
import { measureWords } from '../models/performance/measure-names.ts'
import { measureTitleOf } from '../models/performance/measure-title.ts'
import type { TaskMeasure } from '../models/performance/tasks/task-result.ts'
import { say, type Words } from '../words.ts'
import type { ReportBlock, ReportCell, ReportText } from './report-tree.ts'

/** A number for reading: three decimals, or four significant digits above a thousand. The whole one is in the JSON. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  return Math.abs(value) >= 1000
    ? String(Number(value.toPrecision(4)))
    : value.toFixed(3).replace(/^-0\.000$/, '0.000')
}

/** `0.842–0.901` */
export function limitsText({ low, high }: Limits): string {
  // A minus sign beside a dash reads as two minus signs.
  return `${numberText(low)} ${low < 0 || high < 0 ? '~' : '–'} ${numberText(high)}`
}

/** A p-value as journals print it. */
export function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3)
}

/** `AUROC`, or `Sensitivity (class B)`. */
export function measureTitle({ name, of }: Pick<TaskMeasure, 'name' | 'of'>): Words {
  return measureTitleOf({ name, words: measureWords[name], of })
}

/** What is read of a measure, whether computed just now or read back from a file. */
type ReadMeasure =
  | {
      readonly state: 'estimated'
      readonly estimate: number
      readonly interval: Limits | null
      readonly because?: Words | undefined
    }
  | { readonly state: 'not-estimable'; readonly because: Words }

/** Estimate and interval side by side; `reasonOf` says why one of them is missing. */
export function measureCells(measure: ReadMeasure): readonly [ReportText, ReportText] {
  if (measure.state === 'not-estimable') return [notEstimable, '–']
  const { estimate, interval } = measure
  return [numberText(estimate), interval === null ? '–' : limitsText(interval)]
}

/** Why there is no estimate or no interval, for a cell with room for a sentence. */
export function reasonOf(measure: ReadMeasure): ReportText | undefined {
  return measure.state === 'not-estimable' || measure.interval === null ? measure.because : undefined
}

const notEstimable = say('산출 불가', 'Not estimable')

/** Every measure with its interval, its number of cases and its method. */
export function measureTable(measures: readonly TaskMeasure[]): ReportBlock {
  return {
    is: 'table',
    columns: [
      { title: say('지표', 'Measure'), share: 4 },
      { title: say('추정값', 'Estimate'), share: 2, side: 'right' },
      { title: say('신뢰구간', 'Interval'), share: 3, side: 'right' },
      { title: say('건수', 'n'), share: 2, side: 'right' },
      { title: say('방법', 'Method'), share: 6 },
    ],
    rows: measures.map((one) => [
      measureTitle(one),
      ...measureCells(one.measure),
      one.measure.n.toLocaleString('en-US'),
      methodCell(one.measure),
    ]),
  }
}

function methodCell(measure: Measure): ReportCell {
  const interval = measure.state === 'estimated' ? measure.interval : null
  const text =
    interval === null ? measure.method : `${measure.method} · ${interval.method} ${interval.level * 100} %`
  const below = reasonOf(measure)
  return below === undefined ? text : { text, below }
}
