/**
 * A cursor over canonical JSON bytes whose field names and order are fixed. Reading a ledger entry is matching,
 * not parsing: one pass, nothing allocated, and only the one canonical spelling matches.
 */
export type Scan = { readonly bytes: Uint8Array; at: number; end: number }

/** Character classes of entry texts; all ASCII, so one character is one byte and none needs escaping. */
export const classes = {
  /** Event types, kinds, reason codes. */
  code: classOf(/[a-z0-9.-]/),
  /** Ids, roles, field names, log names. */
  name: classOf(/[A-Za-z0-9._:@/+~-]/),
  /** Media types, RFC 9110 section 8.3. */
  media: classOf(/[ !#$%&'*+\-./0-9;=A-Z^_`a-z|~]/),
  hex: classOf(/[0-9a-f]/),
  base64Url: classOf(/[A-Za-z0-9_-]/),
} as const

export type TextClass = (typeof classes)[keyof typeof classes]

const quote = 0x22
const zero = 0x30

/** Bytes of a fixed piece of JSON, made once. */
export function literal(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** Moves past a literal when it stands here. */
export function take(scan: Scan, piece: Uint8Array): boolean {
  const { bytes, at } = scan
  if (at + piece.length > scan.end) return false
  for (let step = 0; step < piece.length; step += 1) if (bytes[at + step] !== piece[step]) return false
  scan.at = at + piece.length
  return true
}

/** Moves past `"text"` of 1..max characters of a class. */
export function takeText(scan: Scan, allowed: TextClass, max: number): boolean {
  const { bytes, end } = scan
  let at = scan.at
  if (at >= end || bytes[at] !== quote) return false
  at += 1
  const first = at
  while (at < end && allowed[bytes[at] ?? 0] === 1) at += 1
  if (at === first || at - first > max || at >= end || bytes[at] !== quote) return false
  scan.at = at + 1
  return true
}

/** Moves past `"text"` of exactly `length` characters of a class. */
export function takeExact(scan: Scan, allowed: TextClass, length: number): boolean {
  const first = scan.at
  return takeText(scan, allowed, length) && scan.at - first === length + 2
}

/** Moves past a whole number without leading zeros and gives it; -1 when none stands here. */
export function takeCount(scan: Scan): number {
  const { bytes, end } = scan
  let at = scan.at
  let value = 0
  while (at < end) {
    const digit = (bytes[at] ?? 0) - zero
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
    at += 1
  }
  const digits = at - scan.at
  if (digits === 0 || digits > 16 || (digits > 1 && bytes[scan.at] === zero) || !Number.isSafeInteger(value))
    return -1
  scan.at = at
  return value
}

const open = literal('[')
const close = literal(']')
const comma = literal(',')

/** Moves past `[item,item]`, where `item` moves past one element. */
export function takeList(scan: Scan, item: (scan: Scan) => boolean): boolean {
  if (!take(scan, open)) return false
  if (take(scan, close)) return true
  do {
    if (!item(scan)) return false
  } while (take(scan, comma))
  return take(scan, close)
}

const timeForm = literal('"0000-00-00T00:00:00.000Z"')

/** Moves past a UTC time in ISO 8601 with milliseconds that exists in the calendar; a leap second is not accepted. */
export function takeTime(scan: Scan): boolean {
  const { bytes, at } = scan
  if (at + timeForm.length > scan.end) return false
  for (let step = 0; step < timeForm.length; step += 1) {
    const byte = bytes[at + step] ?? 0
    if (timeForm[step] === zero ? byte < zero || byte > zero + 9 : byte !== timeForm[step]) return false
  }
  const year = pair(bytes, at + 1) * 100 + pair(bytes, at + 3)
  const month = pair(bytes, at + 6)
  const day = pair(bytes, at + 9)
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return false
  if (pair(bytes, at + 12) > 23 || pair(bytes, at + 15) > 59 || pair(bytes, at + 18) > 59) return false
  scan.at = at + timeForm.length
  return true
}

function pair(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) - zero) * 10 + (bytes[at + 1] ?? 0) - zero
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function classOf(form: RegExp): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) =>
    form.test(String.fromCharCode(code)) && code < 128 ? 1 : 0,
  )
}
