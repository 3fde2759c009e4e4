import { advisoryOf, zipOf } from '@maek/server/vulnerabilities/test/archives.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { accepted, cycloneDx, expectRefusal, type StormedHouse, stormedHouse } from './stormed-house.ts'

/* What a feed or a bundle from outside may do: the whole house, over HTTP. */

let at: StormedHouse
beforeAll(async () => {
  at = await stormedHouse()
})
afterAll(() => at.close())

const attempts = ['feed_import', 'ledger_entry', 'ledger_note', 'ledger_tile']
const imported = z.looseObject({ read: z.number(), added: z.number(), refused: z.array(z.unknown()) })
const file = (name: string, value: unknown) => ({ name, bytes: Buffer.from(JSON.stringify(value)) })
const npm = (name: string, version: string) => ({
  type: 'library',
  name,
  version,
  purl: `pkg:npm/${name}@${version}`,
})

async function findingsOf(name: string): Promise<unknown[]> {
  const told = await at.send('GET', '/findings?limit=200')
  expect(told.status, told.text.slice(0, 300)).toBe(200)
  const { findings } = z
    .looseObject({ findings: z.array(z.looseObject({ component: z.string() })) })
    .parse(told.body)
  return findings.filter(({ component }) => component.startsWith(`pkg:npm/${name}@`))
}

test('an archive that swells, overlaps, lies about sizes or is cut off leaves nothing behind', async () => {
  const zeros = Buffer.alloc(300_000_000)
  const good = file('GHSA-good.json', advisoryOf('GHSA-good'))
  const archives = {
    bomb: zipOf([{ name: 'GHSA-bomb.json', bytes: zeros }]),
    overlap: zipOf([
      { name: 'a.json', bytes: Buffer.alloc(1_000_000, ' ') },
      ...Array.from({ length: 2000 }, (_, place) => ({
        name: `${place}.json`,
        bytes: Buffer.alloc(1_000_000, ' ').subarray(0, 0),
        at: 0,
      })),
    ]),
    lie: zipOf([{ name: 'GHSA-lie.json', bytes: zeros.subarray(0, 50_000_000), statedSize: 10 }]),
    cut: zipOf([good]).subarray(0, 60),
  }
  for (const [name, archive] of Object.entries(archives)) {
    const before = await at.send('GET', '/feeds')
    const told = await at.import(archive)
    expect([200, 413, 415, 422], `${name} ${told.text.slice(0, 300)}`).toContain(told.status)
    if (told.status === 200) expect(imported.parse(told.body).added, name).toBe(0)
    else expectRefusal(told, told.status)
    expect((await at.send('GET', '/feeds')).text, name).toBe(before.text)
  }
}, 120_000)

test('names in an archive lead nowhere', async () => {
  const names = ['../../etc/passwd.json', '/etc/cron.d/x.json', 'C:\\\\x.json', 'a\u0000b.json', '..']
  const archive = zipOf(names.map((name, place) => file(name, advisoryOf(`GHSA-name-${place}`))))
  const told = await at.import(archive)
  expect([200, 422], told.text).toContain(told.status)
  if (told.status !== 200) expectRefusal(told, 422)
})

test('an advisory whose ranges contradict one another is applied in the order of versions and stays findable', async () => {
  accepted(await at.takeIn(cycloneDx({ components: ['1.0.0', '2.0.0', '3.0.0'].map((v) => npm('torn', v)) })))
  const events = [
    { introduced: '2.0.0' },
    { fixed: '1.5.0' },
    { introduced: '0' },
    { fixed: '2.0.0' },
    { introduced: '2.0.0' },
    { fixed: '2.0.0' },
  ]
  const affected = [
    {
      package: { ecosystem: 'npm', name: 'torn' },
      ranges: [{ type: 'SEMVER', events }],
      versions: ['3.0.0'],
    },
  ]
  const told = await at.import(JSON.stringify(advisoryOf('GHSA-torn', { affected })))
  expect(told.status, told.text).toBe(200)
  // 1.0.0 lies in a range; 3.0.0 is named one by one; what is said of 2.0.0 ends with its fix.
  const found = await findingsOf('torn')
  expect(found.length).toBeGreaterThanOrEqual(2)
  expect(JSON.stringify(found)).toContain('torn@1.0.0')
  expect(JSON.stringify(found)).toContain('torn@3.0.0')
})

test('versions and ranges of an advisory made to keep a comparison busy are imported and matched', async () => {
  accepted(await at.takeIn(cycloneDx({ components: [npm('slow', '1.0.0')] })))
  const long = (piece: string) => piece.repeat(20_000)
  const affected = [
    {
      package: { ecosystem: 'npm', name: 'slow' },
      ranges: [
        {
          type: 'SEMVER',
          events: ['1.', '-', '0', 'a-', '1-'].flatMap((piece) => [
            { introduced: '0' },
            { fixed: long(piece) },
          ]),
        },
      ],
      versions: Array.from({ length: 2000 }, (_, place) => `${long('1.').slice(0, 400)}${place}`),
    },
  ]
  const told = await at.import(JSON.stringify(advisoryOf('GHSA-slow', { affected })))
  expect([200, 413, 422], told.text.slice(0, 300)).toContain(told.status)
})

test('an advisory that is not one, among good ones, is told and passed over', async () => {
  const bad = [
    null,
    [],
    'text',
    {},
    { id: '__proto__', modified: 'never', affected: 7 },
    { id: 'a\u0000b', modified: '2026-01-01T00:00:00Z', affected: [] },
    { id: 'a'.repeat(10_000), modified: '2026-01-01T00:00:00Z', affected: [] },
    { id: "'; drop table advisory; --", modified: '2026-01-01T00:00:00Z', affected: [] },
  ]
  const told = await at.import(
    zipOf([...bad, advisoryOf('GHSA-fine')].map((value, place) => file(`${place}.json`, value))),
  )
  expect(told.status, told.text.slice(0, 500)).toBe(200)
  const { added, refused } = imported.parse(told.body)
  expect(added).toBe(1)
  expect(refused.length).toBe(bad.length)
})

test('NUL and lone surrogates in an advisory cost it its place or its texts, never the import', async () => {
  accepted(await at.takeIn(cycloneDx({ components: [npm('nul', '1.0.0')] })))
  const record = JSON.stringify(
    advisoryOf('GHSA-nul', {
      summary: 'MARK',
      details: 'MARK',
      affected: [
        { package: { ecosystem: 'npm', name: 'nul' }, versions: ['1.0.0', 'MARK'] },
        { package: { ecosystem: 'npm', name: 'MARK' }, versions: ['MARK'] },
      ],
    }),
  )
  const marked = record.replaceAll('MARK', 'a\\u0000b\\ud800c')
  const told = await at.import(marked)
  expect([200, 422], told.text.slice(0, 300)).toContain(told.status)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect((await at.send('GET', '/findings?limit=200')).text).not.toMatch(/\\u0000|\u0000|\\ud800/)
})

test('JSON without end is refused as a feed, and nothing of it is stored', async () => {
  await at.unchanged(
    async () => {
      for (const bytes of ['['.repeat(1_000_000), '{"id":'.repeat(200_000), '', '{"id":"GHSA-cut"'])
        expectRefusal(await at.import(bytes), 413, 415, 422)
      // That somebody tried is kept, with what came of it.
    },
    ...attempts,
  )
})
