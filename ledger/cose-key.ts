import { type Checked, sound, unsound } from './answer.ts'
import { concatBytes } from './bytes.ts'

/** A credential public key this room can verify with. Coordinates are as COSE carries them (RFC 9053). */
export type CoseKey =
  | { readonly algorithm: 'ES256'; readonly point: Uint8Array }
  | { readonly algorithm: 'Ed25519'; readonly point: Uint8Array }

const algorithmNames = new Map<number, string>([
  [-7, 'ES256'],
  [-8, 'EdDSA'],
  [-35, 'ES384'],
  [-36, 'ES512'],
  [-257, 'RS256'],
])

/** Reads a COSE_Key: a CBOR map of small integers to integers and byte strings, nothing after it. */
export function parseCoseKey(bytes: Uint8Array): Checked<CoseKey> {
  const fields = readMap(bytes)
  if (fields === undefined)
    return unsound('공개키(COSE)의 형식이 잘못되었습니다.', 'The COSE key is malformed.')
  const [kind, algorithm, curve] = [fields.get(1), fields.get(3), fields.get(-1)]
  const x = fields.get(-2)
  const y = fields.get(-3)
  if (kind === 2 && algorithm === -7 && curve === 1 && isCoordinate(x) && isCoordinate(y)) {
    return sound({ algorithm: 'ES256', point: concatBytes(Uint8Array.of(4), x, y) })
  }
  if (kind === 1 && algorithm === -8 && curve === 6 && isCoordinate(x)) {
    return sound({ algorithm: 'Ed25519', point: x })
  }
  const name = typeof algorithm === 'number' ? (algorithmNames.get(algorithm) ?? `COSE ${algorithm}`) : '?'
  return unsound(
    `검증하지 않는 서명 방식입니다: ${name}`,
    `This signature algorithm is not supported: ${name}`,
    'algorithm',
  )
}

function isCoordinate(value: number | Uint8Array | undefined): value is Uint8Array {
  return typeof value === 'object' && value.length === 32
}

type CborItem = number | Uint8Array
type CborCursor = { readonly bytes: Uint8Array; at: number }

function readMap(bytes: Uint8Array): ReadonlyMap<number, CborItem> | undefined {
  const cursor: CborCursor = { bytes, at: 1 }
  const first = bytes[0] ?? 0
  const count = first - 0xa0
  if (count < 0 || count > 23) return undefined
  const fields = new Map<number, CborItem>()
  for (let member = 0; member < count; member += 1) {
    const name = readItem(cursor)
    const value = readItem(cursor)
    if (typeof name !== 'number' || value === undefined || fields.has(name)) return undefined
    fields.set(name, value)
  }
  return cursor.at === bytes.length ? fields : undefined
}

// Unsigned, negative and byte strings of RFC 8949 with lengths of up to two bytes: all that COSE keys use.
function readItem(cursor: CborCursor): CborItem | undefined {
  const first = cursor.bytes[cursor.at]
  if (first === undefined) return undefined
  cursor.at += 1
  const value = readArgument(cursor, first & 31)
  if (value === undefined) return undefined
  const major = first >> 5
  if (major === 0) return value
  if (major === 1) return -1 - value
  const content = cursor.bytes.subarray(cursor.at, cursor.at + value)
  cursor.at += value
  return major === 2 && content.length === value ? content : undefined
}

function readArgument(cursor: CborCursor, short: number): number | undefined {
  if (short < 24) return short
  const width = short === 24 ? 1 : short === 25 ? 2 : 0
  const content = cursor.bytes.subarray(cursor.at, cursor.at + width)
  if (width === 0 || content.length !== width) return undefined
  cursor.at += width
  return content.reduce((value, byte) => value * 256 + byte, 0)
}
