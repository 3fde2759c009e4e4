import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Chart } from './Chart.tsx'
import { count, figure } from './numbers.ts'
import { type ChartOption, ground, ink, nameAxis, numberAxis, still } from './option.ts'

/** Cases with a score from `low` up to `high`. */
export type ScoreBin = {
  readonly low: number
  readonly high: number
  readonly positives: number
  readonly negatives: number
}

const wordsOf = {
  title: words('점수 분포', 'Distribution of scores'),
  score: words('점수', 'Score'),
  positives: words('양성', 'Positive'),
  negatives: words('음성', 'Negative'),
  n: words('건수', 'Cases'),
}

/** How scores of both classes lie; each class in its own colour and named in the legend. */
export function ScoreHistogram({ bins }: { bins: readonly ScoreBin[] }) {
  const say = useSay()
  const names = {
    score: say(wordsOf.score),
    positives: say(wordsOf.positives),
    negatives: say(wordsOf.negatives),
    n: say(wordsOf.n),
  }
  const sum = (of: 'positives' | 'negatives') => bins.reduce((whole, bin) => whole + bin[of], 0)
  return (
    <Chart
      title={say(wordsOf.title)}
      shape="low"
      summary={`${names.positives} ${count(sum('positives'))}, ${names.negatives} ${count(sum('negatives'))}.`}
      option={optionOf(bins, names)}
      table={{
        columns: [names.score, names.positives, names.negatives],
        rows: bins.map((bin) => [binName(bin), count(bin.positives), count(bin.negatives)]),
      }}
    />
  )
}

function binName({ low, high }: ScoreBin): string {
  return `${figure(low)} – ${figure(high)}`
}

type Names = Readonly<Record<'score' | 'positives' | 'negatives' | 'n', string>>

function optionOf(bins: readonly ScoreBin[], names: Names): ChartOption {
  const bars = (name: string, of: 'positives' | 'negatives', color: string) => ({
    ...still,
    type: 'bar' as const,
    name,
    data: bins.map((bin) => bin[of]),
    itemStyle: { color },
  })
  return {
    ...ground,
    grid: { ...ground.grid, left: 24, bottom: 24 },
    legend: ground.legend,
    tooltip: { ...ground.tooltip, trigger: 'axis' },
    xAxis: nameAxis(
      bins.map(({ low }) => String(Number(low.toFixed(3)))),
      names.score,
    ),
    yAxis: numberAxis({ name: names.n }, 'y'),
    series: [bars(names.positives, 'positives', ink.second), bars(names.negatives, 'negatives', ink.main)],
  }
}
