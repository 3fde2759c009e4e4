import { randomUUID } from 'node:crypto'
import { decideAction, decideCreate } from '@maek/domain/decide.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type { Actor, Decision, SignatureDraft, StoredRecord } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { base64UrlText, concatBytes, hexBytes, utf8Bytes } from '@maek/ledger/bytes.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import { sha256 } from '@maek/ledger/hash.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import { keepFile } from '@maek/server/files/keep.ts'
import { p256 } from '@noble/curves/nist.js'
import { examples as documents } from './examples/documents.ts'
import { examples as people } from './examples/people.ts'
import { person, type StandingHouse } from './standing-house.ts'

export type Evidenced = {
  readonly author: Actor
  readonly approver: Actor
  readonly worker: StoredRecord
  /** Approved with a passkey, approved with a password, and a draft; the first two carry a file. */
  readonly documents: readonly StoredRecord[]
  readonly file: { readonly sha256: string; readonly size: number }
}

const rpId = 'localhost'
const origin = 'http://localhost:4173'
const seed = new Uint8Array(32).fill(3)
const credentialId = base64UrlText(sha256(utf8Bytes('credential')))

/** Leads a standing house through what a pack must prove: people, documents, a file and both sorts of signature. */
export async function furnishEvidence(house: StandingHouse): Promise<Evidenced> {
  const author = person(house.organisation, '김작성', 'engineer')
  const approver = person(house.organisation, '박승인', 'quality')
  const stored = await keepFile(house, author, {
    bytes: Buffer.from('시험 결과 파일'),
    mediaType: 'text/plain',
  })
  await enrol(house, approver)
  const { deputy: _deputy, appointmentFiles: _files, ...known } = people.person ?? {}
  const worker = await create(house, approver, { kind: kindOf('person'), body: known })
  const attachments = [{ ...stored, name: '시험 결과.txt', mediaType: 'text/plain' }]
  const body = { ...documents.document, owner: worker.id }
  const document = { kind: kindOf('document'), body: { ...body, attachments } }
  const first = await create(house, author, document)
  const second = await create(house, author, document)
  const draft = await create(house, author, {
    kind: kindOf('document'),
    body: { ...body, title: { ko: '<script>alert(1)</script>', en: 'Draft' } },
  })
  const signed = [
    await approve(house, first, { author, approver, method: 'passkey' }),
    await approve(house, second, { author, approver, method: 'password' }),
  ]
  return { author, approver, worker, documents: [...signed, draft], file: stored }
}

export function kindOf(name: string): Kind {
  const kind = kindByName(name)
  if (!kind) throw new Error(`no kind ${name}`)
  return kind
}

export function accepted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

export async function create(
  house: StandingHouse,
  actor: Actor,
  { kind, body }: { readonly kind: Kind; readonly body: Body },
): Promise<StoredRecord> {
  const entered = { id: randomUUID(), body }
  return commit(house, accepted(decideCreate(kind, entered, { actor, at: house.now() })))
}

async function commit(house: StandingHouse, decision: Decision): Promise<StoredRecord> {
  const [written] = accepted(
    await house.committer.commit({ organisation: house.organisation.id, decisions: [decision] }),
  )
  if (!written) throw new Error('nothing was written')
  return written.record
}

type Signing = {
  readonly author: Actor
  readonly approver: Actor
  readonly method: 'passkey' | 'password'
}

async function approve(
  house: StandingHouse,
  record: StoredRecord,
  { author, approver, method }: Signing,
): Promise<StoredRecord> {
  const kind = kindOf(record.kind)
  const links = { in: [], out: [] }
  const act = { at: house.now(), reason: '시험' }
  const submitted = await commit(
    house,
    accepted(
      decideAction(
        { kind, record },
        { action: 'submit', version: record.version, links },
        { ...act, actor: author },
      ),
    ),
  )
  const signature = await signatureOf(house, submitted, { author, approver, method })
  const request = { action: 'approve', version: submitted.version, links, signature }
  return commit(
    house,
    accepted(decideAction({ kind, record: submitted }, request, { ...act, actor: approver })),
  )
}

async function signatureOf(
  house: StandingHouse,
  record: StoredRecord,
  { approver, method }: Signing,
): Promise<SignatureDraft> {
  const digest = await withOrganisation(house.database, house.organisation.id, async (client) => {
    const found = await client.query<{ digest: Buffer }>(
      'select digest from ledger_entry where record_id = $1 and version = $2',
      [record.id, record.version],
    )
    return found.rows[0]?.digest.toString('hex') ?? ''
  })
  const statement = { ko: '확인', en: 'Confirmed' }
  const canonical = canonicalText({
    v: 1,
    signer: { id: approver.id, printedName: approver.name },
    meaning: 'approval',
    record: { kind: record.kind, id: record.id, version: record.version, sha256: digest },
    statement,
    nonce: record.id,
  })
  const assertion = method === 'passkey' ? assertionOver(sha256(utf8Bytes(canonical))) : null
  return {
    meaning: 'approval',
    method,
    statement,
    signedDigest: digest,
    signedVersion: record.version,
    canonical,
    assertion,
  }
}

async function enrol(house: StandingHouse, actor: Actor): Promise<void> {
  const point = p256.getPublicKey(seed, false)
  const cose = concatBytes(
    bytesOf('a5010203262001215820'),
    point.slice(1, 33),
    bytesOf('225820'),
    point.slice(33),
  )
  const canonical = canonicalText({
    v: 1,
    id: credentialId,
    person: actor.id,
    rpId,
    origin,
    publicKey: base64UrlText(cose),
  })
  const note = { kind: 'passkey', id: 'passkey-1', act: 'cred.add', canonical, actor, at: house.now() }
  accepted(
    await house.committer.commit({ organisation: house.organisation.id, decisions: [], notes: [note] }),
  )
}

/** What an authenticator with user verification answers, as server/records/sign.ts keeps it. */
function assertionOver(challenge: Uint8Array) {
  const client = utf8Bytes(
    JSON.stringify({ type: 'webauthn.get', challenge: base64UrlText(challenge), origin, crossOrigin: false }),
  )
  const authenticatorData = concatBytes(sha256(utf8Bytes(rpId)), Uint8Array.of(5, 0, 0, 0, 1))
  const signature = p256.sign(concatBytes(authenticatorData, sha256(client)), seed, {
    format: 'der',
    prehash: true,
  })
  const response = {
    authenticatorData: base64UrlText(authenticatorData),
    clientDataJSON: base64UrlText(client),
    signature: base64UrlText(signature),
  }
  return { assertion: { id: credentialId, response }, origin, rpId }
}

function bytesOf(hex: string): Uint8Array {
  const bytes = hexBytes(hex)
  if (bytes === undefined) throw new Error('bytesOf: not hexadecimal')
  return bytes
}
