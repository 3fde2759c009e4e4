import { expect, test } from 'vitest'
import { recognise } from './recognise.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('an SBOM is known by its content whatever its name', () => {
  expect(recognise(bytes('{"bomFormat":"CycloneDX"}'), 'x.csv')).toBe('sbom')
  expect(recognise(bytes('\ufeff  {\n"spdxVersion"'), 'x')).toBe('sbom')
  expect(recognise(bytes('<?xml version="1.0"?><bom'), 'x.txt')).toBe('sbom')
  expect(recognise(bytes('# made by a tool\nSPDXVersion: SPDX-2.3'), 'x')).toBe('sbom')
})

test('a table is predictions by its extension, or by its commas', () => {
  expect(recognise(bytes('case,label,score\n1,0,0.3'), 'results')).toBe('predictions')
  expect(recognise(bytes('사례\n'), '예측.CSV')).toBe('predictions')
})

test('a Croissant card is known by what it conforms to', () => {
  const card =
    '{"@context":{"cr":"http://mlcommons.org/croissant/"},"conformsTo":"http://mlcommons.org/croissant/1.0"}'
  expect(recognise(bytes(card), 'x.json')).toBe('card')
})

test('a UTF-16 file as Windows writes it is read, too', () => {
  const text = Buffer.from('\ufeff{"bomFormat":1}', 'utf16le')
  expect(recognise(text, 'x')).toBe('sbom')
})

test('what says nothing is asked about and not guessed', () => {
  expect(recognise(bytes('hello'), 'notes.txt')).toBeNull()
  expect(recognise(bytes(''), 'x')).toBeNull()
  expect(recognise(bytes(''), 'x.spdx')).toBe('sbom')
})

test('tables of predictions are known by their first lines or by their names', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  expect(recognise(bytes('{"case_id":"C-1","score":0.5}\n{"case_id":"C-2","score":0.2}\n'), 'x')).toBe(
    'predictions',
  )
  expect(recognise(bytes('PAR1\u0015\u0004'), 'x')).toBe('predictions')
  expect(recognise(bytes('\u001f\u008b'), 'predictions.ndjson.gz')).toBe('predictions')
  expect(recognise(bytes('{"bomFormat": "CycloneDX",\n"components": []}'), 'x.json')).toBe('sbom')
})
