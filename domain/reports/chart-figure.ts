import type { LookChart } from '../monitoring/look-result.ts'

/** A control chart as a drawing without text of its own; the table beside it says what it is. */

const [width, height, margin] = [520, 110, 6]

/** The path of the chart with its limits; alarms are dots, and a period about which nothing may be said leaves a gap. */
export function chartSvg({ points }: Pick<LookChart, 'points'>): string {
  const numbers = points.flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== null))
  const [low, high] = [Math.min(0, ...numbers), Math.max(1e-9, ...numbers)]
  const x = (place: number) => (margin + (place / Math.max(1, points.length - 1)) * width).toFixed(1)
  const y = (value: number) => (margin + (1 - (value - low) / (high - low)) * height).toFixed(1)
  const line = (of: (point: (typeof points)[number]) => number | null, stroke: string) =>
    `<path d="${stepsOf(points.map(of), x, y)}" fill="none" ${stroke}/>`
  const alarms = points.flatMap(({ alarm, value }, place) =>
    alarm && value !== null ? [`<circle cx="${x(place)}" cy="${y(value)}" r="3" fill="#b3261e"/>`] : [],
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + 2 * margin} ${height + 2 * margin}">`,
    `<path d="M${margin} ${margin}V${height + margin}H${width + margin}" fill="none" stroke="#5c636b" stroke-width="0.8"/>`,
    line(({ high: limit }) => limit, 'stroke="#b3261e" stroke-width="0.8" stroke-dasharray="4 3"'),
    line(({ low: limit }) => limit, 'stroke="#b3261e" stroke-width="0.8" stroke-dasharray="4 3"'),
    line(({ value }) => value, 'stroke="#1f6f8b" stroke-width="1.3"'),
    ...alarms,
    '</svg>',
  ].join('')
}

function stepsOf(
  values: readonly (number | null)[],
  x: (place: number) => string,
  y: (value: number) => string,
): string {
  return values
    .map((value, place) => {
      if (value === null) return ''
      const before = place > 0 ? values[place - 1] : null
      return `${before === null || before === undefined ? 'M' : 'L'}${x(place)} ${y(value)}`
    })
    .join('')
}
