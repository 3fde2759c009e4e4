import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'

/** A ZIP of these files, in their order. */
export async function zipped(files: Iterable<readonly [string, Uint8Array]>): Promise<Buffer<ArrayBuffer>> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return Buffer.from(await buffer(zip.outputStream))
}
