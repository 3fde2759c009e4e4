import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainNameFault, readManifest, splitCounts } from './manifest.ts'
import { headerLine, splitNamed } from './manifest-form.ts'
import { manifestText, pseudonymOf, type Told } from './test/manifest-text.ts'

const two: readonly Told[] = [
  { name: 'a', content: '1', subject: 's1', split: 'training', label: 'x' },
  { name: 'b', content: '2', subject: 's2', split: 'testing', label: 'x' },
]
const refusalOf = (text: string) => {
  const read = readManifest(text)
  return read.ok ? null : read.refusal.because.en
}

test('a manifest is read as it was written, with items and subjects of each split', () => {
  const read = readManifest(manifestText(two))
  if (!read.ok) throw new Error(read.refusal.because.en)
  expect(read.value.names).toEqual([pseudonymOf('a'), pseudonymOf('b')].sort())
  expect(splitCounts(read.value)).toEqual([
    { name: 'testing', items: 1, subjects: 1 },
    { name: 'training', items: 1, subjects: 1 },
  ])
})

test('equal labels of two items cannot be told to be equal', () => {
  const read = readManifest(manifestText(two))
  if (!read.ok) throw new Error(read.refusal.because.en)
  expect(new Set(read.value.labels).size).toBe(2)
})

test('what the first line claims is counted: items, subjects, duplicates, labels, splits', () => {
  expect(refusalOf(manifestText(two, { items: 3 }))).toContain('3 items; there are 2')
  expect(refusalOf(manifestText(two, { items: 1 }))).toContain('more items than')
  expect(refusalOf(manifestText(two, { subjects: 1 }))).toContain('subjects')
  expect(refusalOf(manifestText(two, { subjects: null }))).toContain('subjects')
  expect(refusalOf(manifestText(two, { duplicates: 1 }))).toContain('duplicates')
  expect(refusalOf(manifestText(two, { labelled: false }))).toContain('labelled')
  expect(refusalOf(manifestText(two, { splits: ['a', 'testing', 'training'] }))).toContain('split')
})

test('ten million claimed items are refused before anything is kept for them', () => {
  expect(refusalOf(manifestText(two, { items: 10_000_000 }))).toContain('no manifest')
})

test('a name that is there twice is refused with its line', () => {
  const [head = '', first = '', second = ''] = manifestText(two).split('\n')
  expect(refusalOf(`${head}\n${first}\n${first}\n`)).toContain('Line 3')
  expect(refusalOf(`${head}\n${second}\n${first}\n`)).toContain('out of order')
})

test('a form that is not the canonical one is refused: blanks, other order, escapes, leading noughts, no last line feed', () => {
  const [head = '', first = '', second = ''] = manifestText(two).split('\n')
  for (const text of [
    `${head} \n${first}\n${second}\n`,
    `${head}\n${first} \n${second}\n`,
    `${head}\n${first}\n${second}`,
    `${head}\n${first.replace(/,([01]),/, ',0$1,')}\n${second}\n`,
    `${head}\n${first.replace('["', '["\\u0041')}\n${second}\n`,
    `${JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(head)).reverse()))}\n${first}\n${second}\n`,
    `${head}\n${first.replace('"', '"x')}\n${second}\n`,
    '',
    '{}',
    '{}\n',
    '[]\n[]\n',
    `{"__proto__":1}\n`,
  ])
    expect(readManifest(text).ok).toBe(false)
})

test('a refusal repeats nothing of a line, for it may be a person’s name', () => {
  const [head = ''] = manifestText(two).split('\n')
  expect(JSON.stringify(readManifest(`${head}\n["홍길동/900101-1234567.dcm"]\n`))).not.toContain('홍길동')
})

test('plain names that leave the dataset or look like a person are refused', () => {
  for (const name of [
    '../x.png',
    '/etc/passwd',
    'a//b',
    'a/./b',
    'C:/x',
    'a\\b',
    'a\u0000b',
    'a\u202eb',
    '홍길동/1.png',
    'scan_홍길동.png',
    '900101-1234567.dcm',
    'p/2.25.123456789012345678/1.dcm',
    'd41d8cd98f00b204e9800998ecf8427e.png',
    '\ud800',
    'x'.repeat(1001),
  ])
    expect([name, plainNameFault(name)]).not.toEqual([name, null])
  for (const name of ['a.png', 'train/case-0001/slice 3.png', '영상/결절_0001.png'])
    expect([name, plainNameFault(name)]).toEqual([name, null])
})

test('usual names of splits come to one form; what could name a person is no split', () => {
  expect(['train', 'Val', 'TEST', 'fold_1', 'dev'].map(splitNamed)).toEqual([
    'training',
    'tuning',
    'testing',
    'fold-1',
    'tuning',
  ])
  for (const word of ['홍길동', '900101', 'a/b', '', 'constructor!', '20240101'])
    expect(splitNamed(word)).toBeNull()
})

test('no text at all makes the reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => readManifest(text).ok === false),
  )
  const sound = manifestText(two)
  fc.assert(
    fc.property(fc.nat(sound.length), fc.string({ maxLength: 4 }), (place, more) => {
      readManifest(sound.slice(0, place) + more + sound.slice(place))
    }),
  )
})

test('a header is written with its names sorted', () => {
  const [head = ''] = manifestText(two).split('\n')
  const names = Object.keys(JSON.parse(head))
  expect(names).toEqual([...names].sort())
  expect(headerLine(JSON.parse(head))).toBe(head)
})
