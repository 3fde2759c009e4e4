import type { LookMetric } from '@maek/domain/monitoring/look-result.ts'
import { count, figure, range } from '../../charts/numbers.ts'

type Measure = LookMetric['measure']

/** The number alone, or a dash: why it is missing stands in `intervalText`'s place. */
export function valueText(measure: Measure): string {
  return measure.state === 'estimated' ? figure(measure.estimate) : '–'
}

export function intervalText(measure: Measure): string {
  return measure.state === 'estimated' && measure.interval
    ? range(measure.interval.low, measure.interval.high)
    : '–'
}

/** `0.951 (0.93 – 0.96), n = 1,234`. */
export function wholeText(measure: Measure): string {
  if (measure.state !== 'estimated') return '–'
  const limits = measure.interval ? ` (${intervalText(measure)})` : ''
  return `${valueText(measure)}${limits}, n = ${count(measure.n)}`
}

export function percentOf({ k, n }: { readonly k: number; readonly n: number }): string {
  return n === 0 ? '–' : `${((k / n) * 100).toFixed(1)} %`
}
