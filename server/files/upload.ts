import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'

/** A body that lies on disk because it may be larger than memory. Whoever receives it removes it. */
export type Upload = { readonly path: string; readonly sha256: string; readonly size: number }

/** Where bodies lie while they are judged; on the disk of the store, so that keeping one is only a new name. */
export function uploadFolder(house: { readonly folder: string }): string {
  return join(house.folder, 'uploads')
}

/** Writes a body to disk, hashing as it comes; refused beyond `max`. Refused or broken off, nothing is left. */
export async function receiveUpload(
  folder: string,
  body: AsyncIterable<Uint8Array> | null,
  max: number,
): Promise<Answer<Upload>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  let size = 0
  const counted = new Transform({
    transform(part: Buffer, _encoding, done) {
      size += part.length
      if (size > max) done(new TooLarge())
      else {
        hash.update(part)
        done(null, part)
      }
    },
  })
  try {
    // The web's stream and Node's are one thing under two declarations.
    const source = Readable.from(body ?? [], { objectMode: false })
    await pipeline(source, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return accept({ path, sha256: hash.digest('hex'), size })
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof TooLarge) return tooLarge(max)
    throw error
  }
}

/** Bytes in hand as an upload, for callers inside the house. */
export async function uploadOfBytes(folder: string, bytes: Buffer): Promise<Upload> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  await writeFile(path, bytes, { flag: 'wx', mode: 0o600 })
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
}

class TooLarge extends Error {}

export function tooLarge(limit: number): Answer<never> {
  const megabytes = limit / 1_000_000
  return {
    ok: false,
    refusal: {
      code: 'too-large',
      because: say(
        `너무 큽니다. 최대 ${megabytes} MB까지 보낼 수 있습니다.`,
        `Too large. At most ${megabytes} MB may be sent.`,
      ),
      field: 'body',
    },
  }
}
