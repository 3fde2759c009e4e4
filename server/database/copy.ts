import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

/** Writes lines of COPY's text format, each ended, into a table and its columns as named. Before: a transaction is open. */
export async function copyInto(
  client: pg.ClientBase,
  target: string,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return
  await pipeline(Readable.from(chunksOf(lines)), client.query(from(`copy ${target} from stdin`)))
}

const chunkLength = 256 * 1024

/** Long pieces: each costs a message of the protocol. */
function* chunksOf(lines: readonly string[]): Generator<Buffer> {
  let chunk: string[] = []
  let length = 0
  for (const line of lines) {
    chunk.push(line)
    length += line.length
    if (length < chunkLength) continue
    yield Buffer.from(chunk.join(''))
    chunk = []
    length = 0
  }
  if (length > 0) yield Buffer.from(chunk.join(''))
}
