// The compiler of this room knows neither Node nor the DOM; both have these two, so they are declared here.
declare class TextEncoder {
  encode(text: string): Uint8Array
}
declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean })
  decode(bytes: Uint8Array): string
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 bytes of a well-formed text. A lone surrogate is a bug of the caller and throws (RFC 3629 has no form for it). */
export function utf8Bytes(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new Error('utf8Bytes: lone surrogate')
  return encoder.encode(text)
}

/** The text of UTF-8 bytes, or undefined when they are not UTF-8. A byte-order mark stays in the text, for grammars to refuse. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined // The one thing a fatal decoder throws for is bytes that are not UTF-8: that is the answer.
  }
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false
  return true
}

const hexDigits = '0123456789abcdef'

export function hexText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexDigits.charAt(byte >> 4) + hexDigits.charAt(byte & 15)
  return text
}

/** Bytes of lower-case hexadecimal, or undefined: one value has one spelling. */
export function hexBytes(text: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return undefined
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16)
  return bytes
}

const standardAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const urlAlphabet = `${standardAlphabet.slice(0, 62)}-_`

/** Base64 with padding, RFC 4648 section 4. */
export function base64Text(bytes: Uint8Array): string {
  const text = sextets(bytes, standardAlphabet)
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

/** Base64url without padding, RFC 4648 section 5, as WebAuthn and RFC 9901 use it. */
export function base64UrlText(bytes: Uint8Array): string {
  return sextets(bytes, urlAlphabet)
}

/** Bytes of padded base64, or undefined. Strict: whatever would not encode back to the same text is refused. */
export function base64Bytes(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const bare = text.replace(/={1,2}$/, '')
  const bytes = unsextets(bare, standardAlphabet)
  return bytes !== undefined && base64Text(bytes) === text ? bytes : undefined
}

/** Bytes of unpadded base64url, or undefined; as strict as base64Bytes. */
export function base64UrlBytes(text: string): Uint8Array | undefined {
  const bytes = unsextets(text, urlAlphabet)
  return bytes !== undefined && base64UrlText(bytes) === text ? bytes : undefined
}

function sextets(bytes: Uint8Array, alphabet: string): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += alphabet.charAt((held >> bits) & 63)
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet.charAt((held << (6 - bits)) & 63) : text
}

function unsextets(text: string, alphabet: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (let place = 0; place < text.length; place += 1) {
    const value = alphabet.indexOf(text.charAt(place))
    if (value < 0) return undefined
    held = (held << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at] = (held >> bits) & 255
      at += 1
      held &= (1 << bits) - 1
    }
  }
  return bytes
}

/** A decimal number of a text format: no sign, no leading zero, and small enough to count exactly in a double. */
export function decimalNumber(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}
