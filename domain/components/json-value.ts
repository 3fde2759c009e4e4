/** An object that came out of JSON; its own keys may be anything, `__proto__` included. */
export type JsonObject = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member the object itself holds, never an inherited one. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** The list under a key; anything else counts as an empty one. */
export function listUnder(value: unknown, key: string): readonly unknown[] {
  const list = member(value, key)
  return Array.isArray(list) ? list : []
}

/** The text under a key, or undefined; numbers and other kinds are not turned into text. */
export function textUnder(value: unknown, key: string): string | undefined {
  const text = member(value, key)
  return typeof text === 'string' ? text : undefined
}

export type JsonBounds = { readonly values: number; readonly depth: number }

/**
 * Whether a JSON text stays within bounds, found in one pass before anything is built from it:
 * a megabyte of `[[[` or forty million `{}` cost memory only once they are parsed.
 */
export function isJsonWithin(text: string, bounds: JsonBounds): boolean {
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // Spaces and line ends, the half of a document printed for people, are below every sign that counts.
    if (unit < 0x22) continue
    if (unit === 0x22) at = stringEnd(text, at)
    else if (unit === 0x7b || unit === 0x5b) {
      depth++
      values++
      if (depth > bounds.depth) return false
    } else if (unit === 0x7d || unit === 0x5d) depth--
    else if (unit === 0x2c) values++
    if (values > bounds.values) return false
  }
  return true
}

function stringEnd(text: string, start: number): number {
  let at = text.indexOf('"', start + 1)
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1)
  return at < 0 ? text.length : at
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1
  while (at >= 0 && text.charCodeAt(at) === 0x5c) at--
  return (quote - at) % 2 === 0
}
