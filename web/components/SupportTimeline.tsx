import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import type { Support } from './answers.ts'
import classes from './components.module.css'
import { yearsOf } from './support-years.ts'

const endedWords = words('끝남', 'ended')
const endingWords = words('끝날 예정', 'to end')
const deviceWords = words('제품 지원 종료', 'Device support ends')
const moreWords = words('외', 'and more')

type SupportTimelineProps = {
  readonly timeline: Support['summary']['timeline']
  readonly today: string
  readonly deviceEndsOn: string | null
}

/** A bar a year: how many components run out in it, past years in the colour of warning, the device's own end between. */
export function SupportTimeline({ timeline, today, deviceEndsOn }: SupportTimelineProps) {
  const say = useSay()
  const years = yearsOf(timeline, today)
  const most = Math.max(...years.map(({ ended, ending }) => ended + ending))
  const deviceYear = deviceEndsOn?.slice(0, 4)
  const place = deviceYear === undefined ? -1 : years.findIndex(({ year }) => year > deviceYear)
  const device = deviceEndsOn && (
    <li key="device" className={classes.device}>
      {deviceEndsOn} · {say(deviceWords)}
    </li>
  )
  return (
    <ol className={classes.years}>
      {years.map(({ year, ended, ending, names, hasMore }, at) => [
        at === place && device,
        <li key={year} data-past={ending === 0}>
          <span>{year}</span>
          <span className={classes.track}>
            <span className={classes.fill} style={{ width: `${((ended + ending) / most) * 100}%` }} />
          </span>
          <span className={`${classes.names} ${classes.dim}`}>
            {ended > 0 && `${ended} ${say(endedWords)} `}
            {ending > 0 && `${ending} ${say(endingWords)} `}· {names.join(', ')}
            {hasMore && ` ${say(moreWords)}`}
          </span>
        </li>,
      ])}
      {place < 0 && device}
    </ol>
  )
}
