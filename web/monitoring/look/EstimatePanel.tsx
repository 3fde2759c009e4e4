import type { LookResult } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { count, figure } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../monitoring.module.css'
import { wholeText } from './measure-text.ts'
import { Fact } from './VerdictPanel.tsx'

type Estimate = LookResult['estimate']

const wordsOf = {
  title: words('정답 없이 추정한 성능(최근 기간)', 'Performance estimated without labels (newest period)'),
  sensitivity: words('민감도(추정)', 'Sensitivity (estimated)'),
  value: words('양성예측도(추정)', 'PPV (estimated)'),
  n: words('점수 n', 'Scores n'),
  method: words('방법', 'Method'),
  checks: words('추정 조건 점검', 'What was checked first'),
  check: words('점검', 'Check'),
  found: words('값', 'Found'),
  meaning: words('뜻', 'Meaning'),
  expected: words('점수가 기대하는 유병률', 'Prevalence the scores expect'),
  implied: words('판정에서 역산한 유병률', 'Prevalence the calls imply'),
  impliedHow: words('기대 유병률과 크게 다르면 추정하지 않습니다.', 'Far from the expected one: withheld.'),
  observed: words('관찰/기대 양성(정답이 온 사례)', 'Observed over expected positives'),
  observedHow: words(
    '1에서 벗어나면 점수를 확률로 볼 수 없습니다.',
    'Away from 1 the scores cannot be read as probabilities.',
  ),
  expectedHow: words('점수의 평균', 'Mean of the scores'),
}

/** An estimate is an early warning and never evidence; its caution stands in the same box as its numbers. */
export function EstimatePanel({ estimate }: { estimate: Estimate }) {
  const say = useSay()
  return (
    <Panel title={say(wordsOf.title)}>
      <div className={classes.stack}>
        {estimate.state === 'withheld' ? (
          <Note tone="neutral">{say(estimate.because)}</Note>
        ) : (
          <Note tone="waiting">
            <dl className={classes.figures}>
              <Fact label={say(wordsOf.sensitivity)}>{known(estimate.sensitivity)}</Fact>
              <Fact label={say(wordsOf.value)}>{known(estimate.positivePredictiveValue)}</Fact>
              <Fact label={say(wordsOf.n)}>{count(estimate.n)}</Fact>
              <Fact label={say(wordsOf.method)}>{estimate.method}</Fact>
            </dl>
            <strong>{say(estimate.caution)}</strong>
          </Note>
        )}
        <Checks check={estimate.check} />
      </div>
    </Panel>
  )
}

function Checks({ check }: { check: Estimate['check'] }) {
  const say = useSay()
  const { observedOverExpected: observed } = check
  return (
    <div>
      <h3 className={classes.small}>{say(wordsOf.checks)}</h3>
      <ChartTable
        title={say(wordsOf.checks)}
        table={{
          texts: [2],
          columns: [say(wordsOf.check), say(wordsOf.found), say(wordsOf.meaning)],
          rows: [
            [say(wordsOf.expected), known(check.expectedPrevalence), say(wordsOf.expectedHow)],
            [say(wordsOf.implied), known(check.impliedPrevalence), say(wordsOf.impliedHow)],
            [
              say(wordsOf.observed),
              observed === null ? '–' : wholeText(observed),
              say(observed?.state === 'not-estimable' ? observed.because : wordsOf.observedHow),
            ],
          ],
        }}
      />
    </div>
  )
}

function known(value: number | null): string {
  return value === null ? '–' : figure(value)
}
