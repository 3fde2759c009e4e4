import { type Checked, sound, unsound } from './answer.ts'
import { base64Bytes, base64Text, base64UrlBytes } from './bytes.ts'
import { canonicalBytes, generalRules, type Json } from './canonical.ts'
import { digestHex } from './hash.ts'
import { isJsonObject, parseCanonical } from './json.ts'

/** A file of a pack as the manifest lists it. */
export type PackFile = { readonly name: string; readonly sha256: string; readonly size: number }

/** `manifest.json`: what the pack is and every other file in it. */
export type Manifest = {
  readonly v: 1
  readonly madeAt: string
  readonly framework: Json
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly files: readonly PackFile[]
  /** Index of the entry whose `h` is packDigest(manifest): then time, framework and all files are sealed too. */
  readonly ledgerIndex?: number
}

const objectOf = (value: Json | undefined) => (isJsonObject(value) ? value : {})
const manifestRules = { depthMax: 8, bytesMax: 64_000_000, numbers: 'integers' } as const

/** Canonical bytes of `manifest.json`; files are put in order of name. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  const files = [...manifest.files].sort((left, right) => (left.name < right.name ? -1 : 1))
  return canonicalBytes({ ...manifest, root: base64Text(manifest.root), files }, manifestRules)
}

/**
 * What a ledger entry about the making of a pack holds as `h`. Files that prove themselves (tiles, checkpoint)
 * are left out, because they are only written after that entry.
 */
export function packDigest(pack: PackStatement): string {
  return digestHex(packStatementBytes(pack))
}

type PackStatement = Pick<Manifest, 'madeAt' | 'framework' | 'files'>

/** The canonical bytes behind packDigest: what the maker of a pack states, and commits to the log before it is made. */
export function packStatementBytes(pack: PackStatement): Uint8Array {
  const files = pack.files.filter((file) => !/^(?:tile|proofs|tsa)\/|^checkpoint$/.test(file.name))
  const ordered = files.sort((left, right) => (left.name < right.name ? -1 : 1))
  return canonicalBytes(
    { v: 1, madeAt: pack.madeAt, framework: pack.framework, files: ordered },
    manifestRules,
  )
}

/** Reads `manifest.json`; only canonical bytes, sorted names and no name twice. */
export function parseManifest(bytes: Uint8Array): Checked<Manifest> {
  const parsed = parseCanonical(bytes, manifestRules)
  if (!parsed.ok) return parsed
  const { v, madeAt, framework, origin, size, root, files, ledgerIndex, ...rest } = objectOf(parsed.value)
  const rootBytes = typeof root === 'string' ? base64Bytes(root) : undefined
  const listed = Array.isArray(files) ? files.map(readFile) : [undefined]
  const known = listed.filter((file) => file !== undefined)
  const ordered = known.every((file, at) => at === 0 || (known[at - 1]?.name ?? '') < file.name)
  if (v !== 1 || typeof madeAt !== 'string' || framework === undefined || typeof origin !== 'string')
    return bad('manifest.json')
  if (!isCount(size) || rootBytes?.length !== 32 || known.length !== listed.length || !ordered)
    return bad('manifest.json')
  if (Object.keys(rest).length > 0 || (ledgerIndex !== undefined && !isCount(ledgerIndex)))
    return bad('manifest.json')
  const manifest = { v, madeAt, framework, origin, size, root: rootBytes, files: known } as const
  return sound(ledgerIndex === undefined ? manifest : { ...manifest, ledgerIndex })
}

function readFile(value: Json): PackFile | undefined {
  const { name, sha256, size, ...rest } = objectOf(value)
  if (typeof name !== 'string' || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
    return undefined
  return isCount(size) && Object.keys(rest).length === 0 ? { name, sha256, size } : undefined
}

/** A revision shown in the pack, with the digest that must stand in its ledger entry. */
export type ShownRecord = {
  readonly kind: string
  readonly id: string
  readonly version: Json | undefined
  readonly ledgerIndex: number
  readonly sha256: string
}

/** `records/<id>.json`: the canonical revision with the index of its entry added after the digest was taken. */
export function recordFileBytes(
  revision: { readonly [field: string]: Json },
  ledgerIndex: number,
): Uint8Array {
  return canonicalBytes({ ...revision, ledgerIndex }, generalRules)
}

/** SHA-256 of the canonical revision without `ledgerIndex`: the `h` of its entry. */
export function recordDigest(revision: { readonly [field: string]: Json }): string {
  const { ledgerIndex: _added, ...body } = revision
  return digestHex(canonicalBytes(body, generalRules))
}

export function parseRecord(bytes: Uint8Array): Checked<ShownRecord> {
  const parsed = parseCanonical(bytes, generalRules)
  if (!parsed.ok) return parsed
  const record = objectOf(parsed.value)
  const { kind, id, version, ledgerIndex } = record
  if (typeof kind !== 'string' || typeof id !== 'string' || !isCount(ledgerIndex)) return bad('records')
  return sound({ kind, id, version, ledgerIndex, sha256: recordDigest(record) })
}

/**
 * One signature in `signatures.json`. `statement` is the signature record whose SHA-256 is the `sg` of its
 * entry and, for a passkey, the challenge that was signed. A password signature rests on the server's word.
 */
export type PackSignature = {
  readonly ledgerIndex: number
  readonly statement: SignatureStatement
  readonly statementSha256: string
  /** Absent for `method: "password"`. */
  readonly passkey?: PasskeyEvidence
}

/** The fields of a signature record the verifier reads; it may carry more (meaning, printed name, display). */
export type SignatureStatement = {
  readonly signer: string
  readonly kind: string
  readonly id: string
  readonly sha256: string
}

/** The enrolled credential (its canonical record is the `h` of entry `credentialIndex`) and the assertion. */
export type PasskeyEvidence = {
  readonly credentialIndex: number
  readonly credentialSha256: string
  readonly person: string
  readonly rpId: string
  readonly origin: string
  readonly publicKey: Uint8Array
  readonly authenticatorData: Uint8Array
  readonly clientDataJson: Uint8Array
  readonly signature: Uint8Array
}

/** Reads `signatures.json`, a canonical array; see docs/adr/0001 for its fields. */
export function parseSignatures(bytes: Uint8Array): Checked<readonly PackSignature[]> {
  const parsed = parseCanonical(bytes, generalRules)
  if (!parsed.ok) return parsed
  if (!Array.isArray(parsed.value)) return bad('signatures.json')
  const signatures: PackSignature[] = []
  for (const [at, value] of parsed.value.entries()) {
    const signature = readSignature(value)
    if (signature === undefined) return bad(`signatures.json[${at}]`)
    signatures.push(signature)
  }
  return sound(signatures)
}

function readSignature(value: Json): PackSignature | undefined {
  const { ledgerIndex, method, statement } = objectOf(value)
  const { signer, record } = objectOf(statement)
  const { id: person } = objectOf(signer)
  const { kind, id, sha256 } = objectOf(record)
  if (!isCount(ledgerIndex) || typeof person !== 'string' || typeof kind !== 'string') return undefined
  if (typeof id !== 'string' || typeof sha256 !== 'string') return undefined
  const statementSha256 = digestHex(canonicalBytes(statement, generalRules))
  const signed = { ledgerIndex, statement: { signer: person, kind, id, sha256 }, statementSha256 }
  if (method === 'password') return signed
  const passkey = method === 'passkey' ? readPasskey(value) : undefined
  return passkey === undefined ? undefined : { ...signed, passkey }
}

function readPasskey(value: Json): PasskeyEvidence | undefined {
  const { credential, credentialIndex, assertion } = objectOf(value)
  const { person, rpId, origin, publicKey } = objectOf(credential)
  const { authenticatorData, clientDataJSON, signature } = objectOf(assertion)
  if (!isCount(credentialIndex) || typeof person !== 'string') return undefined
  if (typeof rpId !== 'string' || typeof origin !== 'string') return undefined
  const [key, data, client, signed] = [publicKey, authenticatorData, clientDataJSON, signature].map(urlBytes)
  if (key === undefined || data === undefined || client === undefined || signed === undefined)
    return undefined
  return {
    credentialIndex,
    credentialSha256: digestHex(canonicalBytes(credential, generalRules)),
    person,
    rpId,
    origin,
    publicKey: key,
    authenticatorData: data,
    clientDataJson: client,
    signature: signed,
  }
}

function urlBytes(value: Json | undefined): Uint8Array | undefined {
  return typeof value === 'string' ? base64UrlBytes(value) : undefined
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function bad(name: string) {
  return unsound(`${name}의 형식이 잘못되었습니다.`, `${name} is malformed.`, name)
}
