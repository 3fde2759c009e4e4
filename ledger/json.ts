import { type Checked, sound, unsound } from './answer.ts'
import { equalBytes, utf8Text } from './bytes.ts'
import { canonicalBytes, type Json, type JsonRules, strictRules } from './canonical.ts'

/**
 * Strict JSON (RFC 8259) within rules: no duplicate names, no lone surrogates, no `__proto__`, bounded depth
 * and length, numbers only where they survive exactly. JSON.parse keeps the last of two equal names and rounds
 * 9007199254740993; a signature over such a text would mean two things.
 */
export function parseJson(bytes: Uint8Array, rules: JsonRules = strictRules): Checked<Json> {
  if (bytes.length > rules.bytesMax)
    return unsound('JSON이 너무 큽니다.', `The JSON exceeds ${rules.bytesMax} bytes.`)
  const text = utf8Text(bytes)
  if (text === undefined) return unsound('UTF-8이 아닙니다.', 'The bytes are not UTF-8.')
  const cursor: Cursor = { text, at: 0, rules, fault: null }
  const value = text.startsWith('\ufeff') ? broken(cursor, faults.mark) : readValue(cursor, 1)
  if (value !== fail) skipSpace(cursor)
  if (value === fail || cursor.at !== text.length) {
    const fault: Fault = cursor.fault ?? faults.malformed
    return unsound(
      `${fault.ko} (위치 ${cursor.at})`,
      `${fault.en} (at character ${cursor.at}).`,
      fault.name === undefined ? undefined : clip(fault.name),
    )
  }
  return sound(value)
}

/** As parseJson, and the bytes must be exactly the canonical form of what they say. */
export function parseCanonical(bytes: Uint8Array, rules: JsonRules = strictRules): Checked<Json> {
  const parsed = parseJson(bytes, rules)
  // The canonical form may be longer than what was sent (1E30 becomes 1e+30): that is an answer, not a bug.
  const roomy = { ...rules, bytesMax: rules.bytesMax * 8 }
  if (parsed.ok && !equalBytes(canonicalBytes(parsed.value, roomy), bytes)) {
    return unsound('정규형(RFC 8785) JSON이 아닙니다.', 'The JSON is not in its canonical form (RFC 8785).')
  }
  return parsed
}

/** A JSON object, told apart from arrays and null. */
export function isJsonObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Fault = { readonly ko: string; readonly en: string; readonly name?: string }
type Cursor = { readonly text: string; at: number; readonly rules: JsonRules; fault: Fault | null }
const fail: unique symbol = Symbol('fail')

const faults = {
  malformed: { ko: 'JSON 형식 오류입니다.', en: 'The JSON is malformed' },
  mark: {
    ko: '바이트 순서 표시(BOM) 없이 보내십시오.',
    en: 'The JSON must not begin with a byte-order mark',
  },
  deep: { ko: '너무 깊이 겹쳐 있습니다.', en: 'The JSON is nested too deep' },
  surrogate: { ko: '깨진 글자(짝 없는 서로게이트)가 있습니다.', en: 'A text holds a lone surrogate' },
  control: {
    ko: '제어 문자가 들어 있습니다. 지우고 다시 보내십시오.',
    en: 'A text holds a control character. Remove it',
  },
  number: {
    ko: '정확히 담을 수 없는 수입니다.',
    en: 'A number is too large or cannot be kept exactly',
  },
} as const

const clip = (name: string) => (name.length > 60 ? `${name.slice(0, 60).toWellFormed()}…` : name)

/** Remembers why; the first reason stands. */
function broken(cursor: Cursor, fault: Fault): typeof fail {
  cursor.fault ??= fault
  return fail
}

function skipSpace(cursor: Cursor): void {
  while (' \n\r\t'.includes(cursor.text.charAt(cursor.at)) && cursor.at < cursor.text.length) cursor.at += 1
}

function readValue(cursor: Cursor, depth: number): Json | typeof fail {
  skipSpace(cursor)
  const first = cursor.text.charAt(cursor.at)
  if (first === '{')
    return depth > cursor.rules.depthMax ? broken(cursor, faults.deep) : readObject(cursor, depth)
  if (first === '[')
    return depth > cursor.rules.depthMax ? broken(cursor, faults.deep) : readArray(cursor, depth)
  if (first === '"') return readString(cursor)
  for (const [word, value] of literals) {
    if (cursor.text.startsWith(word, cursor.at)) {
      cursor.at += word.length
      return value
    }
  }
  return readNumber(cursor)
}

const literals: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

function readObject(cursor: Cursor, depth: number): Json | typeof fail {
  const members: { [name: string]: Json } = {}
  cursor.at += 1
  skipSpace(cursor)
  if (took(cursor, '}')) return members
  for (let count = 1; ; count += 1) {
    skipSpace(cursor)
    const name = readString(cursor)
    if (name === fail) return fail
    const fault = faultyName(members, name, count > (cursor.rules.namesMax ?? Number.POSITIVE_INFINITY))
    if (fault) return broken(cursor, fault)
    skipSpace(cursor)
    if (!took(cursor, ':')) return fail
    const value = readValue(cursor, depth + 1)
    if (value === fail) return fail
    members[name] = value
    skipSpace(cursor)
    if (took(cursor, '}')) return members
    if (!took(cursor, ',')) return fail
  }
}

function faultyName(members: object, name: string, tooMany: boolean): Fault | null {
  if (tooMany) return { ko: '한 객체에 이름이 너무 많습니다.', en: 'An object has too many names', name }
  if (name === '__proto__') {
    return { ko: "이름 '__proto__'은(는) 쓸 수 없습니다.", en: 'The name “__proto__” cannot be used', name }
  }
  if (!Object.hasOwn(members, name)) return null
  return {
    ko: `이름 '${clip(name)}'이(가) 두 번 있습니다.`,
    en: `The name “${clip(name)}” is given twice`,
    name,
  }
}

function readArray(cursor: Cursor, depth: number): Json | typeof fail {
  const items: Json[] = []
  cursor.at += 1
  skipSpace(cursor)
  if (took(cursor, ']')) return items
  for (;;) {
    const value = readValue(cursor, depth + 1)
    if (value === fail) return fail
    items.push(value)
    skipSpace(cursor)
    if (took(cursor, ']')) return items
    if (!took(cursor, ',')) return fail
  }
}

function took(cursor: Cursor, mark: string): boolean {
  if (cursor.text.charAt(cursor.at) !== mark) return false
  cursor.at += 1
  return true
}

const numberForm = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const wholeForm = /^(?:0|-?[1-9][0-9]*)$/

function readNumber(cursor: Cursor): number | typeof fail {
  numberForm.lastIndex = cursor.at
  const found = numberForm.exec(cursor.text)?.[0]
  if (found === undefined) return fail
  const value = Number(found)
  const whole = wholeForm.test(found)
  if (!Number.isFinite(value) || (cursor.rules.numbers === 'integers' && !whole))
    return broken(cursor, faults.number)
  // A whole number that a double would round is refused; 1e20 written out survives, but only among doubles.
  const exact = Number.isSafeInteger(value) || (cursor.rules.numbers === 'doubles' && String(value) === found)
  if (whole && !exact) return broken(cursor, faults.number)
  cursor.at += found.length
  return value
}

const plainRun = /[ !#-[\]-\uffff]*/y
const escapes = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }),
)

function readString(cursor: Cursor): string | typeof fail {
  if (!took(cursor, '"')) return fail
  let value = ''
  for (;;) {
    plainRun.lastIndex = cursor.at
    const run = plainRun.exec(cursor.text)?.[0] ?? ''
    value += run
    cursor.at += run.length
    if (took(cursor, '"')) return soundText(cursor, value)
    if (!took(cursor, '\\')) return fail
    const mark = cursor.text.charAt(cursor.at)
    const code = /^[0-9a-fA-F]{4}$/.exec(cursor.text.slice(cursor.at + 1, cursor.at + 5))?.[0]
    const plain = escapes.get(mark)
    if (plain !== undefined) value += plain
    else if (mark === 'u' && code !== undefined) value += String.fromCharCode(Number.parseInt(code, 16))
    else return fail
    cursor.at += plain === undefined ? 5 : 1
  }
}

// Escapes spell what the bytes may not hold: half a pair, or NUL, which PostgreSQL has no place for.
const control = /(?![\t\n\r])\p{Cc}/u

function soundText(cursor: Cursor, text: string): string | typeof fail {
  if (!text.isWellFormed()) return broken(cursor, faults.surrogate)
  if (cursor.rules.controls === 'refused' && control.test(text)) return broken(cursor, faults.control)
  return text
}
