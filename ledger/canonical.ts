import { utf8Bytes } from './bytes.ts'

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** How wide the door is. `strict` is what ledger entries allow; `general` is the whole of RFC 8785. */
export type JsonRules = {
  readonly depthMax: number
  readonly bytesMax: number
  /** `integers`: only whole numbers a double holds exactly (decimals travel as strings). */
  readonly numbers: 'integers' | 'doubles'
  /** For reading only: names one object may have; no limit but bytes when absent. */
  readonly namesMax?: number
  /** For reading only: whether texts may hold control characters other than tab and line ends. Absent: they may. */
  readonly controls?: 'refused'
}

export const strictRules: JsonRules = { depthMax: 8, bytesMax: 16_384, numbers: 'integers' }
export const generalRules: JsonRules = { depthMax: 64, bytesMax: 16_777_216, numbers: 'doubles' }

/**
 * The one canonical text of a value: RFC 8785 (names sorted by UTF-16 code unit, no space, no normalisation).
 * A value outside the rules (undefined, a Date, a class, a lone surrogate, NaN, too deep, too long) is a bug
 * of the caller and throws: silently dropping it would change what is signed.
 */
export function canonicalText(value: unknown, rules: JsonRules = strictRules): string {
  const text = written(value, rules, 1)
  if (text.length > rules.bytesMax || utf8Bytes(text).length > rules.bytesMax) {
    throw new Error(`canonicalText: more than ${rules.bytesMax} bytes`)
  }
  return text
}

/** UTF-8 bytes of canonicalText. */
export function canonicalBytes(value: unknown, rules: JsonRules = strictRules): Uint8Array {
  return utf8Bytes(canonicalText(value, rules))
}

function written(value: unknown, rules: JsonRules, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writtenString(value)
  if (typeof value === 'number') return writtenNumber(value, rules)
  if (typeof value !== 'object') throw new Error(`canonicalText: ${typeof value} has no JSON form`)
  if (depth > rules.depthMax) throw new Error(`canonicalText: deeper than ${rules.depthMax}`)
  if (Array.isArray(value)) {
    const items: string[] = []
    for (let at = 0; at < value.length; at += 1) items.push(written(value[at], rules, depth + 1))
    return `[${items.join(',')}]`
  }
  return writtenObject(value, rules, depth)
}

function writtenObject(value: object, rules: JsonRules, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null)
    throw new Error('canonicalText: not a plain object')
  if (Object.getOwnPropertySymbols(value).length > 0) throw new Error('canonicalText: symbol as a name')
  const fields = new Map<string, unknown>(Object.entries(value))
  const names = [...fields.keys()].sort() // the default sort is by UTF-16 code unit, as RFC 8785 3.2.3 asks
  const members: string[] = []
  for (const name of names) {
    if (name === '__proto__') throw new Error('canonicalText: __proto__ as a name')
    members.push(`${writtenString(name)}:${written(fields.get(name), rules, depth + 1)}`)
  }
  return `{${members.join(',')}}`
}

// ECMAScript's JSON.stringify of a well-formed string is RFC 8785 3.2.2.2 by definition.
function writtenString(text: string): string {
  if (!text.isWellFormed()) throw new Error('canonicalText: lone surrogate')
  return JSON.stringify(text)
}

// ECMAScript's Number::toString is RFC 8785 3.2.2.3 by definition; minus zero is written 0 there, refused here.
function writtenNumber(value: number, rules: JsonRules): string {
  if (rules.numbers === 'integers' && (!Number.isSafeInteger(value) || Object.is(value, -0))) {
    throw new Error(`canonicalText: ${value} is not an exact whole number`)
  }
  if (!Number.isFinite(value)) throw new Error('canonicalText: not a finite number')
  return String(value)
}
