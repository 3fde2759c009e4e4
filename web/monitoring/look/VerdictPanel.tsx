import type { LookAlarm, LookResult } from '@maek/domain/monitoring/look-result.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import type { ReactNode } from 'react'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Day, Moment } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import classes from '../monitoring.module.css'
import { count } from '../numbers.ts'
import { OutcomeBadge } from '../OutcomeBadge.tsx'
import { verdictWords } from './look-words.ts'
import { percentOf } from './measure-text.ts'

const wordsOf = {
  now: words('지금 보면', 'Seen now'),
  notKept: words(
    '지금 계산한 것입니다. 기록으로 남지 않으며 경보를 열지 않습니다.',
    'Worked out just now: not kept, and it opens no alert.',
  ),
  takenAt: words('점검 시각', 'Taken at'),
  through: words('마지막 기간', 'Newest period ends'),
  matureThrough: words('성숙한 마지막 날', 'Mature through'),
  predictions: words('예측', 'Predictions'),
  labelled: words('성숙 사례의 정답 확보율', 'Mature cases with a label'),
  alarms: words('경보', 'Alarms'),
  earlier: words('앞선 경보', 'Earlier alarms'),
  remarks: words('읽을 때 알아둘 것', 'To know when reading'),
  unsigned: words(
    '서명하지 않은 계획입니다. 한계를 아직 바꿀 수 있으므로 판정으로 쓸 수 없습니다.',
    'The plan is not signed: its limits may still move, so this is no verdict.',
  ),
  opened: words('이 계획이 연 경보', 'Alerts this plan has opened'),
}

const alarmsShown = 3

type VerdictProps = {
  /** Null for what is seen now. */
  readonly title: string | null
  readonly result: LookResult
  /** Records that its plan has opened, whatever came of them. */
  readonly alerts?: RecordView['linksIn']
}

/** What the look came to, before any number; then what it rests on, and what weakens it. */
export function VerdictPanel({ title, result, alerts = [] }: VerdictProps) {
  const say = useSay()
  const { tone, label } = verdictWords[result.outcome]
  const { labels } = result
  return (
    <Panel title={title ?? say(wordsOf.now)} actions={<OutcomeBadge outcome={result.outcome} />}>
      <div className={classes.stack}>
        <Note tone={tone}>
          <strong>{say(label)}</strong>
          {title === null && <div>{say(wordsOf.notKept)}</div>}
        </Note>
        {result.alarms.length > 0 && <Alarms alarms={result.alarms} />}
        {alerts.length > 0 && <Opened alerts={alerts} />}
        <dl className={classes.figures}>
          <Fact label={say(wordsOf.takenAt)}>
            <Moment at={result.at} />
          </Fact>
          <Fact label={say(wordsOf.through)}>{result.through ? <Day on={result.through} /> : '–'}</Fact>
          <Fact label={say(wordsOf.matureThrough)}>
            {result.matureThrough ? <Day on={result.matureThrough} /> : '–'}
          </Fact>
          <Fact label={say(wordsOf.predictions)}>{count(labels.predictions)}</Fact>
          <Fact label={say(wordsOf.labelled)}>
            {percentOf({ k: labels.matureLabelled, n: labels.mature })}
          </Fact>
        </dl>
        <Remarks result={result} />
      </div>
    </Panel>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Opened({ alerts }: Required<Pick<VerdictProps, 'alerts'>>) {
  const say = useSay()
  return (
    <ul className={classes.rows} aria-label={say(wordsOf.opened)}>
      {alerts.map(({ id, number, title, state }) => (
        <li key={id}>
          <StateBadge kind="alert" state={state} />
          <TextLink {...paths.record('alert', id)}>{number}</TextLink>
          <span className={classes.dim}>{title}</span>
        </li>
      ))}
    </ul>
  )
}

/** The newest alarms open, the others folded: one chart may have alarmed many times. */
function Alarms({ alarms }: { alarms: readonly LookAlarm[] }) {
  const say = useSay()
  const newest = alarms.toSorted((a, b) => b.period.localeCompare(a.period))
  const list = (shown: readonly LookAlarm[]) => (
    <ul className={classes.bullets}>
      {shown.map(({ cause, because }) => (
        <li key={cause}>{say(because)}</li>
      ))}
    </ul>
  )
  const rest = newest.slice(alarmsShown)
  return (
    <section aria-label={say(wordsOf.alarms)}>
      {list(newest.slice(0, alarmsShown))}
      {rest.length > 0 && (
        <details>
          <summary className={classes.more}>
            {say(wordsOf.earlier)} ({rest.length})
          </summary>
          {list(rest)}
        </details>
      )}
    </section>
  )
}

function Remarks({ result: { plan, notes, periods } }: { result: LookResult }) {
  const say = useSay()
  const first = periods[0]
  const isBackward = plan.signedAt !== null && first !== undefined && first.from < plan.signedAt.slice(0, 10)
  if (notes.length === 0 && plan.signedAt !== null && !isBackward) return null
  return (
    <Note tone="waiting">
      <strong>{say(wordsOf.remarks)}</strong>
      <ul>
        {plan.signedAt === null && <li>{say(wordsOf.unsigned)}</li>}
        {isBackward && plan.signedAt !== null && <li>{say(backwardWords(plan.signedAt.slice(0, 10)))}</li>}
        {notes.map((note) => (
          <li key={note.en}>{say(note)}</li>
        ))}
      </ul>
    </Note>
  )
}

const backwardWords = (signedOn: string) =>
  words(
    `계획에 서명한 날(${signedOn})보다 앞선 기간은 소급해 본 것입니다. 한계가 결과를 보기 전에 정해졌다고 주장할 수 없습니다.`,
    `Periods before the plan was signed (${signedOn}) are looked at in hindsight: their limits were not fixed before the outcome.`,
  )
