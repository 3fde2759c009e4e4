import { listUnder, member, textUnder } from '../../components/json-value.ts'
import { vexLimits } from './vex-document.ts'

/**
 * A foreign text as text: no control characters but line breaks, no direction controls, not endless. Markup in it
 * stays what it is, letters; nobody here gives it to anything that would run it.
 */
export function foreignText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  // Ids and plain words, the most of all texts, need no more than this.
  if (text.length < 500 && /^[!-~]([ -~]*[!-~])?$/.test(text)) return text
  const clean = text.slice(0, vexLimits.textLength).toWellFormed().replace(unsafe, '').trim()
  return clean === '' ? undefined : clean
}

const unsafe = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}/gu

/** The text under a key, fit to be kept. */
export function cleanUnder(value: unknown, key: string): string | undefined {
  return foreignText(textUnder(value, key))
}

/** The texts of a list under a key; what is no text is left out. */
export function textsUnder(value: unknown, key: string): string[] {
  return listUnder(value, key).flatMap((one) => (typeof one === 'string' ? (foreignText(one) ?? []) : []))
}

/** The one of `allowed` that stands under a key. */
export function oneOfUnder<const T extends string>(
  value: unknown,
  key: string,
  allowed: readonly T[],
): T | undefined {
  const found = member(value, key)
  return allowed.find((one) => one === found)
}

/** An instant with its zone, as written; anything else is none. */
export function instantUnder(value: unknown, key: string): string | undefined {
  const text = textUnder(value, key)
  const isInstant =
    text !== undefined &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,12})?(Z|[+-]\d{2}:\d{2})$/i.test(text) &&
    !Number.isNaN(Date.parse(text))
  return isInstant ? text : undefined
}
