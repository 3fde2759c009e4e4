import { hash, randomBytes } from 'node:crypto'
import { base64UrlBytes } from '@maek/ledger/bytes.ts'
import { verifyAssertion } from '@maek/ledger/webauthn.ts'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { examples } from '../../test/examples/governance.ts'
import { type Authenticator, authenticator, type Wrong } from '../../test/passkey.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { askAt, cookiesOf, password, program, type Told, type Visitor, visitor } from '../../test/visitor.ts'
import { withOrganisation } from '../database/scope.ts'
import { handlers } from '../handlers.ts'
import { openApp } from '../http/app.ts'

const noon = '2026-11-21T12:00:00.000Z'
let house: StandingHouse
let app: Hono
let author: Visitor
let reviewer: Visitor
let manager: Visitor

beforeAll(async () => {
  house = await standingHouse()
  app = openApp(house, handlers)
  const organisation = house.organisation
  author = await visitor(app, house, { organisation, name: '김작성', roles: ['quality'] })
  reviewer = await visitor(app, house, { organisation, name: '박검토', roles: ['quality', 'administrator'] })
  manager = await visitor(app, house, { organisation, name: '최경영', roles: ['management'] })
})
beforeEach(() => house.at(noon))
afterAll(() => house.close())

const recordShape = z.object({
  record: z.object({ id: z.string(), version: z.number(), state: z.string(), authorId: z.string() }),
})
type Standing = z.infer<typeof recordShape>['record']
const recordOf = (told: Told): Standing => {
  if (told.status !== 200) throw new Error(told.text)
  return recordShape.parse(told.body).record
}

async function supplierBody() {
  const person = await author.ask('POST', '/records/person', {
    json: {
      body: {
        name: { ko: '평가자', en: 'Assessor' },
        engagement: 'employee',
        department: '품질',
        position: '품질책임자',
        responsibilities: ['quality-manager'],
        startedOn: '2025-01-02',
      },
    },
  })
  const file = await author.ask('POST', '/files?name=agreement.txt', {
    bytes: `계약 ${randomBytes(4).toString('hex')}`,
  })
  return { ...examples['supplier'], evaluator: recordOf(person).id, agreementFiles: [file.body] }
}

/** A supplier waiting for approval, written by the author. */
async function waiting(by: Pick<Visitor, 'ask'> = author): Promise<Standing> {
  const made = recordOf(await by.ask('POST', '/records/supplier', { json: { body: await supplierBody() } }))
  const path = `/records/supplier/${made.id}/actions/submit`
  return recordOf(await by.ask('POST', path, { json: { version: made.version } }))
}

const act = (by: Visitor, record: Standing, rest: object, action = 'approve') =>
  by.ask('POST', `/records/supplier/${record.id}/actions/${action}`, {
    json: { version: record.version, ...rest },
  })
const prepare = (by: Pick<Visitor, 'ask'>, record: Standing, action = 'approve') =>
  by.ask('POST', `/records/supplier/${record.id}/actions/${action}/prepare`, {
    json: { version: record.version },
  })

const preparedShape = z.object({
  ticket: z.string(),
  digest: z.string(),
  statement: z.object({ ko: z.string(), en: z.string() }),
  passkey: z.object({ challenge: z.string(), userVerification: z.literal('required') }).nullable(),
})
async function prepared(by: Visitor, record: Standing, action = 'approve') {
  const told = await prepare(by, record, action)
  if (told.status !== 200) throw new Error(told.text)
  return preparedShape.parse(told.body)
}
const byPassword = (ticket: string, word = password) => ({
  signature: { method: 'password', ticket, password: word },
})

async function signatures(record: Standing) {
  const told = await author.ask('GET', `/records/supplier/${record.id}`)
  return z
    .object({
      signatures: z.array(
        z.looseObject({
          method: z.string(),
          meaning: z.string(),
          signerName: z.string(),
          stale: z.boolean(),
          digest: z.string(),
        }),
      ),
    })
    .parse(told.body).signatures
}

test('a password signature is kept with name, time, meaning and text, and marked as the lesser proof', async () => {
  const record = await waiting()
  const { ticket, statement, digest } = await prepared(reviewer, record)
  expect(statement.ko).toContain('박검토')
  expect(statement.ko).toContain(digest)
  const told = await act(reviewer, record, byPassword(ticket))
  expect(recordOf(told).state).toBe('approved')
  expect(await signatures(record)).toMatchObject([
    {
      method: 'password',
      meaning: 'approval',
      signerName: '박검토',
      at: noon,
      statement,
      digest,
      stale: false,
    },
  ])
})

test('what is signed is the very version that was shown', async () => {
  const record = await waiting()
  const { digest } = await prepared(reviewer, record)
  const proof = await author.ask('GET', `/records/supplier/${record.id}/proof?version=${record.version}`)
  expect(hash('sha256', z.string().parse(proof.body['revision']), 'hex')).toBe(digest)
})

test('a signature is shown as stale once the content changed, and stays', async () => {
  const record = await waiting()
  const approved = recordOf(
    await act(reviewer, record, byPassword((await prepared(reviewer, record)).ticket)),
  )
  const again = recordOf(await act(author, approved, { reason: '재평가' }, 'evaluate-again'))
  expect((await signatures(record))[0]?.stale).toBe(false)
  const edit = { version: again.version, body: { ...(await supplierBody()), offering: '바뀐 규격' } }
  recordOf(await author.ask('PUT', `/records/supplier/${record.id}`, { json: edit }))
  expect((await signatures(record))[0]?.stale).toBe(true)
})

test('a wrong password signs nothing, spends the ticket, and after ten the signer is locked out', async () => {
  const record = await waiting()
  const signer = await visitor(app, house, {
    organisation: house.organisation,
    name: '이서명',
    roles: ['quality'],
  })
  const first = await prepared(signer, record)
  const wrong = await act(signer, record, byPassword(first.ticket, 'wrong'))
  expect(wrong.status).toBe(428)
  expect((await act(signer, record, byPassword(first.ticket))).status).toBe(428)
  for (let n = 1; n < 10; n += 1) {
    await act(signer, record, byPassword((await prepared(signer, record)).ticket, 'wrong'))
  }
  const locked = await act(signer, record, byPassword((await prepared(signer, record)).ticket))
  expect(locked.status).toBe(429)
  house.at('2026-11-21T12:16:00.000Z')
  expect((await act(signer, record, byPassword((await prepared(signer, record)).ticket))).status).toBe(200)
})

test('a ticket works once, for five minutes, for its person, its record, its step and its version', async () => {
  const record = await waiting()
  const elsewhere = await waiting()
  const { ticket } = await prepared(reviewer, record)
  expect((await act(manager, record, byPassword(ticket))).status).toBe(428)
  expect((await act(reviewer, elsewhere, byPassword(ticket))).status).toBe(428)
  expect((await act(reviewer, record, { ...byPassword(ticket), reason: '반려' }, 'send-back')).status).toBe(
    428,
  )
  for (const made of ['x', '00000000-0000-4000-8000-000000000000', "' or 1=1 --"]) {
    expect((await act(reviewer, record, byPassword(made))).status).toBe(428)
  }
  house.at('2026-11-21T12:05:00.000Z')
  expect((await act(reviewer, record, byPassword(ticket))).status).toBe(428)
  house.at(noon)
  const fresh = await prepared(reviewer, record)
  const twice = await Promise.all([1, 2].map(() => act(reviewer, record, byPassword(fresh.ticket))))
  expect(twice.map((told) => told.status).sort()).toEqual([200, 428])
})

test('a record changed after it was shown is not signed', async () => {
  const record = await waiting()
  const shown = await prepared(reviewer, record)
  const other = await prepared(manager, record, 'send-back').catch(() => null)
  const back = await prepared(reviewer, record, 'send-back')
  expect(
    (await act(reviewer, record, { ...byPassword(back.ticket), reason: '보완' }, 'send-back')).status,
  ).toBe(200)
  const told = await act(reviewer, record, byPassword(shown.ticket))
  expect(told.status).toBe(409)
  expect(other === null || other.ticket !== shown.ticket).toBe(true)
})

test('of an approval and a rejection pressed at the same moment exactly one stands', async () => {
  const record = await waiting()
  const approval = await prepared(reviewer, record)
  const rejection = await prepared(reviewer, record, 'send-back')
  const told = await Promise.all([
    act(reviewer, record, byPassword(approval.ticket)),
    act(reviewer, record, { ...byPassword(rejection.ticket), reason: '보완' }, 'send-back'),
  ])
  expect(told.map((one) => one.status).sort()).toEqual([200, 409])
  expect(await signatures(record)).toHaveLength(1)
})

test('a signed act sent again after a lost answer finds its first outcome and signs nothing twice', async () => {
  const record = await waiting()
  const { ticket } = await prepared(reviewer, record)
  const send = () =>
    reviewer.ask('POST', `/records/supplier/${record.id}/actions/approve`, {
      json: { version: record.version, ...byPassword(ticket) },
      headers: { 'idempotency-key': `approve-${record.id}` },
    })
  const first = await send()
  const again = await send()
  expect([first.status, again.status]).toEqual([200, 200])
  expect(again.text).toBe(first.text)
  expect(await signatures(record)).toHaveLength(1)
})

test('the author never approves own work, by own hand or through an own program', async () => {
  const record = await waiting()
  expect((await prepare(author, record)).status).toBe(403)
  expect((await act(author, record, byPassword('x'))).status).toBeGreaterThanOrEqual(400)
  const told = await reviewer.ask('POST', '/tokens', { json: { name: 'own', roles: ['quality'] } })
  const service = { ask: program(app, z.string().parse(told.body['token'])) }
  const written = await waiting(service)
  expect(written.authorId).toMatch(/^token-/)
  expect((await prepare(reviewer, written)).status).toBe(403)
  const view = await reviewer.ask('GET', `/records/supplier/${written.id}`)
  const { abilities } = z
    .object({ abilities: z.array(z.object({ action: z.string(), allowed: z.boolean() })) })
    .parse(view.body)
  expect(abilities.find((one) => one.action === 'approve')?.allowed).toBe(false)
  expect((await prepare(author, written)).status).toBe(200)
})

test('a program never signs, whatever its roles', async () => {
  const record = await waiting()
  const told = await reviewer.ask('POST', '/tokens', { json: { name: 'robot', roles: ['quality'] } })
  const robot = program(app, z.string().parse(told.body['token']))
  expect((await prepare({ ask: robot }, record)).status).toBe(403)
  const { ticket } = await prepared(reviewer, record)
  const path = `/records/supplier/${record.id}/actions/approve`
  const used = await robot('POST', path, { json: { version: record.version, ...byPassword(ticket) } })
  expect(used.status).toBeGreaterThanOrEqual(400)
  expect(await signatures(record)).toEqual([])
})

/* The passkey ceremony: registered through the library, then used to sign. */

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

const byPasskey = (ticket: string, assertion: unknown) => ({
  signature: { method: 'passkey', ticket, assertion },
})

test('a passkey signature verifies offline under a key that was in the log before it', async () => {
  const { person, key } = await withPasskey('정패스')
  const record = await waiting()
  const shown = await prepared(person, record)
  if (!shown.passkey) throw new Error('no passkey was offered')
  const told = await act(person, record, byPasskey(shown.ticket, key.assert(shown.passkey)))
  expect(recordOf(told).state).toBe('approved')
  const kept = await withOrganisation(house.database, house.organisation.id, async (client) => ({
    signature: await client.query<{ canonical: string; assertion: unknown; method: string }>(
      'select canonical, assertion, method from signature where record_id = $1',
      [record.id],
    ),
    entry: await client.query<{ index: number; leaf: Buffer }>(
      'select index, leaf from ledger_entry where record_id = $1 order by version desc limit 1',
      [record.id],
    ),
    enrolled: await client.query<{ ledger_index: number; canonical: string }>(
      "select ledger_index, canonical from ledger_note where act = 'cred.add' and actor_name = '정패스'",
    ),
  }))
  const signature = kept.signature.rows[0]
  const { assertion, publicKey, origin, rpId } = z
    .object({
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
    .parse(signature?.assertion)
  const bytes = (text: string) => base64UrlBytes(text) ?? new Uint8Array()
  const canonical = signature?.canonical ?? ''
  expect(
    verifyAssertion(
      {
        authenticatorData: bytes(assertion.response.authenticatorData),
        clientDataJson: bytes(assertion.response.clientDataJSON),
        signature: bytes(assertion.response.signature),
      },
      { publicKey: bytes(publicKey), challenge: hash('sha256', canonical, 'buffer'), origin, rpId },
    ),
  ).toMatchObject({ ok: true, value: { algorithm: 'ES256' } })
  // The entry of the act names the signature; the key was enrolled before it and is the same.
  const entry = kept.entry.rows[0]
  expect(JSON.parse(entry?.leaf.toString('utf8') ?? '{}')).toMatchObject({
    sg: hash('sha256', canonical, 'hex'),
    a: { id: person.userId, auth: ['passkey'] },
  })
  expect(JSON.parse(canonical)).toMatchObject({
    record: { id: record.id, sha256: shown.digest },
    signer: { id: person.userId, printedName: '정패스' },
  })
  expect(kept.enrolled.rows).toHaveLength(1)
  expect(kept.enrolled.rows[0]?.ledger_index).toBeLessThan(entry?.index ?? 0)
  expect(kept.enrolled.rows[0]?.canonical).toContain(publicKey)
})

test('an assertion that lies in any part is refused, and nothing is signed', async () => {
  const { person, key } = await withPasskey('오거짓')
  const record = await waiting()
  const elsewhere = await waiting()
  const otherKey = authenticator()
  const lies: readonly (readonly [string, Wrong])[] = [
    ['another origin', { origin: 'https://evil.example' }],
    ['another party', { rpId: 'evil.example' }],
    ['an old challenge', { challenge: randomBytes(32).toString('base64url') }],
    [
      'the challenge of another record',
      { challenge: (await prepared(person, elsewhere)).passkey?.challenge ?? '' },
    ],
    ['a registration', { type: 'webauthn.create' }],
    ['nobody verified', { flags: 0x01 }],
    ['nobody present', { flags: 0x04 }],
  ]
  for (const [what, wrong] of lies) {
    const shown = await prepared(person, record)
    if (!shown.passkey) throw new Error('no passkey was offered')
    const told = await act(person, record, byPasskey(shown.ticket, key.assert(shown.passkey, wrong)))
    expect(told.status, what).toBe(428)
  }
  const shown = await prepared(person, record)
  if (!shown.passkey) throw new Error('no passkey was offered')
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
  const one = await prepared(person, first)
  if (!one.passkey) throw new Error('no passkey was offered')
  expect(
    (await act(person, first, byPasskey(one.ticket, key.assert(one.passkey, { counter: 9 })))).status,
  ).toBe(200)
  const second = await waiting()
  const two = await prepared(person, second)
  if (!two.passkey) throw new Error('no passkey was offered')
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
