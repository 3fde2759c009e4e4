import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open as openFile, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { open } from './call.ts'
import type { Asked, Options } from './command.ts'
import type { Connection } from './connection.ts'
import { byteText, openProgress } from './progress.ts'

export type Saved = { readonly file: string; readonly bytes: number; readonly sha256: string }

export const saveOptions: Options = {
  out: { takes: 'text', value: 'FILE', about: say('저장할 파일.', 'File to save to.') },
  force: { takes: 'switch', about: say('있는 파일을 덮어씁니다.', 'Replace the file if it exists.') },
}

/** Saves what an endpoint sends: whole or not at all, and never over an existing file unasked. */
export async function download(
  connection: Connection,
  endpoint: Endpoint,
  wanted: { readonly input: unknown; readonly asked: Asked; readonly label: string },
): Promise<Answer<Saved>> {
  const out = wanted.asked.text('out')
  if (out === undefined)
    return refuse('invalid', say('--out 파일 이름이 필요합니다.', 'Name the file with --out FILE.'), 'out')
  const path = resolve(connection.terminal.folder, out)
  if (existsSync(path) && !wanted.asked.on('force'))
    return refuse(
      'conflict',
      say(
        `이미 있는 파일입니다: ${out}. 덮어쓰려면 --force를 더하십시오.`,
        `${out} exists already. Add --force to replace it.`,
      ),
      'out',
    )
  const response = await open(connection, endpoint, { input: wanted.input })
  if (!response.ok) return response
  const length = Number(response.value.headers['content-length'] ?? Number.NaN)
  const progress = openProgress(connection.terminal, {
    label: wanted.label,
    total: Number.isFinite(length) ? length : null,
    show: byteText,
  })
  const part = `${path}.part-${randomUUID().slice(0, 8)}`
  try {
    const saved = await keep(response.value, part, progress.advance)
    await rename(part, path)
    return accept({ file: path, ...saved })
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof Error && 'path' in error) throw error
    return refuse(
      'unavailable',
      say(
        '내려받는 중에 연결이 끊겼습니다. 다시 하십시오.',
        'The connection broke during the download. Try again.',
      ),
    )
  } finally {
    progress.end()
  }
}

async function keep(content: AsyncIterable<unknown>, path: string, advance: (bytes: number) => void) {
  const file = await openFile(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const part of content) {
      if (!Buffer.isBuffer(part)) throw new Error('a response gives buffers')
      hash.update(part)
      await file.writeFile(part)
      bytes += part.length
      advance(part.length)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}
