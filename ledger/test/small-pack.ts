import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { base64UrlText, concatBytes, hexBytes, utf8Bytes } from '../bytes.ts'
import { canonicalBytes, generalRules, type Json } from '../canonical.ts'
import { checkpointText } from '../checkpoint.ts'
import { cosign } from '../cosignature.ts'
import { type Entry, entryBytes } from '../entry.ts'
import { digestHex, sha256 } from '../hash.ts'
import { keyTypes, makeSignerKey, verifierKeyText } from '../keys.ts'
import { signNote } from '../note.ts'
import { manifestBytes, packDigest, recordDigest, recordFileBytes } from '../pack.ts'
import { encodeBundle, tilePath, tileWidth } from '../tiles.ts'
import { newTower, openTiles, raise, towerRoot } from '../tower.ts'
import type { PackReader } from '../verify.ts'

/** A pack as its files; tests change them and ask the verifier. */
export type PackFiles = Map<string, Uint8Array>

export const logKey = makeSignerKey('test.example/t/7/log1', keyTypes.note, new Uint8Array(32).fill(1))
export const witnessKey = makeSignerKey('witness.example', keyTypes.cosignature, new Uint8Array(32).fill(2))
const passkeySeed = new Uint8Array(32).fill(3)
const edSeed = new Uint8Array(32).fill(4)
const rpId = 'maek.example'
const origin = 'https://maek.example'
const madeAt = '2026-11-21T09:00:00.000Z'

export const policyText = [
  `log ${verifierKeyText(logKey)}`,
  `witness outside ${verifierKeyText(witnessKey)}`,
  'quorum outside',
  '',
].join('\n')

export function readerOf(files: PackFiles): PackReader {
  return { list: () => [...files.keys()], read: (name) => files.get(name) }
}

type Draft = Omit<Entry, 'v' | 'log' | 'i' | 't' | 'p'>

/** A log under construction: fills in what each entry says about its place. */
export function startLog() {
  const leaves: Uint8Array[] = []
  const last = new Map<string, number>()
  const append = (draft: Draft): number => {
    const i = leaves.length
    const object = `${draft.o.kind}/${draft.o.id}`
    const previous = last.get(object)
    const t = new Date(Date.UTC(2026, 10, 21) + i * 1000).toISOString()
    const entry = {
      ...draft,
      v: 1,
      log: logKey.name,
      i,
      t,
      ...(previous === undefined ? {} : { p: previous }),
    } as const
    leaves.push(entryBytes(entry))
    last.set(object, i)
    return i
  }
  return { leaves, append }
}

/** Tiles, bundles and the signed, cosigned checkpoint of a log. */
export function logFiles(leaves: readonly Uint8Array[]): { files: PackFiles; root: Uint8Array } {
  const files: PackFiles = new Map()
  const tower = newTower(sha256)
  for (const leaf of leaves) {
    for (const tile of raise(tower, leaf, { from: 0, to: leaf.length }))
      files.set(tilePath(tile.at), tile.bytes)
  }
  for (const tile of openTiles(tower)) files.set(tilePath(tile.at), tile.bytes)
  for (let first = 0; first < leaves.length; first += tileWidth) {
    const part = leaves.slice(first, first + tileWidth)
    files.set(
      tilePath({ level: 'entries', index: first / tileWidth, width: part.length }),
      encodeBundle(part),
    )
  }
  const root = towerRoot(tower)
  const text = checkpointText({ origin: logKey.name, size: leaves.length, root })
  files.set('checkpoint', utf8Bytes(signNote(text, [logKey]) + cosign(text, witnessKey, 1_795_251_600)))
  return { files, root }
}

/** Two enrolled people, three approved records with a passkey each way and a password, one file, sealed. */
export function makePack(): PackFiles {
  const log = startLog()
  const files: PackFiles = new Map()
  const point = p256.getPublicKey(passkeySeed, false)
  const coseP256 = concatBytes(
    bytesOf('a5010203262001215820'),
    point.slice(1, 33),
    bytesOf('225820'),
    point.slice(33),
  )
  const coseEd = concatBytes(bytesOf('a4010103272006215820'), ed25519.getPublicKey(edSeed))
  const people = [
    enrol(log, { person: 'u1', publicKey: coseP256 }),
    enrol(log, { person: 'u2', publicKey: coseEd }),
  ]
  const attachment = utf8Bytes('시험 결과 파일')
  files.set(`files/${digestHex(attachment)}`, attachment)
  const signatures = approveRecords({ log, files, attachment }, people)
  files.set('signatures.json', canonicalBytes(signatures, generalRules))
  files.set('policy.txt', utf8Bytes(policyText))
  files.set('readiness.json', canonicalBytes({ met: 12, partly: 3 }))
  files.set('README.txt', utf8Bytes('심사 자료\n'))
  files.set('verify.html', utf8Bytes('<!doctype html>'))
  const sealed = { madeAt, framework: 'iso-13485', files: listOf(files) }
  const ledgerIndex = log.append({
    ty: 'export.made',
    a: { id: 'u1', kind: 'human' },
    o: { kind: 'pack', id: 'P1', version: 1 },
    h: packDigest(sealed),
    f: [],
    ev: [],
  })
  const { files: logPart, root } = logFiles(log.leaves)
  for (const [name, content] of logPart) files.set(name, content)
  const head = { origin: logKey.name, size: log.leaves.length, root, ledgerIndex }
  files.set('manifest.json', manifestBytes({ v: 1, ...sealed, ...head, files: listOf(files) }))
  return files
}

/** Three documents made by u1: two approved with a passkey, one with a password. */
function approveRecords(
  pack: { log: Log; files: PackFiles; attachment: Uint8Array },
  people: readonly ReturnType<typeof enrol>[],
): readonly Json[] {
  const { log, files, attachment } = pack
  const signatures: Json[] = []
  for (const [at, credential] of [...people, undefined].entries()) {
    const id = `R${at}`
    const draft = {
      kind: 'document',
      id,
      number: `DOC-${at}`,
      version: 1,
      state: 'draft',
      title: `문서 ${at}`,
      body: { rate: 0.95 },
    }
    const before = recordDigest(draft)
    const base = {
      f: ['body'],
      ev: [{ sha256: digestHex(attachment), size: attachment.length, mt: 'text/plain' }],
    }
    log.append({
      ...base,
      ty: 'document.create',
      a: { id: 'u1', kind: 'human' },
      o: { kind: 'document', id, version: 1 },
      h: before,
    })
    const approved = { ...draft, version: 2, state: 'approved' }
    const person = credential?.record.person ?? 'u1'
    const statement = {
      v: 1,
      signer: { id: person, printedName: '김맥' },
      meaning: 'approval',
      record: { kind: 'document', id, version: 1, sha256: before },
      nonce: `n${at}`,
    }
    const statementBytes = canonicalBytes(statement)
    const ledgerIndex = log.append({
      ty: 'document.approve',
      a: { id: person, kind: 'human', role: 'approver', auth: ['passkey'] },
      o: { kind: 'document', id, version: 2 },
      b: before,
      h: recordDigest(approved),
      f: ['state'],
      ev: [],
      sg: digestHex(statementBytes),
    })
    files.set(`records/${id}.json`, recordFileBytes(approved, ledgerIndex))
    const signed = { ledgerIndex, statement }
    signatures.push(
      credential === undefined
        ? { ...signed, method: 'password' }
        : { ...signed, ...passkeyPart(credential, statementBytes) },
    )
  }
  return signatures
}

export function listOf(files: PackFiles) {
  return [...files]
    .filter(([name]) => name !== 'manifest.json')
    .map(([name, content]) => ({ name, sha256: digestHex(content), size: content.length }))
}

type Log = ReturnType<typeof startLog>

function enrol(log: Log, who: { person: string; publicKey: Uint8Array }) {
  const record = {
    v: 1,
    id: `c-${who.person}`,
    person: who.person,
    rpId,
    origin,
    publicKey: base64UrlText(who.publicKey),
  }
  const index = log.append({
    ty: 'cred.add',
    a: { id: 'admin', kind: 'human' },
    o: { kind: 'credential', id: record.id, version: 1 },
    h: digestHex(canonicalBytes(record)),
    f: [],
    ev: [],
  })
  return { record, index }
}

function passkeyPart(credential: ReturnType<typeof enrol>, statementBytes: Uint8Array) {
  const algorithm = credential.record.person === 'u1' ? 'ES256' : 'Ed25519'
  const assertion = assertionOf(sha256(statementBytes), algorithm)
  return { method: 'passkey', credential: credential.record, credentialIndex: credential.index, assertion }
}

/** What an authenticator with user verification returns for a challenge. */
function assertionOf(
  challenge: Uint8Array,
  algorithm: 'ES256' | 'Ed25519',
): { readonly [name: string]: Json } {
  const client = utf8Bytes(
    JSON.stringify({ type: 'webauthn.get', challenge: base64UrlText(challenge), origin, crossOrigin: false }),
  )
  const authenticatorData = concatBytes(sha256(utf8Bytes(rpId)), Uint8Array.of(5, 0, 0, 0, 1))
  const signed = concatBytes(authenticatorData, sha256(client))
  const signature =
    algorithm === 'ES256'
      ? p256.sign(signed, passkeySeed, { format: 'der', prehash: true })
      : ed25519.sign(signed, edSeed)
  return {
    authenticatorData: base64UrlText(authenticatorData),
    clientDataJSON: base64UrlText(client),
    signature: base64UrlText(signature),
  }
}

function bytesOf(hex: string): Uint8Array {
  const bytes = hexBytes(hex)
  if (bytes === undefined) throw new Error('bytesOf: not hexadecimal')
  return bytes
}
