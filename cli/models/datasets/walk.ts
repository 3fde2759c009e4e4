import { type Dirent, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, join, sep } from 'node:path'

/** A file to be read: where it is, and the name under which it is known wherever the dataset lies. */
export type FileAt = { readonly path: string | Buffer; readonly name: string }

export type FaultCode = 'unreadable' | 'link' | 'broken-link' | 'loop' | 'special' | 'same-name' | 'changed'

/** What kept an item out. The place is for the screen of this site only and goes nowhere else. */
export type Fault = { readonly place: string; readonly code: FaultCode }

export type Walked = { readonly files: FileAt[]; readonly faults: Fault[]; readonly skipped: number }

export type WalkRules = {
  /** Links to files and folders are read like what they point to. */
  readonly follow: boolean
  /** Names that are left out on purpose. */
  readonly skip: RegExp | null
}

/** Written by desktops beside the data and no part of them. */
const litter = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/**
 * Every file under the places, named by its path inside the dataset with `/` between parts and in NFC, so that a copy
 * on another system has the same names. A name that is no UTF-8 keeps its bytes. Nothing is left out silently.
 */
export function walk(places: readonly string[], rules: WalkRules): Walked {
  const walked: Found = { files: [], faults: [], skipped: 0, isComposed: false }
  for (const place of places) {
    const found = statOf(place)
    const own = places.length === 1 ? '' : basename(place)
    if (!found) walked.faults.push({ place, code: 'unreadable' })
    else if (found.isDirectory()) {
      const prefix = own === '' ? '' : `${own.normalize('NFC')}/`
      walkFolder({ path: place, prefix, above: [realpathSync(place)] }, rules, walked)
    } else take({ path: place, name: basename(place) }, rules, walked)
  }
  // In one folder two names cannot be the same unless composing their letters made them so, or a link did.
  if (walked.isComposed || rules.follow || places.length > 1) tellSameNames(walked)
  return walked
}

type Folder = { readonly path: string | Buffer; readonly prefix: string; readonly above: readonly string[] }
type Found = { files: FileAt[]; faults: Fault[]; skipped: number; isComposed: boolean }

function walkFolder(start: Folder, rules: WalkRules, found: Found): void {
  // A list of what is still to do and no recursion: folders may be nested deeper than the stack.
  const waiting: Folder[] = [start]
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    const entries = entriesOf(folder.path)
    if (!entries) {
      found.faults.push({ place: shown(folder.path), code: 'unreadable' })
      continue
    }
    for (const entry of entries) {
      const inner = enter(entry, folder, { rules, found })
      if (inner) waiting.push(inner)
    }
  }
}

type Entry = { readonly path: string | Buffer; readonly name: string; readonly type: Dirent | Dirent<Buffer> }

function entriesOf(path: string | Buffer): Entry[] | null {
  try {
    if (typeof path === 'string') {
      const entries = readdirSync(path, { withFileTypes: true })
      // U+FFFD stands where bytes were no UTF-8: then this folder is read again by bytes.
      if (!entries.some(({ name }) => name.includes('\ufffd')))
        return entries.map((type) => ({ path: join(path, type.name), name: type.name, type }))
    }
    const bytes = Buffer.from(path)
    return readdirSync(bytes, { withFileTypes: true, encoding: 'buffer' }).map((type) => ({
      path: Buffer.concat([bytes, Buffer.from(sep), type.name]),
      name: nameOfBytes(type.name),
      type,
    }))
  } catch {
    return null // Not for us to read, or its path is longer than the system takes: the caller tells which.
  }
}

/** Readable where it is UTF-8; else its bytes, after a NUL that no file name can hold. */
function nameOfBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : `\u0000${bytes.toString('latin1')}`
}

function enter(
  { path, name, type }: Entry,
  { prefix, above }: Folder,
  { rules, found }: { readonly rules: WalkRules; readonly found: Found },
): Folder | null {
  const composed = name.normalize('NFC')
  if (composed !== name) found.isComposed = true
  const whole = `${prefix}${composed}`
  if (litter.has(name) || rules.skip?.test(whole)) {
    found.skipped++
    return null
  }
  if (type.isFile()) found.files.push({ path, name: whole })
  else if (type.isDirectory()) return { path, prefix: `${whole}/`, above }
  else if (!type.isSymbolicLink()) found.faults.push({ place: shown(path), code: 'special' })
  else if (!rules.follow) found.faults.push({ place: shown(path), code: 'link' })
  else return throughLink({ path, name: whole }, above, found)
  return null
}

function throughLink(file: FileAt, above: readonly string[], found: Found): Folder | null {
  const target = statOf(file.path)
  if (!target) found.faults.push({ place: shown(file.path), code: 'broken-link' })
  else if (target.isFile()) found.files.push(file)
  else if (!target.isDirectory()) found.faults.push({ place: shown(file.path), code: 'special' })
  else {
    const real = realpathSync(file.path)
    // A link to a folder it lies in would be walked for ever.
    if (!above.some((one) => one === real || one.startsWith(`${real}${sep}`)))
      return { path: file.path, prefix: `${file.name}/`, above: [...above, real] }
    found.faults.push({ place: `${shown(file.path)} → ${readlinkSync(file.path)}`, code: 'loop' })
  }
  return null
}

function take(file: FileAt, rules: WalkRules, found: Found): void {
  const target = statOf(file.path)
  if (rules.skip?.test(file.name)) found.skipped++
  else if (target?.isFile()) found.files.push({ ...file, name: file.name.normalize('NFC') })
  else found.faults.push({ place: shown(file.path), code: 'special' })
}

function statOf(path: string | Buffer) {
  try {
    return statSync(path)
  } catch {
    return null // told as a fault by the caller
  }
}

/** Two files whose names differ only in how their letters are composed (NFC, NFD) would be one item. */
function tellSameNames({ files, faults }: Found): void {
  const seen = new Set<string>()
  for (const { path, name } of files) {
    if (seen.has(name)) faults.push({ place: shown(path), code: 'same-name' })
    seen.add(name)
  }
}

function shown(path: string | Buffer): string {
  return path.toString()
}
