import type { Measure } from '@maek/domain/models/performance/measure.ts'
import type { RocPoint } from '@maek/domain/models/performance/roc.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Chart } from './Chart.tsx'
import { figure, range } from './numbers.ts'
import { type ChartOption, diagonal, ground, ink, numberAxis, referenceLine, still } from './option.ts'

export type OperatingMark = {
  readonly name: string
  readonly sensitivity: number
  readonly falsePositiveRate: number
}

type RocChartProps = {
  readonly points: readonly RocPoint[]
  readonly auroc?: Measure | undefined
  readonly marks: readonly OperatingMark[]
}

const wordsOf = {
  title: words('ROC 곡선', 'ROC curve'),
  x: words('위양성률(1 − 특이도)', 'False positive rate (1 − specificity)'),
  y: words('민감도', 'Sensitivity'),
  threshold: words('임계값', 'Threshold'),
  chance: words('우연 수준', 'Chance'),
}

/** The curve from strict to lenient, with the operating points that were fixed beforehand. */
export function RocChart({ points, auroc, marks }: RocChartProps) {
  const say = useSay()
  const area = auroc?.state === 'estimated' ? figure(auroc.estimate) : '–'
  const limits =
    auroc?.state === 'estimated' && auroc.interval
      ? ` (${range(auroc.interval.low, auroc.interval.high)})`
      : ''
  const told = marks
    .map(
      ({ name, sensitivity, falsePositiveRate }) =>
        `${name}: ${say(wordsOf.y)} ${figure(sensitivity)}, ${say(wordsOf.x)} ${figure(falsePositiveRate)}`,
    )
    .join('; ')
  return (
    <Chart
      title={say(wordsOf.title)}
      shape="square"
      summary={`AUROC ${area}${limits}. ${told}`}
      option={optionOf(points, marks, { x: say(wordsOf.x), y: say(wordsOf.y), chance: say(wordsOf.chance) })}
      table={{
        columns: [say(wordsOf.threshold), say(wordsOf.y), say(wordsOf.x)],
        rows: points.map((one) => [
          figure(one.threshold),
          figure(one.sensitivity),
          figure(one.falsePositiveRate),
        ]),
      }}
    />
  )
}

type Names = { readonly x: string; readonly y: string; readonly chance: string }

function optionOf(points: readonly RocPoint[], marks: readonly OperatingMark[], names: Names): ChartOption {
  return {
    ...ground,
    grid: { ...ground.grid, left: 24, bottom: 24 },
    tooltip: { ...ground.tooltip, trigger: 'item' },
    xAxis: { ...numberAxis({ name: names.x }, 'x'), min: 0, max: 1 },
    yAxis: { ...numberAxis({ name: names.y }, 'y'), min: 0, max: 1 },
    legend: { ...ground.legend, data: [names.chance, ...marks.map(({ name }) => name)] },
    series: [
      {
        ...still,
        type: 'line',
        name: 'ROC',
        data: [
          [0, 0],
          ...points.map(({ falsePositiveRate, sensitivity }) => [falsePositiveRate, sensitivity]),
        ],
        showSymbol: false,
        lineStyle: { color: ink.main, width: 2 },
        itemStyle: { color: ink.main },
      },
      referenceLine(names.chance, diagonal),
      ...marks.map(({ name, sensitivity, falsePositiveRate }) => ({
        ...still,
        type: 'scatter' as const,
        name,
        symbol: 'diamond',
        symbolSize: 14,
        itemStyle: { color: ink.second },
        data: [[falsePositiveRate, sensitivity]],
        z: 5,
      })),
    ],
  }
}
