import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Chart } from './Chart.tsx'
import { count } from './numbers.ts'
import { type ChartOption, ground, ink, nameAxis, numberAxis, still } from './option.ts'

/** Cases of one bin in either sample. */
export type PairedBar = { readonly name: string; readonly reference: number; readonly current: number }

type PairedBarsProps = {
  readonly title: string
  /** What the bins are bins of. */
  readonly across: string
  readonly bars: readonly PairedBar[]
}

const wordsOf = {
  reference: words('기준', 'Reference'),
  current: words('최근 기간', 'Newest period'),
  share: words('비율(%)', 'Share (%)'),
  widest: words('차이가 가장 큰 구간', 'The bin that differs most'),
}

/** Two samples in the same bins, as shares of each, side by side: the reference grey, the current in the accent. */
export function PairedBars({ title, across, bars }: PairedBarsProps) {
  const say = useSay()
  const sums = {
    reference: bars.reduce((sum, { reference }) => sum + reference, 0),
    current: bars.reduce((sum, { current }) => sum + current, 0),
  }
  const shares = bars.map(({ name, reference, current }) => ({
    name,
    reference: percent(reference, sums.reference),
    current: percent(current, sums.current),
  }))
  const names = {
    reference: say(wordsOf.reference),
    current: say(wordsOf.current),
    share: say(wordsOf.share),
  }
  const widest = shares.toSorted((a, b) => apart(b) - apart(a))[0]
  const summary = widest
    ? `${say(wordsOf.widest)}: ${widest.name}, ${names.reference} ${widest.reference.toFixed(1)} %, ${names.current} ${widest.current.toFixed(1)} %.`
    : ''
  return (
    <Chart
      title={title}
      shape="low"
      summary={summary}
      option={optionOf({ across, shares, names })}
      table={{
        columns: [
          across,
          `${names.reference} n`,
          `${names.reference} %`,
          `${names.current} n`,
          `${names.current} %`,
        ],
        rows: bars.map(({ name, reference, current }, at) => [
          name,
          count(reference),
          (shares[at]?.reference ?? 0).toFixed(1),
          count(current),
          (shares[at]?.current ?? 0).toFixed(1),
        ]),
      }}
    />
  )
}

type Share = { readonly name: string; readonly reference: number; readonly current: number }

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}

function apart({ reference, current }: Share): number {
  return Math.abs(reference - current)
}

type Drawn = {
  readonly across: string
  readonly shares: readonly Share[]
  readonly names: Readonly<Record<'reference' | 'current' | 'share', string>>
}

function optionOf({ across, shares, names }: Drawn): ChartOption {
  const bars = (of: 'reference' | 'current', color: string) => ({
    ...still,
    type: 'bar' as const,
    name: names[of],
    data: shares.map((share) => share[of]),
    itemStyle: { color },
  })
  return {
    ...ground,
    grid: { ...ground.grid, left: 36, bottom: 24 },
    legend: ground.legend,
    tooltip: {
      ...ground.tooltip,
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? `${value.toFixed(1)} %` : '–'),
    },
    xAxis: nameAxis(
      shares.map(({ name }) => name),
      across,
    ),
    yAxis: numberAxis({ name: names.share }, 'y'),
    series: [bars('reference', ink.reference), bars('current', ink.main)],
  }
}
