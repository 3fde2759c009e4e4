import type { Measure } from '@maek/domain/models/performance/measure.ts'
import type { MeasureName } from '@maek/domain/models/performance/measure-names.ts'
import { measureTitleOf } from '@maek/domain/models/performance/measure-title.ts'
import type { Words } from '@maek/domain/words.ts'
import { figure, range } from '../../charts/numbers.ts'
import { measureWords } from '../measure-words.constant.ts'

type Named = { readonly name: MeasureName; readonly of?: string | undefined }

/** `Sensitivity (screening)`: of which class, operating point, reader or earlier version. */
export function nameOf({ name, of }: Named, task: string): Words {
  return measureTitleOf({ name, words: measureWords[name], of, task })
}

export function estimateText(measure: Measure): string {
  return measure.state === 'estimated' ? figure(measure.estimate) : '–'
}

export function intervalText(measure: Measure): string {
  return measure.state === 'estimated' && measure.interval
    ? range(measure.interval.low, measure.interval.high)
    : '–'
}

/** How the estimate was made, and the level and method of its interval. */
export function methodText(measure: Measure): string {
  if (measure.state !== 'estimated' || measure.interval === null) return measure.method
  const { level, method } = measure.interval
  return `${measure.method}; ${method}, ${Number((level * 100).toPrecision(5))} %`
}
