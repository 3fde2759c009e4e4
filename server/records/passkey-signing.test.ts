import { hash, randomBytes } from 'node:crypto'
import { base64UrlBytes } from '@maek/ledger/bytes.ts'
import { verifyAssertion } from '@maek/ledger/webauthn.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type Authenticator, authenticator, type Wrong } from '../../test/passkey.ts'
import { askAt, cookiesOf, type Visitor, visitor } from '../../test/visitor.ts'
import { withOrganisation } from '../database/scope.ts'
import {
  act,
  byPasskey,
  noon,
  prepare,
  prepared,
  recordOf,
  type Standing,
  signingHouse,
} from './test/signing-house.ts'

/* The passkey ceremony: registered through the library, then used to sign. */

const { house, app, reviewer, waiting, signatures } = await signingHouse()
beforeEach(() => house.at(noon))
afterAll(() => house.close())

async function withPasskey(name: string): Promise<{ person: Visitor; key: Authenticator }> {
  const person = await visitor(app, house, { organisation: house.organisation, name, roles: ['quality'] })
  const key = authenticator()
  const headers = { origin: 'http://localhost:4173', cookie: person.cookie }
  const options = await askAt(app)('GET', '/auth/passkey/generate-register-options', { headers })
  if (options.status !== 200) throw new Error(options.text)
  const challenge = z.string().parse(options.body['challenge'])
  const registered = await askAt(app)('POST', '/auth/passkey/verify-registration', {
    json: { response: key.register({ challenge }), name: '시험 열쇠' },
    headers: { ...headers, cookie: `${person.cookie}; ${cookiesOf(options.headers)}` },
  })
  if (registered.status !== 200) throw new Error(registered.text)
  return { person, key }
}

/** Prepared, with the passkey that must be on offer. */
async function offered(person: Visitor, record: Standing) {
  const { passkey, ...shown } = await prepared(person, record)
  if (!passkey) throw new Error('no passkey was offered')
  return { ...shown, passkey }
}

test('a passkey signature verifies offline under a key that was in the log before it', async () => {
  const { person, key } = await withPasskey('정패스')
  const record = await waiting()
  const shown = await offered(person, record)
  const told = await act(person, record, byPasskey(shown.ticket, key.assert(shown.passkey)))
  expect(recordOf(told).state).toBe('approved')
  const { canonical, proof, entry, enrolled } = await keptOf(record, '정패스')
  const bytes = (text: string) => base64UrlBytes(text) ?? new Uint8Array()
  const { response } = proof.assertion
  const assertion = {
    authenticatorData: bytes(response.authenticatorData),
    clientDataJson: bytes(response.clientDataJSON),
    signature: bytes(response.signature),
  }
  const { origin, rpId } = proof
  const challenge = hash('sha256', canonical, 'buffer')
  expect(
    verifyAssertion(assertion, { publicKey: bytes(proof.publicKey), challenge, origin, rpId }),
  ).toMatchObject({ ok: true, value: { algorithm: 'ES256' } })
  // The entry of the act names the signature; the key was enrolled before it and is the same.
  expect(JSON.parse(entry?.leaf.toString('utf8') ?? '{}')).toMatchObject({
    sg: hash('sha256', canonical, 'hex'),
    a: { id: person.userId, auth: ['passkey'] },
  })
  expect(JSON.parse(canonical)).toMatchObject({
    record: { id: record.id, sha256: shown.digest },
    signer: { id: person.userId, printedName: '정패스' },
  })
  expect(enrolled).toHaveLength(1)
  expect(enrolled[0]?.ledger_index).toBeLessThan(entry?.index ?? 0)
  expect(enrolled[0]?.canonical).toContain(proof.publicKey)
})

const proofShape = z.object({
  assertion: z.object({
    response: z.object({
      authenticatorData: z.string(),
      clientDataJSON: z.string(),
      signature: z.string(),
    }),
  }),
  publicKey: z.string(),
  origin: z.string(),
  rpId: z.string(),
})

/** What the house keeps of a signature: its text and proof, the entry of the act, and the keys of the signer. */
async function keptOf(record: Standing, signer: string) {
  return withOrganisation(house.database, house.organisation.id, async (client) => {
    const signature = await client.query<{ canonical: string; assertion: unknown }>(
      'select canonical, assertion from signature where record_id = $1',
      [record.id],
    )
    const entry = await client.query<{ index: number; leaf: Buffer }>(
      'select index, leaf from ledger_entry where record_id = $1 order by version desc limit 1',
      [record.id],
    )
    const enrolled = await client.query<{ ledger_index: number; canonical: string }>(
      "select ledger_index, canonical from ledger_note where act = 'cred.add' and actor_name = $1",
      [signer],
    )
    return {
      canonical: signature.rows[0]?.canonical ?? '',
      proof: proofShape.parse(signature.rows[0]?.assertion),
      entry: entry.rows[0],
      enrolled: enrolled.rows,
    }
  })
}

test('an assertion that lies in any part is refused, and nothing is signed', async () => {
  const { person, key } = await withPasskey('오거짓')
  const record = await waiting()
  const elsewhere = await waiting()
  const lies: readonly (readonly [string, Wrong])[] = [
    ['another origin', { origin: 'https://evil.example' }],
    ['another party', { rpId: 'evil.example' }],
    ['an old challenge', { challenge: randomBytes(32).toString('base64url') }],
    ['the challenge of another record', { challenge: (await offered(person, elsewhere)).passkey.challenge }],
    ['a registration', { type: 'webauthn.create' }],
    ['nobody verified', { flags: 0x01 }],
    ['nobody present', { flags: 0x04 }],
  ]
  for (const [what, wrong] of lies) {
    const shown = await offered(person, record)
    const told = await act(person, record, byPasskey(shown.ticket, key.assert(shown.passkey, wrong)))
    expect(told.status, what).toBe(428)
  }
  expect(await signatures(record)).toEqual([])
})

test('an assertion of another key, and one that is none, are refused; the honest one beside them signs', async () => {
  const { person, key } = await withPasskey('고유일')
  const record = await waiting()
  const otherKey = authenticator()
  const shown = await offered(person, record)
  const honest = key.assert(shown.passkey)
  for (const assertion of [
    otherKey.assert(shown.passkey),
    { ...z.record(z.string(), z.unknown()).parse(otherKey.assert(shown.passkey)), id: key.id, rawId: key.id },
    null,
    'x',
    {},
    { id: key.id },
    { id: key.id, rawId: key.id, type: 'public-key', response: {} },
    [honest],
  ]) {
    const { ticket } = await prepared(person, record)
    const told = await act(person, record, byPasskey(ticket, assertion))
    expect(told.status, JSON.stringify(assertion)).toBe(428)
  }
  // Another person cannot use it either: neither the ticket nor the assertion is theirs.
  expect((await act(reviewer, record, byPasskey(shown.ticket, honest))).status).toBe(428)
  expect(await signatures(record)).toEqual([])
  expect((await act(person, record, byPasskey(shown.ticket, honest))).status).toBe(200)
})

test('an authenticator whose counter runs backwards is a copy and signs nothing', async () => {
  const { person, key } = await withPasskey('유복제')
  const first = await waiting()
  const one = await offered(person, first)
  expect(
    (await act(person, first, byPasskey(one.ticket, key.assert(one.passkey, { counter: 9 })))).status,
  ).toBe(200)
  const second = await waiting()
  const two = await offered(person, second)
  expect(
    (await act(person, second, byPasskey(two.ticket, key.assert(two.passkey, { counter: 3 })))).status,
  ).toBe(428)
})

test('many people preparing to sign at the same moment do not wait for each other for ever', async () => {
  const { person } = await withPasskey('한번에')
  await house.database.pool.query('delete from "passkey" where "userId" <> $1', [person.userId])
  const records = await Promise.all(Array.from({ length: 16 }, () => waiting()))
  const told = await Promise.all(records.map((record) => prepare(person, record)))
  expect(told.map((one) => one.status)).toEqual(records.map(() => 200))
})
