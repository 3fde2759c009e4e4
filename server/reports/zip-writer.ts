import { PassThrough, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import yazl from 'yazl'

/** One file of a ZIP: its bytes, or where they come from piece by piece. */
export type ZipPart = {
  readonly name: string
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
  /** Hashes and files already compressed gain nothing from deflate. */
  readonly stored?: boolean
}

/**
 * A ZIP written as its reader takes it: one part at a time is open, in the order given, so memory stays flat. The same
 * parts give the same bytes (no times but a fixed one). `ended` runs once, whether it was read to the end, failed, or
 * the reader went away.
 */
export function zipOf(
  parts: AsyncIterable<ZipPart>,
  ended: () => Promise<void> = async () => undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const zip = new yazl.ZipFile()
  const output = new PassThrough()
  zip.outputStream.pipe(output)
  zip.on('error', (error: Error) => output.destroy(error))
  const gone = new Promise<void>((resolve) => output.once('close', resolve))
  fill(zip, parts, { output, gone })
    .catch((error: unknown) => {
      output.destroy(error instanceof Error ? error : new Error(String(error)))
    })
    .then(ended)
    .catch(() => undefined) // clearing up failed after the answer was given; the next backup clears the folder
  // Node's own type of the same stream; the pieces are Buffers, which are Uint8Arrays over an ArrayBuffer.
  return Readable.toWeb(output) as ReadableStream<Uint8Array<ArrayBuffer>>
}

async function fill(
  zip: yazl.ZipFile,
  parts: AsyncIterable<ZipPart>,
  { output, gone }: { readonly output: PassThrough; readonly gone: Promise<void> },
): Promise<void> {
  for await (const { name, content, stored } of parts) {
    if (output.destroyed) return
    const source = Readable.from(piecesOf(content), { objectMode: false })
    zip.addReadStream(source, name, { ...fixed, compress: stored !== true })
    const read = finished(source, { writable: false })
    // A source that is abandoned never ends by itself; what ends it here also closes what it was reading from.
    void gone.then(() => source.destroy())
    try {
      await read
    } catch (error) {
      if (output.destroyed) return
      throw error
    }
  }
  zip.end()
}

// DOS time only, from local parts: the same bytes in every time zone.
const fixed = { mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true } as const

function piecesOf(content: ZipPart['content']): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  if (!(content instanceof Uint8Array)) return content
  return content.length === 0 ? [] : [content]
}
