import type { Actor } from '@maek/domain/record.ts'
import { readFeedSources } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { keyTypes, makeSignerKey, verifierKeyText } from '@maek/ledger/keys.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { accepted, releaseOf, rowsOf, written } from '../../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { takeInSbom } from '../../components/intake.ts'
import { openApp } from '../../http/app.ts'
import { vulnerabilityHandlers } from '../handlers.ts'
import { advisoryOf, json } from '../test/archives.ts'

let house: StandingHouse
let administrator: Actor
let caller: Actor
beforeAll(async () => {
  house = await standingHouse()
  administrator = person(house.organisation, '김관리', 'administrator')
  caller = administrator
})
afterAll(() => house.close())

async function ask(method: string, path: string, body?: unknown) {
  const app = openApp(
    { ...house, people: { ...house.people, actorOf: async () => caller } },
    vulnerabilityHandlers,
  )
  const isBytes = Buffer.isBuffer(body)
  const answer = await app.request(`http://localhost:4173/api${path}`, {
    method,
    headers: {
      authorization: 'Bearer test',
      ...(body === undefined
        ? {}
        : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  })
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(await answer.json()) }
}

const kev = { isOn: true, url: 'https://mirror.example/kev.json', parts: [], everyHours: 12 }

test('only an administrator sets where feeds come from and whose bundles are taken', async () => {
  caller = person(house.organisation, '이보안', 'security')
  expect((await ask('PUT', '/feeds/sources/kev', kev)).status).toBe(403)
  expect((await ask('POST', '/feeds/keys', { key: 'x' })).status).toBe(403)
  expect((await ask('POST', '/feeds/bundles?name=a.zip', Buffer.from('x'))).status).toBe(403)
  expect((await ask('GET', '/feeds/sources')).status).toBe(200)
  caller = administrator
})

test('an address that is not encrypted, an OSV without ecosystems and a malformed key are refused at their field', async () => {
  expect(await ask('PUT', '/feeds/sources/kev', { ...kev, url: 'http://mirror.example/' })).toMatchObject({
    status: 422,
    body: { field: 'url' },
  })
  expect((await ask('PUT', '/feeds/sources/osv', { ...kev })).status).toBe(422)
  expect((await ask('PUT', '/feeds/sources/osv', { ...kev, parts: ['../x'] })).status).toBe(422)
  expect((await ask('PUT', '/feeds/sources/other', kev)).status).toBe(422)
  expect((await ask('POST', '/feeds/keys', { key: 'feeds.example+00000000+AAAA' })).status).toBe(422)
  expect((await ask('POST', '/feeds/sources/kev/fetch', {})).status).toBe(409)
})

test('settings and keys stand with who set them, and each change stands in the ledger', async () => {
  expect((await ask('PUT', '/feeds/sources/kev', kev)).status).toBe(200)
  const key = makeSignerKey('feeds.example', keyTypes.note, new Uint8Array(32).fill(7))
  expect((await ask('POST', '/feeds/keys', { key: verifierKeyText(key) })).status).toBe(200)
  expect((await ask('POST', '/feeds/keys', { key: verifierKeyText(key) })).status).toBe(409)
  expect((await ask('GET', '/feeds/sources')).body).toMatchObject({
    busy: false,
    keys: [{ name: 'feeds.example', addedBy: '김관리' }],
    sources: expect.arrayContaining([expect.objectContaining({ source: 'kev', setting: kev, states: [] })]),
  })
  expect((await ask('DELETE', '/feeds/keys/feeds.example')).status).toBe(200)
  const acts = await rowsOf(
    house,
    house.organisation.id,
    `select act from ledger_note where kind = 'feed' order by ledger_index`,
  )
  expect(acts).toEqual(['feed.set', 'feed.trust', 'feed.distrust'].map((act) => ({ act })))
})

test('a single file is taken unsigned, marked so, and grows stale', async () => {
  expect(await ask('POST', '/feeds/import?name=a.json', json([advisoryOf('OSV-1')]))).toMatchObject({
    body: { added: 1 },
  })
  const osv = async () => (await ask('GET', '/feeds/sources')).body.sources
  expect(await osv()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        source: 'osv',
        stale: false,
        states: [expect.objectContaining({ signedBy: null })],
      }),
    ]),
  )
  house.at('2026-12-21T00:00:00.000Z')
  expect(await osv()).toEqual(
    expect.arrayContaining([expect.objectContaining({ source: 'osv', stale: true })]),
  )
})

test('of files that name no ecosystem each ecosystem grows stale by itself, however new another is', async () => {
  const affected = [{ package: { ecosystem: 'PyPI', name: 'torch' }, versions: ['1.0.0'] }]
  const newer = json([advisoryOf('OSV-2', { affected })])
  expect(await ask('POST', '/feeds/import?name=b.json', newer)).toMatchObject({ body: { added: 1 } })
  const { sources } = readFeedSources.output.parse((await ask('GET', '/feeds/sources')).body)
  expect(sources.find(({ source }) => source === 'osv')).toMatchObject({
    stale: true,
    states: [
      { part: 'PyPI', entries: 1, stale: false },
      { part: 'npm', entries: 1, stale: true },
    ],
  })
})

test('unmatched components are listed once a name, with their SBOMs and the rules about them, page by page', async () => {
  const quality = person(house.organisation, '박품질', 'quality')
  for (const version of ['1.0.0', '2.0.0']) {
    const { id } = await releaseOf(house, quality, version)
    const components = [
      { type: 'operating-system', name: 'Zephyr', version: `3.${version}`, supplier: { name: 'Z Project' } },
      { type: 'operating-system', name: 'zephyr', version: '4' },
      { type: 'library', name: 'bare' },
      { type: 'library', name: 'npm-one', version: '1', purl: 'pkg:npm/npm-one@1' },
      { type: 'library', name: 'pub-one', version: '1', purl: 'pkg:pub/pub_one@1' },
      { type: 'library', name: 'by-cpe', version: '1', cpe: 'cpe:2.3:a:v:by-cpe:1' },
      { type: 'library', name: 'ill-cpe', version: '1', cpe: 'cpe:2.3:a:*:x:1' },
    ]
    const bytes = json({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: Number(version[0]),
      components,
    })
    accepted(await takeInSbom(house, quality, { bytes, name: 'a.json', release: id }))
  }
  await written(house, quality, {
    kind: 'match-rule',
    body: { name: 'r', component: 'BARE', outcome: 'watched', everyDays: 30, because: 'x' },
  })
  const { body } = await ask('GET', '/unmatched')
  expect(body).toMatchObject({
    next: null,
    components: [
      {
        name: 'bare',
        versions: [],
        versionCount: 1,
        sboms: 2,
        rules: [{ state: 'draft', watch: { dueOn: '2027-01-20' } }],
      },
      { name: 'ill-cpe', cpe: 'cpe:2.3:a:*:x:1' },
      { name: expect.stringMatching(/zephyr/i), versionCount: 3, suppliers: ['Z Project'], sboms: 4 },
    ],
    withoutSource: [
      { ecosystem: 'Pub', versions: 1 },
      { ecosystem: 'npm', versions: 1 },
    ],
  })
  const first = await ask('GET', '/unmatched?limit=2')
  expect(first.body.components).toHaveLength(2)
  const second = await ask('GET', `/unmatched?limit=2&after=${String(first.body.next)}`)
  expect(second.body).toMatchObject({ next: null, components: [{ versionCount: 3 }], withoutSource: [] })
  expect((await ask('GET', '/unmatched?q=ZEPH')).body.components).toHaveLength(1)
  expect((await ask('GET', '/unmatched?after=%2F%2F')).status).toBe(422)
})
