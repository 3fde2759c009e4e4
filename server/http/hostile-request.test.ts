import { endpoints } from '@maek/domain/endpoints.ts'
import { afterAll, expect, test } from 'vitest'
import { besiegedHouse, carriesJson, jsonIf, supplierBody } from './test/besieged-house.ts'

/* Parameters, verbs and headers that nobody asked for. */

const { house, quality, supplier, pathOf, expectRefusal, unchanged } = await besiegedHouse()
afterAll(() => house.close())

test('an unknown parameter, or one given twice, is refused by name on every endpoint', async () => {
  await unchanged(async () => {
    for (const endpoint of endpoints) {
      for (const query of [
        '?role=owner',
        '?tenant_id=1&tenant_id=2',
        '?__proto__=x',
        '?constructor=x',
        '?id[]=1',
      ]) {
        const told = await quality.ask(endpoint.method, pathOf(endpoint) + query, jsonIf(endpoint))
        if (endpoint.name === 'readHealth' && told.status === 404) continue
        expectRefusal(told, `${endpoint.name}${query}`)
        if (told.status === 422) expect(told.text).toMatch(/role|tenant_id|__proto__|constructor|id\[\]/)
      }
      if (!carriesJson(endpoint)) continue
      const told = await quality.ask(endpoint.method, pathOf(endpoint), {
        json: { role: 'owner', tenant_id: 1, log_i: 0 },
      })
      expectRefusal(told, endpoint.name)
    }
  })
})

test('unknown verbs and overridden methods change nothing', async () => {
  await unchanged(async () => {
    for (const endpoint of endpoints) {
      for (const method of ['PATCH', 'PROPFIND', 'BREW', 'OPTIONS', 'DELETE', 'PUT', 'POST']) {
        if (endpoints.some((other) => other.path === endpoint.path && other.method === method)) continue
        const told = await quality.ask(method, pathOf(endpoint))
        // 422: the path is also that of another endpoint, `/members/{userId}`.
        expect([404, 405, 422], `${method} ${endpoint.path}`).toContain(told.status)
      }
    }
    for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      const told = await quality.ask('GET', `/records/supplier/${supplier}`, { headers: { [header]: 'PUT' } })
      expect(told.status).toBe(200)
    }
    const head = await quality.ask('HEAD', `/records/supplier/${supplier}`, { headers: { 'x-maek': '' } })
    expect(head.status).toBe(200)
  })
})

test('forged headers make nobody of a nobody', async () => {
  for (const headers of [
    { 'x-user-id': quality.userId },
    { 'x-forwarded-user': 'admin', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'evil.example' },
    { 'x-maek-peer': '127.0.0.1', 'x-real-ip': '127.0.0.1', 'x-forwarded-proto': 'https' },
    { authorization: 'Bearer maek_000000000000000000000000000000000000' },
    { authorization: 'Basic YWRtaW46YWRtaW4=' },
    { cookie: 'maek.session_token=forged.forged' },
    { cookie: `maek.session_token=${quality.userId}` },
  ]) {
    const told = await quality.ask('GET', '/home', { headers: { cookie: 'none=1', ...headers } })
    expect(told.status, JSON.stringify(headers)).toBe(401)
  }
})

test('a cookie does not count beside an authorization header, which would skip the check of the origin', async () => {
  const told = await quality.ask('POST', '/records/supplier', {
    json: { body: supplierBody('가') },
    headers: { authorization: 'Bearer x', origin: 'https://evil.example', 'x-maek': '' },
  })
  expect([401, 403]).toContain(told.status)
})
