import { hash } from 'node:crypto'
import {
  type BundledFile,
  bundledName,
  bundleManifestName,
  bundleText,
} from '@maek/domain/vulnerabilities/feed-bundle.ts'
import type { SignerKey } from '@maek/ledger/keys.ts'
import { signNote } from '@maek/ledger/note.ts'
import yazl from 'yazl'

export type ToBundle = Omit<BundledFile, 'bytes' | 'sha256'> & { readonly content: Buffer }

/** A bundle of these files, signed: the manifest first, then each file as it is. The same files give the same bytes. */
export function writeBundle(
  given: { readonly madeAt: string; readonly files: readonly ToBundle[] },
  key: SignerKey,
): AsyncIterable<Uint8Array> {
  const files = given.files.map((file) => ({
    ...file,
    bytes: file.content.length,
    sha256: hash('sha256', file.content, 'hex'),
  }))
  const note = signNote(bundleText({ madeAt: given.madeAt, files }), [key])
  const zip = new yazl.ZipFile()
  zip.addBuffer(Buffer.from(note), bundleManifestName, { ...fixed, compress: false })
  for (const file of files) {
    // Gzip and ZIP gain nothing from being packed again.
    const isPacked = file.content[0] === 0x1f || file.content[0] === 0x50
    zip.addBuffer(file.content, bundledName(file), { ...fixed, compress: !isPacked })
  }
  zip.end()
  return piecesOf(zip.outputStream)
}

// DOS time only, from local parts: the same bytes in every time zone.
const fixed = { mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true } as const

async function* piecesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}
