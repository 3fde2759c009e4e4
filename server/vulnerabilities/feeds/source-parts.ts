import { hash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { isJsonWithin } from '@maek/domain/components/json-value.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { epssLimits, readEpss } from '@maek/domain/vulnerabilities/epss.ts'
import type { FeedRows, FeedSourceName, RefusedRow } from '@maek/domain/vulnerabilities/feed-source.ts'
import { readKev } from '@maek/domain/vulnerabilities/kev.ts'
import { type CveRecord, readNvd } from '@maek/domain/vulnerabilities/nvd.ts'
import { readSupportDates } from '@maek/domain/vulnerabilities/support-dates.ts'
import { say } from '@maek/domain/words.ts'

/** Sources that come as one document; OSV comes as records one by one. */
export type DocumentSource = Exclude<FeedSourceName, 'osv'>

/** What a document says of itself, and then its rows, some at a time, as JSON arrays ready for the database. */
export type SourcePart =
  | {
      readonly kind: 'head'
      readonly entries: number
      readonly refused: readonly RefusedRow[]
      readonly refusedCount: number
      readonly contentAt: string | null
    }
  | { readonly kind: 'rows'; readonly rows: string }

const documentLimits = { values: 40_000_000, depth: 64 } as const
/** A year of NVD is some 200 MB; KEV and end-of-life data under two. */
const bytesMax = { kev: 50_000_000, epss: epssLimits.bytes, nvd: 400_000_000, eol: 50_000_000 } as const
const rowsPerPart = { kev: 5_000, epss: 20_000, nvd: 500, eol: 200 } as const

/** Reads a document of one source, packed with gzip or not. What it is too much of, or is not at all, is refused. */
export function* sourceParts(source: DocumentSource, bytes: Buffer): Generator<Answer<SourcePart>> {
  const text = textOf(bytes, bytesMax[source])
  const read = text.ok ? readRows(source, text.value) : text
  if (!read.ok) {
    yield read
    return
  }
  const { rows, refused, refusedCount, contentAt } = read.value
  yield accept({ kind: 'head', entries: rows.length, refused, refusedCount, contentAt })
  for (let at = 0; at < rows.length; at += rowsPerPart[source])
    yield accept({ kind: 'rows', rows: storable(JSON.stringify(rows.slice(at, at + rowsPerPart[source]))) })
}

function readRows(source: DocumentSource, text: string): Answer<FeedRows<unknown>> {
  if (source === 'epss') return readEpss(text)
  const document = documentOf(text)
  if (!document.ok) return document
  switch (source) {
    case 'kev':
      return readKev(document.value)
    case 'eol':
      return readSupportDates(document.value)
    case 'nvd': {
      const read = readNvd(document.value)
      return read.ok ? accept({ ...read.value, rows: read.value.rows.map(cveRow) }) : read
    }
    default:
      return source satisfies never
  }
}

/** A CVE as its rows are written from: the digest says whether anything of it changed. */
function cveRow({ criteria, ...head }: CveRecord) {
  const products = [...criteria].map(([key, list]) => ({ key, criteria: list }))
  // As an advisory of the same shape it merges with those of others (domain/vulnerabilities/aliases.ts).
  const advisory = { ...head, aliases: [], related: [] }
  const digest = hash('sha256', JSON.stringify([advisory, products]), 'hex')
  return { id: head.id, modified: head.modified, digest, head: advisory, products }
}

function textOf(bytes: Buffer, limit: number): Answer<string> {
  try {
    const isGzip = bytes.length > 2 && bytes.readUInt16BE(0) === 0x1f8b
    // What would inflate beyond the limit ends here, a bomb included.
    const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: limit }) : bytes
    if (plain.length > limit) return tooLarge
    return accept(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch (error) {
    const isBomb = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return isBomb ? tooLarge : unreadable
  }
}

function documentOf(text: string): Answer<unknown> {
  if (!isJsonWithin(text, documentLimits)) return tooLarge
  try {
    return accept(JSON.parse(text))
  } catch {
    return unreadable
  }
}

/** PostgreSQL keeps neither U+0000 nor half of a surrogate pair; JSON text writes both as escapes. */
function storable(json: string): string {
  return json.replaceAll(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1?')
}

const unreadable = refuse(
  'wrong-type',
  say(
    '읽을 수 있는 JSON이나 CSV가 아니거나 압축이 깨졌습니다.',
    'This is no readable JSON or CSV, or its compression is damaged.',
  ),
  'body',
)

const tooLarge = refuse(
  'too-large',
  say('파일이 한도를 넘습니다. 읽지 않았습니다.', 'The file goes beyond the limits. It was not read.'),
  'body',
)
