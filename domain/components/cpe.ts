import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

/**
 * A well-formed CPE name (NISTIR 7695). Each attribute is `*` (any), `-` (not applicable), or its value in small
 * letters with punctuation behind a backslash, as the formatted string of CPE 2.3 writes it; `*` and `?` stand for
 * themselves only at the ends of a value.
 */
export type Cpe = { readonly [Name in CpeAttribute]: string }

export const cpeAttributes = [
  'part',
  'vendor',
  'product',
  'version',
  'update',
  'edition',
  'language',
  'swEdition',
  'targetSw',
  'targetHw',
  'other',
] as const
export type CpeAttribute = (typeof cpeAttributes)[number]

/** No real name reaches a quarter of it. */
export const cpeLengthMax = 1_024

/**
 * Reads a CPE 2.3 formatted string or a CPE 2.2 URI. Tolerant of what real SBOMs break: attributes left out at the
 * end, capitals, punctuation without its backslash. Refuses what names no part, a wildcard inside a value, and
 * anything but printable ASCII.
 */
export function parseCpe(text: string): Answer<Cpe> {
  if (text.length > cpeLengthMax) return wrong('너무 깁니다', 'is too long')
  const folded = text.trim().toLowerCase()
  if (!/^[\x21-\x7e]*$/.test(folded))
    return wrong('쓸 수 없는 글자가 있습니다', 'holds characters a CPE may not')
  if (folded.startsWith('cpe:2.3:')) return named(splitFormatted(folded.slice('cpe:2.3:'.length)))
  if (folded.startsWith('cpe:/')) return readUri(folded.slice('cpe:/'.length))
  return wrong('cpe:2.3: 이나 cpe:/ 로 시작하지 않습니다', 'does not begin with cpe:2.3: or cpe:/')
}

/** The one formatted string of a CPE: equal names give equal texts. */
export function formatCpe(cpe: Cpe): string {
  return `cpe:2.3:${cpeAttributes.map((name) => cpe[name]).join(':')}`
}

/** An attribute's value as plain text, without backslashes; undefined for any, not applicable and wildcards. */
export function plainCpeValue(value: string): string | undefined {
  if (value === '*' || value === '-' || hasWildcard(value)) return undefined
  return value.replace(/\\(.)/g, '$1')
}

/** The question a CPE asks: vendor and product, both named outright. Undefined where either is open. */
export function cpeKey(cpe: Cpe): string | undefined {
  const isNamed = (value: string) => value !== '*' && value !== '-' && !hasWildcard(value)
  return isNamed(cpe.vendor) && isNamed(cpe.product) ? `${cpe.vendor}:${cpe.product}` : undefined
}

/** How two attribute values relate, the first seen from the second (NISTIR 7696, table 6-2). */
export type CpeRelation = 'equal' | 'superset' | 'subset' | 'disjoint' | 'undefined'

/** Compares one attribute of a criterion with the same of a component's name. */
export function relateCpeValue(criterion: string, component: string): CpeRelation {
  if (criterion === component) return 'equal'
  if (criterion === '*') return 'superset'
  if (component === '*') return 'subset'
  if (criterion === '-' || component === '-') return 'disjoint'
  if (hasWildcard(component)) return 'undefined'
  if (!hasWildcard(criterion)) return 'disjoint'
  return isCovered(criterion, component) ? 'superset' : 'disjoint'
}

/** Unquoted `*` or `?`. */
function hasWildcard(value: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*[*?]/.test(value)
}

/** A value with wildcards at its ends only, against one without: no search, so nothing to make slow. */
function isCovered(pattern: string, value: string): boolean {
  const [, front = '', core = '', back = ''] = /^(\*|\?*)(.*?)(\*|\?*)$/s.exec(pattern) ?? []
  // A backslash before the last sign means it is quoted and belongs to the value.
  const quoted = back !== '' && /(?:^|[^\\])(?:\\\\)*\\$/.test(core)
  const middle = quoted ? core + back.charAt(0) : core
  const end = quoted ? back.slice(1) : back
  const inner = letters(value)
  const wanted = letters(middle)
  const spare = inner.length - wanted.length
  if (spare < 0) return false
  const frontMax = front === '*' ? spare : Math.min(front.length, spare)
  for (let at = 0; at <= frontMax; at++) {
    const rest = spare - at
    const fits = end === '*' || rest <= end.length
    if (fits && wanted.every((letter, n) => inner[at + n] === letter)) return true
  }
  return false
}

/** A quoted sign is one letter with its backslash. */
function letters(value: string): readonly string[] {
  return value.match(/\\.|[^\\]/gs) ?? []
}

function splitFormatted(text: string): string[] {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === ':') {
      values.push(value)
      value = ''
    } else if (sign === '\\') {
      value += sign + text.charAt(at + 1)
      at++
    } else value += sign
  }
  return [...values, value]
}

function named(values: readonly string[]): Answer<Cpe> {
  if (values.length > cpeAttributes.length) return wrong('항목이 너무 많습니다', 'has too many parts')
  const read: string[] = []
  for (const at of cpeAttributes.keys()) {
    const value = quote(values[at] ?? '*')
    if (value === undefined) return wrong('값의 형식이 틀렸습니다', 'holds a value that is not well formed')
    read.push(value)
  }
  const of = (at: number) => read[at] ?? '*'
  if (!/^[aoh]$/.test(of(0))) return wrong('종류(a, o, h)가 없습니다', 'does not say whether it is a, o or h')
  return accept({
    part: of(0),
    vendor: of(1),
    product: of(2),
    version: of(3),
    update: of(4),
    edition: of(5),
    language: of(6),
    swEdition: of(7),
    targetSw: of(8),
    targetHw: of(9),
    other: of(10),
  })
}

/** A value in its one spelling, or undefined. Letters, digits, `_`, `.` and `-` stand bare, the rest quoted. */
function quote(value: string): string | undefined {
  if (value === '' || value === '*') return '*'
  if (value === '-') return '-'
  const signs = letters(value)
  // A backslash at the end quotes nothing.
  if (signs.join('') !== value) return undefined
  const spelt: string[] = []
  for (const [at, sign] of signs.entries()) {
    if (sign.length === 2) spelt.push(/^\\[a-z0-9_.-]$/.test(sign) && value !== '\\-' ? sign.slice(1) : sign)
    else if (/[a-z0-9_.-]/.test(sign)) spelt.push(sign)
    else if (sign === '*' || sign === '?') {
      if (!isAtEnd(signs, at)) return undefined
      spelt.push(sign)
    } else spelt.push(`\\${sign}`)
  }
  return spelt.join('')
}

/** A wildcard may stand first or last, several `?` together (NISTIR 7695, 5.3.2). */
function isAtEnd(signs: readonly string[], at: number): boolean {
  const same = (from: readonly string[]) => from.every((sign) => sign === signs[at])
  if (signs[at] === '*') return at === 0 || at === signs.length - 1
  return same(signs.slice(0, at)) || same(signs.slice(at + 1))
}

/** CPE 2.2: percent codes, empty for any, `%01` and `%02` for the wildcards, five attributes packed in `edition`. */
function readUri(text: string): Answer<Cpe> {
  const parts = text.split(':')
  if (parts.length > 7) return wrong('항목이 너무 많습니다', 'has too many parts')
  const [edition = '', ...packed] = (parts[5] ?? '').startsWith('~')
    ? (parts[5] ?? '').slice(1).split('~')
    : [parts[5] ?? '']
  if (packed.length > 4) return wrong('항목이 너무 많습니다', 'has too many parts')
  const order = [parts[0], parts[1], parts[2], parts[3], parts[4], edition, parts[6], ...packed]
  const values: string[] = []
  for (const part of order) {
    const value = unescapeUri(part ?? '')
    if (value === undefined) return wrong('퍼센트 표기가 깨졌습니다', 'has a broken percent code')
    values.push(value)
  }
  return named(values)
}

function unescapeUri(part: string): string | undefined {
  if (part === '' || part === '-') return part
  let value = ''
  for (let at = 0; at < part.length; at++) {
    const sign = part.charAt(at)
    if (sign !== '%') {
      value += /[a-z0-9_]/.test(sign) ? sign : `\\${sign}`
      continue
    }
    const code = part.slice(at + 1, at + 3)
    if (!/^[0-9a-f]{2}$/.test(code)) return undefined
    const unit = Number.parseInt(code, 16)
    if (unit === 1) value += '?'
    else if (unit === 2) value += '*'
    else if (unit < 0x21 || unit > 0x7e) return undefined
    else value += `\\${String.fromCharCode(unit).toLowerCase()}`
    at += 2
  }
  return value
}

function wrong(ko: string, en: string) {
  return refuse('invalid', say(`CPE 이름이 올바르지 않습니다: ${ko}.`, `The CPE name ${en}.`), 'cpe')
}
