import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Terminal } from './command.ts'
import type { Upload } from './wire.ts'

/** A file ready to be sent to an endpoint; refused here when it is not there or larger than the endpoint takes. */
export async function uploadOf(
  terminal: Terminal,
  file: string,
  endpoint: Endpoint,
): Promise<Answer<Upload & { readonly name: string }>> {
  const path = resolve(terminal.folder, file)
  const found = await stat(path).catch(() => null) // Not there, or not for us to see: one refusal for both.
  if (!found?.isFile())
    return refuse('not-found', say(`읽을 수 있는 파일이 아닙니다: ${file}`, `Not a readable file: ${file}`))
  const max = endpoint.bytesMax ?? 0
  if (found.size > max) {
    const megabytes = max / 1_000_000
    return refuse(
      'too-large',
      say(
        `${file}: 최대 ${megabytes} MB까지 보낼 수 있습니다.`,
        `${file}: at most ${megabytes} MB may be sent.`,
      ),
    )
  }
  const name = basename(path).normalize('NFC')
  return accept({ path, size: found.size, label: name, name })
}
