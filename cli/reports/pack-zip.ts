import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import { createInflateRaw, inflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'
import { filesMax, type PackSource } from './pack-source.ts'

type Place = {
  readonly name: Buffer
  readonly headerAt: number
  readonly packed: number
  readonly size: number
  readonly method: number
}

const headerLength = 30
const headerSign = 0x04034b50
const stored = 0
const deflated = 8

/**
 * A pack as one ZIP. yauzl reads the directory; the files are read here, each in one go, because a million entries
 * lie in eight thousand small files. Nothing is ever written to a path, so a name like `../x` is only a wrong name.
 * Throws for what is not a sound ZIP.
 */
export async function openZip(path: string): Promise<PackSource> {
  const file = openSync(path, 'r')
  try {
    return sourceOf(file, await readDirectory(file))
  } catch (error) {
    closeSync(file)
    throw error
  }
}

async function readDirectory(file: number): Promise<readonly Place[]> {
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false }
  const zip = await yauzl.fromFdPromise(file, options)
  if (zip.entryCount > filesMax) throw new Error('too many files')
  const places: Place[] = []
  let used = 0
  for await (const entry of zip.eachEntry()) {
    const name = Buffer.from(entry.fileNameRaw)
    used += headerLength + name.length + entry.compressedSize
    const { relativeOffsetOfLocalHeader: headerAt, compressedSize: packed } = entry
    const place = { name, headerAt, packed, size: entry.uncompressedSize, method: entry.compressionMethod }
    if (entry.isEncrypted() || (place.method !== stored && place.method !== deflated))
      throw new Error('encrypted or packed in an unknown way')
    if (name.at(-1) !== 0x2f) places.push(place)
  }
  // More packed bytes than the file has: entries overlap, which is how a small bomb inflates without end (Fifield 2019).
  if (used > fstatSync(file).size) throw new Error('overlapping entries')
  return places
}

function sourceOf(file: number, places: readonly Place[]): PackSource {
  const names = places.map((place) => place.name.toString('utf8'))
  const byName = new Map(places.map((place, at) => [names[at] ?? '', place]))
  const placeOf = (name: string) => {
    const place = byName.get(name)
    if (!place) throw new Error('not a file of this ZIP')
    return place
  }
  return {
    names,
    sizeOf: (name) => byName.get(name)?.size,
    bytesOf: (name) => {
      const place = placeOf(name)
      const packed = readAt(file, contentAt(file, place), place.packed)
      const bytes =
        place.method === stored
          ? packed
          : inflateRawSync(packed, { maxOutputLength: Math.max(1, place.size) })
      if (bytes.length !== place.size) throw new Error('not the size the directory states')
      return bytes
    },
    streamOf: (name) => {
      const place = placeOf(name)
      if (place.packed === 0) throw new Error('empty')
      const start = contentAt(file, place)
      const packed = createReadStream('', {
        fd: file,
        autoClose: false,
        start,
        end: start + place.packed - 1,
      })
      return place.method === stored ? packed : bounded(packed.pipe(createInflateRaw()), place.size)
    },
    close: () => closeSync(file),
  }
}

/** Where the content begins. The name is written twice in a ZIP; if they differ, two programs see two packs. */
function contentAt(file: number, place: Place): number {
  const header = readAt(file, place.headerAt, headerLength)
  const nameLength = header.readUInt16LE(26)
  const name = readAt(file, place.headerAt + headerLength, nameLength)
  if (header.readUInt32LE(0) !== headerSign || !name.equals(place.name)) throw new Error('headers differ')
  return place.headerAt + headerLength + nameLength + header.readUInt16LE(28)
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, length - done, position + done)
    if (read === 0) throw new Error('cut short')
    done += read
  }
  return bytes
}

async function* bounded(parts: AsyncIterable<Buffer>, max: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const part of parts) {
    size += part.length
    if (size > max) throw new Error('larger than the directory states')
    yield part
  }
}
