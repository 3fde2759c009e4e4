import type { SegmentationResult } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { Chart } from '../../charts/Chart.tsx'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { count } from '../../charts/numbers.ts'
import { type ChartOption, ground, ink, nameAxis, numberAxis, still } from '../../charts/option.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../evaluation/evaluation.module.css'
import type { ResultFaceProps } from '../result-face.ts'

const wordsOf = {
  masks: words('마스크 현황', 'Masks'),
  structure: words('구조물', 'Structure'),
  whole: words('전체', 'All'),
  cases: words('사례', 'Cases'),
  bothEmpty: words('둘 다 빈 마스크', 'Both empty'),
  oneEmpty: words('한쪽만 빈 마스크', 'One empty'),
  rule: words(
    '두 마스크가 모두 비면 다이스 계수를 내지 않고 따로 셉니다. 한쪽만 비면 다이스 계수는 0이고 거리는 없습니다.',
    'Two empty masks have no Dice and are counted apart. With one empty mask Dice is 0 and there is no distance.',
  ),
  title: words('다이스 계수 분포', 'Distribution of Dice'),
  dice: words('다이스 계수', 'Dice'),
}

type Structure = SegmentationResult['structures'][number]

/** How Dice lies for each structure, and how many masks were empty. */
export function SegmentationFace({ result }: ResultFaceProps) {
  const say = useSay()
  if (result.task !== 'segmentation') return null
  const nameOf = ({ of }: Structure) => of ?? say(wordsOf.whole)
  return (
    <div className={classes.stack}>
      <Note tone="neutral">{say(wordsOf.rule)}</Note>
      <Panel title={say(wordsOf.masks)}>
        <ChartTable
          title={say(wordsOf.masks)}
          table={{
            columns: [
              say(wordsOf.structure),
              say(wordsOf.cases),
              say(wordsOf.bothEmpty),
              say(wordsOf.oneEmpty),
            ],
            rows: result.structures.map((one) => [
              nameOf(one),
              count(one.cases),
              count(one.bothEmpty),
              count(one.oneEmpty),
            ]),
          }}
        />
      </Panel>
      <div className={classes.grid}>
        {result.structures.map((one) => (
          <Panel key={one.of ?? ''}>
            <DiceHistogram name={nameOf(one)} bins={one.diceBins} />
          </Panel>
        ))}
      </div>
    </div>
  )
}

function DiceHistogram({ name, bins }: { name: string; bins: readonly number[] }) {
  const say = useSay()
  const title = `${say(wordsOf.title)}: ${name}`
  const edges = bins.map((_, at) => (at / bins.length).toFixed(1))
  const sum = bins.reduce((whole, one) => whole + one, 0)
  return (
    <Chart
      title={title}
      shape="low"
      summary={`${say(wordsOf.cases)} ${count(sum)}`}
      option={optionOf(bins, edges, { dice: say(wordsOf.dice), cases: say(wordsOf.cases) })}
      table={{
        columns: [say(wordsOf.dice), say(wordsOf.cases)],
        rows: bins.map((one, at) => [`${edges[at]} – ${((at + 1) / bins.length).toFixed(1)}`, count(one)]),
      }}
    />
  )
}

function optionOf(
  bins: readonly number[],
  edges: readonly string[],
  names: Readonly<Record<'dice' | 'cases', string>>,
): ChartOption {
  return {
    ...ground,
    grid: { ...ground.grid, left: 24, bottom: 24, top: 12 },
    legend: { show: false },
    tooltip: { ...ground.tooltip, trigger: 'axis' },
    xAxis: nameAxis(edges, names.dice),
    yAxis: { ...numberAxis({ name: names.cases }, 'y'), minInterval: 1 },
    series: [{ ...still, type: 'bar', name: names.cases, data: [...bins], itemStyle: { color: ink.main } }],
  }
}
