import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Manifest, readManifest } from '@maek/domain/models/datasets/manifest.ts'
import { manifestBytesMax, rootPrefix } from '@maek/domain/models/datasets/manifest-form.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Terminal } from '../../command.ts'

/** A manifest file with everything in it checked, its root too. */
export async function readManifestFile(terminal: Terminal, file: string): Promise<Answer<Manifest>> {
  const path = resolve(terminal.folder, file)
  const found = await stat(path).catch(() => null) // Not there, or not for us to see: one refusal for both.
  if (!found?.isFile())
    return refuse('not-found', say(`읽을 수 있는 파일이 아닙니다: ${file}`, `Not a readable file: ${file}`))
  if (found.size > manifestBytesMax)
    return refuse(
      'too-large',
      say(`${file}: 매니페스트로는 너무 큽니다.`, `${file} is too large for a manifest.`),
    )
  return manifestOf(await readFile(path))
}

/** The same from bytes in hand. */
export function manifestOf(bytes: Buffer): Answer<Manifest> {
  const read = readManifest(bytes.toString('utf8'))
  if (!read.ok) return read
  const { header } = read.value
  const root = createHash('sha256')
    .update(rootPrefix(header))
    .update(bytes.subarray(bytes.indexOf(10) + 1))
  return root.digest('hex') === header.root ? accept(read.value) : wrongRoot
}

const wrongRoot = refuse(
  'invalid',
  say(
    '매니페스트의 뿌리 해시가 항목과 맞지 않습니다. 잘렸거나 고쳐진 파일입니다.',
    'The root of the manifest does not match its items: the file was cut or changed.',
  ),
  'body',
)
