import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listening } from '../test/served-house.ts'
import { maek } from './test/run.ts'

/* Servers that misbehave: each is a few lines of node:http, because the house does not. */

let folder = ''
let ends: (() => Promise<void>)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maek-cli-calls-'))
  ends = []
})
afterEach(async () => {
  for (const end of ends) await end()
  rmSync(folder, { recursive: true, force: true })
})

type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function serverThat(answer: Answer): Promise<string> {
  const { address, close } = await listening((begun) => {
    const server = createServer(answer)
    return server.listen(0, '127.0.0.1', () => {
      const told = server.address()
      begun(typeof told === 'object' && told !== null ? told.port : 0)
    })
  })
  ends.push(close)
  return address
}

const run = (address: string, ...args: string[]) =>
  maek([...args, '--server', address, '--token', 'maek_t'], { folder })

const busy = JSON.stringify({ code: 'unavailable', because: { ko: '잠시 뒤', en: 'Busy' } })
const written = {
  record: {
    id: '0197b2b2-0000-7000-8000-000000000001',
    kind: 'supplier',
    number: 'SUP-2026-0001',
    title: 'x',
    state: 'draft',
    version: 1,
    edition: 0,
    approvedVersion: null,
    approvedAt: null,
    authorId: 'u',
    authorName: 'u',
    createdAt: 't',
    updatedAt: 't',
    body: {},
  },
  ledgerIndex: 0,
}

test('an act is repeated with its own key while the server is busy, and done once it is not', async () => {
  const keys: (string | undefined)[] = []
  const address = await serverThat((request, response) => {
    keys.push(request.headers['idempotency-key']?.toString())
    const late = keys.length >= 3
    response.writeHead(late ? 200 : 503, { 'content-type': 'application/json' })
    response.end(late ? JSON.stringify(written) : busy)
  })
  expect((await run(address, 'records', 'supplier', 'create', '--name', 'x')).exit).toBe(0)
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  await run(address, 'records', 'supplier', 'create', '--name', 'x')
  expect(new Set(keys).size).toBe(2)
})

test('after three tries the reason of the server is given', async () => {
  let asked = 0
  const address = await serverThat((_request, response) => {
    asked += 1
    response.writeHead(503).end(busy)
  })
  const ran = await run(address, 'feeds')
  expect([ran.exit, asked]).toEqual([2, 3])
  expect(ran.error).toContain('Busy')
})

test('a connection cut without an answer is tried again for an act with a key, never for one without', async () => {
  const paths: string[] = []
  const address = await serverThat((request) => {
    paths.push(request.url ?? '')
    request.socket.destroy()
  })
  expect((await run(address, 'records', 'supplier', 'create', '--name', 'x')).exit).toBe(2)
  expect(paths).toHaveLength(3)
  expect((await run(address, 'api', 'createToken', 'name=x', 'roles:=["auditor"]')).exit).toBe(2)
  expect(paths).toHaveLength(4)
})

test('where nothing listens the reader is told how to start the server', async () => {
  const address = await serverThat(() => undefined)
  for (const end of ends.splice(0)) await end()
  const ran = await run(address, 'feeds', '--lang', 'ko')
  expect(ran.exit).toBe(2)
  expect(ran.error).toContain('maek up')
})

test('a page of some other program is not taken for an answer', async () => {
  for (const [status, page] of [
    [200, '<html>'],
    [200, '{"feeds":7}'],
    [302, ''],
    [404, 'no'],
    [500, '{}'],
  ] as const) {
    const address = await serverThat((_request, response) => void response.writeHead(status).end(page))
    const ran = await run(address, 'feeds')
    expect(ran.exit).toBe(2)
    expect(ran.error).toContain('not understood')
  }
})

test('a download that breaks leaves no file behind', async () => {
  const address = await serverThat((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('half', () => response.destroy())
  })
  expect((await run(address, 'backup', '--out', 'b.zip')).exit).toBe(2)
  expect(readdirSync(folder)).toEqual([])
})

test('a download never replaces a file unless told to', async () => {
  const address = await serverThat((_request, response) => void response.writeHead(200).end('new'))
  writeFileSync(join(folder, 'b.zip'), 'old')
  expect((await run(address, 'backup', '--out', 'b.zip')).exit).toBe(2)
  expect(readFileSync(join(folder, 'b.zip'), 'utf8')).toBe('old')
  const ran = await run(address, 'backup', '--out', 'b.zip', '--force', '--json')
  expect(JSON.parse(ran.out)).toMatchObject({ bytes: 3 })
  expect(readFileSync(join(folder, 'b.zip'), 'utf8')).toBe('new')
})

test('a server that refuses before the upload is over is heard', async () => {
  writeFileSync(join(folder, 'big.json'), Buffer.concat([Buffer.from('{'), Buffer.alloc(8_000_000, 32)]))
  const address = await serverThat((_request, response) => {
    response.writeHead(413, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify({ code: 'too-large', because: { ko: '큽니다', en: 'Too large' } }))
  })
  const ran = await run(address, 'intake', 'big.json')
  expect(ran.exit).toBe(2)
  expect(ran.error).toContain('Too large')
})

test('what a server says cannot move the cursor or turn a line around', async () => {
  const because = { ko: 'x', en: 'red \u001b[31m\u202e end' }
  const address = await serverThat(
    (_request, response) => void response.writeHead(422).end(JSON.stringify({ code: 'invalid', because })),
  )
  const ran = await run(address, 'feeds')
  for (const hostile of ['\u001b', '\u202e']) expect(ran.error).not.toContain(hostile)
  expect(ran.error).toContain('end')
})

test('the token of the data folder goes only to the address that stands beside it', async () => {
  const seen: (string | undefined)[] = []
  const answer: Answer = (request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(200).end('{"feeds":[]}')
  }
  const [own, other] = [await serverThat(answer), await serverThat(answer)]
  writeFileSync(join(folder, 'cli-token'), `${own}\nmaek_secret\n`)
  const environment = { LANG: 'en', MAEK_DATA: folder }
  expect((await maek(['api', 'listFeeds'], { folder, environment })).exit).toBe(0)
  await maek(['api', 'listFeeds', '--server', other], { folder, environment })
  await maek(['api', 'listFeeds'], { folder, environment: { ...environment, MAEK_URL: other } })
  expect(seen).toEqual(['Bearer maek_secret', undefined, undefined])
  await maek(['api', 'listFeeds'], { folder, environment: { ...environment, MAEK_TOKEN: 'maek_mine' } })
  expect(seen.at(-1)).toBe('Bearer maek_mine')
})

test('a token that would break the header is refused', async () => {
  const ran = await maek(['feeds', '--token', 'a\r\nx: y'], { folder })
  expect(ran.exit).toBe(2)
  expect(ran.error).toContain('malformed')
  expect(existsSync(join(folder, 'cli-token'))).toBe(false)
})
