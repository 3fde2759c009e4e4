import { createReadStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Bench } from '../task.ts'
import { tooManyBytes } from './size.ts'

/**
 * Whether a gzip file is whole (RFC 1952: length and CRC-32 at its end). DuckDB reads one that was cut short up to the
 * cut and says nothing: cases would be missing from an evaluation unseen.
 */
export async function checkGzip({ bounds }: Pick<Bench, 'bounds'>, path: string): Promise<Answer<null>> {
  let bytes = 0
  const counted = new Writable({
    write(part: Buffer, _encoding, done) {
      bytes += part.length
      done(bytes > bounds.bytesMax ? new TooLarge() : null)
    },
  })
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      createGunzip({ chunkSize: 1 << 18 }),
      counted,
    )
    return accept(null)
  } catch (error) {
    if (error instanceof TooLarge) return tooManyBytes(bytes, bounds.bytesMax)
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))) return broken
    throw error
  }
}

class TooLarge extends Error {}

const broken = refuse(
  'wrong-type',
  say(
    '압축 파일이 중간에 끊겼거나 손상되었습니다. 다시 압축하거나 받아서 올리십시오.',
    'The compressed file is cut short or damaged. Compress or fetch it again and upload.',
  ),
  'body',
)
