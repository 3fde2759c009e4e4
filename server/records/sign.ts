import { hash, randomBytes, randomUUID } from 'node:crypto'
import { prepareAction } from '@maek/domain/api.ts'
import { hindranceTo } from '@maek/domain/decide.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { meanings } from '@maek/domain/life.ts'
import { roles } from '@maek/domain/permissions.ts'
import type { Actor, SignatureDraft, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import type { signatureInput } from '@maek/domain/views.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import { actorOf, type Call, handle } from '../http/handler.ts'
import { ensureEnrolled } from '../people/enrol.ts'
import { findLinks, findRecord, makerOfAuthor } from './find.ts'
import { kindFor } from './kind-for.ts'

const ticketMinutes = 5

/**
 * Step one of signing (21 CFR 11.50, 11.70, 11.200): what will be signed is fixed and shown, with the digest of
 * the version before the signer's eyes. The passkey signs the hash of exactly this record, so neither the text
 * nor the version can be exchanged afterwards.
 */
export const prepareActionHandler = handle(prepareAction, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(input.kind, actor, 'read')
  if (!kind.ok) return kind
  const { house } = call
  const prepared = await withOrganisation(house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, input)
    if (!found.ok) return found
    const { record } = found.value
    const at = house.now()
    const links = await findLinks(client, actor.organisation, record.id)
    const authoredFor = await makerOfAuthor(client, record)
    const subject = { kind: kind.value, record }
    const hindrance = hindranceTo(subject, input.action, { actor, at, links, authoredFor })
    if (hindrance) return { ok: false as const, refusal: hindrance }
    if (record.version !== input.version) return changedSince()
    const meaning = kind.value.life.actions[input.action]?.signs
    if (!meaning)
      return refuse('invalid', say('서명이 필요 없는 단계입니다.', 'This step needs no signature.'), 'action')
    const digest = await digestOf(client, actor.organisation, record)
    const statement = statementOf(kind.value, record, { actor, meaning, digest })
    const canonical = signatureRecord(record, { actor, meaning, digest, statement, at })
    const ticket = await keepTicket(client, { actor, record, action: input.action, canonical, at })
    return accept({ ticket, statement, digest, canonical, subject })
  })
  if (!prepared.ok) return prepared
  // Enrolling a passkey commits on a connection of its own: while one is held here, twelve at once would starve.
  const { canonical, subject, ...shown } = prepared.value
  const hindered = await house.hindrances(house, actor.organisation, { subject, action: input.action })
  if (hindered) return { ok: false, refusal: hindered }
  return accept({ ...shown, passkey: await passkeyOptions(call, canonical) })
})

type Ticket = {
  readonly actor: Actor
  readonly record: StoredRecord
  readonly action: string
  readonly canonical: string
  readonly at: string
}

/** Keeps what was shown for its one use, and throws away what nobody used in time. */
async function keepTicket(client: pg.PoolClient, ticket: Ticket): Promise<string> {
  const { actor, record, action, canonical, at } = ticket
  const id = randomUUID()
  await client.query('delete from signing_ticket where org_id = $1 and expires_at < $2', [
    actor.organisation,
    at,
  ])
  await client.query(
    `insert into signing_ticket (org_id, id, user_id, record_id, version, action, canonical, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz + interval '${ticketMinutes} minutes')`,
    [actor.organisation, id, actor.id, record.id, record.version, action, canonical, at],
  )
  return id
}

async function passkeyOptions(call: Call, canonical: string): Promise<unknown> {
  const passkeys = await call.house.people.passkeysOf(actorOf(call).id)
  if (passkeys.length === 0) return null
  await ensureEnrolled(call.house, actorOf(call), passkeys)
  return generateAuthenticationOptions({
    rpID: call.house.people.relyingParty().id,
    challenge: hash('sha256', canonical, 'buffer'),
    allowCredentials: passkeys.map((passkey) => ({ id: passkey.credentialId })),
    userVerification: 'required',
    timeout: ticketMinutes * 60_000,
  })
}

async function digestOf(client: pg.PoolClient, organisation: string, record: StoredRecord): Promise<string> {
  const found = await client.query<{ digest: Buffer }>(
    'select digest from ledger_entry where org_id = $1 and record_id = $2 and version = $3',
    [organisation, record.id, record.version],
  )
  const digest = found.rows[0]?.digest
  if (!digest) throw new Error(`version ${record.version} of ${record.number} has no ledger entry`)
  return digest.toString('hex')
}

type Signing = { readonly actor: Actor; readonly meaning: keyof typeof meanings; readonly digest: string }

/** The exact text shown to the signer, in both languages, kept with the signature. */
function statementOf(kind: Kind, record: StoredRecord, { actor, meaning, digest }: Signing): Words {
  // The statement is kept and exported as it stands: a title that is personal data is left out of it.
  const hidesTitle = kind.fields[kind.titleField]?.personal === true
  const ko = hidesTitle ? record.number : `${record.number} 「${record.title}」`
  const en = hidesTitle ? record.number : `${record.number} “${record.title}”`
  return say(
    `본인(${actor.name})은 ${kind.title.ko} ${ko}의 ${record.version}판을 확인하였으며, ‘${meanings[meaning].ko}’의 의미로 전자서명합니다. 내용 해시 SHA-256: ${digest}`,
    `I, ${actor.name}, have checked version ${record.version} of ${kind.title.en} ${en} and sign it electronically with the meaning “${meanings[meaning].en}”. Content hash SHA-256: ${digest}`,
  )
}

function signatureRecord(record: StoredRecord, signing: Signing & { statement: Words; at: string }): string {
  const { actor, meaning, digest, statement, at } = signing
  return canonicalText({
    v: 1,
    org: actor.organisation,
    signer: { id: actor.id, printedName: actor.name, roles: actor.roles.map((role) => roles[role].en) },
    meaning,
    record: { kind: record.kind, id: record.id, version: record.version, sha256: digest },
    statement,
    issuedAt: at,
    nonce: randomBytes(16).toString('hex'),
  })
}

const preparedShape = z.object({
  meaning: z.enum(['review', 'approval', 'responsibility', 'verification', 'rejection']),
  statement: z.object({ ko: z.string(), en: z.string() }),
  record: z.object({ sha256: z.string() }),
})

/** Step two: who signs proves it again, now, for this one record; the ticket is spent whatever the outcome. */
export async function checkSignature(
  call: Call,
  given: z.output<typeof signatureInput>,
  subject: { readonly kind: Kind; readonly record: StoredRecord; readonly action: string },
): Promise<Answer<SignatureDraft>> {
  const actor = actorOf(call)
  const canonical = await spendTicket(call, given.ticket, subject)
  if (!canonical.ok) return canonical
  const proof =
    given.method === 'passkey'
      ? await checkPasskey(call, given.assertion, canonical.value)
      : await checkPassword(call, actor, given.password)
  if (!proof.ok) return proof
  const { meaning, statement, record } = preparedShape.parse(JSON.parse(canonical.value))
  return accept({
    meaning,
    method: given.method,
    statement,
    signedDigest: record.sha256,
    signedVersion: subject.record.version,
    canonical: canonical.value,
    assertion: proof.value,
  })
}

async function spendTicket(
  call: Call,
  ticket: string,
  subject: { record: StoredRecord; action: string },
): Promise<Answer<string>> {
  const actor = actorOf(call)
  if (!z.uuid().safeParse(ticket).success) return expired()
  const spent = await withOrganisation(call.house.database, actor.organisation, (client) =>
    client.query<{ canonical: string; version: number; alive: boolean }>(
      `delete from signing_ticket where org_id = $1 and id = $2 and user_id = $3 and record_id = $4 and action = $5
       returning canonical, version, expires_at > $6 as alive`,
      [actor.organisation, ticket, actor.id, subject.record.id, subject.action, call.house.now()],
    ),
  )
  const row = spent.rows[0]
  if (!row?.alive) return expired()
  return row.version === subject.record.version ? accept(row.canonical) : changedSince()
}

async function checkPasskey(call: Call, assertion: unknown, canonical: string): Promise<Answer<unknown>> {
  const shape = z.looseObject({ id: z.string() }).safeParse(assertion)
  const { people } = call.house
  const passkeys = await people.passkeysOf(actorOf(call).id)
  const passkey = passkeys.find((one) => one.credentialId === shape.data?.id)
  if (!passkey) return notProved()
  const party = people.relyingParty()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // The library checks the whole shape itself and throws for any other.
      response: assertion as AuthenticationResponseJSON,
      expectedChallenge: hash('sha256', canonical, 'buffer').toString('base64url'),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: passkey.counter },
    })
    if (!verified) return notProved()
    await people.passkeyUsed(passkey.id, authenticationInfo.newCounter)
    return accept({
      assertion,
      publicKey: Buffer.from(passkey.publicKey).toString('base64url'),
      origin: party.origin,
      rpId: party.id,
    })
  } catch (error) {
    call.house.log({
      level: 'warn',
      what: 'passkey assertion refused',
      why: error instanceof Error ? error.message : String(error),
    })
    return notProved()
  }
}

async function checkPassword(call: Call, actor: Actor, password: string): Promise<Answer<unknown>> {
  const outcome = await call.house.people.passwordHolds(actor.id, password)
  if (outcome === 'yes') return accept(null)
  if (outcome === 'locked') {
    return refuse(
      'too-many',
      say(
        '서명 실패가 많아 잠시 잠겼습니다. 15분 뒤 다시 하십시오.',
        'Too many failed signings. Try again in 15 minutes.',
      ),
      'signature.password',
    )
  }
  return refuse(
    'needs-signature',
    say('비밀번호가 맞지 않습니다. 서명하지 않았습니다.', 'The password is wrong. Nothing was signed.'),
    'signature.password',
  )
}

function notProved() {
  return refuse(
    'needs-signature',
    say(
      '패스키로 본인을 확인하지 못했습니다. 서명하지 않았습니다.',
      'The passkey did not prove who you are. Nothing was signed.',
    ),
    'signature',
  )
}

function expired() {
  return refuse(
    'needs-signature',
    say(
      '서명 준비가 만료되었거나 이미 사용되었습니다. 서명을 다시 시작하십시오.',
      'The prepared signature has expired or was already used. Start signing again.',
    ),
    'signature.ticket',
  )
}

function changedSince() {
  return refuse(
    'conflict',
    say(
      '그 사이 기록이 바뀌었습니다. 바뀐 내용을 읽고 다시 서명하십시오.',
      'The record changed in the meantime. Read it again, then sign.',
    ),
    'version',
  )
}
