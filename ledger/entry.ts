import { type Checked, sound, unsound } from './answer.ts'
import { canonicalBytes, type Json, strictRules } from './canonical.ts'
import { isJsonObject, parseJson } from './json.ts'
import {
  classes,
  literal,
  type Scan,
  take,
  takeCount,
  takeExact,
  takeList,
  takeText,
  takeTime,
} from './scan.ts'

/**
 * One act in the log, as it is hashed: digests and codes, never bodies or personal data in plain. All texts are
 * ASCII codes; what people wrote stays in the record whose digest is here. Field names are short because a
 * million of them are stored: see each line.
 */
export type Entry = {
  readonly v: 1
  /** Origin of the log, and this entry's own index in it: one leaf speaks for itself. */
  readonly log: string
  readonly i: number
  /** Server time, UTC, milliseconds. */
  readonly t: string
  /** Event type, `document.approve`. */
  readonly ty: string
  /** Actor. `auth` says how the person was identified. */
  readonly a: Actor
  /** Object, at the version after the act. */
  readonly o: { readonly kind: string; readonly id: string; readonly version: number }
  /** SHA-256 of the canonical record before (absent for the first version) and after. */
  readonly b?: string
  readonly h: string
  /** Names of changed fields, not their values. */
  readonly f: readonly string[]
  /** Index of this object's previous entry: an inspector can walk one record's life. Absent for its first. */
  readonly p?: number
  /** Reason code; a reason in words is part of the record. */
  readonly why?: string
  /** Files that came with the act. */
  readonly ev: readonly EvidenceFile[]
  /** SHA-256 of the signature record, when the act was signed. */
  readonly sg?: string
  /** Salted digests of fields that may have to be erased one day (RFC 9901), sorted, without repeats. */
  readonly _sd?: readonly string[]
}

export type Actor = {
  readonly id: string
  readonly kind: 'human' | 'service' | 'ai' | 'system'
  readonly role?: string
  readonly auth?: readonly string[]
}

export type EvidenceFile = { readonly sha256: string; readonly size: number; readonly mt: string }

/** What a pass over the whole log needs from an entry: places in its bytes, so that nothing is copied. */
export type EntryPlaces = {
  index: number
  /** Index of the object's previous entry, or -1. */
  previous: number
  /** Bytes of the log's name, and of `"id":…,"kind":…`, which names the object. */
  logFrom: number
  logTo: number
  objectFrom: number
  objectTo: number
  /** Bytes of the event type. */
  typeFrom: number
  typeTo: number
}

export const entryBytesMax = 16_384

/** Canonical bytes of an entry: the leaf of the tree. An entry that is not well formed is a bug and throws. */
export function entryBytes(entry: Entry): Uint8Array {
  const bytes = canonicalBytes(entry)
  if (!scanEntry({ bytes, at: 0, end: bytes.length }, newPlaces()))
    throw new Error('entryBytes: not a ledger entry')
  return bytes
}

/** Reads a leaf; only the exact bytes entryBytes would write are accepted. */
export function parseEntry(bytes: Uint8Array): Checked<Entry> {
  const shaped = scanEntry({ bytes, at: 0, end: bytes.length }, newPlaces())
  const parsed = shaped ? parseJson(bytes, strictRules) : undefined
  if (parsed?.ok !== true || !isEntry(parsed.value)) {
    return unsound('원장 항목의 형식이 잘못되었습니다.', 'The ledger entry is malformed.')
  }
  return sound(parsed.value)
}

// scanEntry has matched every byte by now; this only tells the compiler so.
function isEntry(value: Json): value is Json & Entry {
  return isJsonObject(value) && value.v === 1
}

export function newPlaces(): EntryPlaces {
  return { index: 0, previous: -1, logFrom: 0, logTo: 0, objectFrom: 0, objectTo: 0, typeFrom: 0, typeTo: 0 }
}

/** Matches an entry from scan.at to scan.end exactly, filling `places`. The one definition of an entry's shape. */
export function scanEntry(scan: Scan, places: EntryPlaces): boolean {
  if (scan.end - scan.at > entryBytesMax || !take(scan, open)) return false
  if (take(scan, names.sd) && !(takeSortedDigests(scan) && take(scan, comma))) return false
  if (!take(scan, names.a) || !takeActor(scan)) return false
  if (take(scan, names.b) && !takeDigest(scan)) return false
  if (!take(scan, names.ev) || !takeList(scan, takeFile)) return false
  if (!take(scan, names.f) || !takeList(scan, takeFieldName)) return false
  if (!take(scan, names.h) || !takeDigest(scan) || !take(scan, names.i)) return false
  places.index = takeCount(scan)
  if (places.index < 0 || !take(scan, names.log)) return false
  places.logFrom = scan.at + 1
  if (!takeText(scan, classes.name, 255)) return false
  places.logTo = scan.at - 1
  if (!take(scan, names.o)) return false
  places.objectFrom = scan.at
  if (!take(scan, names.id) || !takeText(scan, classes.name, 128)) return false
  if (!take(scan, names.kind) || !takeText(scan, classes.code, 64)) return false
  places.objectTo = scan.at
  if (!take(scan, names.version) || takeCount(scan) < 0 || !take(scan, brace)) return false
  places.previous = -1
  if (take(scan, names.p)) {
    places.previous = takeCount(scan)
    if (places.previous < 0) return false
  }
  if (take(scan, names.sg) && !takeDigest(scan)) return false
  if (!take(scan, names.t) || !takeTime(scan)) return false
  if (!take(scan, names.ty)) return false
  places.typeFrom = scan.at + 1
  if (!takeText(scan, classes.code, 64)) return false
  places.typeTo = scan.at - 1
  if (!take(scan, names.v)) return false
  if (take(scan, names.why) && !takeText(scan, classes.code, 64)) return false
  return take(scan, brace) && scan.at === scan.end
}

// In the order RFC 8785 sorts them: that is what makes one pass enough.
const names = {
  sd: literal('"_sd":'),
  a: literal('"a":{'),
  b: literal(',"b":'),
  ev: literal(',"ev":'),
  f: literal(',"f":'),
  h: literal(',"h":'),
  i: literal(',"i":'),
  log: literal(',"log":'),
  o: literal(',"o":{'),
  id: literal('"id":'),
  kind: literal(',"kind":'),
  version: literal(',"version":'),
  p: literal(',"p":'),
  sg: literal(',"sg":'),
  t: literal(',"t":'),
  ty: literal(',"ty":'),
  v: literal(',"v":1'),
  why: literal(',"why":'),
  auth: literal('"auth":'),
  role: literal(',"role":'),
  mt: literal('{"mt":'),
  sha256: literal(',"sha256":'),
  size: literal(',"size":'),
} as const

const open = literal('{')
const brace = literal('}')
const comma = literal(',')
const actorKinds = ['human', 'service', 'ai', 'system'].map((kind) => literal(`"${kind}"`))

function takeActor(scan: Scan): boolean {
  if (take(scan, names.auth) && !(takeList(scan, takeRole) && take(scan, comma))) return false
  if (!take(scan, names.id) || !takeText(scan, classes.name, 128) || !take(scan, names.kind)) return false
  if (!actorKinds.some((kind) => take(scan, kind))) return false
  if (take(scan, names.role) && !takeRole(scan)) return false
  return take(scan, brace)
}

function takeFile(scan: Scan): boolean {
  if (!take(scan, names.mt) || !takeText(scan, classes.media, 128)) return false
  if (!take(scan, names.sha256) || !takeDigest(scan)) return false
  return take(scan, names.size) && takeCount(scan) >= 0 && take(scan, brace)
}

function takeDigest(scan: Scan): boolean {
  return takeExact(scan, classes.hex, 64)
}

function takeRole(scan: Scan): boolean {
  return takeText(scan, classes.name, 64)
}

function takeFieldName(scan: Scan): boolean {
  return takeText(scan, classes.name, 128)
}

function takeSortedDigests(scan: Scan): boolean {
  let previous = ''
  return takeList(scan, (inner) => {
    const from = inner.at
    if (!takeExact(inner, classes.base64Url, 43)) return false
    const digest = String.fromCharCode(...inner.bytes.subarray(from + 1, inner.at - 1))
    const ascending = digest > previous
    previous = digest
    return ascending
  })
}
