import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readHead, recognise } from './recognise.ts'

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

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-recognise-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function headOf(content: Uint8Array): Promise<string> {
  const path = join(folder, 'x.gz')
  await writeFile(path, content)
  return new TextDecoder().decode(await readHead(path))
}

test.each([
  ['case_id,label,score\n1,0,0.3\n', 'x.gz', 'predictions'],
  ['{"case_id":"C-1","score":0.5}\n{"case_id":"C-2","score":0.2}\n', 'x.json.gz', 'predictions'],
  ['{"bomFormat":"CycloneDX"}', 'x.gz', 'sbom'],
  ['{"@context":"https://openvex.dev/ns/v0.2.0"}', 'x.json.gz', 'vex'],
] as const)('what is zipped is known by its own beginning: %j in %s', async (text, name, artefact) => {
  const head = await headOf(gzipSync(text))
  expect(head).toBe(text)
  expect(recognise(new TextEncoder().encode(head), name)).toBe(artefact)
})

test('of a file that unfolds a thousandfold no more is read than of a plain one', async () => {
  const bomb = gzipSync(Buffer.alloc(300_000_000))
  expect(bomb.length).toBeLessThan(400_000)
  expect(await headOf(bomb)).toHaveLength(65_536)
})

test('a gzip file that is cut short, broken or no gzip at all unfolds as far as it is whole', async () => {
  const whole = gzipSync('case_id,label,score\n'.repeat(500))
  expect(await headOf(whole.subarray(0, -8))).toContain('case_id,label,score')
  expect(await headOf(Buffer.from([0x1f, 0x8b]))).toBe('')
  expect(await headOf(Buffer.from([0x1f, 0x8b, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99]))).toBe('')
  const damaged = Buffer.from(whole)
  damaged.fill(0xff, 40)
  await expect(headOf(damaged)).resolves.toBeTypeOf('string')
})
