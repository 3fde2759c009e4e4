import { endpoints } from '@maek/domain/endpoints.ts'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { besiegedHouse, carriesJson, inPath, jsonIf, parametersOf } from './test/besieged-house.ts'

/* Text that would break a query, a path, a page or a log, wherever a request takes text. */

const { house, quality, created, pathOf, expectRefusal, unchanged } = await besiegedHouse()
afterAll(() => house.close())

const hostileTexts: readonly string[] = [
  "'; drop table record; --",
  "' or '1'='1",
  '1); select pg_sleep(5); --',
  '%',
  '_%\\',
  '\u0000',
  'a\u0000b',
  '../../etc/passwd',
  '..\\..\\boot.ini',
  '%2e%2e%2fetc',
  '/etc/passwd',
  'C:\\CON',
  '__proto__',
  'constructor',
  'toString',
  '<script>alert(1)</script>',
  '\u202Egnp.exe',
  '{{7*7}}${7*7}<%= 7*7 %>',
  '9007199254740993',
  '99999999999',
  '-1',
  '1e400',
  'NaN',
  '가'.repeat(3_000),
  `${'a'.repeat(50_000)}!`,
  '------------------------------------',
  Buffer.from('["a","------------------------------------"]').toString('base64url'),
  Buffer.from('["not a time","00000000-0000-0000-0000-000000000000"]').toString('base64url'),
  Buffer.from('["\\u0000","00000000-0000-0000-0000-000000000000"]').toString('base64url'),
  Buffer.from('["9999999-01-01","00000000-0000-0000-0000-000000000000"]').toString('base64url'),
]

test('hostile text in every part of every path is an answer, never a fault', async () => {
  await unchanged(async () => {
    for (const endpoint of endpoints) {
      for (const name of inPath(endpoint)) {
        for (const text of hostileTexts) {
          const told = await quality.ask(
            endpoint.method,
            pathOf(endpoint, { [name]: text }),
            jsonIf(endpoint),
          )
          // What is not there is gone already: deleting it twice is no fault.
          if (endpoint.method === 'DELETE' && told.text === '{"revoked":false}') continue
          expectRefusal(told, `${endpoint.name} ${name}=${text.slice(0, 40)}`)
        }
      }
    }
  })
})

test('hostile text in every query parameter is an answer, never a fault', async () => {
  await unchanged(async () => {
    for (const endpoint of endpoints.filter((one) => !carriesJson(one) && one.method === 'GET')) {
      for (const name of parametersOf(endpoint).filter((one) => !inPath(endpoint).has(one))) {
        for (const text of hostileTexts) {
          const query = `?${name}=${encodeURIComponent(text)}`
          const told = await quality.ask(endpoint.method, `${pathOf(endpoint)}${query}`)
          const what = `${endpoint.name}${query.slice(0, 80)}`
          if (told.status === 200) expect(told.text, what).not.toMatch(/syntax error/)
          else expectRefusal(told, what)
        }
      }
    }
  })
})

test('hostile text in every value of a body is an answer, never a fault', async () => {
  for (const endpoint of endpoints.filter(carriesJson)) {
    for (const name of parametersOf(endpoint).filter((one) => !inPath(endpoint).has(one))) {
      for (const value of [...hostileTexts, null, [], {}, 1.5, -0, true, [['x']]]) {
        const told = await quality.ask(endpoint.method, pathOf(endpoint), { json: { [name]: value } })
        expectRefusal(told, `${endpoint.name} ${name}=${JSON.stringify(value).slice(0, 60)}`)
      }
    }
  }
})

test('markup and formulas are kept as text and come back as JSON that no browser renders', async () => {
  for (const text of [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '{{7*7}} ${7*7} <%= 7*7 %>',
    '=HYPERLINK("http://evil.example","x")',
    '</textarea><svg/onload=alert(1)>',
    '🧑‍⚕️ 👩🏽‍🔬 가\u200d나',
  ]) {
    const id = await created(text)
    const told = await quality.ask('GET', `/records/supplier/${id}`)
    expect(z.object({ record: z.object({ title: z.string() }) }).parse(told.body).record.title).toBe(
      text.normalize('NFC'),
    )
    expect(told.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(told.headers.get('x-content-type-options')).toBe('nosniff')
    expect(told.headers.get('cache-control')).toBe('no-store')
  }
})
