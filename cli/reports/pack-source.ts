import { createHash, hash as nodeHash } from 'node:crypto'
import type { Sha256 } from '@maek/ledger/hash.ts'
import type { PackReader } from '@maek/ledger/verify.ts'

/** A folder or ZIP as it lies on the disk. Reading throws for what is damaged; the verifier takes that for missing. */
export type PackSource = {
  /** Every file name, one met twice standing twice. */
  readonly names: readonly string[]
  readonly sizeOf: (name: string) => number | undefined
  readonly bytesOf: (name: string) => Uint8Array
  readonly streamOf: (name: string) => AsyncIterable<Uint8Array>
  readonly close: () => void
}

/** A pack holds at most this many files: a log of five billion entries would need more. */
export const filesMax = 500_000
/** Larger files are only ever hashed in passing; the verifier reads no single file beyond 64 MB. */
export const readBytesMax = 128_000_000

/**
 * What the verifier asks of a source. A digest is taken as the bytes pass for the first time: the log, which is
 * most of a pack, is then read once and not twice, and what was verified is what was hashed.
 */
export function packReaderOf(source: PackSource): PackReader {
  const digests = new Map<string, { readonly sha256: string; readonly size: number }>()
  const read = (name: string) => {
    const size = source.sizeOf(name)
    if (size === undefined || size > readBytesMax) return undefined
    const bytes = source.bytesOf(name)
    if (!digests.has(name)) digests.set(name, { sha256: nodeHash('sha256', bytes), size: bytes.length })
    return bytes
  }
  const digest = async (name: string) => {
    const size = source.sizeOf(name)
    if (size === undefined) return undefined
    const known = digests.get(name)
    if (known) return known
    if (size <= readBytesMax) read(name)
    else digests.set(name, await digestStream(source.streamOf(name)))
    return digests.get(name)
  }
  return { list: () => source.names, read, digest }
}

async function digestStream(parts: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let size = 0
  for await (const part of parts) {
    hash.update(part)
    size += part.length
  }
  return { sha256: hash.digest('hex'), size }
}

/** node:crypto's SHA-256; a “binary” text comes back four times faster than a Buffer (0.4 against 1.8 µs). */
export const fastSha256: Sha256 = (bytes) => {
  const text = nodeHash('sha256', bytes, 'binary')
  const digest = new Uint8Array(32)
  for (let at = 0; at < 32; at += 1) digest[at] = text.charCodeAt(at)
  return digest
}
