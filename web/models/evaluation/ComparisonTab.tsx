import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { ComparedModels } from '@maek/domain/models/performance/tasks/task-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { ForestPlot } from '../../charts/ForestPlot.tsx'
import { chance, count, figure } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import { measureWords } from '../measure-words.constant.ts'
import classes from './evaluation.module.css'
import { intervalText } from './measure-text.ts'

const wordsOf = {
  none: words('계획에 모델 비교가 없습니다', 'The plan compares no models'),
  noneMore: words(
    '비교하려면 새 평가의 과업을 “두 모델의 짝비교”로 하고, 최초 허가 버전과 직전 버전, 비열등성 한계를 계획에 적으십시오.',
    'To compare, plan an evaluation of the task “paired comparison”, naming the version first cleared, the one before, and the margin.',
  ),
  title: words('새 모델 − 이전 모델', 'New model minus the earlier one'),
  against: words('비교 대상', 'Against'),
  hypothesis: words('가설', 'Hypothesis'),
  difference: words('차이', 'Difference'),
  interval: words('신뢰구간', 'Interval'),
  margin: words('비열등성 한계', 'Margin'),
  judgement: words('판단', 'Judgement'),
  noDifference: words('차이 없음(0)', 'No difference (0)'),
}
const againstWords = {
  cleared: words('최초 허가(인증) 버전', 'Version first cleared'),
  previous: words('직전 버전', 'Version before'),
} as const
const hypothesisWords = {
  'non-inferiority': words('비열등성', 'Non-inferiority'),
  superiority: words('우월성', 'Superiority'),
} as const
const judgementWords = {
  superior: words('우월', 'Superior'),
  'non-inferior': words('비열등', 'Non-inferior'),
  inferior: words('열등', 'Inferior'),
  inconclusive: words('결론 없음', 'Inconclusive'),
} as const
const judgementTones = {
  superior: 'good',
  'non-inferior': 'good',
  inferior: 'bad',
  inconclusive: 'waiting',
} as const

/** Each planned comparison: difference with interval against zero and margin, and what it shows. */
export function ComparisonTab({ result }: { result: EvaluationResult }) {
  const say = useSay()
  if (!('comparisons' in result)) return <Empty title={say(wordsOf.none)}>{say(wordsOf.noneMore)}</Empty>
  const { comparisons } = result
  const reach = axisReach(comparisons)
  const title = say(wordsOf.title)
  return (
    <div className={classes.stack}>
      <Panel>
        <ForestPlot
          title={title}
          measure={say(wordsOf.difference)}
          from={-reach}
          to={reach}
          reference={{ at: 0, name: say(wordsOf.noDifference) }}
          rows={comparisons.map((one) => ({
            group: say(againstWords[one.against]),
            label: say(measureWords[one.measure]),
            n: one.n,
            ...numbersOf(one),
            ...(one.margin !== null && { note: `${say(wordsOf.margin)} −${one.margin}` }),
          }))}
        />
      </Panel>
      <Judgements comparisons={comparisons} />
    </div>
  )
}

function Judgements({ comparisons }: { comparisons: readonly ComparedModels[] }) {
  const say = useSay()
  return (
    <Panel title={say(wordsOf.judgement)}>
      <ChartTable
        title={say(wordsOf.judgement)}
        table={{
          columns: [
            say(wordsOf.against),
            say(wordsOf.hypothesis),
            say(wordsOf.difference),
            say(wordsOf.interval),
            'p',
            'n',
            say(wordsOf.judgement),
          ],
          texts: [1, 6],
          rows: comparisons.map((one) => [
            `${say(againstWords[one.against])} · ${say(measureWords[one.measure])}`,
            say(hypothesisWords[one.hypothesis]),
            one.difference.state === 'estimated'
              ? figure(one.difference.estimate)
              : say(one.difference.because),
            intervalText(one.difference),
            one.pValue === null ? '–' : chance(one.pValue),
            count(one.n),
            <ToneBadge
              key="judgement"
              tone={
                one.isShown ? judgementTones[one.judgement] : one.judgement === 'inferior' ? 'bad' : 'waiting'
              }
              label={say(judgementWords[one.judgement])}
            />,
          ]),
        }}
      />
    </Panel>
  )
}

function numbersOf({ difference }: ComparedModels) {
  if (difference.state !== 'estimated') return { estimate: null, low: null, high: null }
  const { estimate, interval } = difference
  return { estimate, low: interval?.low ?? null, high: interval?.high ?? null }
}

/** The axis reaches the furthest limit or margin on either side alike, in steps of 0.05. */
function axisReach(comparisons: readonly ComparedModels[]): number {
  const furthest = Math.max(
    0.05,
    ...comparisons.flatMap((one) => {
      const { low, high } = numbersOf(one)
      return [Math.abs(low ?? 0), Math.abs(high ?? 0), one.margin ?? 0]
    }),
  )
  return Math.ceil(furthest * 20) / 20
}
