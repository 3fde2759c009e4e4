import { writeCroissant } from '@maek/domain/models/datasets/write-croissant.ts'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../../test/examples/models.ts'
import { accepted, rowsOf } from '../../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { takeInCard } from './intake-card.ts'

let house: StandingHouse
let quality: Actor
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
})
afterAll(() => house.close())

const card = {
  record: {
    id: '6d000000-0000-4000-8000-000000000003',
    number: 'DAT-2026-0001',
    version: 3,
    approvedAt: '2026-09-01T00:00:00.000Z',
    updatedAt: '2026-09-01T00:00:00.000Z',
    body: examples.dataset ?? {},
  },
  manifest: null,
}
const bytesOf = (document: unknown) => Buffer.from(JSON.stringify(document))
const take = (bytes: Buffer, more = {}) => takeInCard(house, quality, { name: 'card.json', bytes, ...more })
const foreign = {
  '@type': 'sc:Dataset',
  conformsTo: 'http://mlcommons.org/croissant/1.0',
  name: 'Chest X-rays',
  description: 'For nodules.',
  'rai:annotationsPerItem': '3',
}

test('a card becomes a draft once, and the card itself is kept whole beside it', async () => {
  const bytes = Buffer.from(writeCroissant(card))
  const taken = accepted(await take(bytes))
  expect(taken).toMatchObject({ format: 'Croissant 1.1', known: false, kept: [] })
  expect(accepted(await take(bytes))).toMatchObject({ known: true, record: { id: taken.record.id } })
  const [row] = await rowsOf<{ state: string; body: { cards: { sha256: string }[] } }>(
    house,
    quality.organisation,
    `select state, body from record where id = '${taken.record.id}'`,
  )
  expect(row?.state).toBe('draft')
  const kept = await house.files.get(quality.organisation, row?.body.cards[0]?.sha256 ?? '')
  expect(kept.ok && Buffer.from(kept.value).equals(bytes)).toBe(true)
})

test('what a card does not say is asked for and never made up', async () => {
  expect(await take(bytesOf(foreign))).toMatchObject({ ok: false, refusal: { field: 'purposes' } })
  expect(await take(bytesOf(foreign), { purposes: 'testing' })).toMatchObject({
    ok: false,
    refusal: { field: 'version' },
  })
  expect(accepted(await take(bytesOf(foreign), { purposes: 'testing', version: '1' }))).toMatchObject({
    kept: [{ place: 'rai:annotationsPerItem' }],
  })
})

test('hostile JSON is refused: too deep, too many values, no JSON, unknown purposes, nothing at all', async () => {
  const deep = Buffer.from(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`)
  const many = Buffer.from(`[${'0,'.repeat(400_000)}0]`)
  for (const bytes of [deep, many, Buffer.from('{'), Buffer.from('\u0000')])
    expect((await take(bytes, { purposes: 'testing', version: '1' })).ok).toBe(false)
  expect((await take(bytesOf(foreign), { purposes: 'spying', version: '1' })).ok).toBe(false)
})
