import { type Checked, unsound } from './answer.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import type { Sha256 } from './hash.ts'
import { type Note, parseNote } from './note.ts'
import {
  type Manifest,
  type PackSignature,
  parseManifest,
  parseRecord,
  parseSignatures,
  type ShownRecord,
} from './pack.ts'
import { type Policy, parsePolicy } from './policy.ts'

/** A folder or ZIP as the verifier sees it. `list` gives file names with `/`, no folders. */
export type PackReader = {
  readonly list: () => readonly string[] | Promise<readonly string[]>
  readonly read: (name: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>
  /** For files too large to hold: their digest (hexadecimal) and size, streamed by the caller. */
  readonly digest?: (name: string) => Promise<{ readonly sha256: string; readonly size: number } | undefined>
}

/** A pack whose small files have been read and parsed; nothing is believed yet. */
export type OpenPack = {
  readonly reader: PackReader
  readonly hash: Sha256
  readonly names: readonly string[]
  readonly manifest: Checked<Manifest>
  readonly policyBytes: Uint8Array | undefined
  readonly policy: Checked<Policy>
  readonly note: Checked<Note>
  readonly checkpoint: Checkpoint | undefined
  readonly signatures: Checked<readonly PackSignature[]>
  readonly records: ReadonlyMap<string, Checked<ShownRecord>>
  /** Indexes of ledger entries that records, signatures, credentials and the manifest point to. */
  readonly wanted: ReadonlySet<number>
}

/** A reader that answers "not there" where the other throws (a broken ZIP entry, a disk error). */
export function guard(reader: PackReader): PackReader {
  const { digest } = reader
  const list = async () => {
    try {
      return await reader.list()
    } catch {
      return [] // Without a list every needed file is missing, and each step says so.
    }
  }
  const read = async (name: string) => {
    try {
      return await reader.read(name)
    } catch {
      return undefined // An unreadable file is a missing one; the step that needs it names it.
    }
  }
  if (digest === undefined) return { list, read }
  return { list, read, digest: (name) => digest(name).catch(() => undefined) }
}

export async function openPack(reader: PackReader, hash: Sha256): Promise<OpenPack> {
  const names = await reader.list()
  const has = new Set(names)
  const read = async (name: string) => (has.has(name) ? await reader.read(name) : undefined)
  const manifest = parsed(await read('manifest.json'), parseManifest, 'manifest.json')
  const policyBytes = await read('policy.txt')
  const policy = parsed(policyBytes, parsePolicy, 'policy.txt')
  const note = parsed(await read('checkpoint'), parseNote, 'checkpoint')
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : undefined
  const signatures = parsed(await read('signatures.json'), parseSignatures, 'signatures.json')
  const records = new Map<string, Checked<ShownRecord>>()
  for (const name of has) {
    if (name.startsWith('records/')) records.set(name, parsed(await read(name), parseRecord, name))
  }
  return {
    reader,
    hash,
    names,
    manifest,
    policyBytes,
    policy,
    note,
    checkpoint: checkpoint?.ok === true ? checkpoint.value : undefined,
    signatures,
    records,
    wanted: wantedIndexes({ manifest, signatures, records }),
  }
}

function wantedIndexes(pack: Pick<OpenPack, 'manifest' | 'signatures' | 'records'>): ReadonlySet<number> {
  const wanted = new Set<number>()
  if (pack.manifest.ok && pack.manifest.value.ledgerIndex !== undefined)
    wanted.add(pack.manifest.value.ledgerIndex)
  for (const signature of pack.signatures.ok ? pack.signatures.value : []) {
    wanted.add(signature.ledgerIndex)
    if (signature.passkey !== undefined) wanted.add(signature.passkey.credentialIndex)
  }
  for (const record of pack.records.values()) if (record.ok) wanted.add(record.value.ledgerIndex)
  return wanted
}

function parsed<T>(
  bytes: Uint8Array | undefined,
  parse: (bytes: Uint8Array) => Checked<T>,
  name: string,
): Checked<T> {
  if (bytes === undefined)
    return unsound(`${name} 파일이 없거나 읽을 수 없습니다.`, `${name} is missing or unreadable.`, name)
  return parse(bytes)
}
