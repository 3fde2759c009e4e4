import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Chart } from './Chart.tsx'
import { figure } from './numbers.ts'
import { type ChartOption, ground, ink, numberAxis, referenceLine, still } from './option.ts'

export type PrecisionPoint = {
  readonly threshold: number
  readonly recall: number
  readonly precision: number
}

type PrecisionRecallChartProps = {
  readonly points: readonly PrecisionPoint[]
  /** Share of positive cases: what calling everything positive would reach. */
  readonly prevalence: number
  readonly average: number | null
}

const wordsOf = {
  title: words('정밀도–재현율 곡선', 'Precision and recall'),
  recall: words('재현율(민감도)', 'Recall (sensitivity)'),
  precision: words('정밀도(양성예측도)', 'Precision (positive predictive value)'),
  prevalence: words('양성 비율', 'Share of positives'),
  average: words('평균 정밀도', 'Average precision'),
  threshold: words('임계값', 'Threshold'),
}

/** Precision against recall: what a ROC curve hides where positives are few. */
export function PrecisionRecallChart({ points, prevalence, average }: PrecisionRecallChartProps) {
  const say = useSay()
  const names = {
    recall: say(wordsOf.recall),
    precision: say(wordsOf.precision),
    prevalence: say(wordsOf.prevalence),
  }
  const told = average === null ? '' : `${say(wordsOf.average)} ${figure(average)}. `
  return (
    <Chart
      title={say(wordsOf.title)}
      shape="square"
      summary={`${told}${names.prevalence} ${figure(prevalence)}.`}
      option={optionOf(points, prevalence, names)}
      table={{
        columns: [say(wordsOf.threshold), names.recall, names.precision],
        rows: points.map((one) => [figure(one.threshold), figure(one.recall), figure(one.precision)]),
      }}
    />
  )
}

type Names = { readonly recall: string; readonly precision: string; readonly prevalence: string }

function optionOf(points: readonly PrecisionPoint[], prevalence: number, names: Names): ChartOption {
  return {
    ...ground,
    grid: { ...ground.grid, left: 24, bottom: 24 },
    tooltip: { ...ground.tooltip, trigger: 'item' },
    legend: { ...ground.legend, data: [names.prevalence] },
    xAxis: { ...numberAxis({ name: names.recall }, 'x'), min: 0, max: 1 },
    yAxis: { ...numberAxis({ name: names.precision }, 'y'), min: 0, max: 1 },
    series: [
      {
        ...still,
        type: 'line',
        name: names.precision,
        data: points.map(({ recall, precision }) => [recall, precision]),
        // Each precision holds from the recall before it: a step, as average precision is summed.
        step: 'end',
        showSymbol: false,
        lineStyle: { color: ink.main, width: 2 },
        itemStyle: { color: ink.main },
      },
      referenceLine(names.prevalence, [
        [0, prevalence],
        [1, prevalence],
      ]),
    ],
  }
}
