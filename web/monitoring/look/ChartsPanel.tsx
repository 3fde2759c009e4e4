import type { LookChart, LookResult } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { ControlChart } from '../../charts/ControlChart.tsx'
import { chance, figure } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from '../monitoring.module.css'
import { count } from '../numbers.ts'
import { chartStates, designWords, methodOf } from './look-words.ts'
import { percentOf } from './measure-text.ts'

const wordsOf = {
  title: words('관리도', 'Control charts'),
  about: words(
    '성숙한 기간마다 점 하나입니다. 사례가 성숙했을 때 알던 정답으로 그리며, 나중에 바뀐 정답은 지표에만 반영합니다.',
    'One point for each mature period, drawn from the labels known when its cases were mature; later revisions move the metrics, not the charts.',
  ),
  none: words('계획에 관리도가 없습니다.', 'The plan has no charts.'),
  nothing: words(
    '아직 판단할 만큼 사례가 모이지 않았습니다. 이상이 없다는 뜻이 아닙니다.',
    'Too few cases to judge yet. That is not to say that all is well.',
  ),
  budget: words('거짓경보 예산', 'Budget of false alarms'),
  overBudget: words(
    '쓴 거짓경보가 지금까지 허용된 몫을 넘었습니다. 계획보다 사례가 많이 왔는지 확인하십시오.',
    'More false alarms are spent than allowed by now: see whether more cases came than planned.',
  ),
}

/** Every chart of the plan with what it was designed to do, and what all of them have spent of the budget. */
export function ChartsPanel({ result: { charts, budget } }: { result: LookResult }) {
  const say = useSay()
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      <Budget budget={budget} />
      {charts.length === 0 ? (
        <p className={classes.dim}>{say(wordsOf.none)}</p>
      ) : (
        <div className={classes.charts}>
          {charts.map((chart) => (
            <OneChart key={chart.id} chart={chart} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function Budget({ budget }: { budget: LookResult['budget'] }) {
  const say = useSay()
  const { spent, allowed, perYear, days } = budget
  const isOver = spent > allowed && days > 0
  const told = words(
    `성숙한 ${count(days)}일 동안 설계가 예상하는 거짓경보 ${figure(spent)}건 / 허용 ${figure(allowed)}건(연 ${perYear}건).`,
    `Over ${count(days)} mature days by design ${figure(spent)} false alarms are expected; ${figure(allowed)} are allowed (${perYear} a year).`,
  )
  return (
    <div className={classes.budget}>
      <strong>{say(wordsOf.budget)}</strong>
      <meter
        aria-label={say(wordsOf.budget)}
        min={0}
        max={Math.max(allowed, spent, 1e-9)}
        value={spent}
        className={classes.meter}
      />
      <span>{say(told)}</span>
      {isOver && <Note tone="waiting">{say(wordsOf.overBudget)}</Note>}
    </div>
  )
}

/** One chart: its state in words, the picture, how it works, what it was designed for, and what it has seen. */
export function OneChart({ chart }: { chart: LookChart }) {
  const say = useSay()
  const { measure, how } = methodOf(chart.method)
  const { tone, label } = chartStates[chart.state]
  const title = say(chart.title)
  const isEmpty = chart.points.every(({ value }) => value === null)
  // A group-sequential test looks when it has learned enough, so between its looks nothing is missing.
  const points =
    chart.method === 'group-sequential' ? chart.points.filter(({ value }) => value !== null) : chart.points
  return (
    <article className={classes.chart} aria-label={title}>
      <div className={classes.chartHead}>
        <ToneBadge tone={tone} label={say(label)} />
        <span className={classes.dim}>{say(aimWords(chart))}</span>
      </div>
      {isEmpty ? (
        <>
          <strong>{title}</strong>
          <Note tone="waiting">{say(wordsOf.nothing)}</Note>
        </>
      ) : (
        <ControlChart
          title={title}
          measure={say(measure)}
          points={points.map(({ from, value, cases }) => ({ label: from, value, n: cases }))}
          limits={points.map(({ low, high }) => ({ lower: low, upper: high }))}
          alarms={points.flatMap(({ alarm, failures, cases }, at) =>
            alarm ? [{ at, because: say(alarmWords(failures, cases)) }] : [],
          )}
        />
      )}
      <ul className={classes.facts}>
        <li>{say(seenWords(chart))}</li>
        <li>{say(designWords(chart))}</li>
        <li>{say(how)}</li>
      </ul>
    </article>
  )
}

const aimWords = ({ good, bad }: LookChart) =>
  words(`양호 ${good} · 허용 불가 ${bad}`, `Good ${good} · unacceptable ${bad}`)

const alarmWords = (failures: number, cases: number) =>
  words(`경보(실패 ${failures}/${cases})`, `Alarm (failures ${failures}/${cases})`)

const seenWords = ({ failures, cases, falseAlarmsSpent }: LookChart) =>
  words(
    `본 사례 ${count(cases)}건 중 실패 ${count(failures)}건(${percentOf({ k: failures, n: cases })}). 쓴 거짓경보 ${chance(falseAlarmsSpent)}건`,
    `Seen: ${count(failures)} ${failures === 1 ? 'failure' : 'failures'} of ${count(cases)} ${cases === 1 ? 'case' : 'cases'} (${percentOf({ k: failures, n: cases })}). False alarms spent: ${chance(falseAlarmsSpent)}`,
  )
