import type { DetectionResult } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { Chart } from '../../charts/Chart.tsx'
import { count, figure } from '../../charts/numbers.ts'
import { type ChartOption, ground, ink, numberAxis, still } from '../../charts/option.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../evaluation/evaluation.module.css'
import type { ResultFaceProps } from '../result-face.ts'

const wordsOf = {
  title: words('FROC 곡선', 'FROC curve'),
  x: words('영상당 위양성 수', 'False marks per image'),
  y: words('병변 민감도', 'Lesion sensitivity'),
  threshold: words('임계값', 'Threshold'),
  judged: words('계획한 지점', 'Planned rates'),
  images: words('영상', 'images'),
  findings: words('병변', 'findings'),
  never: words('한 번도 표시되지 않은 병변', 'never marked'),
  falses: words('위양성 표시', 'false marks'),
  clusters: words(
    '한 영상의 여러 병변은 서로 독립이 아니므로 신뢰구간은 영상 단위로 냅니다.',
    'Findings of one image are not independent: intervals are made from whole images.',
  ),
}

/** The FROC curve with the rates the plan names. */
export function DetectionFace({ result }: ResultFaceProps) {
  const say = useSay()
  if (result.task !== 'detection') return null
  const { n, findings, neverMarked, falseMarks, curves } = result
  const counts = [
    `${say(wordsOf.images)} ${count(n)}`,
    `${say(wordsOf.findings)} ${count(findings)}`,
    `${say(wordsOf.never)} ${count(neverMarked)}`,
    `${say(wordsOf.falses)} ${count(falseMarks)}`,
  ].join(' · ')
  const names = { x: say(wordsOf.x), y: say(wordsOf.y), judged: say(wordsOf.judged) }
  return (
    <div className={classes.stack}>
      <Note tone="neutral">
        {counts}. {say(wordsOf.clusters)}
      </Note>
      <Panel>
        <Chart
          title={say(wordsOf.title)}
          summary={counts}
          option={optionOf(result, names)}
          table={{
            columns: [say(wordsOf.threshold), names.x, names.y],
            rows: curves.froc.map((one) => [
              figure(one.threshold),
              figure(one.falsePerImage),
              figure(one.sensitivity),
            ]),
          }}
        />
      </Panel>
    </div>
  )
}

function optionOf(
  { curves, measures }: DetectionResult,
  names: Readonly<Record<'x' | 'y' | 'judged', string>>,
): ChartOption {
  const judged = measures.flatMap(({ name, of, measure }) =>
    name === 'sensitivity-at-false-rate' && measure.state === 'estimated'
      ? [[Number(of), measure.estimate]]
      : [],
  )
  const furthest = Math.max(0, ...judged.map(([rate = 0]) => rate))
  const line = curves.froc.map(({ falsePerImage, sensitivity }) => [falsePerImage, sensitivity])
  const last = line.at(-1)
  return {
    ...ground,
    grid: { ...ground.grid, left: 24, bottom: 24 },
    legend: { ...ground.legend, data: [names.judged] },
    tooltip: { ...ground.tooltip, trigger: 'item' },
    xAxis: { ...numberAxis({ name: names.x }, 'x'), min: 0 },
    yAxis: { ...numberAxis({ name: names.y }, 'y'), min: 0, max: 1 },
    series: [
      {
        ...still,
        type: 'line',
        name: 'FROC',
        // Beyond its last mark a detector finds no more: the curve goes on level.
        data: [[0, 0], ...line, ...(last && furthest > (last[0] ?? 0) ? [[furthest, last[1] ?? 0]] : [])],
        showSymbol: false,
        lineStyle: { color: ink.main, width: 2 },
        itemStyle: { color: ink.main },
      },
      {
        ...still,
        type: 'scatter',
        name: names.judged,
        symbol: 'diamond',
        symbolSize: 12,
        itemStyle: { color: ink.second },
        data: judged,
        z: 5,
      },
    ],
  }
}
