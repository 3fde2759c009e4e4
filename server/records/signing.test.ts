import { hash } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { program, visitor } from '../../test/visitor.ts'
import { act, byPassword, noon, prepare, prepared, recordOf, signingHouse } from './test/signing-house.ts'

const { house, app, author, reviewer, manager, supplierBody, waiting, signatures } = await signingHouse()
beforeEach(() => house.at(noon))
afterAll(() => house.close())

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
  const again = recordOf(await act(author, approved, { action: 'evaluate-again', reason: '재평가' }))
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
  expect(
    (await act(reviewer, record, { action: 'send-back', ...byPassword(ticket), reason: '반려' })).status,
  ).toBe(428)
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
    (await act(reviewer, record, { action: 'send-back', ...byPassword(back.ticket), reason: '보완' })).status,
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
    act(reviewer, record, { action: 'send-back', ...byPassword(rejection.ticket), reason: '보완' }),
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
