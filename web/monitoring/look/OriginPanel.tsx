import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import ui from '../../ui/ui.module.css'
import classes from '../monitoring.module.css'
import { count } from '../numbers.ts'

const wordsOf = {
  title: words('근거와 재현', 'What it rests on, and how to find it again'),
  about: words(
    '같은 자료와 같은 계획으로 다시 보면 같은 해시가 나옵니다.',
    'The same observations and the same plan give the same digest again.',
  ),
  digest: words('결과 해시(SHA-256)', 'Digest of the result (SHA-256)'),
  inputs: words('자료와 조건의 해시', 'Digest of observations and terms'),
  reference: words('고정한 기준의 해시', 'Digest of the frozen reference'),
  plan: words('계획', 'Plan'),
  version: words('판', 'version'),
  batches: words('자료', 'Batches'),
  periods: words('기간별 건수', 'Cases by period'),
  period: words('기간', 'Period'),
  predictions: words('예측', 'Predictions'),
  called: words('양성 판정', 'Called positive'),
  mature: words('성숙', 'Mature'),
  yes: words('예', 'yes'),
  no: words('아니요', 'no'),
}

type OriginProps = {
  readonly result: LookResult
  readonly digest: string
  readonly inputsDigest: string
}

/** For an auditor: which bytes it was worked out from, period by period, and the digests that prove it. */
export function OriginPanel({ result, digest, inputsDigest }: OriginProps) {
  const say = useSay()
  const { plan, batches, referenceDigest } = result
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      <dl className={classes.origin}>
        <dt>{say(wordsOf.plan)}</dt>
        <dd>
          <TextLink {...paths.record('monitoring-plan', plan.id)}>{plan.number}</TextLink> (
          {say(wordsOf.version)} {plan.version})
        </dd>
        <dt>{say(wordsOf.digest)}</dt>
        <dd className={ui.digest}>{digest}</dd>
        <dt>{say(wordsOf.inputs)}</dt>
        <dd className={ui.digest}>{inputsDigest}</dd>
        <dt>{say(wordsOf.reference)}</dt>
        <dd className={ui.digest}>{referenceDigest ?? '–'}</dd>
        <dt>{say(wordsOf.batches)}</dt>
        <dd>
          <ul className={classes.rows}>
            {batches.map(({ id, number, sha256 }) => (
              <li key={id}>
                <TextLink {...paths.record('observation-batch', id)}>{number}</TextLink>
                <span className={ui.digest}>{sha256}</span>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <details>
        <summary className={classes.more}>{say(wordsOf.periods)}</summary>
        <Periods periods={result.periods} />
      </details>
    </Panel>
  )
}

function Periods({ periods }: Pick<LookResult, 'periods'>) {
  const say = useSay()
  return (
    <ChartTable
      title={say(wordsOf.periods)}
      table={{
        columns: [
          say(wordsOf.period),
          say(wordsOf.mature),
          say(wordsOf.predictions),
          say(wordsOf.called),
          'TP',
          'FP',
          'FN',
          'TN',
        ],
        rows: periods.map(({ from, to, isMature, predictions, calledPositive, calls }) => [
          `${from} – ${to}`,
          say(isMature ? wordsOf.yes : wordsOf.no),
          count(predictions),
          count(calledPositive),
          count(calls.truePositives),
          count(calls.falsePositives),
          count(calls.falseNegatives),
          count(calls.trueNegatives),
        ]),
      }}
    />
  )
}
