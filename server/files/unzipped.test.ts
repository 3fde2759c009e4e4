import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unzipped } from './unzipped.ts'

const most = 128 * 1_048_576
const document = Buffer.from('{"bomFormat":"CycloneDX"}')

test('a gzipped document comes back as it was, under its own name', async () => {
  const zipped = { name: 'bom.json.gz', bytes: gzipSync(document) }
  expect(await unzipped(zipped, most)).toEqual({ ok: true, value: { name: 'bom.json', bytes: document } })
})

test('what is not gzipped, and what is gzipped twice, is left to its reader', async () => {
  const plain = { name: 'bom.gz', bytes: document }
  expect(await unzipped(plain, most)).toEqual({ ok: true, value: plain })
  const twice = await unzipped({ name: 'bom', bytes: gzipSync(gzipSync(document)) }, most)
  expect(twice.ok && twice.value.bytes.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
})

test('a small file that unfolds a thousand times is refused long before it is whole', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1_048_576))
  expect(await unzipped({ name: 'bom.json.gz', bytes: bomb }, most)).toMatchObject({
    ok: false,
    refusal: { code: 'too-large', field: 'file' },
  })
})

test('a document larger than its door is refused however it is zipped', async () => {
  const bytes = gzipSync(Buffer.from(Array.from({ length: 4_000_000 }, (_, at) => (at * at) % 251)))
  expect(await unzipped({ name: 'a.gz', bytes }, 3_000_000)).toMatchObject({
    refusal: { code: 'too-large' },
  })
})

test('a torn or altered gzip file is refused as broken', async () => {
  const whole = gzipSync(document)
  const altered = Buffer.from(whole)
  altered[14] = (altered[14] ?? 0) ^ 0xff
  for (const bytes of [whole.subarray(0, -6), whole.subarray(0, 2), altered])
    expect(await unzipped({ name: 'a.gz', bytes }, most)).toMatchObject({ refusal: { code: 'invalid' } })
})
