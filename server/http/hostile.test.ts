import type { Endpoint } from '@maek/domain/endpoint.ts'
import { endpoints } from '@maek/domain/endpoints.ts'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { databaseDigest, type Told, type Visitor, visitor } from '../../test/visitor.ts'
import { handlers } from '../handlers.ts'
import { openApp } from './app.ts'

let house: StandingHouse
let app: Hono
let quality: Visitor
let supplier = ''

/** The least a supplier needs. */
const supplierBody = (name: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  name,
  supplies: ['cloud'],
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: false,
  ...rest,
})

const logged: Readonly<Record<string, unknown>>[] = []

beforeAll(async () => {
  house = await standingHouse({ log: (line) => logged.push(line) })
  app = openApp(house, handlers)
  quality = await visitor(app, house, {
    organisation: house.organisation,
    name: '김품질',
    roles: ['administrator', 'quality'],
  })
  supplier = await created('공급자')
})
afterAll(() => house.close())

async function created(name: string): Promise<string> {
  const made = await quality.ask('POST', '/records/supplier', { json: { body: supplierBody(name) } })
  if (made.status !== 200) throw new Error(made.text)
  return z.object({ record: z.object({ id: z.uuid() }) }).parse(made.body).record.id
}

const bilingual = z.looseObject({
  code: z.string(),
  because: z.object({ ko: z.string().regex(/[가-힣]/), en: z.string().regex(/[a-z]/) }),
})

/** What every refusal must be, whatever was sent. */
function expectRefusal(told: Told, what: string): void {
  expect(told.status, `${what}: ${told.text.slice(0, 300)}`).toBeGreaterThanOrEqual(400)
  expect(told.status, `${what}: ${JSON.stringify(logged.at(-1))}`).toBeLessThan(500)
  expect(bilingual.safeParse(told.body).success, `${what}: ${told.text.slice(0, 300)}`).toBe(true)
  expect(told.text).not.toMatch(/node_modules|\.ts:\d+|at async|syntax error|ZodError/)
  expect(told.text.length, what).toBeLessThan(100_000)
}

/** Nothing may have changed, however many requests were made. */
async function unchanged(work: () => Promise<void>): Promise<void> {
  const before = await databaseDigest(house, [house.organisation])
  await work()
  expect(await databaseDigest(house, [house.organisation])).toBe(before)
}

const samples: Readonly<Record<string, string>> = {
  kind: 'supplier',
  action: 'submit',
  sha256: 'ab'.repeat(32),
  userId: 'nobody',
  framework: 'iso-42001',
  ref: '4.1',
}

function pathOf(endpoint: Endpoint, replaced: Readonly<Record<string, string>> = {}): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(replaced[name] ?? (name === 'id' ? supplier : (samples[name] ?? 'x'))),
  )
}

const parametersOf = (endpoint: Endpoint): string[] =>
  endpoint.input instanceof z.ZodObject ? Object.keys(endpoint.input.shape) : []
const inPath = (endpoint: Endpoint) => new Set(endpoint.path.match(/(?<=\{)\w+(?=\})/g) ?? [])
const carriesJson = (endpoint: Endpoint) =>
  endpoint.bytesMax === undefined && (endpoint.method === 'POST' || endpoint.method === 'PUT')

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

const jsonIf = (endpoint: Endpoint) => (carriesJson(endpoint) ? { json: {} } : {})

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
  for (const endpoint of jsonEndpoints) {
    for (const name of parametersOf(endpoint).filter((one) => !inPath(endpoint).has(one))) {
      for (const value of [...hostileTexts, null, [], {}, 1.5, -0, true, [['x']]]) {
        const told = await quality.ask(endpoint.method, pathOf(endpoint), { json: { [name]: value } })
        expectRefusal(told, `${endpoint.name} ${name}=${JSON.stringify(value).slice(0, 60)}`)
      }
    }
  }
})

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

test('what a client may not decide about a stored file is not taken from it', async () => {
  const stored = await quality.ask('POST', '/files?name=report.txt', { bytes: '시험 성적서' })
  expect(stored.status, stored.text).toBe(200)
  const file = stored.body
  const write = (change: Readonly<Record<string, unknown>>) =>
    quality.ask('POST', '/records/supplier', {
      json: { body: supplierBody('파일', { evaluationFiles: [{ ...file, ...change }] }) },
    })
  expect((await write({})).status).toBe(200)
  for (const change of [
    { mediaType: '한글' },
    { mediaType: 'text/plain\r\nx: y' },
    { mediaType: 'a"b' },
    { size: 1 },
    { size: -0 },
    { size: 9007199254740991 },
    { name: 'a\u0000b' },
    { name: '../../etc/passwd' },
    { name: 'a\r\nset-cookie: x=1' },
    { name: '\u202Egnp.exe' },
    { sha256: 'cd'.repeat(32) },
    { sha256: '../../../../etc/passwd' },
  ])
    expectRefusal(await write(change), JSON.stringify(change))
})

test('a name of a file cannot split the header of its download', async () => {
  for (const name of [
    "it's “quoted” (1) 한글 🧪.txt",
    `${'가'.repeat(200)}.txt`,
    'a;b="c".txt',
    '%0d%0aset-cookie%3a x=1.txt',
  ]) {
    const stored = await quality.ask('POST', `/files?name=${encodeURIComponent(name)}`, {
      bytes: `내용 ${name}`,
    })
    expect(stored.status, stored.text).toBe(200)
    const made = await quality.ask('POST', '/records/supplier', {
      json: { body: supplierBody('이름', { evaluationFiles: [stored.body] }) },
    })
    const { record } = z.object({ record: z.object({ id: z.string() }) }).parse(made.body)
    const told = await quality.ask(
      'GET',
      `/records/supplier/${record.id}/files/${String(stored.body['sha256'])}`,
    )
    expect(told.status).toBe(200)
    expect(told.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[A-Za-z0-9._-]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
    )
    expect(told.headers.get('content-security-policy')).toContain('sandbox')
    expect(told.headers.get('x-content-type-options')).toBe('nosniff')
    expect(told.headers.get('set-cookie')).toBeNull()
  }
})

test('a file is reached only through a record that holds it, not one whose text names its hash', async () => {
  const stored = await quality.ask('POST', '/files?name=secret.txt', { bytes: '비밀 내용' })
  const sha256 = String(stored.body['sha256'])
  for (const text of [sha256, `"sha256":"${sha256}"`]) {
    const id = await created(text)
    expect((await quality.ask('GET', `/records/supplier/${id}/files/${sha256}`)).status, text).toBe(404)
  }
})

test('more files than one entry of the log can name are refused in words', async () => {
  const files: unknown[] = []
  for (let n = 0; n < 100; n += 1) {
    const stored = await quality.ask('POST', `/files?name=${n}.log`, { bytes: `기록 ${n}` })
    // A legal but long media type: what counts is the room in the entry.
    files.push({ ...stored.body, mediaType: `application/${'x'.repeat(90)}` })
  }
  const told = await quality.ask('POST', '/records/supplier', {
    json: {
      body: supplierBody('많은 파일', {
        evaluationFiles: files.slice(0, 50),
        agreementFiles: files.slice(50),
      }),
    },
  })
  expect(told.status).toBe(413)
  expectRefusal(told, 'many files')
})
