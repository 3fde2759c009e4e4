import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseOf } from '../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../test/served-house.ts'
import { person } from '../test/standing-house.ts'

let served: ServedHouse
let release = ''
beforeAll(async () => {
  served = await servedHouse()
  const quality = person(served.house.organisation, '김품질', 'quality')
  release = (await releaseOf(served.house, quality)).number
})
afterAll(() => served.close())

const sampleFile = (name: string) => fileURLToPath(new URL(`../server/sample/${name}`, import.meta.url))

test('advisories are taken in from a file, and the same file again changes nothing', async () => {
  const first = await served.run('feeds', 'import', sampleFile('advisories.json'), '--json')
  expect(first.exit, first.out).toBe(0)
  expect(JSON.parse(first.out).added).toBeGreaterThan(0)
  const again = await served.run('feeds', 'import', sampleFile('advisories.json'), '--lang', 'ko')
  expect(again.out).toContain('새로 0')
  expect((await served.run('feeds')).out).toMatch(/osv/i)
  expect((await served.run('feeds', 'fetch')).exit).toBe(2)
})

test('an SBOM is recognised, counted and matched; the same bytes again are known', async () => {
  const first = await served.run('intake', sampleFile('device-sbom.json'), '--release', release)
  expect(first.exit, first.error).toBe(0)
  expect(first.out).toContain('CycloneDX')
  expect(first.out).toMatch(/Findings\s+[1-9]/)
  const again = await served.run(
    'intake',
    sampleFile('device-sbom.json'),
    '--release',
    release,
    '--lang',
    'ko',
  )
  expect(again.out).toContain('이미 등록된 파일')
})

test('what is neither SBOM nor table is asked about, and an option of the other is refused', async () => {
  writeFileSync(join(served.folder, 'notes'), 'hello')
  expect((await served.run('intake', 'notes')).error).toContain('--as')
  expect((await served.run('intake', sampleFile('device-sbom.json'), '--score', 'p')).error).toContain(
    '--score',
  )
  expect((await served.run('intake', sampleFile('predictions.csv'), '--release', release)).error).toContain(
    '--release',
  )
  expect((await served.run('intake', 'missing.json')).exit).toBe(2)
  expect(
    (await served.run('intake', sampleFile('device-sbom.json'), '--release', 'REL-1999-0001')).exit,
  ).toBe(2)
})

test('predictions without a signed plan are refused in words', async () => {
  const ran = await served.run('intake', sampleFile('predictions.csv'), '--model', 'MODEL-1999-0001')
  expect([ran.exit, ran.out]).toEqual([2, ''])
  expect(ran.error).toContain('✗')
})

test('a release that may not ship stops the pipeline with every reason, one that does not exist is another matter', async () => {
  const blocked = await served.run('gate', '--release', release, '--lang', 'ko')
  expect(blocked.exit).toBe(1)
  expect(blocked.out).toContain('출시할 수 없습니다')
  expect(blocked.out).toMatch(/^ {2}✗ .*[가-힣]/m)
  const told = JSON.parse((await served.run('gate', '--release', release, '--json')).out)
  expect(told).toMatchObject({ pass: false, release: { number: release } })
  expect((await served.run('gate', '--release', 'REL-1999-0001')).exit).toBe(2)
})

test('readiness ends with 0 whatever it says, unless a bar was set', async () => {
  const all = await served.run('readiness')
  expect(all.exit, all.error).toBe(0)
  expect(all.out).toContain('iso-42001')
  expect((await served.run('readiness', '--framework', 'iso-42001', '--require', 'met=100%')).exit).toBe(1)
  expect((await served.run('readiness', '--framework', 'iso-42001', '--require', 'met=0%')).exit).toBe(0)
  expect((await served.run('readiness', '--framework', 'no-such')).exit).toBe(2)
})

test('one requirement is told with its reason and the step that mends it', async () => {
  const ran = await served.run('readiness', '--framework', 'iso-42001', '--ref', '5.2', '--lang', 'ko')
  expect(ran.exit, ran.error).toBe(0)
  expect(ran.out).toMatch(/[✗◐✓?] /)
  expect(ran.out).toContain('→ 보완')
  expect((await served.run('readiness', '--ref', '5.2')).exit).toBe(2)
})

test('a pack made by the house is valid offline, and a byte later it is not', async () => {
  const made = await served.run('pack', '--framework', 'iso-42001', '--out', 'p.zip')
  expect(made.exit, made.error).toBe(0)
  const verified = await served.run('verify', 'p.zip', '--json')
  expect(verified.exit, verified.out).toBe(0)
  const bytes = readFileSync(join(served.folder, 'p.zip'))
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(join(served.folder, 'changed.zip'), bytes)
  expect([1, 2]).toContain((await served.run('verify', 'changed.zip')).exit)
})

test('a pack of an unknown framework leaves no file', async () => {
  expect((await served.run('pack', '--framework', 'no-such', '--out', 'none.zip')).exit).toBe(2)
  expect(existsSync(join(served.folder, 'none.zip'))).toBe(false)
})

test('the sample company is not removed without being asked twice', async () => {
  expect((await served.run('sample', 'remove')).error).toContain('--yes')
  expect((await served.run('sample')).exit).toBe(2)
})
