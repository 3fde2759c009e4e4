import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { type FileTypeResult, fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import type { Upload } from './upload.ts'

/** Media type by extension. What is not here is kept as bytes of no particular type and only ever downloaded. */
const byExtension: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  hwpx: 'application/hwp+zip',
  zip: 'application/zip',
  json: 'application/json',
  xml: 'application/xml',
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/markdown',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  log: 'text/plain',
}
const ofText = new Set(['json', 'xml', 'csv', 'txt', 'md', 'yaml', 'yml', 'log'])
/** Containers whose inside the type detector may name more exactly than the extension does. */
const zipBased = new Set(['docx', 'xlsx', 'hwpx', 'zip'])

type Label = { readonly name: string; readonly mediaType: string }

/** Checks that a file is what its name says; the name itself is only kept as a label, never as a path. */
export function checkFile(name: string, bytes: Buffer): Promise<Answer<Label>> {
  return check(name, {
    size: bytes.length,
    typeOf: () => fileTypeFromBuffer(bytes),
    isText: async () => isText(bytes),
  })
}

/** The same of a body that lies on disk, never all of it in memory. */
export function checkUpload(name: string, { path, size }: Upload): Promise<Answer<Label>> {
  return check(name, { size, typeOf: () => fileTypeFromFile(path), isText: () => isTextFile(path) })
}

type Content = {
  readonly size: number
  readonly typeOf: () => Promise<FileTypeResult | undefined>
  readonly isText: () => Promise<boolean>
}

async function check(name: string, content: Content): Promise<Answer<Label>> {
  const checked = checkLabel(name)
  if (!checked.ok) return checked
  const label = checked.value
  if (content.size === 0) return refuse('invalid', say('빈 파일입니다.', 'The file is empty.'), 'body')
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(label)?.[1]?.toLowerCase() ?? ''
  const mediaType = byExtension[extension]
  if (mediaType === undefined) return accept({ name: label, mediaType: 'application/octet-stream' })
  const found = await content.typeOf()
  const agrees = ofText.has(extension)
    ? !found || found.ext === 'xml'
      ? await content.isText()
      : false
    : agreesWith(extension, mediaType, found)
  if (agrees) return accept({ name: label, mediaType })
  return refuse(
    'wrong-type',
    say(
      `내용이 확장자(.${extension})와 다릅니다${found ? `(실제: ${found.ext})` : ''}. 올바른 파일인지 확인하십시오.`,
      `The content is not what .${extension} says${found ? ` (it is ${found.ext})` : ''}. Check the file.`,
    ),
    'body',
  )
}

/** The name as a label: composed, and neither a path nor able to disguise itself. */
export function checkLabel(name: string): Answer<string> {
  const label = name.normalize('NFC')
  if (!/[\\/\p{Cc}\p{Bidi_Control}]/u.test(label) && !/^\.+$/.test(label)) return accept(label)
  return refuse(
    'invalid',
    say(
      '파일 이름에 경로나 제어 문자가 들어 있습니다.',
      'The file name contains a path or control characters.',
    ),
    'name',
  )
}

function agreesWith(
  extension: string,
  mediaType: string,
  found: { ext: string; mime: string } | undefined,
): boolean {
  if (!found) return false
  return found.mime === mediaType || (zipBased.has(extension) && found.ext === 'zip')
}

function isText(bytes: Buffer): boolean {
  return (isUtf8(bytes) && !bytes.includes(0)) || isUtf16(bytes)
}

/** UTF-16 that says so by its mark (RFC 2781, 3.2): what `>` writes on Windows. Without a mark nobody can tell it. */
function isUtf16(bytes: Buffer): boolean {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!isLittle && !(bytes[0] === 0xfe && bytes[1] === 0xff)) return false
  try {
    const text = new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be', { fatal: true }).decode(bytes)
    return !text.includes('\0')
  } catch {
    return false // the decoder throws for exactly one reason: half a letter
  }
}

async function isTextFile(path: string): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([rest, piece])
    const end = endOfLetters(bytes)
    if (!isText(bytes.subarray(0, end))) return false
    rest = bytes.subarray(end)
  }
  return rest.length === 0
}

/** Up to where every letter is whole: of its two to four bytes (RFC 3629) some may lie in the next piece. */
function endOfLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < length ? bytes.length - back : bytes.length
  }
  return bytes.length
}
