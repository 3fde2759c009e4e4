import { createHmac, randomBytes } from 'node:crypto'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import { endpoints } from '@maek/domain/endpoints.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { type Domain, domains, may, type Role, roles } from '@maek/domain/permissions.ts'
import { say } from '@maek/domain/words.ts'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import {
  askAt,
  cookiesOf,
  databaseDigest,
  emailOf,
  password,
  program,
  type Told,
  type Visitor,
  visitor,
} from '../../test/visitor.ts'
import { withOrganisation } from '../database/scope.ts'
import { handlers } from '../handlers.ts'
import { openApp } from '../http/app.ts'
import { createOrganisation, type Organisation } from '../organisations.ts'

let house: StandingHouse
let app: Hono
let other: Organisation
let chief: Visitor
let stranger: Visitor
let supplier = ''
let foreign = ''
const people = new Map<Role, Visitor>()
const roleNames = Object.keys(roles) as Role[] // keys of a literal table

beforeAll(async () => {
  house = await standingHouse()
  app = openApp(house, handlers)
  other = await createOrganisation(house.database, {
    name: say('남의 회사', 'Another'),
    sample: false,
    at: house.now(),
  })
  const organisation = house.organisation
  chief = await visitor(app, house, { organisation, name: '관리자', roles: ['administrator', 'quality'] })
  stranger = await visitor(app, house, {
    organisation: other,
    name: '남',
    roles: ['administrator', 'quality'],
  })
  for (const role of roleNames) {
    people.set(role, await visitor(app, house, { organisation, name: `사람 ${role}`, roles: [role] }))
  }
  supplier = await made(chief, '우리 공급자')
  foreign = await made(stranger, '남의비밀공급자')
})
afterAll(() => house.close())

const supplierBody = (name: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  name,
  supplies: ['cloud'],
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: false,
  ...rest,
})

async function made(by: Visitor, name: string): Promise<string> {
  const told = await by.ask('POST', '/records/supplier', { json: { body: supplierBody(name) } })
  return z.object({ record: z.object({ id: z.string() }) }).parse(told.body).record.id
}

const role = (name: Role): Visitor => {
  const found = people.get(name)
  if (!found) throw new Error(`nobody is ${name}`)
  return found
}

const bound = new Set(handlers.map((handler) => handler.endpoint.name))
const samples: Readonly<Record<string, string>> = {
  kind: 'supplier',
  action: 'submit',
  sha256: 'ab'.repeat(32),
  userId: 'nobody',
}
const pathOf = (endpoint: Endpoint, id: string) =>
  endpoint.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === 'id' ? id : (samples[name] ?? 'x'),
  )
const wanted = endpoints.filter((endpoint) => bound.has(endpoint.name))
const carriesJson = (endpoint: Endpoint) =>
  endpoint.bytesMax === undefined && (endpoint.method === 'POST' || endpoint.method === 'PUT')
const ask = (ask: Visitor['ask'], endpoint: Endpoint, id = supplier) =>
  ask(endpoint.method, pathOf(endpoint, id), carriesJson(endpoint) ? { json: {} } : {})

const anywhere = (held: readonly Role[], permission: Parameters<typeof may>[1]) =>
  (Object.keys(domains) as Domain[]).some((domain) => may(held, permission, domain)) // keys of a literal table

test('without a session every endpoint but the open ones answers that one must sign in', async () => {
  const before = await databaseDigest(house, [house.organisation, other])
  for (const endpoint of wanted) {
    const told = await ask(askAt(app), endpoint)
    if (endpoint.access === 'open') expect(told.status, endpoint.name).not.toBe(401)
    else expect(told.status, endpoint.name).toBe(401)
  }
  expect(await databaseDigest(house, [house.organisation, other])).toBe(before)
})

test.for(roleNames)(
  'the role %s is stopped at exactly the endpoints the permission table keeps from it',
  async (name) => {
    for (const endpoint of wanted) {
      const { access } = endpoint
      const open = access === 'open' || access === 'session' || anywhere([name], access)
      const told = await ask(role(name).ask, endpoint)
      if (open) expect(told.text, endpoint.name).not.toMatch(/"Your role may not do this\."/)
      else expect(told.status, endpoint.name).toBe(403)
    }
  },
)

test.for(roleNames)(
  'the role %s writes, acts and transfers in a domain exactly when the table says so',
  async (name) => {
    for (const kind of ['supplier', 'person', 'hazard', 'incident', 'measure'] as const) {
      const domain = kindByName(kind)?.domain
      if (!domain) throw new Error(kind)
      const answered = async (method: string, path: string, json?: unknown) =>
        (await role(name).ask(method, path, json === undefined ? {} : { json })).status
      const allowed = (permission: Parameters<typeof may>[1]) => may([name], permission, domain)
      expect(await answered('GET', `/records/${kind}`), `${name} reads ${kind}`).toBe(
        allowed('read') ? 200 : 403,
      )
      expect(await answered('POST', `/records/${kind}`, { body: {} }), `${name} writes ${kind}`).toBe(
        allowed('write') ? 422 : 403,
      )
      expect(await answered('GET', `/records/${kind}/export?format=csv`), `${name} exports ${kind}`).toBe(
        allowed('transfer') ? 200 : 403,
      )
      const importing = await role(name).ask('POST', `/records/${kind}/import?format=json&mode=write`, {
        bytes: '[{}]',
      })
      expect(importing.status, `${name} imports ${kind}`).toBe(
        allowed('transfer') && allowed('write') ? 200 : 403,
      )
      expect(importing.body['written'] ?? 0).toBe(0)
    }
  },
)

test('an auditor reads and exports, and stores nothing', async () => {
  const told = await role('auditor').ask('POST', '/files?name=a.txt', { bytes: 'x' })
  expect(told.status).toBe(403)
})

test('what belongs to another organisation answers as if it did not exist, in the same words', async () => {
  const before = await databaseDigest(house, [house.organisation, other])
  const nowhere = '00000000-0000-4000-8000-000000000000'
  for (const endpoint of wanted.filter((one) => one.path.includes('{id}') && !one.name.includes('Session'))) {
    const body = { version: 1, body: supplierBody('빼앗은 이름'), reason: '시험' }
    const shape = endpoint.input instanceof z.ZodObject ? Object.keys(endpoint.input.shape) : []
    const json = Object.fromEntries(Object.entries(body).filter(([name]) => shape.includes(name)))
    const asked = carriesJson(endpoint) ? { json } : {}
    const [theirs, none] = await Promise.all(
      [foreign, nowhere].map((id) => chief.ask(endpoint.method, pathOf(endpoint, id), asked)),
    )
    expect(theirs?.status, endpoint.name).toBe(none?.status)
    expect(theirs?.text.replaceAll(foreign, ''), endpoint.name).toBe(none?.text.replaceAll(nowhere, ''))
    if (!['revokeToken'].includes(endpoint.name)) expect([404, 422], endpoint.name).toContain(theirs?.status)
  }
  expect(await databaseDigest(house, [house.organisation, other])).toBe(before)
})

test('lists, search, export, trace and counts show nothing of another organisation', async () => {
  for (const path of [
    '/records/supplier',
    '/records/supplier?q=비밀',
    `/search?q=${encodeURIComponent('남의비밀')}`,
    `/trace/${supplier}?depth=6`,
    '/records/supplier/export?format=json',
    '/records/supplier/export?format=csv',
    '/home',
    '/members',
    '/tokens',
    '/session/list',
  ]) {
    const told = await chief.ask('GET', path)
    expect(told.status, path).toBe(200)
    expect(told.text, path).not.toContain('남의비밀')
    expect(told.text, path).not.toContain(foreign)
    expect(told.text, path).not.toContain(stranger.userId)
  }
  expect((await chief.ask('GET', `/trace/${foreign}`)).status).toBe(404)
  expect((await chief.ask('GET', '/records/supplier?q=비밀')).body['count']).toMatchObject({ number: 0 })
})

test('a reference to another organisation’s record is refused as unknown, and nothing is written', async () => {
  const device = await stranger.ask('POST', '/records/device', {
    json: {
      body: {
        name: { ko: '남의 제품', en: 'Theirs' },
        modelName: 'T-1',
        family: 'medical-device',
        form: 'standalone',
        ourRole: 'manufacturer',
        markets: ['kr'],
        usesAi: true,
        usesGenerativeAi: false,
        intendedUse: { ko: '시험', en: 'Test' },
      },
    },
  })
  const { record } = z.object({ record: z.object({ id: z.string() }) }).parse(device.body)
  const before = await databaseDigest(house, [house.organisation, other])
  const told = await chief.ask('POST', '/records/release', {
    json: { body: { name: '출시 1.0', version: '1.0', device: record.id, purposes: ['initial'] } },
  })
  expect(told.status, told.text).toBe(422)
  expect(told.body['field'], told.text).toBe('body.device')
  expect(await databaseDigest(house, [house.organisation, other])).toBe(before)
})

test('a file of another organisation can neither be attached nor read', async () => {
  const stored = await stranger.ask('POST', '/files?name=secret.txt', { bytes: '남의 비밀 파일' })
  const told = await chief.ask('POST', '/records/supplier', {
    json: { body: supplierBody('훔친 파일', { evaluationFiles: [stored.body] }) },
  })
  expect(told.status).toBe(422)
})

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
  const noted = await notes()
  expect((await chief.ask('DELETE', `/tokens/${id}`)).body).toEqual({ revoked: false })
  expect(await notes()).toBe(noted)
  expect((await maker.ask('DELETE', `/tokens/${id}`)).body).toEqual({ revoked: true })
  expect((await write('폐기한 뒤')).status).toBe(401)
})

async function notes(): Promise<number> {
  const found = await withOrganisation(house.database, house.organisation.id, (client) =>
    client.query<{ n: number }>('select count(*)::int as n from ledger_note'),
  )
  return found.rows[0]?.n ?? 0
}

test('a program changes nobody’s access, whatever roles it has', async () => {
  const told = await chief.ask('POST', '/tokens', { json: { name: 'admin', roles: ['administrator'] } })
  const service = program(app, z.string().parse(told.body['token']))
  const invitation = { email: 'accomplice@test.example', roles: ['administrator'] }
  expect((await service('POST', '/members/invitations', { json: invitation })).status).toBe(403)
  const raise = { roles: ['quality'], disabled: false }
  expect((await service('PUT', `/members/${role('engineer').userId}`, { json: raise })).status).toBe(403)
})

test('every change of access is in the log together with itself', async () => {
  const before = await notes()
  const helper = await visitor(app, house, {
    organisation: house.organisation,
    name: '기록될 사람',
    roles: ['engineer'],
  })
  await chief.ask('PUT', `/members/${helper.userId}`, { json: { roles: ['security'], disabled: false } })
  await chief.ask('POST', '/members/invitations', { json: { email: 'n@test.example', roles: ['engineer'] } })
  expect(await notes()).toBe(before + 3)
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
