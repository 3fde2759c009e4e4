/**
 * The lines of a text that comes in pieces, as bytes. Only the line feed ends a line: Node's own reader of lines also
 * ends one at U+2028, which may stand in what people wrote. A line longer than `bytesMax` throws.
 */
export async function* linesOf(
  pieces: AsyncIterable<Buffer>,
  bytesMax: number,
): AsyncGenerator<Buffer<ArrayBufferLike>> {
  let rest: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    let from = 0
    for (;;) {
      const end = piece.indexOf(0x0a, from)
      const part = piece.subarray(from, end < 0 ? undefined : end)
      size += part.length
      if (size > bytesMax) throw new Error(`a line of more than ${bytesMax} bytes`)
      rest.push(part)
      if (end < 0) break
      yield Buffer.concat(rest)
      rest = []
      size = 0
      from = end + 1
    }
  }
  if (size > 0) yield Buffer.concat(rest)
}
