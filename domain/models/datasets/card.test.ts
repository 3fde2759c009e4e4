import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examples } from '../../../test/examples/models.ts'
import { parseBody } from '../../parse.ts'
import { dataset } from '../dataset.ts'
import { portableFields } from './card.ts'
import { readCard } from './read-card.ts'
import { writeCroissant } from './write-croissant.ts'
import { writeCycloneDxDataset } from './write-cyclonedx.ts'

const body = examples.dataset ?? {}
const record = {
  id: '6d000000-0000-4000-8000-000000000003',
  number: 'DAT-2026-0001',
  version: 3,
  approvedAt: '2026-09-01T00:00:00.000Z',
  updatedAt: '2026-09-01T00:00:00.000Z',
  body,
}
const read = (document: unknown) => {
  const card = readCard(document)
  if (!card.ok) throw new Error(card.refusal.because.en)
  return card.value
}
const plain = {
  '@type': 'sc:Dataset',
  'dct:conformsTo': 'http://mlcommons.org/croissant/1.0',
  name: 'Chest X-rays',
  description: 'For nodules.',
}

test('a card written as Croissant says what RAI asks for and names no file but the manifest', () => {
  const card = JSON.parse(writeCroissant({ record, manifest: null }))
  expect(card).toMatchObject({
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    'rai:dataLimitations': body.knownGaps,
    'rai:dataBiases': body.biasChecks,
    'rai:dataCollectionTimeframe': ['2024-01-01', '2025-06-30'],
    distribution: [{ sha256: '7c'.repeat(32) }],
  })
  expect(card['rai:annotationsPerItem']).toBeUndefined()
})

test('a card of ours that is read again gives every field back, save what is true of this house’s manifest only', () => {
  const { fields, kept } = read(JSON.parse(writeCroissant({ record, manifest: null })))
  const { contentSha256: _, ...portable } = portableFields(body)
  expect(fields).toEqual(portable)
  expect(kept).toEqual([])
})

test('a foreign card fills what it says and nothing else; the rest is named as kept', () => {
  const { fields, kept } = read({
    ...plain,
    license: { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
    'rai:dataBiases': ['One hospital.', 'Few women.'],
    'rai:annotationsPerItem': '3',
    creator: { name: 'Hong Gil-dong' },
    recordSet: [
      { data: [{ 'splits/url': 'https://mlcommons.org/definitions/test_split' }, { url: 'cr:TestSplit' }] },
    ],
  })
  expect(fields).toEqual({
    name: 'Chest X-rays',
    description: 'For nodules.',
    licence: 'https://creativecommons.org/licenses/by/4.0/',
    biasChecks: 'One hospital.\nFew women.',
    purposes: ['testing'],
  })
  expect(kept.map(({ place }) => place)).toEqual(['rai:annotationsPerItem', 'creator'])
})

test('texts too long are shortened and that is said; control characters do not come in', () => {
  const { fields, kept } = read({ ...plain, name: 'x'.repeat(500), description: 'a\u202eb\u0007c' })
  expect(fields).toMatchObject({ name: 'x'.repeat(60), description: 'abc' })
  expect(kept).toMatchObject([{ place: 'name' }])
})

test('a passport that does not keep the rules of the fields is not believed', () => {
  const { fields, kept } = read({
    ...plain,
    'maek:passport': { items: -1, leakCheck: 'subjects-and-items', manifest: {}, constructor: 1 },
  })
  expect(fields).toEqual({ name: 'Chest X-rays', description: 'For nodules.' })
  expect(kept.map(({ place }) => place)).toEqual([
    'maek:passport.items',
    'maek:passport.manifest',
    'maek:passport.constructor',
  ])
})

test('what is no Croissant of a known version and no data component is refused', () => {
  for (const document of [
    null,
    [],
    {},
    { name: 'x' },
    { ...plain, 'dct:conformsTo': 'http://mlcommons.org/croissant/2.0' },
    { bomFormat: 'CycloneDX', components: [] },
  ])
    expect(readCard(document).ok).toBe(false)
})

test('no document at all makes the reader throw, and every field it gives is valid', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('name', 'version', 'license', 'rai:dataBiases', 'maek:passport', 'url', 'x'),
        fc.jsonValue(),
      ),
      (more) => {
        const { fields } = read({ ...plain, ...more })
        for (const [name, value] of Object.entries(fields)) {
          const least = { name: 'x', version: 'x', purposes: ['training'], description: 'x' }
          expect(parseBody(dataset, { ...least, [name]: value }).ok).toBe(true)
        }
      },
    ),
  )
  fc.assert(fc.property(fc.jsonValue(), (document) => void readCard(document)))
})

test('a CycloneDX data component is written with owners and sensitivity, and read again', () => {
  for (const version of ['1.6', '1.7'] as const) {
    const document = JSON.parse(writeCycloneDxDataset({ record, manifest: null }, version))
    expect(document.components[0]).toMatchObject({
      type: 'data',
      data: [{ type: 'dataset', governance: { owners: [{ organization: { name: '가온대학교병원' } }] } }],
    })
    expect(read(document)).toMatchObject({
      format: `CycloneDX ${version}`,
      fields: { name: body.name, version: body.version, licence: body.licence },
    })
  }
})

test('a card exported as CycloneDX and read again is the same passport, but for what belongs to this house', () => {
  const { contentSha256: _hash, leakCheck: _leak, ...portable } = portableFields(record.body)
  for (const version of ['1.6', '1.7'] as const) {
    const told = read(JSON.parse(writeCycloneDxDataset({ record, manifest: null }, version)))
    expect(told.fields).toEqual(portable)
    expect(told.kept).toEqual([])
  }
})

test('a CycloneDX passport that is no JSON, or breaks the rules of the fields, is not believed', () => {
  const component = (value: unknown) => ({
    ...{ type: 'data', name: 'X-rays', version: '1', description: 'For nodules.' },
    properties: [{ name: 'maek:passport', value }],
  })
  const of = (value: unknown) => ({
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    components: [component(value)],
  })
  const plainly = { name: 'X-rays', version: '1', description: 'For nodules.' }
  for (const value of ['{', 7, null, '"x"', '{"items":-1,"suppliers":["x"],"__proto__":{"a":1}}'])
    expect(read(of(value)).fields).toEqual(plainly)
})
