import { wilson } from '@maek/domain/models/performance/proportion.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Chart } from './Chart.tsx'
import { count, figure, range } from './numbers.ts'
import { type ChartOption, diagonal, ground, ink, numberAxis, referenceLine, still } from './option.ts'

/** Cases whose scores lie in one bin; `positives` need not be whole where tied cases are shared out. */
export type CalibrationBin = {
  readonly n: number
  readonly positives: number
  readonly meanScore: number
}

const wordsOf = {
  title: words('보정 곡선', 'Calibration'),
  predicted: words('예측 확률(구간 평균)', 'Predicted probability (mean of the bin)'),
  observed: words('관찰된 양성 비율', 'Observed share of positives'),
  perfect: words('완전한 보정', 'Perfect calibration'),
  n: words('건수', 'Cases'),
  limits: words('95 % 신뢰구간', '95 % interval'),
  worst: words('가장 크게 벗어난 구간', 'The furthest bin'),
  method: words('동일 폭 구간, 윌슨 구간.', 'Bins of equal width, Wilson intervals.'),
}

/** Whether a probability means what it says: predicted against observed, with the cases of each bin below. */
export function CalibrationChart({ bins, level }: { bins: readonly CalibrationBin[]; level: number }) {
  const say = useSay()
  const shown = bins.map((bin) => {
    // Bins of equal mass share out tied cases, so their positives need not be whole; a count must be.
    const k = Math.round(bin.positives)
    return { ...bin, observed: bin.positives / bin.n, ...wilson({ k, n: Math.round(bin.n) }, level) }
  })
  const furthest = shown.toSorted(
    (a, b) => Math.abs(b.observed - b.meanScore) - Math.abs(a.observed - a.meanScore),
  )[0]
  const names = {
    predicted: say(wordsOf.predicted),
    observed: say(wordsOf.observed),
    perfect: say(wordsOf.perfect),
    n: say(wordsOf.n),
  }
  const told = furthest
    ? `${say(wordsOf.worst)}: ${names.predicted} ${figure(furthest.meanScore)}, ${names.observed} ${figure(furthest.observed)} (${names.n} ${count(furthest.n)}). `
    : ''
  return (
    <Chart
      title={say(wordsOf.title)}
      shape="square"
      summary={told + say(wordsOf.method)}
      option={optionOf(shown, names)}
      table={{
        columns: [names.predicted, names.observed, say(wordsOf.limits), names.n],
        rows: shown.map((bin) => [
          figure(bin.meanScore),
          figure(bin.observed),
          range(bin.low, bin.high),
          count(bin.n),
        ]),
      }}
    />
  )
}

type Shown = CalibrationBin & { readonly observed: number; readonly low: number; readonly high: number }
type Names = {
  readonly predicted: string
  readonly observed: string
  readonly perfect: string
  readonly n: string
}

function optionOf(bins: readonly Shown[], names: Names): ChartOption {
  const axis = (name: string, place: 'x' | 'y') => ({ ...numberAxis({ name }, place), min: 0, max: 1 })
  return {
    ...ground,
    grid: [
      { left: 56, right: 20, top: 36, height: '58%' },
      { left: 56, right: 20, bottom: 40, height: '14%' },
    ],
    legend: { ...ground.legend, data: [names.perfect] },
    tooltip: { ...ground.tooltip, trigger: 'item' },
    xAxis: [
      { ...axis('', 'x'), gridIndex: 0, axisLabel: { show: false } },
      { ...axis(names.predicted, 'x'), gridIndex: 1 },
    ],
    yAxis: [
      { ...axis(names.observed, 'y'), gridIndex: 0 },
      { ...numberAxis({ name: names.n }, 'y'), gridIndex: 1, splitNumber: 2 },
    ],
    series: [
      {
        ...still,
        type: 'line',
        name: names.observed,
        data: bins.map(({ meanScore, observed }) => [meanScore, observed]),
        symbol: 'circle',
        symbolSize: 8,
        lineStyle: { color: ink.main, width: 2 },
        itemStyle: { color: ink.main },
        markLine: {
          silent: true,
          animation: false,
          symbol: 'none',
          lineStyle: { color: ink.main, type: 'solid', width: 1 },
          label: { show: false },
          data: bins.map(({ meanScore, low, high }) => [
            { coord: [meanScore, low] },
            { coord: [meanScore, high] },
          ]),
        },
      },
      referenceLine(names.perfect, diagonal),
      {
        ...still,
        type: 'bar',
        name: names.n,
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: bins.map(({ meanScore, n }) => [meanScore, n]),
        barWidth: 10,
        itemStyle: { color: ink.reference },
      },
    ],
  }
}
