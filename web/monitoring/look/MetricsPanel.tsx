import type { LookMetric, LookResult } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { count, figure } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../monitoring.module.css'
import { intervalText, valueText } from './measure-text.ts'

const wordsOf = {
  title: words('지표', 'Metrics'),
  about: words(
    '정답이 온 성숙 사례 전체, 지금 아는 정답으로 계산했습니다. 구간은 95 %이며 여러 번 보아도 넓히지 않으므로, 언제 손을 쓸지는 관리도로 정합니다.',
    'All mature cases with a label, by the labels known now. Intervals are 95 % and not widened for repeated looks: when to act is for the charts to say.',
  ),
  metric: words('지표', 'Metric'),
  estimate: words('현장', 'Field'),
  interval: words('95 % 신뢰구간', '95 % interval'),
  baseline: words('기준 평가', 'Baseline'),
  baselineInterval: words('기준 신뢰구간', 'Its interval'),
  baselineN: words('기준 n', 'Its n'),
  method: words('산출법', 'Method'),
  prevalence: words('유병률(정답 기준)', 'Prevalence (by labels)'),
  implied: words(
    '판정에서 역산한 유병률(최근 기간, Rogan–Gladen)',
    'Prevalence the calls imply (newest period)',
  ),
}

/** What the field shows beside what the baseline evaluation showed; what cannot be said says why. */
export function MetricsPanel({ result: { metrics, prevalence } }: { result: LookResult }) {
  const say = useSay()
  const rows = [
    ...metrics.map((metric) => rowOf(say(metric.title), metric, say)),
    rowOf(say(wordsOf.prevalence), { measure: prevalence.observed, baseline: prevalence.baseline }, say),
    ...(prevalence.implied === null
      ? []
      : [[say(wordsOf.implied), figure(prevalence.implied), '–', '–', '–', '–', '–', 'rogan-gladen']]),
  ]
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      <ChartTable
        title={say(wordsOf.title)}
        table={{
          texts: [7],
          columns: [
            say(wordsOf.metric),
            say(wordsOf.estimate),
            say(wordsOf.interval),
            'n',
            say(wordsOf.baseline),
            say(wordsOf.baselineInterval),
            say(wordsOf.baselineN),
            say(wordsOf.method),
          ],
          rows,
        }}
      />
    </Panel>
  )
}

type Both = Pick<LookMetric, 'measure' | 'baseline'>

function rowOf(name: string, { measure, baseline }: Both, say: ReturnType<typeof useSay>) {
  const why = measure.because === undefined ? intervalText(measure) : say(measure.because)
  return [
    name,
    valueText(measure),
    why,
    count(measure.n),
    baseline ? valueText(baseline) : '–',
    baseline ? intervalText(baseline) : '–',
    baseline ? count(baseline.n) : '–',
    measure.method,
  ]
}
