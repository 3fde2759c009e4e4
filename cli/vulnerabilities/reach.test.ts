import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseOf, written } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'

let served: ServedHouse
let quality: Actor
let release: string
beforeAll(async () => {
  served = await servedHouse()
  const { house } = served
  quality = person(house.organisation, '김품질', 'quality')
  const made = await releaseOf(house, quality)
  release = made.number
  await written(house, quality, {
    kind: 'site',
    body: {
      name: { ko: '=갑병원', en: '' },
      siteType: 'hospital',
      country: '대한민국',
      institutionCode: '11100000',
      releases: [made.id],
    },
  })
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [{ type: 'library', name: 'brittle', version: '1.0.0', purl: 'pkg:npm/brittle@1.0.0' }],
  }
  await writeFile(join(served.folder, 'a.cdx.json'), JSON.stringify(bom))
  expect(await served.run('intake', 'a.cdx.json', '--release', release)).toMatchObject({ exit: 0 })
  const advisory = {
    id: 'CVE-2026-1111',
    modified: '2026-01-01T00:00:00Z',
    affected: [
      {
        package: { ecosystem: 'npm', name: 'brittle' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      },
    ],
  }
  await writeFile(join(served.folder, 'feed.json'), JSON.stringify([advisory]))
  expect(await served.run('feeds', 'import', 'feed.json')).toMatchObject({ exit: 0 })
})
afterAll(() => served.close())

test('a fleet is reported from a file, seen first and then written, with each wrong row told', async () => {
  const text = `serial,site,release\nA-1,11100000,${release}\nA-2,unknown,${release}\n`
  await writeFile(join(served.folder, 'fleet.csv'), text)
  const seen = await served.run('installations', 'fleet.csv', '--preview')
  expect(seen).toMatchObject({ exit: 1, out: expect.stringContaining('1 new') })
  const sent = await served.run('installations', 'fleet.csv')
  expect(sent.out).toContain('✗ 3 (site)')
  expect((await served.run('installations', 'fleet.csv')).out).toContain('1 unchanged')
})

test('reach lists every site, and as CSV no cell runs as a formula', async () => {
  const told = await served.run('reach', 'CVE-2026-1111')
  expect(told.out).toContain('devices 1 · releases 1 · sites 1 · units 1')
  const table = await served.run('reach', 'pkg:npm/brittle', '--csv')
  expect(table.out).toContain(`'=갑병원`)
  const found = await served.run('reach', 'CVE-2026-1111', '--json')
  expect(JSON.parse(found.out)).toMatchObject({ counts: { units: 1 }, releases: [{ finding: 'in-triage' }] })
})

test('what reaches nothing is told with what the answer rests on', async () => {
  expect((await served.run('reach', 'CVE-1999-0001')).out).toContain(
    'as far as the SBOMs and advisories here',
  )
  expect(await served.run('reach')).toMatchObject({ exit: 2 })
  expect(await served.run('reach', 'pkg:broken')).toMatchObject({ exit: 2 })
})

test('the vulnerability report is saved as data, never over a file unasked', async () => {
  const asked = ['report', 'vulnerabilities', '--release', release, '--format', 'json', '--out', 'r.json']
  expect(await served.run(...asked)).toMatchObject({ exit: 0 })
  const facts = JSON.parse(await readFile(join(served.folder, 'r.json'), 'utf8'))
  expect(facts.statements).toMatchObject([{ vulnerability: 'CVE-2026-1111', state: 'in-triage' }])
  expect(await served.run(...asked)).toMatchObject({ exit: 2 })
  expect(
    await served.run('report', 'vulnerabilities', '--release', release, '--language', 'fr'),
  ).toMatchObject({
    exit: 2,
  })
})

test('notices about a case are drafted once, from its number', async () => {
  const about = await written(served.house, quality, {
    kind: 'vulnerability-case',
    body: {
      name: 'CVE-2026-1111',
      vulnerability: 'CVE-2026-1111',
      component: 'pkg:npm/brittle@1.0.0',
      source: 'feed',
      awareAt: '2026-11-20T00:00:00.000Z',
    },
  })
  expect((await served.run('notices', 'draft', '--case', about.number)).out).toMatch(/^✓ NOT-/)
  expect((await served.run('notices', 'draft', '--case', about.number)).out).toMatch(/^= NOT-/)
  expect(await served.run('notices', 'send', '--case', about.number)).toMatchObject({ exit: 2 })
})
