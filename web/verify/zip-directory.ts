import { type Checked, sound, unsound } from '@maek/ledger/answer.ts'
import { utf8Text } from '@maek/ledger/bytes.ts'

/** One file as the central directory of a ZIP describes it (PKWARE APPNOTE 6.3.10). */
export type ZipEntry = {
  readonly name: string
  readonly deflated: boolean
  readonly packedSize: number
  readonly size: number
  readonly headerAt: number
}

const entriesMax = 500_000
const directoryBytesMax = 200_000_000
const unpackedBytesMax = 64_000_000_000
/** Deflate cannot do better than 1032 to 1. */
const ratioMax = 1100

/** Reads the directory at the end of a ZIP. Refuses what is cut off, encrypted, overlapping or larger than it can be. */
export async function readDirectory(file: Blob): Promise<Checked<readonly ZipEntry[]>> {
  const place = await findDirectory(file)
  if (!place.ok) return place
  const { at, bytes, count } = place.value
  const view = new DataView(await file.slice(at, at + bytes).arrayBuffer())
  const entries: ZipEntry[] = []
  let cursor = 0
  for (let number = 0; number < count; number += 1) {
    const read = readEntry(view, cursor)
    if (!read.ok) return read
    entries.push(read.value.entry)
    cursor = read.value.next
  }
  if (cursor !== bytes) return malformed()
  return checkSizes(entries, file.size)
}

type DirectoryPlace = { readonly at: number; readonly bytes: number; readonly count: number }

async function findDirectory(file: Blob): Promise<Checked<DirectoryPlace>> {
  const tailAt = Math.max(0, file.size - 22 - 0xffff)
  const tail = new DataView(await file.slice(tailAt).arrayBuffer())
  for (let at = tail.byteLength - 22; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue
    if (at + 22 + tail.getUint16(at + 20, true) !== tail.byteLength) continue
    const count = tail.getUint16(at + 10, true)
    const bytes = tail.getUint32(at + 12, true)
    const start = tail.getUint32(at + 16, true)
    const plain = count !== 0xffff && bytes !== 0xffffffff && start !== 0xffffffff
    return plain ? placed(file, { at: start, bytes, count }) : findLongDirectory(file, tailAt + at)
  }
  return unsound(
    'ZIP 파일이 아니거나 끝이 잘렸습니다. 파일을 다시 받으십시오.',
    'This is not a ZIP, or its end is cut off. Get the file again.',
  )
}

/** The ZIP64 end record, to which the locator before the plain one points. */
async function findLongDirectory(file: Blob, endAt: number): Promise<Checked<DirectoryPlace>> {
  const locator = new DataView(await file.slice(Math.max(0, endAt - 20), endAt).arrayBuffer())
  if (locator.byteLength < 20 || locator.getUint32(0, true) !== 0x07064b50) return malformed()
  const at = long(locator, 8)
  const record = new DataView(await file.slice(at, at + 56).arrayBuffer())
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) return malformed()
  return placed(file, { count: long(record, 32), bytes: long(record, 40), at: long(record, 48) })
}

function placed(file: Blob, place: DirectoryPlace): Checked<DirectoryPlace> {
  if (place.count > entriesMax || place.bytes > directoryBytesMax) return tooLarge()
  return place.at + place.bytes <= file.size ? sound(place) : malformed()
}

function readEntry(view: DataView, at: number): Checked<{ entry: ZipEntry; next: number }> {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return malformed()
  const nameBytes = view.getUint16(at + 28, true)
  const extraBytes = view.getUint16(at + 30, true)
  const extraAt = at + 46 + nameBytes
  const next = extraAt + extraBytes + view.getUint16(at + 32, true)
  if (next > view.byteLength) return malformed()
  const name = utf8Text(new Uint8Array(view.buffer, at + 46, nameBytes))
  const method = view.getUint16(at + 10, true)
  const encrypted = (view.getUint16(at + 8, true) & 1) === 1
  if (name === undefined || encrypted || (method !== 0 && method !== 8)) {
    return unsound(
      'ZIP에 읽을 수 없는(암호화되었거나 모르는 방식으로 압축된) 파일이 있습니다.',
      'The ZIP holds a file that cannot be read (encrypted, or packed in an unknown way).',
    )
  }
  const short = {
    size: view.getUint32(at + 24, true),
    packedSize: view.getUint32(at + 20, true),
    headerAt: view.getUint32(at + 42, true),
  }
  const places = longPlaces(short, view, { at: extraAt, end: extraAt + extraBytes })
  if (places === undefined) return malformed()
  return sound({ entry: { name, deflated: method === 8, ...places }, next })
}

type Places = Pick<ZipEntry, 'size' | 'packedSize' | 'headerAt'>

/** Places of 32 bits that are all ones stand in the ZIP64 extra field instead, in this order. */
function longPlaces(
  short: Places,
  view: DataView,
  extra: { readonly at: number; readonly end: number },
): Places | undefined {
  const wanted = (['size', 'packedSize', 'headerAt'] as const).filter((name) => short[name] === 0xffffffff)
  if (wanted.length === 0) return short
  for (let at = extra.at; at + 4 <= extra.end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    if (view.getUint16(at + 2, true) < wanted.length * 8 || at + 4 + wanted.length * 8 > extra.end)
      return undefined
    const found = wanted.map((name, number) => [name, long(view, at + 4 + number * 8)])
    return { ...short, ...Object.fromEntries(found) }
  }
  return undefined
}

/** Files may not share bytes and may not unpack to more than their packed bytes can hold. */
function checkSizes(entries: readonly ZipEntry[], fileSize: number): Checked<readonly ZipEntry[]> {
  let packed = 0
  let unpacked = 0
  for (const entry of entries) {
    packed += entry.packedSize
    unpacked += entry.size
    if (!entry.deflated && entry.packedSize !== entry.size) return malformed()
    if (entry.size > entry.packedSize * ratioMax) return tooLarge()
  }
  if (packed > fileSize) return malformed()
  return unpacked > unpackedBytesMax ? tooLarge() : sound(entries)
}

/** A 64-bit number; beyond 2^53 it is no place in a file and fails every bound above. */
function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true))
}

function malformed(): Checked<never> {
  return unsound('ZIP 파일이 손상되었습니다.', 'The ZIP is damaged.')
}

function tooLarge(): Checked<never> {
  return unsound(
    'ZIP이 풀리는 크기가 비정상적으로 커서 열지 않았습니다.',
    'The ZIP would unpack to an abnormal size and was not opened.',
  )
}
