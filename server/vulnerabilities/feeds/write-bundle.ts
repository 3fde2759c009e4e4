import { hash } from 'node:crypto'
import {
  type BundledFile,
  bundledName,
  bundleManifestName,
  bundleText,
} from '@maek/domain/vulnerabilities/feed-bundle.ts'
import { utf8Bytes } from '@maek/ledger/bytes.ts'
import type { SignerKey } from '@maek/ledger/keys.ts'
import { signNote } from '@maek/ledger/note.ts'
import { type ZipPart, zipOf } from '../../reports/zip-writer.ts'

export type ToBundle = Omit<BundledFile, 'bytes' | 'sha256'> & { readonly content: Buffer }

/** A bundle of these files, signed: the manifest first, then each file as it is. */
export function writeBundle(
  given: { readonly madeAt: string; readonly files: readonly ToBundle[] },
  key: SignerKey,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const files = given.files.map((file) => ({
    ...file,
    bytes: file.content.length,
    sha256: hash('sha256', file.content, 'hex'),
  }))
  const note = signNote(bundleText({ madeAt: given.madeAt, files }), [key])
  async function* parts(): AsyncGenerator<ZipPart> {
    yield { name: bundleManifestName, content: utf8Bytes(note) }
    for (const file of files) {
      const isPacked = file.content[0] === 0x1f || file.content[0] === 0x50
      yield { name: bundledName(file), content: file.content, stored: isPacked }
    }
  }
  return zipOf(parts())
}
