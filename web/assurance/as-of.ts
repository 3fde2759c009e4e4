import { useSearchTexts } from '../address.ts'

/** The day looked back to, from the address; its instant is the end of that day where the reader is. */
export function useAsOf(): { day: string; at: string | undefined; search: Readonly<Record<string, string>> } {
  const { asOf } = useSearchTexts()
  const at = asOf === undefined ? undefined : endOfDay(asOf)
  return at === undefined || asOf === undefined
    ? { day: '', at: undefined, search: {} }
    : { day: asOf, at, search: { asOf } }
}

/** `2026-03-31` → its last millisecond in the reader's zone, in UTC; undefined for what is no day. */
export function endOfDay(day: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const at = new Date(`${day}T23:59:59.999`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** Today where the reader is, `2026-03-31`. */
export function today(): string {
  const now = new Date()
  const part = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`
}
