import { randomBytes } from 'node:crypto'
import type { Role } from '@maek/domain/permissions.ts'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { askAt, emailOf, password, program, visitor } from '../../test/visitor.ts'
import { countNotes, roleNames, supplierBody, twoHouses } from './test/two-houses.ts'

/* How somebody comes to a role and loses it: members, invitations, tokens. */

const { house, app, other, chief, stranger, role } = await twoHouses()
afterAll(() => house.close())

test('nobody raises a role: not by change, invitation, token, claim or a field too many', async () => {
  const { userId } = role('engineer')
  const grab = { roles: ['administrator', 'quality'], disabled: false }
  for (const name of roleNames.filter((one) => one !== 'administrator')) {
    expect((await role(name).ask('PUT', `/members/${role(name).userId}`, { json: grab })).status, name).toBe(
      403,
    )
    const invitation = { email: 'x@test.example', roles: ['administrator'] }
    expect((await role(name).ask('POST', '/members/invitations', { json: invitation })).status, name).toBe(
      403,
    )
    const above = roleNames.filter((one) => one !== name)
    expect(
      (await role(name).ask('POST', '/tokens', { json: { name: 'x', roles: above } })).status,
      name,
    ).toBe(403)
  }
  const alone = role('administrator')
  const self = await alone.ask('PUT', `/members/${alone.userId}`, { json: grab })
  expect(self.status, self.text).toBe(403)
  expect((await chief.ask('PUT', `/members/${stranger.userId}`, { json: grab })).status).toBe(404)
  expect((await chief.ask('PUT', `/members/${userId}`, { json: { ...grab, org: other.id } })).status).toBe(
    422,
  )
})

test('a token never holds more than its maker, not even after the maker lost a role', async () => {
  const maker = await visitor(app, house, {
    organisation: house.organisation,
    name: '토큰 제작자',
    roles: ['quality', 'engineer'],
  })
  const told = await maker.ask('POST', '/tokens', {
    json: { name: 'pipeline', roles: ['quality', 'engineer'] },
  })
  const token = z.string().parse(told.body['token'])
  const service = program(app, token)
  const write = (name: string) => service('POST', '/records/supplier', { json: { body: supplierBody(name) } })
  expect((await write('토큰으로')).status).toBe(200)
  expect((await service('POST', '/tokens', { json: { name: 'more', roles: ['engineer'] } })).status).toBe(403)
  const change = (roles: Role[], disabled = false) =>
    chief.ask('PUT', `/members/${maker.userId}`, { json: { roles, disabled } })
  expect((await change(['engineer'])).status).toBe(200)
  expect((await write('역할을 잃은 뒤')).status).toBe(403)
  expect((await change(['auditor'])).status).toBe(200)
  expect((await write('모두 잃은 뒤')).status).toBe(401)
  expect((await change(['quality', 'engineer'])).status).toBe(200)
  expect((await write('되찾은 뒤')).status).toBe(200)
  const listed = z
    .object({ tokens: z.array(z.object({ id: z.string() })) })
    .parse((await maker.ask('GET', '/tokens')).body)
  const id = listed.tokens[0]?.id ?? ''
  const noted = await countNotes(house)
  expect((await chief.ask('DELETE', `/tokens/${id}`)).body).toEqual({ revoked: false })
  expect(await countNotes(house)).toBe(noted)
  expect((await maker.ask('DELETE', `/tokens/${id}`)).body).toEqual({ revoked: true })
  expect((await write('폐기한 뒤')).status).toBe(401)
})

test('a program changes nobody’s access, whatever roles it has', async () => {
  const told = await chief.ask('POST', '/tokens', { json: { name: 'admin', roles: ['administrator'] } })
  const service = program(app, z.string().parse(told.body['token']))
  const invitation = { email: 'accomplice@test.example', roles: ['administrator'] }
  expect((await service('POST', '/members/invitations', { json: invitation })).status).toBe(403)
  const raise = { roles: ['quality'], disabled: false }
  expect((await service('PUT', `/members/${role('engineer').userId}`, { json: raise })).status).toBe(403)
})

test('every change of access is in the log together with itself', async () => {
  const before = await countNotes(house)
  const helper = await visitor(app, house, {
    organisation: house.organisation,
    name: '기록될 사람',
    roles: ['engineer'],
  })
  await chief.ask('PUT', `/members/${helper.userId}`, { json: { roles: ['security'], disabled: false } })
  await chief.ask('POST', '/members/invitations', { json: { email: 'n@test.example', roles: ['engineer'] } })
  expect(await countNotes(house)).toBe(before + 3)
})

test('a disabled member is out at once, with every session, token and open invitation', async () => {
  const email = emailOf('나갈 사람')
  const leaver = await visitor(app, house, {
    organisation: house.organisation,
    name: '나갈 사람',
    roles: ['engineer'],
  })
  const told = await leaver.ask('POST', '/tokens', { json: { name: 'left', roles: ['engineer'] } })
  const service = program(app, z.string().parse(told.body['token']))
  const invited = await chief.ask('POST', '/members/invitations', { json: { email, roles: ['engineer'] } })
  const link = z.string().parse(invited.body['link'])
  expect((await service('GET', '/records/supplier')).status).toBe(200)
  const out = await chief.ask('PUT', `/members/${leaver.userId}`, {
    json: { roles: ['engineer'], disabled: true },
  })
  expect(out.status, out.text).toBe(200)
  expect((await leaver.ask('GET', '/records/supplier')).status).toBe(401)
  expect((await service('GET', '/records/supplier')).status).toBe(401)
  const back = await askAt(app)('POST', '/session/claim', {
    json: { token: link.split('#')[1], name: '나갈 사람', email, password },
  })
  expect(back.status).toBe(422)
})

test('a one-time link makes one member, even when it is followed many times at once', async () => {
  const { token } = await house.people.invite({
    organisation: house.organisation.id,
    email: null,
    roles: ['engineer'],
    by: null,
  })
  const emails = ['a', 'b', 'c', 'd', 'd', 'd'].map((name) => `race-${name}@test.example`)
  const told = await Promise.all(
    emails.map((email) =>
      askAt(app)('POST', '/session/claim', { json: { token, name: '경주', email, password } }),
    ),
  )
  expect(told.map((one) => one.status).sort()).toEqual([200, 422, 422, 422, 422, 422])
  const users = await house.database.pool.query(`select id from "user" where email like 'race-%'`)
  expect(users.rowCount).toBe(1)
  const again = await askAt(app)('POST', '/session/claim', {
    json: { token, name: '나중', email: 'late@test.example', password },
  })
  expect(again.status).toBe(422)
})

test('an expired link, a made-up one, another’s address and an unprintable name are refused', async () => {
  const claim = (json: unknown) => askAt(app)('POST', '/session/claim', { json })
  const who = { name: '누구', email: 'who@test.example', password }
  expect((await claim({ ...who, token: randomBytes(24).toString('base64url') })).status).toBe(422)
  const told = await chief.ask('POST', '/members/invitations', {
    json: { email: 'invited@test.example', roles: ['engineer'] },
  })
  const token = z.string().parse(told.body['link']).split('#')[1]
  expect((await claim({ ...who, token })).status).toBe(422)
  for (const name of ['\u3164', '\u200b', 'a\nb', '\u202Ecba', '   ']) {
    expect((await claim({ ...who, name, email: 'invited@test.example', token })).status, name).toBe(422)
  }
  house.at('2026-12-31T00:00:00.000Z')
  expect((await claim({ ...who, email: 'invited@test.example', token })).status).toBe(422)
  house.at('2026-11-21T00:00:00.000Z')
})

test('the command line of this machine stays one actor when its secret is renewed, and the old secret dies', async () => {
  const write = async (token: string | null) =>
    program(app, token ?? '')('POST', '/records/supplier', {
      json: { body: supplierBody('명령줄에서') },
      headers: { 'idempotency-key': 'sent-before-the-crash' },
    })
  const before = await house.people.localToken(house.organisation.id)
  const first = await write(before)
  const after = await house.people.localToken(house.organisation.id)
  const again = await write(after)
  expect([first.status, again.status]).toEqual([200, 200])
  expect(again.text).toBe(first.text)
  expect((await write(before)).status).toBe(401)
})
