/*
 * PostgreSQL's text format for COPY: one line a row, tabs between columns. Built in the reading thread, so that the
 * main thread only passes bytes on.
 */

/** A text column; null and undefined are NULL. */
export function copyText(text: string | null | undefined): string {
  if (text === null || text === undefined) return '\\N'
  // U+0000 cannot be stored and half characters cannot be sent; the reader has removed both, so this only makes sure.
  return special.test(text) ? text.replace(specials, (unit) => escapes[unit] ?? '') : text
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const special = /[\\\u0000\b\f\n\r\t\v]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const specials = /[\\\u0000\b\f\n\r\t\v]/g
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

/** Bytes given as hexadecimal. */
export function copyBytes(hex: string): string {
  return `\\\\x${hex}`
}

/** The bytes that `copyBytes` wrote at this place of some rows, as hexadecimal. */
export function bytesCopied(rows: Buffer, at: number, length: number): string {
  return rows.toString('latin1', at + 3, at + 3 + 2 * length)
}

export function copyIntegers(numbers: readonly number[] | undefined): string {
  return numbers === undefined || numbers.length === 0 ? '\\N' : `{${numbers.join(',')}}`
}
