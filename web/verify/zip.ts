import { type Checked, sound, unsound } from '@maek/ledger/answer.ts'
import { utf8Text } from '@maek/ledger/bytes.ts'
import { runningSha256 } from '@maek/ledger/hash.ts'
import type { PackReader } from '@maek/ledger/verify.ts'
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
  const byName = new Map<string, ZipEntry>()
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry)
  return sound({
    list: () => entries.map((entry) => entry.name),
    read: async (name) => {
      const entry = byName.get(name)
      if (entry === undefined || entry.size > heldBytesMax) return undefined
      const whole = new Uint8Array(entry.size)
      let at = 0
      await eachPiece(file, entry, (piece) => {
        whole.set(piece, at)
        at += piece.length
      })
      return whole
    },
    digest: async (name) => {
      const entry = byName.get(name)
      if (entry === undefined) return undefined
      const running = runningSha256()
      await eachPiece(file, entry, running.add)
      return { sha256: running.hex(), size: entry.size }
    },
  })
}

/** Every byte of one file. Throws when it is not exactly as long as the directory says: a bomb is stopped at its first byte too many. */
async function eachPiece(file: Blob, entry: ZipEntry, take: (piece: Uint8Array) => void): Promise<void> {
  const start = await dataStart(file, entry)
  if (!start.ok) throw new Error(start.refusal.because.en)
  const packed = file.slice(start.value, start.value + entry.packedSize).stream()
  const pieces = entry.deflated ? packed.pipeThrough(new DecompressionStream('deflate-raw')) : packed
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
async function dataStart(file: Blob, entry: ZipEntry): Promise<Checked<number>> {
  const head = new DataView(await file.slice(entry.headerAt, entry.headerAt + 30).arrayBuffer())
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) return wrongHeader(entry)
  const nameBytes = head.getUint16(26, true)
  const nameAt = entry.headerAt + 30
  const name = new Uint8Array(await file.slice(nameAt, nameAt + nameBytes).arrayBuffer())
  if (utf8Text(name) !== entry.name) return wrongHeader(entry)
  return sound(nameAt + nameBytes + head.getUint16(28, true))
}

function wrongHeader(entry: ZipEntry): Checked<never> {
  return unsound(
    `ZIP 안의 ${entry.name} 머리글이 목록과 다릅니다.`,
    `The header of ${entry.name} in the ZIP differs from its directory.`,
    entry.name,
  )
}
