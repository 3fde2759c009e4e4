import { hash, randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { type ZipPart, zipOf } from './zip-writer.ts'

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer())
}

async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const zip = await yauzl.fromBufferPromise(bytes)
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece)
    files.set(entry.fileName, Buffer.concat(pieces))
  }
  return files
}

async function* three(): AsyncGenerator<ZipPart> {
  yield { name: 'empty', content: new Uint8Array(0) }
  yield { name: 'b/기록.json', content: Buffer.from('{"가":1}') }
  yield {
    name: 'a',
    stored: true,
    content: (async function* () {
      for (let piece = 0; piece < 50; piece += 1) yield Buffer.alloc(10_000, piece)
    })(),
  }
}

test('the same parts give the same ZIP, byte for byte, with every file whole and in order', async () => {
  const first = await bytesOf(zipOf(three()))
  expect(hash('sha256', await bytesOf(zipOf(three())))).toBe(hash('sha256', first))
  const files = await unpacked(first)
  expect([...files.keys()]).toEqual(['empty', 'b/기록.json', 'a'])
  expect([...files.values()].map((content) => content.length)).toEqual([0, 9, 500_000])
})

test('a part that fails breaks the whole download instead of ending it as if it were complete', async () => {
  let ended = 0
  async function* broken(): AsyncGenerator<ZipPart> {
    yield { name: 'good', content: randomBytes(100) }
    yield {
      name: 'bad',
      content: (async function* () {
        yield randomBytes(100)
        throw new Error('the disk is gone')
      })(),
    }
  }
  const stream = zipOf(broken(), async () => {
    ended += 1
  })
  await expect(bytesOf(stream)).rejects.toThrow('the disk is gone')
  expect(ended).toBe(1)
})

test('a reader that goes away stops the writing and clears up', async () => {
  let closed = false
  const cleared = Promise.withResolvers<void>()
  async function* endless(): AsyncGenerator<ZipPart> {
    yield {
      name: 'endless',
      stored: true,
      content: (async function* () {
        try {
          for (;;) yield randomBytes(100_000)
        } finally {
          closed = true
        }
      })(),
    }
  }
  const reader = zipOf(endless(), async () => cleared.resolve()).getReader()
  await reader.read()
  await reader.cancel()
  await cleared.promise
  for (let turns = 0; turns < 5; turns += 1) await turn()
  expect(closed).toBe(true)
})
