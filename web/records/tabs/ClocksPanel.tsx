import { clockStateTitles } from '@maek/domain/clocks/clock-state.ts'
import type { Tone } from '@maek/domain/life.ts'
import type { clockSchema } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useSay } from '../../language.tsx'
import { Moment, Remaining } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from '../record.module.css'

export type Clock = z.infer<typeof clockSchema>

const titleWords = words('법정 기한', 'Statutory deadlines')
const dueWords = words('기한', 'Due')
const doneWords = words('완료', 'Done')
const withoutDelayWords = words('지체 없이(정해진 시한 없음)', 'without delay (no number of days in the law)')

// `atOnce`, `met`: duties without a number in the law; `keeping`, `kept`: retention periods.
const tones: Readonly<Record<Clock['state'], Tone>> = {
  running: 'waiting',
  dueSoon: 'bad',
  overdue: 'bad',
  metOnTime: 'good',
  metLate: 'bad',
  atOnce: 'bad',
  met: 'good',
  keeping: 'neutral',
  kept: 'neutral',
}

/** The duties a record has started: how long is left, until when, and which article says so. */
export function ClocksPanel({ clocks }: { clocks: readonly Clock[] }) {
  const say = useSay()
  return (
    <Panel title={say(titleWords)}>
      <ul className={classes.list}>
        {clocks.map((clock) => (
          <li key={clock.id} className={classes.clock}>
            <div className={classes.clockHead}>
              {say(clock.title)}
              <ToneBadge tone={tones[clock.state]} label={say(clockStateTitles[clock.state])} />
            </div>
            {clock.stoppedAt === null && clock.dueAt !== null && (
              <strong>
                <Remaining until={clock.dueAt} />
              </strong>
            )}
            <div className={classes.dim}>
              {say(dueWords)}:{' '}
              {clock.dueAt === null ? say(withoutDelayWords) : <Moment at={clock.dueAt} zone="Asia/Seoul" />}
            </div>
            {clock.stoppedAt !== null && (
              <div className={classes.dim}>
                {say(doneWords)}: <Moment at={clock.stoppedAt} />
              </div>
            )}
            <div className={classes.dim}>{say(clock.citation)}</div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
