import { isUtf8 } from 'node:buffer'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { fileTypeFromBuffer } from 'file-type'

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

/** Checks that a file is what its name says; the name itself is only kept as a label, never as a path. */
export async function checkFile(
  name: string,
  bytes: Buffer,
): Promise<Answer<{ name: string; mediaType: string }>> {
  const checked = checkLabel(name)
  if (!checked.ok) return checked
  const label = checked.value
  if (bytes.length === 0) return refuse('invalid', say('빈 파일입니다.', 'The file is empty.'), 'body')
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(label)?.[1]?.toLowerCase() ?? ''
  const mediaType = byExtension[extension]
  if (mediaType === undefined) return accept({ name: label, mediaType: 'application/octet-stream' })
  const found = await fileTypeFromBuffer(bytes)
  const agrees = ofText.has(extension)
    ? !found || found.ext === 'xml'
      ? isText(bytes)
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
  return isUtf8(bytes) && !bytes.includes(0)
}
