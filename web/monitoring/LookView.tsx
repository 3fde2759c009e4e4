import { readLook } from '@maek/domain/monitoring/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Note } from '../ui/Note.tsx'
import { Panel } from '../ui/Panel.tsx'
import classes from './monitoring.module.css'
import { count } from './numbers.ts'
import { OutcomeBadge } from './OutcomeBadge.tsx'

const nowWords = words('지금 보면', 'Seen now')
const metricsWords = words('지표', 'Metrics')
const chartsWords = words('관리도', 'Charts')

/** What a look found: a kept one, or what would be seen at this moment. */
export function LookView({ planId, lookId }: { planId: string; lookId: string | undefined }) {
  const say = useSay()
  const look = useAsk(readLook, {
    plan: planId,
    ...(lookId !== undefined && lookId !== '' && { look: lookId }),
  })
  return (
    <Answered query={look}>
      {({ record, result }) => (
        <>
          <Panel title={record ? record.title : say(nowWords)}>
            <OutcomeBadge outcome={result.outcome} />
            {result.alarms.map(({ cause, because }) => (
              <Note key={cause} tone="bad">
                {say(because)}
              </Note>
            ))}
            {result.notes.map((note) => (
              <Note key={note.en} tone="waiting">
                {say(note)}
              </Note>
            ))}
          </Panel>
          <Panel title={say(metricsWords)}>
            <ul className={classes.rows}>
              {result.metrics.map(({ name, title, measure }) => (
                <li key={name}>
                  {say(title)}{' '}
                  {measure.state === 'estimated'
                    ? `${measure.estimate.toFixed(4)} (n = ${count(measure.n)})`
                    : say(measure.because)}
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={say(chartsWords)}>
            <ul className={classes.rows}>
              {result.charts.map((chart) => (
                <li key={chart.id}>
                  {say(chart.title)}: {count(chart.failures)}/{count(chart.cases)}
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
    </Answered>
  )
}
