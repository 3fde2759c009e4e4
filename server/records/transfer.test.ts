import { kindByName } from '@maek/domain/kinds.ts'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { databaseDigest, type Told, type Visitor, visitor } from '../../test/visitor.ts'
import { handlers } from '../handlers.ts'
import { openApp } from '../http/app.ts'
import { readTable, writeTable } from './csv.ts'

let house: StandingHouse
let app: Hono
let quality: Visitor

beforeAll(async () => {
  house = await standingHouse()
  app = openApp(house, handlers)
  quality = await visitor(app, house, {
    organisation: house.organisation,
    name: '김품질',
    roles: ['quality'],
  })
})
afterAll(() => house.close())

const kindOf = (name: string) => {
  const kind = kindByName(name)
  if (!kind) throw new Error(name)
  return kind
}
const supplier = kindOf('supplier')
const heading = 'name,supplies,criticality,outsourcedProcess,handlesPersonalData'
const row = (name: string) => `${name},"[""cloud""]",high,false,false`

const send = (bytes: string | Uint8Array, query: string, key = '') =>
  quality.ask('POST', `/records/supplier/import?${query}`, { bytes, headers: { 'idempotency-key': key } })
const preview = (bytes: string | Uint8Array, format = 'csv') => send(bytes, `format=${format}&mode=preview`)

function stored(name: string) {
  return {
    id: '9e000000-0000-4000-8000-000000000001',
    kind: 'supplier',
    number: 'SUP-2026-0001',
    title: name,
    state: 'candidate',
    version: 1,
    edition: 0,
    approvedVersion: null,
    approvedAt: null,
    authorId: 'a',
    authorName: 'a',
    createdAt: '2026-11-21T00:00:00.000Z',
    updatedAt: '2026-11-21T00:00:00.000Z',
    body: { name },
  }
}

test('no cell of an export can run as a formula, and every text comes back as it was', () => {
  const risky = fc.stringMatching(/^'{0,3}[=+\-@＝＋－＠\t\r\n]?[=+\-@'a-z0-9가 ,"]{0,12}$/)
  fc.assert(
    fc.property(fc.oneof(risky, fc.string({ unit: 'grapheme' })), (text) => {
      fc.pre(text !== '')
      const written = writeTable(supplier, [stored(text)])
      const cells: string[][] = parse(written, { bom: true })
      const at = cells[0]?.indexOf('name') ?? -1
      const cell = cells[1]?.[at] ?? ''
      expect(/^[=+\-@＝＋－＠\t\r\n]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell)).toBe(false)
      const back = readTable(supplier, Buffer.from(written))
      if (!back.ok) throw new Error(back.refusal.because.en)
      expect(back.value[0]?.body).toEqual({ ok: true, value: { name: text } })
    }),
    { numRuns: 500 },
  )
})

test('an exported table read back makes the same records', async () => {
  for (const name of [
    '=1+1',
    "'=1",
    '-1+1',
    '-5',
    '＝SUM(A1)',
    '@x',
    '"인용", 쉼표',
    "'작은따옴표",
    '줄',
    '가온',
  ]) {
    const told = await send(`${heading}\n${row(`"${name.replaceAll('"', '""')}"`)}`, 'format=csv&mode=write')
    expect(told.body['written'], told.text).toBe(1)
  }
  const exported = await quality.ask('GET', '/records/supplier/export?format=csv')
  expect(exported.headers.get('content-disposition')).toContain('attachment')
  const again = await preview(exported.text)
  const names = z
    .object({ sample: z.array(z.object({ name: z.string() })) })
    .parse(again.body)
    .sample.map((one) => one.name)
  const json = await quality.ask('GET', '/records/supplier/export?format=json')
  const truth = z
    .object({ records: z.array(z.object({ body: z.object({ name: z.string() }) })) })
    .parse(JSON.parse(json.text))
    .records.map((one) => one.body.name)
  expect(names).toEqual(truth)
})

test('tables and lists that cannot be read are refused with the place, and nothing is written', async () => {
  const before = await databaseDigest(house, [house.organisation])
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${heading}\n${row('가')}`, 'utf16le')])
  const eucKr = Buffer.concat([Buffer.from(`${heading}\n`), Buffer.from([0xb0, 0xa1]), Buffer.from(row(''))])
  const cases: readonly (readonly [string, Told, number, RegExp])[] = [
    ['EUC-KR', await preview(eucKr), 415, /UTF-8/],
    ['UTF-16', await preview(utf16), 415, /UTF-8/],
    ['UTF-16 without a mark', await preview(utf16.subarray(2)), 415, /UTF-8/],
    ['nothing', await preview(''), 422, /empty/],
    ['an unknown column', await preview('name,role\nx,owner'), 422, /role/],
    ['__proto__', await preview('name,__proto__\nx,y'), 422, /__proto__/],
    ['constructor', await preview('name,constructor\nx,y'), 422, /constructor/],
    ['a column twice', await preview('name,name\nx,y'), 422, /twice/],
    ['a row too long', await preview('name\nx,y'), 422, /row 2|malformed/],
    ['an open quote', await preview('name\n"x'), 422, /malformed/],
    ['a million columns', await preview(`${'a,'.repeat(1_000_000)}a`), 422, /a/],
    ['too many rows', await preview(`name\n${'x\n'.repeat(5_001)}`), 413, /5000/],
    [
      'JSON with a key twice',
      await preview('[{"name":"a","name":"b"}]', 'json'),
      422,
      /“name” is given twice/,
    ],
    ['JSON with __proto__', await preview('[{"__proto__":{"a":1}}]', 'json'), 422, /__proto__/],
    ['JSON nested deep', await preview('['.repeat(10_000), 'json'), 422, /deep/],
    ['JSON with NUL', await preview('[{"name":"a\\u0000"}]', 'json'), 422, /control/],
    ['no list', await preview('{"records":{}}', 'json'), 422, /list/],
  ]
  for (const [what, told, status, word] of cases) {
    expect(told.status, `${what}: ${told.text.slice(0, 200)}`).toBe(status)
    expect(told.text, what).toMatch(word)
    expect(told.text, what).toMatch(/[가-힣]/)
    expect(told.text.length, what).toBeLessThan(2_000)
  }
  expect(await databaseDigest(house, [house.organisation])).toBe(before)
})

test('each bad row of an import is named, and then no row is written', async () => {
  const before = await databaseDigest(house, [house.organisation])
  const told = await send(
    `${heading}\n${row('좋은 행')}\n,"[""cloud""]",high,false,false\n${row('x'.repeat(300))}\n나쁜,"{bad",high,maybe,false`,
    'format=csv&mode=write',
  )
  expect(told.status).toBe(200)
  const { written, refusals } = z
    .object({
      written: z.number(),
      refusals: z.array(z.object({ row: z.number(), refusal: z.looseObject({}) })),
    })
    .parse(told.body)
  expect(written).toBe(0)
  expect(refusals.map((one) => one.row)).toEqual([3, 4, 5])
  expect(await databaseDigest(house, [house.organisation])).toBe(before)
})

test('an import sent again with its key writes nothing twice; the same key for another file is refused', async () => {
  const table = `${heading}\n${row('한 번')}\n${row('두 번')}\n${row('세 번')}`
  const query = 'format=csv&mode=write'
  expect((await send(table, query, 'import-key-0001')).body['written']).toBe(3)
  const before = await databaseDigest(house, [house.organisation])
  expect((await send(table, query, 'import-key-0001')).body['written']).toBe(3)
  expect(await databaseDigest(house, [house.organisation])).toBe(before)
  expect((await send(`${table}\n${row('네 번')}`, query, 'import-key-0001')).status).toBe(409)
})
