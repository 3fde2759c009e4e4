import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { advisoryOf, json, zipOf } from '../test/archives.ts'
import { type FeedSetting, writeFeedSetting } from './feed-setting.ts'
import { readFeedStates } from './feed-state.ts'
import { fetchFeed } from './fetch-feed.ts'
import { fetchDueFeeds } from './schedule.ts'

type Answering = (request: IncomingMessage, response: ServerResponse) => void
let server: Server
let base: string
let asked: string[] = []
let answering: Answering
let house: StandingHouse
beforeAll(async () => {
  house = await standingHouse()
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answering(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // An address of a listening TCP server is an object with its port.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  asked = []
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await house.close()
})

const setting = (more: Partial<FeedSetting>) =>
  writeFeedSetting(house.database.pool, {
    source: 'kev',
    isOn: true,
    url: `${base}/kev.json`,
    parts: [],
    everyHours: 6,
    at: house.now(),
    by: 'test',
    ...more,
  })
const state = async (source: string) =>
  (await readFeedStates(house.database.pool)).find((one) => one.source === source)
const kev = json({
  catalogVersion: '1',
  dateReleased: '2026-11-20T00:00:00Z',
  vulnerabilities: [{ cveID: 'CVE-2026-0001', dateAdded: '2026-11-20' }],
})

test('what goes elsewhere, is too large, too slow, refused or unreachable ends in a refusal', async () => {
  const url = `${base}/x`
  const ends = async (answer: Answering, more: object = {}) => {
    answering = answer
    const fetched = await fetchFeed({ url, bytesMax: 1000, timeMs: 1500, ...more })
    return fetched.ok ? 'ok' : fetched.refusal.code
  }
  const redirect =
    (to: string): Answering =>
    (_request, response) =>
      response.writeHead(302, { location: to }).end()
  expect(await ends(redirect('https://example.org/'))).toBe('unavailable')
  expect(await ends(redirect(base.replace('127.0.0.1', 'localhost')))).toBe('unavailable')
  expect(await ends(redirect('file:///etc/passwd'))).toBe('unavailable')
  expect(await ends(redirect('/again'))).toBe('unavailable')
  expect(asked.filter((path) => path === '/again').length).toBeLessThan(5)
  expect(await ends((_request, response) => response.end(Buffer.alloc(2000)))).toBe('too-large')
  const endless: Answering = (_request, response) => {
    const more = () => response.write(Buffer.alloc(500)) && !response.destroyed && setImmediate(more)
    more()
  }
  expect(await ends(endless)).toBe('too-large')
  expect(await ends((_request, response) => void response.writeHead(200).write('a'))).toBe('unavailable')
  expect(await ends((_request, response) => response.writeHead(500).end())).toBe('unavailable')
  expect(await ends((_request, response) => response.destroy())).toBe('unavailable')
  expect((await fetchFeed({ url: 'http://example.org/' })).ok).toBe(false)
})

test('nothing is fetched from anywhere until somebody turns a source on', async () => {
  expect(await fetchDueFeeds(house)).toEqual([])
  await setting({ isOn: false })
  expect(await fetchDueFeeds(house)).toEqual([])
  expect(asked).toEqual([])
})

test('a source is fetched when due; unchanged is a success; a failure is told and tried again later', async () => {
  await setting({})
  answering = (request, response) =>
    request.headers['if-none-match'] === '"1"'
      ? response.writeHead(304).end()
      : response.setHeader('etag', '"1"').end(kev)
  house.at('2026-11-21T00:00:00.000Z')
  expect(await fetchDueFeeds(house)).toEqual([{ source: 'kev', part: '' }])
  expect(await state('kev')).toMatchObject({
    lastSuccessAt: house.now(),
    entries: 1,
    etag: '"1"',
    failures: 0,
  })
  expect(await fetchDueFeeds(house)).toEqual([])
  house.at('2026-11-21T06:00:00.000Z')
  await fetchDueFeeds(house)
  expect(await state('kev')).toMatchObject({ lastSuccessAt: '2026-11-21T06:00:00.000Z', etag: '"1"' })
  answering = (_request, response) => response.writeHead(503).end()
  house.at('2026-11-21T12:00:00.000Z')
  await fetchDueFeeds(house)
  expect(await state('kev')).toMatchObject({
    lastSuccessAt: '2026-11-21T06:00:00.000Z',
    lastTryAt: '2026-11-21T12:00:00.000Z',
    failures: 1,
    fault: { ko: expect.stringContaining('503') },
  })
  house.at('2026-11-21T12:04:00.000Z')
  expect(await fetchDueFeeds(house)).toEqual([])
  house.at('2026-11-21T12:05:00.000Z')
  expect(await fetchDueFeeds(house)).toHaveLength(1)
  await setting({ isOn: false })
})

test('OSV comes whole the first time and then record by record', async () => {
  await setting({ source: 'osv', url: base, parts: ['npm'] })
  const changed = advisoryOf('OSV-1', { modified: '2026-11-22T01:00:00Z', summary: 'changed' })
  answering = (request, response) => {
    if (request.url === '/npm/all.zip')
      response
        .setHeader('last-modified', 'Sat, 21 Nov 2026 00:00:00 GMT')
        .end(zipOf([1, 2].map((n) => ({ name: `OSV-${n}.json`, bytes: json(advisoryOf(`OSV-${n}`)) }))))
    else if (request.url === '/npm/modified_id.csv')
      response.end('2026-11-22T01:00:00Z,OSV-1\n2026-11-20T00:00:00Z,OSV-2\n')
    else response.end(json(changed))
  }
  house.at('2026-11-21T13:00:00.000Z')
  await fetchDueFeeds(house)
  expect(await state('osv')).toMatchObject({ part: 'npm', entries: 2, contentAt: '2026-11-21T00:00:00.000Z' })
  house.at('2026-11-22T13:00:00.000Z')
  await fetchDueFeeds(house)
  expect(asked).toEqual(['/npm/all.zip', '/npm/modified_id.csv', '/npm/OSV-1.json'])
  expect(await state('osv')).toMatchObject({ entries: 2, contentAt: '2026-11-22T01:00:00.000Z' })
  house.at('2026-11-23T13:00:00.000Z')
  await fetchDueFeeds(house)
  expect(asked).toHaveLength(4)
  await setting({ source: 'osv', isOn: false, url: base, parts: ['npm'] })
})

test('NVD comes page by page, and afterwards only what changed since', async () => {
  await setting({ source: 'nvd', url: `${base}/rest/json/cves/2.0` })
  const page = (from: number) => ({
    version: '2.0',
    totalResults: 2001,
    timestamp: '2026-11-24T00:00:00',
    vulnerabilities: Array.from({ length: from === 0 ? 2000 : 1 }, (_, n) => ({
      cve: { id: `CVE-2026-${10_000 + from + n}`, lastModified: '2026-11-01T00:00:00', descriptions: [] },
    })),
  })
  answering = (request, response) => {
    const query = new URL(request.url ?? '', base).searchParams
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(json(page(Number(query.get('startIndex'))))))
  }
  house.at('2026-11-24T00:00:00.000Z')
  let pauses = 0
  const pause = async () => {
    pauses++
    await wait(0)
  }
  await fetchDueFeeds(house, pause)
  expect([asked.length, pauses]).toEqual([2, 1])
  expect(await state('nvd')).toMatchObject({ entries: 2001, contentAt: '2026-11-24T00:00:00.000Z' })
  answering = (_request, response) =>
    response.end(json({ version: '2.0', totalResults: 0, vulnerabilities: [] }))
  house.at('2026-11-25T00:00:00.000Z')
  await fetchDueFeeds(house, pause)
  expect(asked[2]).toContain('lastModStartDate=2026-11-24T00%3A00%3A00.000Z')
  expect(await state('nvd')).toMatchObject({ lastSuccessAt: '2026-11-25T00:00:00.000Z', failures: 0 })
})
