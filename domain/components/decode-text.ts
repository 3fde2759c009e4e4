import { type Answer, accept, refuse } from '../refusal.ts'
import { say } from '../words.ts'

// The WHATWG Encoding Standard's decoder: a pure function every runtime has, though the room has no types for it.
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string }

/**
 * Text from bytes: UTF-8, or UTF-16 told by its byte order mark or by its zero bytes. The mark is taken off.
 * Bytes that are not text in that encoding are refused, never replaced by question marks.
 */
export function decodeText(bytes: Uint8Array): Answer<string> {
  const packed = packedKind(bytes)
  if (packed) {
    return refuse(
      'wrong-type',
      say(
        `압축된 파일(${packed})입니다. 풀어서 다시 올리십시오.`,
        `This is a compressed file (${packed}). Unpack it first.`,
      ),
      'file',
    )
  }
  const encoding = encodingOf(bytes)
  if (encoding === undefined) return notText
  try {
    return accept(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return notText // the decoder throws for exactly one reason: the bytes are not text in this encoding
  }
}

const notText = refuse(
  'wrong-type',
  say(
    '글자로 읽을 수 없는 파일입니다. UTF-8로 저장해 다시 올리십시오.',
    'The file cannot be read as text. Save it as UTF-8 and try again.',
  ),
  'file',
)

function encodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  // UTF-32's mark begins like UTF-16's; nobody writes SBOMs in it.
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return undefined
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  return 'utf-8'
}

function packedKind(bytes: Uint8Array): string | undefined {
  const start = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (start.startsWith('1f8b')) return 'gzip'
  if (start === '504b0304') return 'zip'
  if (start === '28b52ffd') return 'zstd'
  return start.startsWith('425a68') ? 'bzip2' : undefined
}
