import { clockStateTitles } from '@maek/domain/clocks/clock-state.ts'
import type { Tone } from '@maek/domain/life.ts'
import { say as words } from '@maek/domain/words.ts'
import { kindTitle } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Day, Moment } from '../ui/Moment.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import { today } from './as-of.ts'
import { Countdown } from './Countdown.tsx'
import classes from './home.module.css'
import type { HomeAnswer } from './home-answer.ts'

type Clock = HomeAnswer['due'][number]
type Review = HomeAnswer['reviewsDue'][number]

const titleWords = words('기한이 있는 일', 'What is due')
const noneWords = words('진행 중인 법정 기한이 없습니다.', 'No statutory deadline is running.')
const reviewsWords = words('정기 검토', 'Reviews due')
const alertsWords = words('성능 경보 결정', 'Alerts to decide')
const withoutDelayWords = words('지체 없이', 'Without delay')
const overdueWords = words('지남', 'Overdue')
const soonWords = words('예정', 'Due')

const openTones: Partial<Record<Clock['state'], Tone>> = {
  overdue: 'bad',
  atOnce: 'bad',
  dueSoon: 'waiting',
  running: 'neutral',
}

/** First question of the morning: which clocks run, how long each has left, and which article says so. */
export function DuePanel({
  clocks,
  reviews,
  alerts,
}: {
  clocks: readonly Clock[]
  reviews: readonly Review[]
  alerts: readonly Review[]
}) {
  const say = useSay()
  const open = clocks.filter((clock) => openTones[clock.state] !== undefined).toSorted(byUrgency)
  return (
    <Panel title={say(titleWords)}>
      {open.length === 0 && <p className={classes.none}>{say(noneWords)}</p>}
      <ul className={classes.rows}>
        {open.map((clock) => (
          <li key={clock.id} className={classes.clock}>
            <ClockRow clock={clock} />
          </li>
        ))}
      </ul>
      {alerts.length > 0 && <Reviews title={say(alertsWords)} reviews={alerts} />}
      {reviews.length > 0 && <Reviews title={say(reviewsWords)} reviews={reviews} />}
    </Panel>
  )
}

function ClockRow({ clock }: { clock: Clock }) {
  const say = useSay()
  return (
    <>
      <div className={classes.clockHead}>
        <TextLink {...paths.record(clock.recordKind, clock.recordId)} className={classes.rowTitle}>
          {say(clock.title)}
        </TextLink>
        <ToneBadge tone={openTones[clock.state] ?? 'neutral'} label={say(clockStateTitles[clock.state])} />
      </div>
      <div className={classes.remaining} data-late={clock.state === 'overdue' || undefined}>
        {clock.dueAt === null ? say(withoutDelayWords) : <Countdown until={clock.dueAt} />}
      </div>
      <div className={classes.dim}>
        {clock.dueAt !== null && <Moment at={clock.dueAt} zone="Asia/Seoul" />} → {say(clock.recipient)}
      </div>
      <div className={classes.dim}>
        {clock.recordNumber} {clock.recordTitle} · {say(clock.citation)}
      </div>
    </>
  )
}

function Reviews({ title, reviews }: { title: string; reviews: readonly Review[] }) {
  const say = useSay()
  return (
    <>
      <h3 className={classes.subtitle}>{title}</h3>
      <ul className={classes.rows}>
        {reviews.map((review) => {
          const isLate = review.dueOn < today()
          return (
            <li key={review.id} className={classes.row}>
              <span className={classes.rowMain}>
                <TextLink {...paths.record(review.kind, review.id)} className={classes.rowTitle}>
                  {review.title}
                </TextLink>
                <span className={classes.dim}>
                  {review.number} · {say(kindTitle(review.kind))}
                </span>
              </span>
              <span className={classes.rowEnd}>
                <ToneBadge tone={isLate ? 'bad' : 'waiting'} label={say(isLate ? overdueWords : soonWords)} />
                <Day on={review.dueOn} />
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Duties without a number come first: the law says at once. */
function byUrgency(one: Clock, two: Clock): number {
  return (one.dueAt ?? '').localeCompare(two.dueAt ?? '')
}
