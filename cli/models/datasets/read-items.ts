import { createHash, hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { itemLine } from '@maek/domain/models/datasets/manifest-form.ts'
import { patientOf } from './dicom.ts'
import { markOf } from './journal.ts'
import type { Keyed } from './site-key.ts'
import type { Fault, FileAt } from './walk.ts'

/** A file with what its site says of it; the subject may stand in the file itself (DICOM). */
export type ItemToRead = FileAt & {
  readonly subject: string | null
  /** Place in the manifest's list of splits. */
  readonly split: number | null
  readonly label: string | null
}

export type ReadRules = {
  readonly keyed: Keyed
  readonly plainNames: boolean
  /** The subject is the Patient ID inside each file. */
  readonly subjectInside: boolean
  /** Content and subject by mark, of an interrupted run. */
  readonly known: ReadonlyMap<string, readonly [content: string, subject: string | null]>
  /** Takes what was read, to go on from it. */
  readonly note: (stats: Stats, content: string, subject: string | null) => void
}

/** An item's line of the manifest, and its size. */
export type ReadItem = { readonly line: string; readonly size: number; readonly hasSubject: boolean }

/** Read at once; most medical images fit. */
const room = Buffer.allocUnsafeSlow(4 << 20)

/** One item, or why it could not be read. A file that changes under our eyes is read once more, then told. */
export function readItem(item: ItemToRead, rules: ReadRules): ReadItem | Fault {
  try {
    const read = knownContent(item, rules) ?? readContent(item, rules) ?? readContent(item, rules)
    return read ? itemFrom(item, rules, read) : { place: item.path.toString(), code: 'changed' }
  } catch {
    return { place: item.path.toString(), code: 'unreadable' } // the walk saw it, but it cannot be read
  }
}

type Content = { readonly content: string; readonly subject: string | null; readonly size: number }

function knownContent({ path }: ItemToRead, { known }: ReadRules): Content | null {
  if (known.size === 0) return null
  const stats = statSync(path)
  const found = known.get(markOf(stats))
  return found ? { content: found[0], subject: found[1], size: stats.size } : null
}

/** Null when the file was not the same after reading as before. */
function readContent({ path }: ItemToRead, { keyed, subjectInside, note }: ReadRules): Content | null {
  const file = openSync(path, 'r')
  try {
    const before = fstatSync(file)
    const first = readSync(file, room, 0, room.length, 0)
    const patient = subjectInside ? patientOf(room.subarray(0, first)) : null
    const { sha256, total } =
      first === before.size
        ? { sha256: hash('sha256', room.subarray(0, first), 'buffer'), total: first }
        : readOn(file, first)
    const after = fstatSync(file)
    if (isOther(before, after) || total !== after.size) return null
    const content = keyed.content(sha256)
    const subject = patient === null ? null : keyed.subject(patient)
    note(after, content, subject)
    return { content, subject, size: total }
  } finally {
    closeSync(file)
  }
}

function isOther(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs || before.ctimeMs !== after.ctimeMs
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

function itemFrom(item: ItemToRead, rules: ReadRules, read: Content): ReadItem {
  const { keyed, plainNames, subjectInside } = rules
  const pseudonym = keyed.name(item.name)
  const told = item.subject === null ? null : keyed.subject(item.subject)
  const subject = subjectInside ? read.subject : told
  const line = itemLine({
    name: plainNames ? item.name : pseudonym,
    content: read.content,
    subject,
    split: item.split,
    label: item.label === null ? null : keyed.label(pseudonym, item.label),
  })
  return { line, size: read.size, hasSubject: subject !== null }
}
