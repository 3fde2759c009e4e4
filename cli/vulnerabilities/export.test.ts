import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseOf } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'
import { recognise } from '../recognise.ts'

let at: ServedHouse
let release: string
beforeAll(async () => {
  at = await servedHouse()
  const quality = person(at.house.organisation, '김품질', 'quality')
  const record = await releaseOf(at.house, quality)
  release = record.number
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [{ type: 'library', name: 'brittle', version: '1.0.0', purl: 'pkg:npm/brittle@1.0.0' }],
  }
  await writeFile(join(at.folder, 'bom.json'), JSON.stringify(bom))
  await at.run('intake', 'bom.json', '--release', release)
  const advisory = {
    id: 'CVE-2026-1000',
    modified: '2026-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'npm', name: 'brittle' }, versions: ['1.0.0'] }],
  }
  await writeFile(join(at.folder, 'feed.json'), JSON.stringify([advisory]))
  await at.run('feeds', 'import', 'feed.json')
})
afterAll(() => at.close())

test('an unknown format and a missing release are refused before anything is asked', async () => {
  for (const args of [
    ['export', '--release', release, '--format', 'word'],
    ['export', '--format', 'openvex'],
    ['export', '--release', 'REL-1999-0001', '--format', 'openvex'],
  ])
    expect((await at.run(...args)).exit).not.toBe(0)
})

test('every format of a release is saved, or written to standard output', async () => {
  for (const format of [
    'cyclonedx-1.6',
    'cyclonedx-1.7',
    'spdx-2.3',
    'spdx-3.0.1',
    'openvex',
    'csaf-vex',
    'cyclonedx-vex',
  ]) {
    const ran = await at.run('export', '--release', release, '--format', format, '--out', `${format}.json`)
    expect(ran, format).toMatchObject({ exit: 0 })
    const text = await readFile(join(at.folder, `${format}.json`), 'utf8')
    expect(text).toContain(format === 'cyclonedx-1.6' ? 'pkg:npm/brittle@1.0.0' : 'CVE-2026-1000')
  }
  const table = await at.run('export', '--release', release, '--format', 'estar-components')
  expect(table.out).toContain('Software level of support')
})

test('a VEX is recognised by its content, taken in, and becomes a draft', async () => {
  const vex = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://supplier.example/1',
    author: 'Supplier',
    timestamp: '2026-06-01T00:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { name: 'CVE-2026-1000' },
        products: [{ '@id': 'pkg:npm/brittle@1.0.0' }],
        status: 'not_affected',
        justification: 'vulnerable_code_not_present',
      },
    ],
  }
  await writeFile(join(at.folder, 'supplier.json'), JSON.stringify(vex))
  const ran = await at.run('intake', 'supplier.json')
  expect(ran).toMatchObject({ exit: 0 })
  expect(ran.out).toMatch(/Drafts\s+1/)
  expect((await at.run('intake', 'supplier.json')).out).toContain('Already registered')
})

test('CSAF, OpenVEX and a CycloneDX of vulnerabilities alone are VEX; an SBOM that holds both is an SBOM', () => {
  const kindOf = (document: object) => recognise(Buffer.from(JSON.stringify(document)), 'x.json')
  expect(kindOf({ document: { csaf_version: '2.0' } })).toBe('vex')
  expect(kindOf({ bomFormat: 'CycloneDX', vulnerabilities: [] })).toBe('vex')
  expect(kindOf({ bomFormat: 'CycloneDX', components: [], vulnerabilities: [] })).toBe('sbom')
})
