import type { Measure } from '@maek/domain/models/performance/measure.ts'
import { figure, range } from '../../charts/numbers.ts'

/** `Sensitivity (screening)`: of which class, operating point, reader. */
export function nameOf(name: string, of: string | undefined): string {
  return of === undefined ? name : `${name} (${of})`
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
