import { type Checked, sound, unsound } from '@maek/ledger/answer.ts'
import { utf8Text } from '@maek/ledger/bytes.ts'
import { digestHex, runningSha256 } from '@maek/ledger/hash.ts'
import type { PackReader } from '@maek/ledger/verify.ts'
import { type ReadBytes, windowsOn } from './windows.ts'
import { readDirectory, type ZipEntry } from './zip-directory.ts'

/** Largest file that is held whole; larger ones (attachments) are only hashed, piece by piece. */
const heldBytesMax = 128_000_000

/**
 * A ZIP chosen by the inspector, read in place without unpacking. Names in it are only compared, never used as paths.
 * Only the directory is read here; a file that is broken inside reads as not there, and the verifier names it.
 */
export async function openZip(file: Blob): Promise<Checked<Required<PackReader>>> {
  const directory = await readDirectory(file)
  if (!directory.ok) return directory
  const entries = directory.value
  const source = { file, read: windowsOn(file) }
  const byName = new Map<string, ZipEntry>()
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry)
  // A file read whole has been hashed on the way: the same bytes need not be unpacked a second time.
  const digests = new Map<string, { readonly sha256: string; readonly size: number }>()
  return sound({
    list: () => entries.map((entry) => entry.name),
    read: async (name) => {
      const entry = byName.get(name)
      if (entry === undefined || entry.size > heldBytesMax) return undefined
      const whole = new Uint8Array(entry.size)
      let at = 0
      await eachPiece(source, entry, (piece) => {
        whole.set(piece, at)
        at += piece.length
      })
      digests.set(name, { sha256: digestHex(whole), size: entry.size })
      return whole
    },
    digest: async (name) => {
      const entry = byName.get(name)
      const known = digests.get(name)
      if (entry === undefined || known !== undefined) return known
      const running = runningSha256()
      await eachPiece(source, entry, running.add)
      return { sha256: running.hex(), size: entry.size }
    },
  })
}

type Source = { readonly file: Blob; readonly read: ReadBytes }
const smallBytesMax = 1_000_000

/** Every byte of one file. Throws when it is not exactly as long as the directory says: a bomb is stopped at its first byte too many. */
async function eachPiece(source: Source, entry: ZipEntry, take: (piece: Uint8Array) => void): Promise<void> {
  const start = await dataStart(source, entry)
  if (!start.ok) throw new Error(start.refusal.because.en)
  const end = start.value + entry.packedSize
  const small = entry.packedSize <= smallBytesMax
  const bytes = small ? await source.read(start.value, end) : undefined
  if (bytes !== undefined && !entry.deflated) {
    if (bytes.length !== entry.size) throw new Error(`${entry.name} is shorter than it says`)
    take(bytes)
    return
  }
  const packed = bytes === undefined ? source.file.slice(start.value, end) : new Blob([bytes])
  const stream = packed.stream()
  await drain(
    entry,
    entry.deflated ? stream.pipeThrough(new DecompressionStream('deflate-raw')) : stream,
    take,
  )
}

async function drain(
  entry: ZipEntry,
  pieces: ReadableStream<Uint8Array>,
  take: (piece: Uint8Array) => void,
): Promise<void> {
  const reader = pieces.getReader()
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > entry.size) throw new Error(`${entry.name} is longer than it says`)
      take(value)
    }
  } finally {
    await reader.cancel().catch(() => undefined) // already failed: the cause is on its way up
  }
  if (size !== entry.size) throw new Error(`${entry.name} is shorter than it says`)
}

/** Where the bytes begin, by the file's own header, which must bear the name the directory gives it. */
async function dataStart({ read }: Source, entry: ZipEntry): Promise<Checked<number>> {
  const head = await read(entry.headerAt, entry.headerAt + 30)
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  if (head.length < 30 || view.getUint32(0, true) !== 0x04034b50) return wrongHeader(entry)
  const nameAt = entry.headerAt + 30
  const nameEnd = nameAt + view.getUint16(26, true)
  if (utf8Text(await read(nameAt, nameEnd)) !== entry.name) return wrongHeader(entry)
  return sound(nameEnd + view.getUint16(28, true))
}

function wrongHeader(entry: ZipEntry): Checked<never> {
  return unsound(
    `ZIP 안의 ${entry.name} 머리글이 목록과 다릅니다.`,
    `The header of ${entry.name} in the ZIP differs from its directory.`,
    entry.name,
  )
}
