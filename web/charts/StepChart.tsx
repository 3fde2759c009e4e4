import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Chart } from './Chart.tsx'
import { count, figure } from './numbers.ts'
import { type ChartOption, ground, ink, numberAxis, referenceLine, still } from './option.ts'

/** `y` holds from `x` on, until the next step. */
export type Step = { readonly x: number; readonly y: number; readonly n: number }

type StepChartProps = {
  readonly title: string
  readonly across: string
  readonly up: string
  readonly steps: readonly Step[]
  /** What the curve says, in a sentence. */
  readonly summary: string
  /** A line to hold the curve against, upright at `x`. */
  readonly mark?: { readonly x: number; readonly name: string } | undefined
}

const wordsOf = {
  atRisk: words('관찰 중인 건수', 'Still observed'),
}

/** A share that rises in steps, such as labels that have come by a day; begins at nothing. */
export function StepChart({ title, across, up, steps, summary, mark }: StepChartProps) {
  const say = useSay()
  return (
    <Chart
      title={title}
      shape="low"
      summary={summary}
      option={optionOf({ across, up, steps, mark })}
      table={{
        columns: [across, up, say(wordsOf.atRisk)],
        rows: steps.map(({ x, y, n }) => [count(x), figure(y), count(n)]),
      }}
    />
  )
}

type Drawn = Pick<StepChartProps, 'across' | 'up' | 'steps' | 'mark'>

function optionOf({ across, up, steps, mark }: Drawn): ChartOption {
  const end = Math.max(steps.at(-1)?.x ?? 0, mark?.x ?? 0)
  const last = steps.at(-1)
  return {
    ...ground,
    grid: { ...ground.grid, left: 36, bottom: 24, top: mark ? 36 : 16 },
    ...(mark && { legend: { ...ground.legend, data: [mark.name] } }),
    tooltip: {
      ...ground.tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? figure(value) : '–'),
    },
    xAxis: { ...numberAxis({ name: across }, 'x'), min: 0, max: end },
    yAxis: { ...numberAxis({ name: up }, 'y'), min: 0, max: 1 },
    series: [
      {
        ...still,
        type: 'line',
        name: up,
        step: 'end',
        symbol: 'none',
        data: [[0, 0], ...steps.map(({ x, y }) => [x, y]), ...(last && last.x < end ? [[end, last.y]] : [])],
        lineStyle: { color: ink.main, width: 2 },
        itemStyle: { color: ink.main },
      },
      ...(mark
        ? [
            referenceLine(mark.name, [
              [mark.x, 0],
              [mark.x, 1],
            ]),
          ]
        : []),
    ],
  }
}
