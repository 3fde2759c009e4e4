import { say as words } from '@maek/domain/words.ts'
import { useMemo } from 'react'
import { useSay } from '../language.tsx'
import { Chart } from './Chart.tsx'
import { count, figure } from './numbers.ts'
import { type ChartOption, ground, ink, nameAxis, numberAxis, still } from './option.ts'

/** `label` is what stands on the axis, such as the day; null = nothing could be worked out there. */
export type ControlPoint = { readonly label: string; readonly value: number | null; readonly n?: number }
export type ControlLimits = { readonly lower?: number | null; readonly upper?: number | null }
/** `at` is the place of the point, from 0. */
export type ControlAlarm = { readonly at: number; readonly because?: string }

type ControlChartProps = {
  readonly title: string
  readonly measure: string
  readonly points: readonly ControlPoint[]
  readonly centre?: number | null
  /** What the centre line stands for, where it is no centre, such as what chance alone shows. */
  readonly centreName?: string
  /** One pair for all points, or one for each (EWMA limits widen at the start). */
  readonly limits?: ControlLimits | readonly ControlLimits[]
  readonly alarms?: readonly ControlAlarm[]
}

const wordsOf = {
  time: words('시점', 'When'),
  n: words('건수', 'n'),
  centre: words('중심선', 'Centre'),
  lower: words('하한', 'Lower limit'),
  upper: words('상한', 'Upper limit'),
  alarm: words('경보', 'Alarm'),
  none: words('값이 없습니다.', 'There are no values.'),
}

/** Values over time with centre line, limits and alarms; an alarm is a triangle and a word, not only a colour. */
export function ControlChart(props: ControlChartProps) {
  const say = useSay()
  const { title, measure, points, centre = null, alarms = [] } = props
  const limits = useMemo(() => points.map((_, at) => limitsAt(props.limits, at)), [points, props.limits])
  const names = {
    centre: props.centreName ?? say(wordsOf.centre),
    lower: say(wordsOf.lower),
    upper: say(wordsOf.upper),
    alarm: say(wordsOf.alarm),
  }
  const option = optionOf({ measure, points, centre, alarms, limits }, names)
  const known = points.filter(({ value }) => value !== null)
  const last = known.at(-1)
  const summary = last
    ? say(
        words(
          `${measure}: ${known.length}개 시점, 마지막 ${last.label}의 값 ${figure(last.value ?? 0)}. ${alarms.length === 0 ? '경보 없음.' : `경보 ${alarms.length}건(처음 ${points[alarms[0]?.at ?? 0]?.label}).`}`,
          `${measure}: ${known.length} points, the last (${last.label}) ${figure(last.value ?? 0)}. ${alarms.length === 0 ? 'No alarm.' : `Alarms: ${alarms.length}, the first at ${points[alarms[0]?.at ?? 0]?.label}.`}`,
        ),
      )
    : say(wordsOf.none)
  const table = {
    columns: [say(wordsOf.time), measure, say(wordsOf.n), names.lower, names.upper, names.alarm],
    rows: points.map(({ label, value, n }, at) => [
      label,
      value === null ? '–' : figure(value),
      n === undefined ? '' : count(n),
      numberOrDash(limits[at]?.lower),
      numberOrDash(limits[at]?.upper),
      alarms
        .filter((alarm) => alarm.at === at)
        .map(({ because }) => because ?? names.alarm)
        .join(' · '),
    ]),
  }
  return <Chart title={title} summary={summary} option={option} table={table} />
}

function numberOrDash(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : figure(value)
}

function limitsAt(limits: ControlChartProps['limits'], at: number): ControlLimits {
  if (limits === undefined) return {}
  return 'at' in limits ? (limits[at] ?? {}) : limits
}

type Drawn = {
  readonly measure: string
  readonly points: readonly ControlPoint[]
  readonly centre: number | null
  readonly alarms: readonly ControlAlarm[]
  readonly limits: readonly ControlLimits[]
}
type Names = {
  readonly centre: string
  readonly lower: string
  readonly upper: string
  readonly alarm: string
}

function optionOf(drawn: Drawn, names: Names): ChartOption {
  const { measure, points, alarms } = drawn
  const bounds = boundsOf(drawn, names)
  return {
    ...ground,
    // Three names and more stand in two lines on a phone.
    grid: { ...ground.grid, left: 36, bottom: 8, top: bounds.length > 1 ? 56 : 36 },
    tooltip: {
      ...ground.tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? figure(value) : '–'),
    },
    xAxis: nameAxis(points.map(({ label }) => label)),
    yAxis: { ...numberAxis({ name: measure }, 'y'), scale: true },
    series: [
      {
        ...still,
        type: 'line',
        name: measure,
        data: points.map(({ value }) => value),
        symbol: 'circle',
        symbolSize: 5,
        showSymbol: points.length <= 120,
        lineStyle: { color: ink.main, width: 2 },
        itemStyle: { color: ink.main },
      },
      ...bounds,
      ...(alarms.length === 0 ? [] : [alarmsOf(drawn, names.alarm)]),
    ],
  }
}

/** Centre and limits; a limit that no point has is not drawn. */
function boundsOf({ points, centre, limits }: Drawn, names: Names) {
  const bounds = [
    { name: names.centre, data: points.map(() => centre), color: ink.reference, dash: 'dotted' as const },
    {
      name: names.lower,
      data: limits.map(({ lower }) => lower ?? null),
      color: ink.second,
      dash: 'dashed' as const,
    },
    {
      name: names.upper,
      data: limits.map(({ upper }) => upper ?? null),
      color: ink.second,
      dash: 'dashed' as const,
    },
  ]
  return bounds
    .filter(({ data }) => data.some((value) => value !== null))
    .map(({ name, data, color, dash }) => ({
      ...still,
      type: 'line' as const,
      name,
      data,
      step: 'middle' as const,
      symbol: 'none',
      lineStyle: { color, type: dash, width: 1.5 },
      itemStyle: { color },
    }))
}

function alarmsOf({ points, alarms }: Drawn, name: string) {
  return {
    ...still,
    type: 'scatter' as const,
    name,
    symbol: 'triangle',
    symbolSize: 14,
    itemStyle: { color: ink.bad },
    z: 5,
    data: alarms.flatMap(({ at }) => {
      const point = points[at]
      return point?.value === null || point === undefined ? [] : [[point.label, point.value]]
    }),
  }
}
