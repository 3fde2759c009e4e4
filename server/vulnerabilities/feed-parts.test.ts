import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { feedParts } from './feed-parts.ts'
import { advisoryOf, json, type Packed, zipOf } from './test/archives.ts'

async function readAll(bytes: Buffer) {
  const told = { read: 0, ids: [] as string[], refused: [] as string[] }
  for await (const part of feedParts(bytes)) {
    if (!part.ok) return part.refusal.code
    told.read += part.value.read
    told.ids.push(...part.value.advisories.map(({ id }) => id))
    told.refused.push(...part.value.refused.map(({ place, refusal }) => `${place}: ${refusal.because.en}`))
  }
  return told
}

const good: Packed = { name: 'OSV-1.json', bytes: json(advisoryOf('OSV-1')) }
const zeros = (size: number) => Buffer.alloc(size, 0x20)

test('bytes that are neither ZIP nor JSON are refused as a whole', async () => {
  for (const bytes of ['', 'PK', 'PK\u0003\u0004 and nothing', 'plain', '{"id":', '\u00ff\u00fe'])
    expect(await readAll(Buffer.from(bytes, 'latin1'))).toMatch(/^(wrong-type|too-large)$/)
})

test('an archive whose entries share the same bytes (overlap bomb) is refused before anything is inflated', async () => {
  const overlapping = zipOf([
    good,
    ...Array.from({ length: 50 }, (_, n) => ({ ...good, name: `${n}.json`, at: 0 })),
  ])
  expect(await readAll(overlapping)).toBe('too-large')
})

test('an archive that would inflate a hundredfold and more is refused before anything is inflated', async () => {
  const bombs = Array.from({ length: 12 }, (_, n) => ({ name: `${n}.json`, bytes: zeros(4_000_000) }))
  expect(await readAll(zipOf(bombs))).toBe('too-large')
})

test('an entry beyond 5 MB, or far too dense, is refused with its name, the others are read', async () => {
  const noise = randomBytes(400_000)
  const told = await readAll(
    zipOf([
      good,
      { name: 'dense.json', bytes: zeros(4_000_000) },
      { name: 'large.json', bytes: zeros(6_000_000) },
      { name: 'filler.json', bytes: noise },
    ]),
  )
  expect(told).toMatchObject({ read: 4, ids: ['OSV-1'] })
  expect(told).toMatchObject({
    refused: [
      expect.stringMatching(/^dense.json: .*abnormally high/),
      expect.stringMatching(/^large.json: .*5 MB/),
      expect.stringMatching(/^filler.json/),
    ],
  })
})

test('an entry that states a smaller size than it inflates to is refused', async () => {
  const told = await readAll(
    zipOf([
      { ...good, statedSize: 10 },
      { ...good, name: 'b.json' },
    ]),
  )
  expect(told).toMatchObject({ ids: ['OSV-1'], refused: [expect.stringContaining('stated size')] })
})

test('links and encrypted entries are refused, and names are labels that never become paths', async () => {
  const told = await readAll(
    zipOf([
      { name: 'link.json', bytes: Buffer.from('/etc/passwd'), mode: 0o120777 },
      { ...good, name: 'secret.json', flags: 1 },
      { ...good, name: '../../../etc/cron.d/\u0007x\u202e.json' },
      { name: 'folder/', bytes: Buffer.alloc(0) },
    ]),
  )
  expect(told).toMatchObject({
    ids: ['OSV-1'],
    refused: [expect.stringContaining('Links'), expect.stringContaining('encrypted')],
  })
})

test('malformed advisories are refused one by one with their place', async () => {
  const told = await readAll(
    json([
      advisoryOf('OSV-1'),
      null,
      { id: '' },
      advisoryOf('bad id with spaces'),
      advisoryOf('OSV-2', { summary: 'null \u0000 character' }),
      advisoryOf('OSV-3', { aliases: ['\ud800'] }),
      advisoryOf('OSV-4', { affected: [{ package: { ecosystem: 'npm', name: 'x'.repeat(5000) } }] }),
      advisoryOf('OSV-5', { summary: 'a literal \\u0000 is only text' }),
    ]),
  )
  expect(told).toMatchObject({ read: 8, ids: ['OSV-1', 'OSV-5'] })
  expect(told).toMatchObject({
    refused: [1, 2, 3, 4, 5, 6].map((at) => expect.stringContaining(`[${at}]: `)),
  })
})
