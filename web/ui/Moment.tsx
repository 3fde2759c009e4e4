import { say as words } from '@maek/domain/words.ts'
import { useLocale, useSay } from '../language.tsx'

/** An instant in the reader's zone, the zone named; `zone` shows the authority's beside it. */
export function Moment({ at, zone }: { at: string; zone?: string }) {
  const locale = useLocale()
  const own = format(locale, at)
  const theirs = zone ? format(locale, at, zone) : own
  return (
    <time dateTime={at} title={at}>
      {own}
      {theirs !== own && ` (${theirs})`}
    </time>
  )
}

function format(locale: string, at: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    hourCycle: 'h23',
    ...(timeZone && { timeZone }),
  }).format(new Date(at))
}

/** A calendar day, `2026-11-21` or the day of an instant in the reader's zone. */
export function Day({ on }: { on: string }) {
  const locale = useLocale()
  const date = on.length === 10 ? new Date(`${on}T00:00:00`) : new Date(on)
  const text = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' }).format(
    date,
  )
  return (
    <time dateTime={on} title={on}>
      {text}
    </time>
  )
}

const remainingWords = {
  left: words('남음', 'left'),
  over: words('지남', 'overdue'),
} as const

/** Time from now until `at`: “3일 4시간 남음”, “2 days overdue”. Two units at most. */
export function Remaining({ until }: { until: string }) {
  const say = useSay()
  const locale = useLocale()
  const minutes = Math.round((Date.parse(until) - Date.now()) / 60_000)
  return (
    <span>
      {span(locale, Math.abs(minutes))} {say(minutes < 0 ? remainingWords.over : remainingWords.left)}
    </span>
  )
}

function span(locale: string, minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const unit = (value: number, name: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value)
  if (days >= 7) return unit(days, 'day')
  if (days > 0) return hours > 0 ? `${unit(days, 'day')} ${unit(hours, 'hour')}` : unit(days, 'day')
  return hours > 0 ? `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}` : unit(minutes, 'minute')
}
