import { createHash, hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { patientOf } from './dicom.ts'
import type { Keyed } from './site-key.ts'
import type { Fault, FileAt } from './walk.ts'

/** A file with what its site says of it; the subject may stand in the file itself (DICOM). */
export type ItemToRead = FileAt & {
  readonly subject: string | null
  readonly split: string | null
  readonly label: string | null
}

/** What is known of an item after it was read: all keyed, save the name where plain ones were asked for. */
export type ReadItem = {
  readonly name: string
  readonly content: string
  readonly subject: string | null
  readonly split: string | null
  readonly label: string | null
  readonly size: number
  /** Place, size and times of the file, to know it again after an interruption. */
  readonly mark: string
}

export type ReadRules = {
  readonly keyed: Keyed
  readonly plainNames: boolean
  /** The subject is the Patient ID inside each file. */
  readonly subjectInside: boolean
  /** Content and subject by mark, of an interrupted run. */
  readonly known: ReadonlyMap<string, readonly [content: string, subject: string | null]>
}

/** What goes to a thread once, and what it answers to each batch. */
export type ThreadInput = Omit<ReadRules, 'keyed'> & { readonly key: Buffer }
export type ReadBatch = { readonly items: readonly ReadItem[]; readonly faults: readonly Fault[] }

/** Read at once; most medical images fit. */
const room = Buffer.allocUnsafeSlow(4 << 20)

/** One item, or why it could not be read. A file that changes under our eyes is read once more, then told. */
export function readItem(item: ItemToRead, rules: ReadRules): ReadItem | Fault {
  try {
    const before = rules.known.size > 0 ? rules.known.get(markOf(statSync(item.path))) : undefined
    if (before !== undefined) return itemFrom(item, rules, { ...known(before), stats: statSync(item.path) })
    const read = readContent(item, rules) ?? readContent(item, rules)
    return read ? itemFrom(item, rules, read) : { place: item.path.toString(), code: 'changed' }
  } catch {
    return { place: item.path.toString(), code: 'unreadable' } // the walk saw it, but it cannot be read
  }
}

function known([content, subject]: readonly [string, string | null]) {
  return { content, subject }
}

type Content = { readonly content: string; readonly subject: string | null; readonly stats: Stats }

/** Null when the file was not the same after reading as before. */
function readContent(item: ItemToRead, { keyed, subjectInside }: ReadRules): Content | null {
  const file = openSync(item.path, 'r')
  try {
    const before = fstatSync(file)
    const first = readSync(file, room, 0, room.length, 0)
    const patient = subjectInside ? patientOf(room.subarray(0, first)) : null
    const { sha256, total } =
      first === before.size
        ? { sha256: hash('sha256', room.subarray(0, first), 'buffer'), total: first }
        : readOn(file, first)
    const after = fstatSync(file)
    if (markOf(before) !== markOf(after) || total !== after.size) return null
    return {
      content: keyed.content(sha256),
      subject: patient === null ? null : keyed.subject(patient),
      stats: after,
    }
  } finally {
    closeSync(file)
  }
}

/** The hash of a file that does not fit the room, whose first bytes are in it already. */
function readOn(file: number, first: number): { readonly sha256: Buffer; readonly total: number } {
  const digest = createHash('sha256')
  let total = first
  for (let length = first; length > 0; total += length) {
    digest.update(room.subarray(0, length))
    length = readSync(file, room, 0, room.length, total)
  }
  return { sha256: digest.digest(), total }
}

function itemFrom(
  item: ItemToRead,
  { keyed, plainNames, subjectInside }: ReadRules,
  read: Content,
): ReadItem {
  const pseudonym = keyed.name(item.name)
  const told = item.subject === null ? null : keyed.subject(item.subject)
  return {
    name: plainNames ? item.name : pseudonym,
    content: read.content,
    subject: subjectInside ? read.subject : told,
    split: item.split,
    label: item.label === null ? null : keyed.label(pseudonym, item.label),
    size: read.stats.size,
    mark: markOf(read.stats),
  }
}

function markOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}`
}
