import { createHash, hash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'

/** Files by content: what is stored under a hash is that content or is refused on reading. */
export type FileStore = {
  /**
   * Durable when it returns: written, flushed, renamed, folder flushed. Same content again is no new file. Whoever has
   * hashed the bytes already says so; a wrong hash is found at the first reading.
   */
  readonly put: (
    organisation: string,
    bytes: Buffer,
    sha256?: string,
  ) => Promise<{ readonly sha256: string; readonly size: number }>
  /** Takes a file that lies on the same disk and has this hash; as durable as `put`. The file is there no more. */
  readonly adopt: (
    organisation: string,
    file: { readonly path: string; readonly sha256: string },
  ) => Promise<void>
  readonly get: (organisation: string, sha256: string) => Promise<Answer<Buffer<ArrayBuffer>>>
  /** The same piece by piece, for files too large to hold; throws at the end when they are not what the hash says. */
  readonly pieces: (organisation: string, sha256: string) => AsyncGenerator<Buffer>
  /** The stored bytes unchecked, for a backup: whoever restores checks them, and a damaged file is still half a file. */
  readonly rawPieces: (organisation: string, sha256: string) => AsyncIterable<Buffer>
  /** Size on disk; undefined when the file is not there. */
  readonly sizeOf: (organisation: string, sha256: string) => Promise<number | undefined>
  /** Removes every file of an organisation that is gone itself. */
  readonly removeAll: (organisation: string) => Promise<void>
  readonly folder: string
}

export function openFileStore(folder: string): FileStore {
  const place = (organisation: string, sha256: string) =>
    join(folder, organisation, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  return {
    folder,
    put: async (organisation, bytes, sha256 = hash('sha256', bytes, 'hex')) => {
      await writeDurably(place(organisation, sha256), bytes)
      return { sha256, size: bytes.length }
    },
    adopt: (organisation, { path, sha256 }) => moveDurably(path, place(organisation, sha256)),
    get: async (organisation, sha256) => {
      const bytes = await readFile(place(organisation, sha256)).catch(absent)
      if (bytes && createHash('sha256').update(bytes).digest('hex') === sha256) return accept(bytes)
      return refuse(
        'unavailable',
        bytes
          ? say(
              '저장된 파일이 손상되었습니다. 백업에서 복구하십시오.',
              'The stored file is damaged. Restore it from a backup.',
            )
          : say(
              '저장된 파일이 없어졌습니다. 백업에서 복구하십시오.',
              'The stored file is missing. Restore it from a backup.',
            ),
        sha256,
      )
    },
    pieces: async function* (organisation, sha256) {
      const hash = createHash('sha256')
      for await (const piece of createReadStream(place(organisation, sha256), { highWaterMark: 1 << 18 })) {
        hash.update(piece)
        yield piece
      }
      if (hash.digest('hex') !== sha256) throw new Error(`the stored file ${sha256} is damaged`)
    },
    rawPieces: (organisation, sha256) =>
      createReadStream(place(organisation, sha256), { highWaterMark: 1 << 18 }),
    sizeOf: async (organisation, sha256) => (await stat(place(organisation, sha256)).catch(absent))?.size,
    removeAll: (organisation) => rm(join(folder, organisation), { recursive: true, force: true }),
  }
}

/** A file that is not there is an answer; any other trouble with the disk is thrown. */
function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}

/** Flush, rename, flush the folder: after a crash the file is whole in its new place or not there. */
async function moveDurably(from: string, to: string): Promise<void> {
  const folder = dirname(to)
  await mkdir(folder, { recursive: true })
  await flush(from)
  await rename(from, to)
  await flush(folder)
}

async function flush(path: string): Promise<void> {
  const opened = await open(path, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** Write to a temporary name, flush, rename, flush the folder: after a crash the file is whole or absent. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `.${randomUUID()}`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await flush(folder)
}
