import type { Readable } from 'node:stream'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import yauzl from 'yauzl'

/** A ZIP on disk, read in place. Names are only compared with names that are expected, never used as paths. */
export type OpenZip = {
  /** In the order of the ZIP. */
  readonly names: readonly string[]
  readonly sizeOf: (name: string) => number | undefined
  /** The bytes of a file of at most `bytesMax`; undefined when it is not there, larger, or broken inside. */
  readonly read: (name: string, bytesMax: number) => Promise<Buffer | undefined>
  /** Piece by piece; throws when the file is broken inside or longer than it says. */
  readonly pieces: (name: string) => AsyncGenerator<Buffer>
  readonly close: () => void
}

const entriesMax = 5_000_000
/** Deflate cannot do better than 1032 to 1. */
const ratioMax = 1100

/** Opens a ZIP. Refuses one that is cut off, holds a name twice, or says it would unpack to more than its bytes can hold. */
export async function openZip(path: string): Promise<Answer<OpenZip>> {
  try {
    const zip = await yauzl.openPromise(path, { autoClose: false })
    const entries = await readEntries(zip)
    if (!entries.ok) zip.close()
    return entries.ok ? accept(opened(zip, entries.value)) : entries
  } catch (error) {
    // yauzl throws for whatever is not a ZIP or a name that climbs; a path that is not there is Node's own error.
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return missing
      ? refuse('not-found', say('그런 파일이 없습니다.', 'There is no such file.'), 'file')
      : damaged()
  }
}

async function readEntries(zip: yauzl.ZipFile): Promise<Answer<ReadonlyMap<string, yauzl.Entry>>> {
  const entries = new Map<string, yauzl.Entry>()
  let packed = 0
  if (zip.entryCount > entriesMax) return damaged()
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize
    const bomb = entry.uncompressedSize > entry.compressedSize * ratioMax || packed > zip.fileSize
    if (bomb || entries.has(entry.fileName) || !entry.canDecodeFileData()) return damaged()
    entries.set(entry.fileName, entry)
  }
  return accept(entries)
}

function opened(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>): OpenZip {
  async function* pieces(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name)
    if (!entry) throw new Error(`the ZIP holds no ${name}`)
    const stream: Readable = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) yield piece
  }
  return {
    names: [...entries.keys()],
    sizeOf: (name) => entries.get(name)?.uncompressedSize,
    pieces,
    read: async (name, bytesMax) => {
      if ((entries.get(name)?.uncompressedSize ?? Number.POSITIVE_INFINITY) > bytesMax) return undefined
      const parts: Buffer[] = []
      try {
        for await (const piece of pieces(name)) parts.push(piece)
      } catch {
        return undefined // broken inside: for whoever asked it is not there, and is named so
      }
      return Buffer.concat(parts)
    },
    close: () => zip.close(),
  }
}

function damaged(): Answer<never> {
  return refuse(
    'invalid',
    say(
      'ZIP 파일이 아니거나 잘렸거나 손상되었습니다. 백업 파일을 다시 받으십시오.',
      'This is not a ZIP, or it is cut off or damaged. Get the file again.',
    ),
    'file',
  )
}
