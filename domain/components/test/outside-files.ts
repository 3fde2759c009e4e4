import { existsSync, readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

const root = new URL('../../../../shared/data/', import.meta.url)

/** Where a file of the outside test data lies; tests skip, and say so, where it is absent. */
export function outsideFile(path: string): URL {
  return new URL(path, root)
}

export function isOutsidePresent(...paths: readonly string[]): boolean {
  return paths.every((path) => existsSync(outsideFile(path)))
}

/** The files of a zip archive in its own order, folders left out; stored or deflated, no zip64. */
export function* filesOfZip(path: string): Generator<readonly [string, Buffer]> {
  const bytes = readFileSync(outsideFile(path))
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10)
    const size = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (name.endsWith('/')) continue
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    yield [name, method === 0 ? packed : inflateRawSync(packed)]
  }
}
