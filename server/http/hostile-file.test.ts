import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { besiegedHouse, supplierBody } from './test/besieged-house.ts'

/* Files, their names, and what records say of them. */

const { house, quality, created, expectRefusal } = await besiegedHouse()
afterAll(() => house.close())

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
