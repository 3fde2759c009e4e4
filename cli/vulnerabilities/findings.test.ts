import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseOf } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { person } from '../../test/standing-house.ts'

let served: ServedHouse
beforeAll(async () => {
  served = await servedHouse()
  const quality = person(served.house.organisation, '김품질', 'quality')
  const { number } = await releaseOf(served.house, quality)
  const component = (name: string, version: string | undefined) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name}${version === undefined ? '' : `@${version}`}`,
  })
  const components = [
    component('brittle', '1.0.0'),
    component('brittle', '1.1.0'),
    component('frail', undefined),
  ]
  await writeFile(
    join(served.folder, 'a.cdx.json'),
    JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }),
  )
  expect(await served.run('intake', 'a.cdx.json', '--release', number)).toMatchObject({ exit: 0 })
  const advisory = (id: string, name: string) => ({
    id,
    modified: '2026-01-01T00:00:00Z',
    affected: [
      {
        package: { ecosystem: 'npm', name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
      },
    ],
  })
  const advisories = [advisory('CVE-2026-1111', 'brittle'), advisory('CVE-2026-2222', 'frail')]
  await writeFile(join(served.folder, 'feed.json'), JSON.stringify(advisories))
  expect(await served.run('feeds', 'import', 'feed.json')).toMatchObject({ exit: 0 })
})
afterAll(() => served.close())

const decide = (finding: string, more: object = { scope: 'all' }) =>
  served.run(
    ...['triage', 'decide', '--finding', finding, '--decision'],
    JSON.stringify({ name: 'x', outcome: 'fixed', detail: 'y', ...more }),
  )

test('the list marks what was matched without a version, in both languages', async () => {
  const { out } = await served.run('findings')
  expect(out.split('\n').filter((line) => line.includes('counted as affected'))).toHaveLength(1)
  expect((await served.run('findings', '--lang', 'ko')).out).toContain('버전을 몰라 해당으로 봄')
})

test('a finding is decided as the list names it, by its vulnerability alone only where that is plain', async () => {
  expect(await decide('CVE-2026-1111')).toMatchObject({
    exit: 2,
    error: expect.stringContaining('pkg:npm/brittle@1.1.0'),
  })
  expect(await decide('CVE-2026-1111 pkg:npm/brittle@1.1.0')).toMatchObject({ exit: 0 })
  expect(await decide('CVE-2026-2222')).toMatchObject({ exit: 0 })
  expect(await decide('CVE-2026-3333')).toMatchObject({ exit: 2 })
  expect(await decide(`${'0'.repeat(64)}:CVE-2026-1111`)).toMatchObject({ exit: 2 })
})

test('the releases of a decision are named by number, and one that is not there is refused', async () => {
  const about = (release: string) => ({ scope: 'release', releases: [release] })
  expect(await decide('CVE-2026-1111 pkg:npm/brittle@1.0.0', about('REL-2026-0001'))).toMatchObject({
    exit: 0,
  })
  expect(await decide('CVE-2026-1111 pkg:npm/brittle@1.0.0', about('REL-2026-9999'))).toMatchObject({
    exit: 2,
  })
})
