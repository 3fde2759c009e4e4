import { createHmac } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  askAt,
  cookiesOf,
  databaseDigest,
  emailOf,
  password,
  type Told,
  visitor,
} from '../../test/visitor.ts'
import { supplierBody, twoHouses } from './test/two-houses.ts'

/* Sessions and their cookies, passwords, the second factor. */

const { house, app, chief, role } = await twoHouses()
afterAll(() => house.close())

test('a page of another site cannot write in a visitor’s name', async () => {
  const before = await databaseDigest(house, [house.organisation])
  const bytes = JSON.stringify({ body: supplierBody('위조') })
  const json = { 'content-type': 'application/json' }
  for (const headers of [
    { ...json, 'x-maek': '' },
    { ...json, origin: 'https://evil.example' },
    { ...json, origin: 'null' },
    { ...json, origin: 'http://evil.localhost:4173' },
    { ...json, origin: 'http://localhost:4174' },
    { ...json, 'sec-fetch-site': 'cross-site' },
    { ...json, 'sec-fetch-site': 'same-site' },
    { 'content-type': 'text/plain', 'x-maek': '' },
  ]) {
    const told = await chief.ask('POST', '/records/supplier', { bytes, headers })
    expect(told.status, JSON.stringify(headers)).toBe(403)
  }
  const plain = await chief.ask('POST', '/records/supplier', {
    bytes,
    headers: { 'content-type': 'text/plain' },
  })
  expect(plain.status).toBe(415)
  expect(await databaseDigest(house, [house.organisation])).toBe(before)
})

const post = (path: string, json: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Told> =>
  askAt(app)('POST', `/auth${path}`, { json, headers: { origin: 'http://localhost:4173', ...headers } })

test('nobody opens an account from outside, changes a name, or asks the library for more than our pages do', async () => {
  const account = { email: 'new@test.example', password, name: 'New' }
  expect((await post('/sign-up/email', account)).status).toBeGreaterThanOrEqual(400)
  const found = await house.database.pool.query(`select 1 from "user" where email = 'new@test.example'`)
  expect(found.rowCount).toBe(0)
  for (const [path, json] of [
    ['/update-user', { name: '다른 사람' }],
    ['/change-email', { newEmail: 'else@test.example' }],
    ['/delete-user', {}],
    ['/request-password-reset', { email: emailOf('관리자') }],
  ] as const) {
    const told = await post(path, json, { cookie: chief.cookie })
    expect(told.status, path).toBe(404)
  }
  const me = await chief.ask('GET', '/session')
  expect(me.body['user']).toMatchObject({ name: '관리자' })
})

test('hostile sign-in requests are refused before the library sees them', async () => {
  const send = (bytes: string, type = 'application/json') =>
    askAt(app)('POST', '/auth/sign-in/email', {
      bytes,
      headers: { 'content-type': type, origin: 'http://localhost:4173' },
    })
  expect((await send(`{"email":"${'a'.repeat(70_000)}"}`)).status).toBe(413)
  expect((await send('{"email":"a","email":"b"}')).status).toBe(422)
  expect((await send('{"email":"a\\u0000b@c.d","password":"x"}')).status).toBe(422)
  expect((await send('{"email":')).status).toBe(422)
  expect((await send('email=a&password=b', 'application/x-www-form-urlencoded')).status).toBe(415)
})

test('cookies of a session cannot be read by a script nor sent from another site', async () => {
  await house.database.pool.query('delete from "rateLimit"')
  const told = await post('/sign-in/email', { email: emailOf('관리자'), password })
  expect(told.status, told.text).toBe(200)
  expect(told.headers.get('cache-control')).toBe('no-store')
  for (const cookie of told.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly.*SameSite=(Lax|Strict)/i)
})

test('a session given in advance is not taken over by signing in, and a revoked one is dead at once', async () => {
  await house.database.pool.query('delete from "rateLimit"')
  const planted = 'maek.session_token=planted-by-somebody.AAAA'
  const told = await post('/sign-in/email', { email: emailOf('관리자'), password }, { cookie: planted })
  const cookie = cookiesOf(told.headers)
  expect(cookie).not.toContain('planted')
  const mine = (method: string, path: string) => askAt(app)(method, path, { headers: { cookie } })
  const { sessions } = z
    .object({ sessions: z.array(z.object({ id: z.string(), current: z.boolean() })) })
    .parse((await mine('GET', '/session/list')).body)
  const current = sessions.find((session) => session.current)?.id ?? ''
  expect((await role('engineer').ask('DELETE', `/session/list/${current}`)).body).toEqual({ revoked: false })
  expect((await mine('GET', '/home')).status).toBe(200)
  expect((await mine('DELETE', `/session/list/${current}`)).body).toEqual({ revoked: true })
  expect((await mine('GET', '/home')).status).toBe(401)
})

test('a changed password ends every other session', async () => {
  await house.database.pool.query('delete from "rateLimit"')
  const person = await visitor(app, house, {
    organisation: house.organisation,
    name: '비밀번호',
    roles: ['engineer'],
  })
  const thief = cookiesOf((await post('/sign-in/email', { email: emailOf('비밀번호'), password })).headers)
  const change = { currentPassword: password, newPassword: 'another long password' }
  const told = await post('/change-password', change, { cookie: person.cookie })
  expect(told.status, told.text).toBe(200)
  expect((await askAt(app)('GET', '/home', { headers: { cookie: thief } })).status).toBe(401)
  const renewed = { cookie: cookiesOf(told.headers) }
  expect((await askAt(app)('GET', '/home', { headers: renewed })).status).toBe(200)
})

test('passwords cannot be tried again and again, and the answer does not tell who has an account', async () => {
  await house.database.pool.query('delete from "rateLimit"')
  const known = await post('/sign-in/email', { email: emailOf('관리자'), password: 'wrong wrong wrong' })
  const unknown = await post('/sign-in/email', {
    email: 'nobody@test.example',
    password: 'wrong wrong wrong',
  })
  expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
  const statuses: number[] = []
  for (let n = 0; n < 12; n += 1) {
    // A forged address does not make a new visitor.
    const headers = { 'x-maek-peer': `10.0.0.${n}`, 'x-forwarded-for': `10.0.1.${n}` }
    statuses.push(
      (await post('/sign-in/email', { email: emailOf('관리자'), password: 'wrong' }, headers)).status,
    )
  }
  expect(statuses).toContain(429)
  await house.database.pool.query('delete from "rateLimit"')
})

test('a second factor once set is asked for, and a wrong code is refused', async () => {
  await house.database.pool.query('delete from "rateLimit"')
  const person = await visitor(app, house, {
    organisation: house.organisation,
    name: '이중인증',
    roles: ['engineer'],
  })
  const enabled = await post('/two-factor/enable', { password }, { cookie: person.cookie })
  expect(enabled.status, enabled.text).toBe(200)
  const secret = new URL(z.string().parse(enabled.body['totpURI'])).searchParams.get('secret') ?? ''
  const verified = await post('/two-factor/verify-totp', { code: totp(secret) }, { cookie: person.cookie })
  expect(verified.status, verified.text).toBe(200)
  const half = await post('/sign-in/email', { email: emailOf('이중인증'), password })
  expect(half.body['twoFactorRedirect']).toBe(true)
  const cookie = cookiesOf(half.headers)
  expect((await askAt(app)('GET', '/home', { headers: { cookie } })).status).toBe(401)
  const wrong = await post('/two-factor/verify-totp', { code: '000000' }, { cookie })
  expect(wrong.status).toBe(401)
  const whole = await post('/two-factor/verify-totp', { code: totp(secret) }, { cookie })
  expect(whole.status, whole.text).toBe(200)
  const session = cookiesOf(whole.headers)
  expect((await askAt(app)('GET', '/home', { headers: { cookie: session } })).status).toBe(200)
})

/** RFC 6238, SHA-1, 30 s, six digits. The library goes by the machine's clock, so this does too. */
function totp(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret]
    .map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('guesses at a password sent all at once are each counted', async () => {
  const person = await visitor(app, house, {
    organisation: house.organisation,
    name: '추측',
    roles: ['engineer'],
  })
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, n) => house.people.passwordHolds(person.userId, `wrong guess ${n}`)),
  )
  expect(outcomes.filter((outcome) => outcome === 'no').length).toBeLessThanOrEqual(10)
  // Whoever was answered “locked” learnt nothing and is not counted; one after the other they are.
  for (let n = 0; n < 10; n += 1) await house.people.passwordHolds(person.userId, `wrong again ${n}`)
  expect(await house.people.passwordHolds(person.userId, password)).toBe('locked')
  house.at('2026-11-21T00:16:00.000Z')
  expect(await house.people.passwordHolds(person.userId, password)).toBe('yes')
  house.at('2026-11-21T00:00:00.000Z')
})
