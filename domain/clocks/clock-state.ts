import { say, type Words } from '../words.ts'
import type { Clock } from './clock.ts'
import { type Instant, wholeSecond } from './instant.ts'

/**
 * What a clock shows. `atOnce` and `met` belong to clocks without a number in the law, `keeping` and `kept` to
 * retention periods.
 */
export type ClockStateName =
  | 'running'
  | 'dueSoon'
  | 'overdue'
  | 'metOnTime'
  | 'metLate'
  | 'atOnce'
  | 'met'
  | 'keeping'
  | 'kept'

/** Seconds are whole. `remaining` is negative once late, and null where the law gives no number. */
export type ClockState = {
  readonly name: ClockStateName
  readonly title: Words
  readonly remaining: number | null
  /** Since the clock started; 0 before. */
  readonly elapsed: number
  readonly words: Words
}

export const clockStateTitles: Readonly<Record<ClockStateName, Words>> = {
  running: say('진행 중', 'Running'),
  dueSoon: say('기한 임박', 'Due soon'),
  overdue: say('기한 경과', 'Overdue'),
  metOnTime: say('기한 내 이행', 'Met on time'),
  metLate: say('지연 이행', 'Met late'),
  atOnce: say('즉시 이행', 'Act at once'),
  met: say('이행', 'Met'),
  keeping: say('보존 중', 'Being kept'),
  kept: say('보존 기간 만료', 'Retention ended'),
}

/** What a clock shows at `now`. A stopped clock is judged by when it was stopped and never changes again. */
export function clockState(clock: Clock, now: Instant): ClockState {
  const at = wholeSecond(clock.stoppedAt ?? now)
  const elapsed = Math.max(0, (at - clock.startedAt) / 1000)
  const remaining = clock.dueAt === null ? null : (clock.dueAt - at) / 1000
  const name = nameAt(clock, at)
  return {
    name,
    title: clockStateTitles[name],
    remaining,
    elapsed,
    words: wordsFor(name, remaining ?? 0, elapsed),
  }
}

function nameAt(clock: Clock, at: Instant): ClockStateName {
  const isStopped = clock.stoppedAt !== undefined
  if (clock.dueAt === null) return isStopped ? 'met' : 'atOnce'
  const isLate = at > clock.dueAt
  if (clock.purpose === 'keep') return isLate ? 'kept' : 'keeping'
  if (isStopped) return isLate ? 'metLate' : 'metOnTime'
  if (isLate) return 'overdue'
  return clock.soonAt !== null && at >= clock.soonAt ? 'dueSoon' : 'running'
}

function wordsFor(name: ClockStateName, remaining: number, elapsed: number): Words {
  const left = spokenSeconds(Math.abs(remaining))
  const since = spokenSeconds(elapsed)
  switch (name) {
    case 'running':
    case 'dueSoon':
      return say(`${left.ko} 남음`, `${left.en} left`)
    case 'overdue':
      return say(`기한이 ${left.ko} 지남`, `${left.en} overdue`)
    case 'metOnTime':
      return say(`기한 ${left.ko} 전에 이행`, `Met ${left.en} before the deadline`)
    case 'metLate':
      return say(`기한보다 ${left.ko} 늦게 이행`, `Met ${left.en} after the deadline`)
    case 'atOnce':
      return say(`법정 시한 없음, ${since.ko} 경과`, `No fixed period in the law; ${since.en} have passed`)
    case 'met':
      return say(`${since.ko} 만에 이행`, `Met after ${since.en}`)
    case 'keeping':
      return say(`보존 기간 ${left.ko} 남음`, `To be kept for another ${left.en}`)
    case 'kept':
      return say(`보존 기간이 ${left.ko} 전에 끝남`, `Retention ended ${left.en} ago`)
    default:
      return name satisfies never
  }
}

/** A span of whole seconds in words, `2일 3시간 4분 5초` and `2 d 3 h 4 min 5 s`; parts that are 0 are left out. */
export function spokenSeconds(seconds: number): Words {
  const parts: readonly (readonly [number, string, string])[] = [
    [Math.floor(seconds / 86_400), '일', 'd'],
    [Math.floor(seconds / 3600) % 24, '시간', 'h'],
    [Math.floor(seconds / 60) % 60, '분', 'min'],
    [Math.floor(seconds) % 60, '초', 's'],
  ]
  const shown = parts.filter(([amount]) => amount > 0)
  if (shown.length === 0) return say('0초', '0 s')
  return say(
    shown.map(([amount, ko]) => `${amount}${ko}`).join(' '),
    shown.map(([amount, , en]) => `${amount} ${en}`).join(' '),
  )
}
