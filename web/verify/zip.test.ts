import { makePack } from '@maek/ledger/test/small-pack.ts'
import { verifyPack } from '@maek/ledger/verify.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zipped } from '../../test/zipped.ts'
import { openZip } from './zip.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

async function opened(bytes: Uint8Array<ArrayBuffer>) {
  const zip = await openZip(new Blob([bytes]))
  if (!zip.ok) throw new Error(zip.refusal.because.en)
  return zip.value
}

/** The first place of a signature, counted from the end. */
function lastOf(bytes: Buffer, signature: number): number {
  const mark = Buffer.alloc(4)
  mark.writeUInt32LE(signature)
  return bytes.lastIndexOf(mark)
}

test('a pack read from its ZIP passes all nine steps, as it does from its files', async () => {
  const report = await verifyPack(await opened(await zipped(makePack())))
  expect(report.verdict).toBe('valid')
})

test('bytes that are no ZIP, or a ZIP cut off anywhere, are refused or read as missing, and never throw', async () => {
  const whole = await zipped([
    ['a', utf8('content '.repeat(50))],
    ['b', utf8('')],
  ])
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      expect(await openZip(new Blob([whole.subarray(0, length)]))).toMatchObject({ ok: false })
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect((await openZip(new Blob([Uint8Array.from(bytes)]))).ok).toBe(false)
    }),
  )
})

test('any one byte changed gives other content, a missing file or a refusal, and never a hang', async () => {
  const whole = await zipped([['name', utf8('기록'.repeat(200))]])
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ change
      const zip = await openZip(new Blob([bytes]))
      if (!zip.ok) return
      for (const name of await zip.value.list()) {
        await Promise.resolve(zip.value.read(name)).catch(() => undefined)
        await zip.value.digest(name).catch(() => undefined)
      }
    }),
    { numRuns: 400 },
  )
})

test('a file that says it is a million times larger than its bytes can hold is not opened', async () => {
  const bytes = await zipped([['bomb', new Uint8Array(1_000_000)]])
  bytes.writeUInt32LE(0xfffffff0, lastOf(bytes, 0x02014b50) + 24)
  expect(await openZip(new Blob([bytes]))).toMatchObject({ ok: false })
})

test('a file that unpacks to more than it says is stopped, and reads as broken', async () => {
  const bytes = await zipped([['long', utf8('가'.repeat(1000))]])
  bytes.writeUInt32LE(10, lastOf(bytes, 0x02014b50) + 24)
  const zip = await opened(bytes)
  await expect(zip.read('long')).rejects.toThrow('longer than it says')
})

test('files that share the same bytes, a usual bomb, are refused', async () => {
  const bytes = await zipped([
    ['a', utf8('x'.repeat(10))],
    ['b', utf8('y'.repeat(10))],
  ])
  const entry = lastOf(bytes, 0x02014b50)
  bytes.writeUInt32LE(0x7fffffff, entry + 20)
  expect(await openZip(new Blob([bytes]))).toMatchObject({ ok: false })
})

test('a header that bears another name than the directory is not read: two unpackers would see two packs', async () => {
  const bytes = await zipped([['README.txt', utf8('text')]])
  bytes.write('readme', 30)
  await expect((await opened(bytes)).read('README.txt')).rejects.toThrow('differs from its directory')
})

test('two files of one name are both listed, so that the verifier refuses the pack', async () => {
  const zip = await opened(
    await zipped([
      ['same', utf8('1')],
      ['same', utf8('2')],
    ]),
  )
  expect(await zip.list()).toEqual(['same', 'same'])
})
