import { endpoints } from '@maek/domain/endpoints.ts'
import { afterAll, expect, test } from 'vitest'
import { besiegedHouse, carriesJson, supplierBody } from './test/besieged-house.ts'

/* Bodies that are no request: not JSON, too large, of another type. */

const { house, quality, pathOf, expectRefusal, unchanged } = await besiegedHouse()
afterAll(() => house.close())

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const manyKeys = `{${Array.from({ length: 150_000 }, (_, n) => `"k${n}":1`).join(',')}}`

/** Bodies that are no request at all; each with a word its refusal must hold. */
const brokenBodies: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['duplicate keys', '{"body":{"a":1,"a":2}}', /“?a“?|'a'/],
  ['a cut text', '{"body":', /malformed/],
  ['a depth of 10,000', `{"body":${deep(10_000)}}`, /deep/],
  ['150,000 unknown keys', manyKeys, /names/],
  ['a lone surrogate', '{"body":{"name":"\\ud800"}}', /surrogate/],
  ['an escaped NUL', '{"body":{"name":"a\\u0000b"}}', /control|U\+0000/],
  ['a NUL in a name', '{"a\\u0000":1}', /control|U\+0000/],
  ['a byte-order mark', '\ufeff{}', /byte-order mark/],
  ['overlong UTF-8', Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]), /UTF-8/],
  ['UTF-16', Buffer.from('{"body":{}}', 'utf16le'), /malformed|UTF-8|control/],
  ['EUC-KR', Buffer.from([0x7b, 0x22, 0xb0, 0xa1, 0x22, 0x3a, 0x31, 0x7d]), /UTF-8/],
  ['1e400', '{"version":1e400}', /number/],
  ['9007199254740993', '{"version":9007199254740993}', /number/],
  ['NaN', '{"version":NaN}', /malformed/],
  ['__proto__', '{"__proto__":{"admin":true}}', /__proto__/],
  ['a list', '[]', /object/],
  ['a word', '"x"', /object/],
  ['nothing but null', 'null', /object/],
]

const jsonEndpoints = endpoints.filter(carriesJson)

test.for(brokenBodies)(
  '%s in place of a request is refused, said, and changes nothing',
  async ([what, bytes, word]) => {
    await unchanged(async () => {
      for (const endpoint of jsonEndpoints) {
        const told = await quality.ask(endpoint.method, pathOf(endpoint), {
          bytes,
          headers: { 'content-type': 'application/json' },
        })
        expectRefusal(told, `${endpoint.name}, ${what}`)
        if (told.status === 422) expect(told.text, endpoint.name).toMatch(word)
      }
      expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
    })
  },
)

test('the refusal of a repeated key says which key, in both languages', async () => {
  const told = await quality.ask('POST', '/records/supplier', {
    bytes: '{"body":{"name":"가","name":"나"}}',
    headers: { 'content-type': 'application/json' },
  })
  expect(told.status).toBe(422)
  expect(told.body['because']).toMatchObject({
    ko: expect.stringContaining('name'),
    en: expect.stringContaining('name'),
  })
  expect(told.text).toMatch(/twice/)
})

test('a body beyond the limit is refused with the limit in words', async () => {
  await unchanged(async () => {
    for (const endpoint of jsonEndpoints) {
      const told = await quality.ask(endpoint.method, pathOf(endpoint), {
        bytes: `{"x":"${'a'.repeat(2_000_000)}"}`,
        headers: { 'content-type': 'application/json' },
      })
      expect([404, 413], endpoint.name).toContain(told.status)
      if (told.status === 413) expect(told.text).toMatch(/2 MB/)
    }
    const lying = await quality.ask('POST', '/records/supplier', {
      json: { body: {} },
      headers: { 'content-length': '999999999999' },
    })
    expect(lying.status).toBe(413)
  })
})

test('a body of another type, charset or encoding is refused as such', async () => {
  await unchanged(async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=euc-kr',
      'application/json-patch+json',
      'application/xml',
      '',
    ]) {
      const told = await quality.ask('POST', '/records/supplier', {
        bytes: JSON.stringify({ body: supplierBody('가') }),
        headers: { 'content-type': type === '' ? 'x/y' : type },
      })
      expect(told.status, type).toBe(415)
      expectRefusal(told, type)
    }
    for (const [type, encoding] of [
      ['application/json', 'gzip'],
      ['application/json', 'deflate, br'],
    ] as const) {
      const told = await quality.ask('POST', '/records/supplier', {
        bytes: JSON.stringify({ body: supplierBody('가') }),
        headers: { 'content-type': type, 'content-encoding': encoding },
      })
      expect(told.status, encoding).toBe(415)
    }
    const form = await quality.ask('POST', '/files?name=a.txt', {
      bytes: '--x\r\ncontent-disposition: form-data; name="f"\r\n\r\nhello\r\n--x--',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(form.status).toBe(415)
  })
})
