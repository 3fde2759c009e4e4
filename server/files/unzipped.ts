import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip, gunzip } from 'node:zlib'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { receiveUpload, type Upload } from './upload.ts'

type Document = { readonly name: string; readonly bytes: Buffer }

/** Real SBOMs unfold ten to forty times; the worst a bomb can do is a thousand times. */
const timesMax = 100
/** So small that nobody need count how often it is folded. */
const alwaysAllowed = 1 << 20

const unfold = promisify(gunzip)

/**
 * A document as it was before gzip (RFC 1952), under its own name; what is not gzipped comes back as it is. Pipelines
 * send SBOMs so. What is kept is the document: its SHA-256 is the one its maker signed. Unfolded beside the event loop,
 * to `bytesMax` and to a hundred times what was sent, so that a small bomb asks for little memory; refused beyond.
 */
export async function unzipped({ name, bytes }: Document, bytesMax: number): Promise<Answer<Document>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return accept({ name, bytes })
  const most = mostOf(bytes.length, bytesMax)
  try {
    const plain = await unfold(bytes, { maxOutputLength: most })
    return accept({ name: plainName(name), bytes: plain })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    if (error.code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(most)
    if (String(error.code).startsWith('Z_')) return broken
    throw error
  }
}

type Held = { readonly name: string; readonly upload: Upload }

/**
 * The same for a body that lies on disk, unfolded into another file of `folder`; null where it is not gzipped. Whoever
 * asked removes the new file.
 */
export async function unzippedUpload(
  folder: string,
  { name, upload }: Held,
  bytesMax: number,
): Promise<Answer<Held | null>> {
  if (!(await isGzip(upload.path))) return accept(null)
  const most = mostOf(upload.size, bytesMax)
  try {
    // A fault of either stream ends the last one, which is read to its end below.
    const plain = pipeline(createReadStream(upload.path), createGunzip(), () => {})
    const received = await receiveUpload(folder, plain, most)
    if (!received.ok) return tooLarge(most)
    return accept({ name: plainName(name), upload: received.value })
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return broken
    throw error
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

function mostOf(size: number, bytesMax: number): number {
  return Math.min(bytesMax, Math.max(alwaysAllowed, size * timesMax))
}

function plainName(name: string): string {
  return name.replace(/\.gz(?:ip)?$/i, '')
}

const broken = refuse(
  'invalid',
  say('압축(gzip)이 깨졌습니다. 파일을 다시 만드십시오.', 'The gzip file is broken. Make it again.'),
  'file',
)

function tooLarge(most: number): Answer<never> {
  const limit = Math.floor(most / 1_048_576)
  return refuse(
    'too-large',
    say(
      `압축(gzip)을 풀면 한도(${limit} MiB)를 넘습니다. 풀어서 올리십시오.`,
      `Unfolded, the gzip file is larger than ${limit} MiB. Upload it as it was before gzip.`,
    ),
    'file',
  )
}
