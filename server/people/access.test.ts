import type { Endpoint } from '@maek/domain/endpoint.ts'
import { endpoints } from '@maek/domain/endpoints.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { type Domain, domains, may, type Role } from '@maek/domain/permissions.ts'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { askAt, databaseDigest, type Visitor } from '../../test/visitor.ts'
import { handlers } from '../handlers.ts'
import { made, roleNames, supplierBody, twoHouses } from './test/two-houses.ts'

/* Who may ask for what, by role and by organisation, at every endpoint. */

const { house, app, other, chief, stranger, role } = await twoHouses()
const supplier = await made(chief, '우리 공급자')
const foreign = await made(stranger, '남의비밀공급자')
afterAll(() => house.close())

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
