import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseOf } from '../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../test/served-house.ts'
import { person } from '../test/standing-house.ts'
import { maek } from './test/run.ts'

let served: ServedHouse
let release = ''
beforeAll(async () => {
  served = await servedHouse()
  const quality = person(served.house.organisation, '김품질', 'quality')
  release = (await releaseOf(served.house, quality)).number
  for (const args of [
    ['feeds', 'import', sampleFile('advisories.json')],
    ['intake', sampleFile('device-sbom.json'), '--release', release],
  ]) {
    const ran = await served.run(...args)
    if (ran.exit !== 0) throw new Error(ran.error)
  }
})
afterAll(() => served.close())

const sampleFile = (name: string) => fileURLToPath(new URL(`../server/sample/${name}`, import.meta.url))
const gate = (...args: string[]) => served.run('gate', '--release', release, ...args)
const written = (name: string) => readFileSync(join(served.folder, name), 'utf8')

test('SARIF and JUnit are written to their files while the reasons are printed, and the exit code still says no', async () => {
  const ran = await gate('--format', 'sarif', '--out', 'gate.sarif', '--format', 'junit', '--out', 'gate.xml')
  expect(ran.exit, ran.error).toBe(1)
  expect(ran.out).toContain('May not ship')
  const [run] = JSON.parse(written('gate.sarif')).runs
  expect(run.results.length).toBeGreaterThan(1)
  const found = run.results.filter((result: { ruleId: string }) => /^(CVE|GHSA|PYSEC)-/.test(result.ruleId))
  expect(found.length).toBeGreaterThan(0)
  expect(found[0].locations[0].logicalLocations[0].fullyQualifiedName).toMatch(/^pkg:/)
  expect(written('gate.xml')).toMatch(/^<\?xml [^>]+\?>\n<testsuites .*failures="[1-9]/)
  expect(readdirSync(served.folder).filter((name) => name.includes('.part-'))).toEqual([])
})

test('the same answer again gives the same bytes', async () => {
  await gate('--format', 'sarif', '--out', 'first.sarif')
  await gate('--format', 'sarif', '--out', 'second.sarif')
  expect(written('second.sarif')).toBe(written('first.sarif'))
})

test('a format without a file is printed alone', async () => {
  expect(JSON.parse((await gate('--format', 'sarif')).out)).toMatchObject({ version: '2.1.0' })
  expect((await gate('--format', 'junit', '--lang', 'ko')).out).toMatch(/^<\?xml/)
  expect(JSON.parse((await gate('--format', 'json')).out)).toMatchObject({ pass: false })
})

test('a report of the run before is not overwritten unasked', async () => {
  writeFileSync(join(served.folder, 'old.xml'), 'old')
  const refused = await gate('--format', 'junit', '--out', 'old.xml')
  expect([refused.exit, refused.out]).toEqual([2, ''])
  expect(refused.error).toContain('--force')
  expect(written('old.xml')).toBe('old')
  expect((await gate('--format', 'junit', '--out', 'old.xml', '--force')).exit).toBe(1)
  expect(written('old.xml')).toContain('<testsuites')
})

test.for([
  ['a form nobody knows', ['--format', 'html']],
  ['a file without a form', ['--out', 'x.sarif']],
  ['two forms for one screen', ['--format', 'sarif', '--format', 'junit']],
  ['one file for two forms', ['--format', 'sarif', '--out', 'x', '--format', 'junit', '--out', './x']],
] as const)('%s is refused before anything is asked', async ([, args]) => {
  const refused = await gate(...args)
  expect([refused.exit, refused.out]).toEqual([2, ''])
  expect(refused.error).toMatch(/--format|--out|twice/)
  expect(existsSync(join(served.folder, 'x'))).toBe(false)
})

test.for([
  ['ko', /답하지 않습니다.*maek up/],
  ['en', /No answer from .*maek up/],
] as const)(
  'where no server answers, the pipeline ends with 2 and no report, in %s',
  async ([lang, words]) => {
    const ran = await maek(
      ['gate', '--release', 'REL-1', '--format', 'sarif', '--out', 'none.sarif', '--lang', lang],
      { folder: served.folder, environment: { MAEK_URL: 'http://127.0.0.1:9', MAEK_TOKEN: 'x' } },
    )
    expect([ran.exit, ran.out]).toEqual([2, ''])
    expect(ran.error).toMatch(words)
    expect(existsSync(join(served.folder, 'none.sarif'))).toBe(false)
  },
)

test('a folder that is not there is told as such', async () => {
  const ran = await gate('--format', 'sarif', '--out', 'missing/gate.sarif')
  expect(ran.exit).toBe(2)
  expect(ran.error).toContain('missing')
})
