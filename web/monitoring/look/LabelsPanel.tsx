import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import { counted, say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { figure, range } from '../../charts/numbers.ts'
import { StepChart } from '../../charts/StepChart.tsx'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../monitoring.module.css'
import { count } from '../numbers.ts'
import { percentOf } from './measure-text.ts'

type Labels = LookResult['labels']

const wordsOf = {
  title: words('정답', 'Labels'),
  delay: words('정답 지연(Kaplan–Meier)', 'Delay of labels (Kaplan-Meier)'),
  days: words('예측 뒤 날수', 'Days after the prediction'),
  arrived: words('정답이 온 비율', 'Share that has come'),
  accounts: words('정답 집계', 'Account of the labels'),
  what: words('항목', 'Item'),
  cases: words('건수', 'Count'),
  meaning: words('어떻게 셌나', 'How it counts'),
  verification: words('판정별 정답 확보율', 'Labels by call'),
  call: words('판정', 'Call'),
  labelled: words('정답 있음', 'With a label'),
  share: words('비율', 'Share'),
  positive: words('양성 판정', 'Called positive'),
  negative: words('음성 판정', 'Called negative'),
  uneven: words(
    '양성으로 판정한 사례와 음성으로 판정한 사례의 정답 확보율이 다릅니다. 한쪽만 확인하면 놓친 사례가 보이지 않아 민감도가 부풀려집니다(부분 검증 편향).',
    'Labels do not come equally for cases called positive and negative. Where one side is checked less, misses stay unseen and sensitivity is overstated (partial verification bias).',
  ),
  even: words('두 판정의 정답 확보율에 뚜렷한 차이가 없습니다.', 'No marked difference between the two.'),
}

/** Whether the labels are enough, late, revised or lopsided: what every metric below rests on. */
export function LabelsPanel({ labels, waitDays }: { labels: Labels; waitDays: number | null }) {
  const say = useSay()
  const { isSufficient, mature, matureLabelled, shareMin } = labels
  const share = percentOf({ k: matureLabelled, n: mature })
  return (
    <Panel title={say(wordsOf.title)}>
      <div className={classes.stack}>
        <Note tone={isSufficient ? 'good' : 'waiting'}>
          {say(isSufficient ? enoughWords(share, shareMin) : tooFewWords(share, shareMin))} (
          {count(matureLabelled)}/{count(mature)})
        </Note>
        {labels.verification.isUneven && <Note tone="bad">{say(wordsOf.uneven)}</Note>}
        <div className={classes.halves}>
          <StepChart
            title={say(wordsOf.delay)}
            across={say(wordsOf.days)}
            up={say(wordsOf.arrived)}
            steps={labels.delay.steps.map(({ days, arrived, atRisk }) => ({
              x: days,
              y: arrived,
              n: atRisk,
            }))}
            summary={say(delayWords(labels.delay, waitDays))}
            mark={waitDays === null ? undefined : { x: waitDays, name: say(waitWords(waitDays)) }}
          />
          <Verification verification={labels.verification} />
        </div>
        <Accounts labels={labels} />
      </div>
    </Panel>
  )
}

const enoughWords = (share: string, least: number) =>
  words(
    `성숙한 사례의 ${share}에 정답이 있습니다. 계획은 ${least * 100} % 이상을 요구합니다.`,
    `${share} of the mature cases have a label; the plan asks for at least ${least * 100} %.`,
  )
const tooFewWords = (share: string, least: number) =>
  words(
    `성숙한 사례의 ${share}에만 정답이 있습니다. 계획이 요구하는 ${least * 100} %에 못 미칩니다.`,
    `Only ${share} of the mature cases have a label; the plan asks for ${least * 100} %.`,
  )
const waitWords = (days: number) => words(`기다리는 날수 ${days}일`, `The plan waits ${counted(days, 'day')}`)

function delayWords({ medianDays, atMaturity }: Labels['delay'], waitDays: number | null) {
  const late = percentOf({ k: 1 - atMaturity, n: 1 })
  const [ko, en] =
    medianDays === null
      ? ['절반의 정답이 아직 오지 않았습니다.', 'Half of the labels have not come yet.']
      : [
          `절반은 ${count(medianDays)}일 안에 옵니다.`,
          `Half come within ${count(medianDays)} ${medianDays === 1 ? 'day' : 'days'}.`,
        ]
  const [within, after] =
    waitDays === null ? ['기다리는 날수', 'the days waited'] : [`${waitDays}일`, counted(waitDays, 'day')]
  return words(
    `${ko} ${within} 안에 ${percentOf({ k: atMaturity, n: 1 })}가 오고 ${late}는 그때까지 오지 않습니다.`,
    `${en} Within ${after} ${percentOf({ k: atMaturity, n: 1 })} come; ${late} do not.`,
  )
}

function Verification({ verification }: { verification: Labels['verification'] }) {
  const say = useSay()
  const { calledPositive, calledNegative, difference, interval, isUneven } = verification
  return (
    <div>
      <h3 className={classes.small}>{say(wordsOf.verification)}</h3>
      <ChartTable
        title={say(wordsOf.verification)}
        table={{
          columns: [say(wordsOf.call), say(wordsOf.labelled), 'n', say(wordsOf.share)],
          rows: [
            [
              say(wordsOf.positive),
              count(calledPositive.k),
              count(calledPositive.n),
              percentOf(calledPositive),
            ],
            [
              say(wordsOf.negative),
              count(calledNegative.k),
              count(calledNegative.n),
              percentOf(calledNegative),
            ],
          ],
        }}
      />
      {difference !== null && interval !== null && (
        <p className={classes.dim}>
          {say(differenceWords(figure(difference), range(interval.low, interval.high)))}{' '}
          {!isUneven && say(wordsOf.even)}
        </p>
      )}
    </div>
  )
}

const differenceWords = (difference: string, interval: string) =>
  words(
    `차이 ${difference}(95 % 구간 ${interval}, Newcombe).`,
    `Difference ${difference} (95 % ${interval}, Newcombe).`,
  )

type Counted = Extract<{ [K in keyof Labels]: Labels[K] extends number ? K : never }[keyof Labels], string>

const accounts: readonly {
  readonly of: Counted
  readonly label: ReturnType<typeof words>
  readonly how: ReturnType<typeof words>
}[] = [
  {
    of: 'events',
    label: words('받은 정답', 'Labels received'),
    how: words('정정을 포함한 모든 정답 사건', 'Every label event, revisions among them'),
  },
  {
    of: 'revised',
    label: words('정정된 정답', 'Revised'),
    how: words('마지막 정정을 씁니다. 앞의 것도 남습니다.', 'The last one counts; those before are kept.'),
  },
  {
    of: 'revisedLate',
    label: words('성숙 뒤의 정정', 'Revised after maturity'),
    how: words(
      '지표에 반영하고 관리도는 그때 알던 대로 둡니다.',
      'Metrics follow; charts keep what was known then.',
    ),
  },
  {
    of: 'contradictory',
    label: words('서로 어긋난 사례', 'Contradictory'),
    how: words('어느 쪽이 맞는지 알 수 없어 세지 않습니다.', 'Left out: nobody can say which is right.'),
  },
  {
    of: 'circular',
    label: words('서로를 정정하는 사례', 'Circular revisions'),
    how: words('마지막이 없어 세지 않습니다.', 'Left out: there is no last one.'),
  },
  {
    of: 'dangling',
    label: words('없는 정답을 정정', 'Revise a label that never came'),
    how: words('새 정답 하나로 셉니다.', 'Counted as labels of their own.'),
  },
  {
    of: 'unknown',
    label: words('예측을 기다리는 정답', 'Labels without their prediction'),
    how: words('예측이 오면 반영합니다.', 'Counted in when the prediction comes.'),
  },
  {
    of: 'early',
    label: words('예측보다 이른 정답', 'Labels older than their prediction'),
    how: words(
      '예측한 날 온 것으로 셉니다. 시각이 맞는지 확인하십시오.',
      'Counted as come on that day; check the clocks.',
    ),
  },
  {
    of: 'repeated',
    label: words('되풀이된 정답', 'Repeated labels'),
    how: words('한 번만 셉니다.', 'Counted once.'),
  },
  {
    of: 'repeatedPredictions',
    label: words('되풀이된 예측', 'Repeated predictions'),
    how: words('한 번만 셉니다.', 'Counted once.'),
  },
]

const dropOutWords = words('정답이 오지 않은 성숙 사례(탈락)', 'Mature cases without a label (drop-out)')
const dropOutHow = words(
  '지표에서 빠집니다. 빠진 사례가 다르면 지표가 치우칩니다.',
  'Missing from the metrics, which are biased where these cases differ.',
)

function Accounts({ labels }: { labels: Labels }) {
  const say = useSay()
  return (
    <div>
      <h3 className={classes.small}>{say(wordsOf.accounts)}</h3>
      <ChartTable
        title={say(wordsOf.accounts)}
        table={{
          texts: [2],
          columns: [say(wordsOf.what), say(wordsOf.cases), say(wordsOf.meaning)],
          rows: [
            [say(dropOutWords), count(labels.mature - labels.matureLabelled), say(dropOutHow)],
            ...accounts.map(({ of, label, how }) => [say(label), count(labels[of]), say(how)]),
          ],
        }}
      />
    </div>
  )
}
