import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { type CompactAdvisory, compactAdvisory } from './compact.ts'
import { zipEntries, zipLimits } from './zip-entries.ts'

/** Some of a feed, no id twice: advisories to write, those that were refused, and how many were read in all. */
export type FeedPart = {
  readonly read: number
  readonly advisories: readonly CompactAdvisory[]
  readonly refused: readonly { readonly place: string; readonly refusal: Refusal }[]
}

const advisoriesPerPart = 1000
const bytesPerPart = 8_000_000

type Found = { readonly place: string; readonly advisory: Answer<CompactAdvisory>; readonly bytes: number }

/** Reads an OSV export (ZIP), one advisory or an array of them, part by part; what is malformed is told and passed over. */
export async function* feedParts(bytes: Buffer): AsyncGenerator<Answer<FeedPart>> {
  const isZip = bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50
  let part = startPart()
  for await (const found of isZip ? foundInZip(bytes) : foundInJson(bytes)) {
    if (!found.ok) {
      yield found
      return
    }
    const { advisory, bytes: size } = found.value
    const isFull = part.read >= advisoriesPerPart || part.bytes >= bytesPerPart
    // A statement may write a row only once: what comes again goes into the next part.
    if (isFull || (advisory.ok && part.advisories.has(advisory.value.id))) {
      yield accept(finishPart(part))
      part = startPart()
    }
    part.read++
    part.bytes += size
    if (advisory.ok) part.advisories.set(advisory.value.id, advisory.value)
    else part.refused.push({ place: found.value.place, refusal: advisory.refusal })
  }
  if (part.read > 0) yield accept(finishPart(part))
}

function startPart() {
  const refused: { place: string; refusal: Refusal }[] = []
  return { read: 0, bytes: 0, advisories: new Map<string, CompactAdvisory>(), refused }
}

function finishPart({ read, advisories, refused }: ReturnType<typeof startPart>): FeedPart {
  return { read, advisories: [...advisories.values()], refused }
}

async function* foundInZip(archive: Buffer): AsyncGenerator<Answer<Found>> {
  for await (const entry of zipEntries(archive)) {
    if (!entry.ok) {
      yield entry
      return
    }
    const { place, bytes } = entry.value
    const record = bytes.ok ? jsonOf(bytes.value) : bytes
    const advisory = record.ok ? compactAdvisory(record.value) : record
    yield accept({ place, advisory, bytes: bytes.ok ? bytes.value.length : 0 })
  }
}

async function* foundInJson(bytes: Buffer): AsyncGenerator<Answer<Found>> {
  const parsed = jsonOf(bytes)
  if (!parsed.ok) {
    yield parsed
    return
  }
  const records: readonly unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value]
  if (records.length > zipLimits.entries) {
    yield refuse('too-large', say('권고가 너무 많습니다.', 'There are too many advisories.'), 'body')
    return
  }
  const size = Math.ceil(bytes.length / Math.max(1, records.length))
  for (const [at, record] of records.entries())
    yield accept({ place: `[${at}]`, advisory: compactAdvisory(record), bytes: size })
}

const notJson = refuse(
  'wrong-type',
  say('OSV의 ZIP도 JSON도 아닙니다.', 'This is neither an OSV ZIP nor OSV JSON.'),
  'body',
)

function jsonOf(bytes: Buffer): Answer<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return accept(JSON.parse(text))
  } catch {
    return notJson
  }
}
