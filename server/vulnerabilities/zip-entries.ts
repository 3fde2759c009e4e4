import { inflateRawSync } from 'node:zlib'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import yauzl, { type Entry, type ZipFile } from 'yauzl'

/** Beyond these an archive is no feed: the whole OSV export holds some 300,000 advisories in under 3 GB. */
export const zipLimits = {
  entries: 400_000,
  entryBytes: 5_000_000,
  totalBytes: 4_000_000_000,
  /** Inflated over packed, once an entry is large enough to hurt; JSON of advisories packs 5 to 40 times. */
  entryRatio: 200,
  entryRatioFromBytes: 1_000_000,
  totalRatio: 100,
} as const

export type ZipLimits = { readonly [Name in keyof typeof zipLimits]: number }

export type ZipEntry = { readonly place: string; readonly bytes: Answer<Buffer> }

/**
 * The files of an archive one after another, inflated in memory. Their names are labels and never paths. The central
 * directory is read twice: first all of it is judged (number, sizes, overlap), and nothing is inflated before.
 */
export async function* zipEntries(
  archive: Buffer,
  limits: ZipLimits = zipLimits,
): AsyncGenerator<Answer<ZipEntry>> {
  const judged = await judgeDirectory(archive, limits)
  if (!judged.ok) {
    yield judged
    return
  }
  const zip = await open(archive)
  if (!zip.ok) return
  for await (const entry of zip.value.eachEntry()) {
    const place = placeOf(entry)
    if (place.endsWith('/')) continue
    const refused = hindranceTo(entry, limits)
    yield accept({
      place,
      bytes: refused ? refuse('invalid', refused) : await inflate(zip.value, archive, entry),
    })
  }
}

async function open(archive: Buffer): Promise<Answer<ZipFile>> {
  try {
    // Names stay bytes: the library's own check would refuse a whole archive for one name we never use as a path.
    return accept(
      await yauzl.fromBufferPromise(archive, { lazyEntries: true, decodeStrings: false, autoClose: false }),
    )
  } catch {
    return damaged
  }
}

/** Number and declared sizes within limits, and no two entries sharing bytes (the overlapping bomb of D. Fifield, 2019). */
async function judgeDirectory(archive: Buffer, limits: ZipLimits): Promise<Answer<null>> {
  const zip = await open(archive)
  if (!zip.ok) return zip
  if (zip.value.entryCount > limits.entries) return bomb
  const spans: { readonly from: number; readonly to: number }[] = []
  let total = 0
  try {
    for await (const entry of zip.value.eachEntry()) {
      total += entry.uncompressedSize
      const from = entry.relativeOffsetOfLocalHeader
      spans.push({ from, to: from + 30 + entry.compressedSize })
      const largest = Math.min(limits.totalBytes, archive.length * limits.totalRatio + 1_000_000)
      if (spans.length > limits.entries || total > largest) return bomb
    }
  } catch {
    return damaged
  }
  spans.sort((left, right) => left.from - right.from)
  const overlapping = spans.some((span, at) => span.to > (spans[at + 1]?.from ?? archive.length))
  return overlapping ? bomb : accept(null)
}

async function inflate(zip: ZipFile, archive: Buffer, entry: Entry): Promise<Answer<Buffer>> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    const packed = archive.subarray(fileDataStart, fileDataStart + entry.compressedSize)
    const bytes =
      entry.compressionMethod === 0
        ? packed
        : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) })
    return bytes.length === entry.uncompressedSize ? accept(bytes) : refuse('invalid', wrongSize)
  } catch {
    return refuse('invalid', wrongSize)
  }
}

const wrongSize = say(
  '압축이 깨졌거나 적힌 크기와 다릅니다.',
  'The compressed content is damaged or does not have the stated size.',
)

function hindranceTo(entry: Entry, limits: ZipLimits): Words | null {
  // The upper half of the attributes is the Unix mode where the archive was made on Unix; 0o120000 is a link.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000)
    return say('링크는 읽지 않습니다.', 'Links are not read.')
  if (entry.isEncrypted()) return say('암호화된 파일입니다.', 'The file is encrypted.')
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return say('지원하지 않는 압축 방식입니다.', 'This compression method is not supported.')
  if (entry.uncompressedSize > limits.entryBytes) {
    const megabytes = limits.entryBytes / 1_000_000
    return say(`파일이 ${megabytes} MB를 넘습니다.`, `The file is larger than ${megabytes} MB.`)
  }
  const isDense =
    entry.uncompressedSize > limits.entryRatioFromBytes &&
    entry.uncompressedSize > entry.compressedSize * limits.entryRatio
  return isDense ? say('압축률이 비정상적으로 높습니다.', 'The compression ratio is abnormally high.') : null
}

/** The name as a label: cut, and without characters that would break a line or reverse it. */
function placeOf(entry: Entry): string {
  return entry.fileNameRaw
    .toString('utf8')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD')
    .slice(0, 200)
    .toWellFormed()
}

const damaged = refuse(
  'wrong-type',
  say('ZIP 파일이 깨졌습니다. 다시 내려받아 올리십시오.', 'The ZIP file is damaged. Download it again.'),
  'body',
)

const bomb = refuse(
  'too-large',
  say(
    '압축을 풀면 한도를 넘거나 항목이 서로 겹치는 ZIP입니다. 읽지 않았습니다.',
    'This ZIP would inflate beyond the limits, or its entries overlap. It was not read.',
  ),
  'body',
)
