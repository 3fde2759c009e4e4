import { hash } from 'node:crypto'
import type { Actor } from '@maek/domain/record.ts'
import { bundleManifestName, bundleText } from '@maek/domain/vulnerabilities/feed-bundle.ts'
import { keyTypes, makeSignerKey, verifierKeyText } from '@maek/ledger/keys.ts'
import { signNote } from '@maek/ledger/note.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, rowsOf } from '../../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { advisoryOf, json, type Packed, zipOf } from '../test/archives.ts'
import { readFeedStates } from './feed-state.ts'
import { importBundle } from './import-bundle.ts'
import { type ToBundle, writeBundle } from './write-bundle.ts'

const key = makeSignerKey('feeds.example', keyTypes.note, new Uint8Array(32).fill(7))
const stranger = makeSignerKey('stranger.example', keyTypes.note, new Uint8Array(32).fill(8))
/** Same name and same public name, another key: what a forger would try. */
const forger = { ...stranger, name: key.name, id: key.id }

let house: StandingHouse
let actor: Actor
beforeAll(async () => {
  house = await standingHouse()
  actor = person(house.organisation, '김관리', 'administrator')
  await house.database.pool.query(
    `insert into feed_trust (name, verifier_key, added_at, added_by) values ($1, $2, now(), 'x')`,
    [key.name, verifierKeyText(key)],
  )
})
afterAll(() => house.close())

const madeAt = '2026-11-21T00:00:00.000Z'
const kev = (day: string): ToBundle => ({
  source: 'kev',
  part: '',
  contentAt: `${day}T00:00:00.000Z`,
  entries: 1,
  content: json({
    catalogVersion: '1',
    dateReleased: `${day}T00:00:00Z`,
    vulnerabilities: [{ cveID: 'CVE-2026-0001', dateAdded: day }],
  }),
})
const osv = (day: string): ToBundle => ({
  source: 'osv',
  part: 'npm',
  contentAt: `${day}T00:00:00.000Z`,
  entries: 1,
  content: zipOf([{ name: 'OSV-1.json', bytes: json(advisoryOf('OSV-1')) }]),
})

async function bundleOf(files: readonly ToBundle[], by = key): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeBundle({ madeAt, files }, by)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** A bundle whose archive says other than its manifest. */
function forged(files: readonly ToBundle[], packed: (good: Packed[]) => Packed[], by = key): Buffer {
  const listed = files.map((file) => ({
    ...file,
    bytes: file.content.length,
    sha256: hash('sha256', file.content, 'hex'),
  }))
  const note = signNote(bundleText({ madeAt, files: listed }), [by])
  const good = files.map((file) => ({
    name: file.part === '' ? file.source : `${file.source}/${file.part}`,
    bytes: file.content,
  }))
  return zipOf(packed([{ name: bundleManifestName, bytes: Buffer.from(note) }, ...good]))
}

const bring = (bytes: Buffer) => importBundle(house, actor, { bytes, name: 'bundle.zip' })
const standing = async () =>
  (await readFeedStates(house.database.pool)).map(({ source, part }) => `${source} ${part}`)

test('a bundle of a stranger, of a forger, or of nobody is refused and writes nothing', async () => {
  const file = kev('2026-11-20')
  for (const bytes of [
    await bundleOf([file], stranger),
    await bundleOf([file], forger),
    zipOf([{ name: 'kev', bytes: file.content }]),
    Buffer.from('PK'),
    json({}),
  ])
    expect(await bring(bytes)).toMatchObject({ ok: false })
  expect(await standing()).toEqual([])
})

test('a bundle that was tampered with is refused whole: changed, missing, added, doubled, overlapping', async () => {
  const files = [kev('2026-11-20'), osv('2026-11-20')]
  const other = json({ catalogVersion: '1', vulnerabilities: [] })
  const tampered: ((good: Packed[]) => Packed[])[] = [
    (good) => good.map((one) => (one.name === 'kev' ? { ...one, bytes: other } : one)),
    (good) => good.filter(({ name }) => name !== 'kev'),
    (good) => [...good, { name: 'epss', bytes: other }],
    (good) => [...good, { name: 'kev', bytes: other }],
    (good) => [...good, { name: '../../kev', bytes: other }],
    (good) => [...good, { name: 'kev2', bytes: other, at: 1 }],
    (good) => good.map((one) => (one.name === 'kev' ? { ...one, flags: 1 } : one)),
    (good) =>
      good.map((one) =>
        one.name === bundleManifestName
          ? { ...one, bytes: Buffer.from(one.bytes.toString().replace('2026-11-20', '2026-11-21')) }
          : one,
      ),
  ]
  for (const packed of tampered) expect(await bring(forged(files, packed))).toMatchObject({ ok: false })
  expect(await standing()).toEqual([])
})

test('a bundle signed by a trusted key is taken in, and the ledger says who brought it', async () => {
  const told = accepted(await bring(await bundleOf([kev('2026-11-20'), osv('2026-11-20')])))
  expect(told.signedBy).toEqual([key.name])
  expect(told.files.map(({ name, read, added }) => [name, read, added])).toEqual([
    ['kev', 1, 1],
    ['osv/npm', 1, 1],
  ])
  expect(await standing()).toEqual(['kev ', 'osv npm'])
  const notes = await rowsOf<{ act: string; canonical: string }>(
    house,
    house.organisation.id,
    `select act, canonical from ledger_note where kind = 'feed'`,
  )
  expect(notes).toHaveLength(1)
  expect(JSON.parse(notes[0]?.canonical ?? '')).toMatchObject({ by: actor.id, signedBy: [key.name], madeAt })
})

test('an older bundle is refused whole, even where only one of its files is older; the same again is not', async () => {
  expect(await bring(await bundleOf([kev('2026-11-21'), osv('2026-11-19')]))).toMatchObject({
    ok: false,
    refusal: { code: 'conflict', field: 'osv/npm' },
  })
  const [first] = (await readFeedStates(house.database.pool)).filter(({ source }) => source === 'kev')
  expect(first?.contentAt).toBe('2026-11-20T00:00:00.000Z')
  expect(await bring(await bundleOf([kev('2026-11-20'), osv('2026-11-20')]))).toMatchObject({ ok: true })
})
