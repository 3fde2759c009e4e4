import { spokenSeconds } from '@maek/domain/clocks/clock-state.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { useNow } from './use-now.ts'

const dayMs = 86_400_000

/** Time left or passed: to the second within a day of the deadline, to the minute beyond it. */
export function Countdown({ until }: { until: string }) {
  const say = useSay()
  const dueMs = Date.parse(until)
  const isNear = Math.abs(dueMs - Date.now()) < dayMs
  const now = useNow(isNear ? 'second' : 'minute')
  const seconds = Math.abs(dueMs - now) / 1000
  const spoken = spokenSeconds(isNear ? seconds : Math.floor(seconds / 60) * 60)
  const told =
    dueMs < now
      ? words(`${spoken.ko} 지남`, `${spoken.en} overdue`)
      : words(`${spoken.ko} 남음`, `${spoken.en} left`)
  return (
    <span role="timer" aria-live="off">
      {say(told)}
    </span>
  )
}
