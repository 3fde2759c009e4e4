/** `2026-11-21T09:30` in the reader's zone, as a datetime-local input wants it; seconds only where there are any. */
export function toLocalInput(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear().toString().padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const seconds = date.getSeconds() === 0 ? '' : `:${two(date.getSeconds())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}${seconds}`
}

/** The instant a datetime-local text means in the reader's zone, in UTC; empty for none. */
export function fromLocalInput(text: string): string {
  const date = new Date(text)
  return text === '' || Number.isNaN(date.getTime()) ? '' : date.toISOString()
}

/** The reader's zone as people say it: `GMT+9 Asia/Seoul`. */
export function ownZone(at: Date, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' })
  const short = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
  return `${short} ${format.resolvedOptions().timeZone}`
}
