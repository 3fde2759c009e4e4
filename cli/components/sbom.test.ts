import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveOutright } from '../../test/approved-outright.ts'
import { releaseOf } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'

let served: ServedHouse
let first = ''
beforeAll(async () => {
  served = await servedHouse()
  const quality = person(served.house.organisation, '김품질', 'quality')
  const release = await releaseOf(served.house, quality)
  bom('one.json', [npm('a', '1.0.0', 'a'), npm('b', '1.0.0', 'a')])
  bom('two.json', [npm('a', '1.0.0', 'b'), npm('b', '1.1.0', 'a')])
  const taken = await served.run('intake', 'one.json', '--release', release.number, '--json')
  first = JSON.parse(taken.out).record.number
})
afterAll(() => served.close())

const npm = (name: string, version: string, letter: string) => ({
  type: 'library',
  'bom-ref': name,
  name,
  version,
  purl: `pkg:npm/${name}@${version}`,
  hashes: [{ alg: 'SHA-256', content: letter.repeat(64) }],
})
const bom = (file: string, components: readonly object[]) =>
  writeFileSync(
    join(served.folder, file),
    JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }),
  )

test('without an approved SBOM a check that must fail on something does fail', async () => {
  const open = await served.run('sbom', 'check', 'two.json', '--release', 'REL-2026-0001')
  expect([open.exit, open.out]).toEqual([0, expect.stringContaining('No SBOM of this release')])
  const strict = await served.run(
    'sbom',
    'check',
    'two.json',
    '--release',
    'REL-2026-0001',
    '--fail-on',
    'downgrade',
  )
  expect(strict.exit).toBe(1)
})

test('a changed hash fails the pipeline when it was asked to, and only then', async () => {
  const { database, organisation, now } = served.house
  await approveOutright(database.owner, organisation.id, { record: first, at: now() })
  const args = ['sbom', 'check', 'two.json', '--release', 'REL-2026-0001']
  const told = await served.run(...args)
  expect(told.exit).toBe(0)
  expect(told.out).toContain('Same version, other hash')
  const failed = await served.run(...args, '--fail-on', 'new-component,hash-change', '--json')
  expect(failed.exit).toBe(1)
  expect(JSON.parse(failed.out)).toMatchObject({ impact: 'critical', failed: ['hash-change'] })
  expect((await served.run(...args, '--fail-on', 'new-component')).exit).toBe(0)
  expect((await served.run(...args, '--fail-on', 'nonsense')).exit).not.toBe(0)
})

test('quality and diff are told by number, in both languages', async () => {
  const quality = await served.run('sbom', 'quality', first, '--lang', 'ko')
  expect(quality.exit).toBe(0)
  expect(quality.out).toContain('NTIA 최소 요소')
  const same = await served.run('sbom', 'diff', first, first)
  expect(same.out).toContain('It is what was predefined.')
  expect((await served.run('sbom', 'nonsense', first)).exit).not.toBe(0)
})

test('what the reader mended is told by its place, and the components that lack an element by name', async () => {
  bom('three.json', [npm('a', '1.0.0', 'a'), { name: 'bare\u0000one' }])
  const taken = await served.run('intake', 'three.json', '--release', 'REL-2026-0001', '--json')
  const { number } = JSON.parse(taken.out).record
  const told = await served.run('sbom', 'quality', number)
  expect(told.out).toContain('components.1: Control characters')
  expect(told.out).toContain('components.1.type')
  const lacking = await served.run('sbom', 'quality', number, '--lacking', 'version', '--lang', 'ko')
  expect(lacking.out).toContain('bare one')
  expect(lacking.out).not.toContain('pkg:npm/a')
  expect((await served.run('sbom', 'quality', number, '--lacking', 'name')).out).toContain(
    'no component lacks',
  )
  expect(await served.run('sbom', 'quality', number, '--lacking', 'x')).toMatchObject({ exit: 2 })
})
