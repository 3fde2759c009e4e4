import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8Bytes } from './bytes.ts'
import { digestHex, runningSha256 } from './hash.ts'
import { isPackName } from './pack-layout.ts'

test('a name that climbs, hides, repeats a separator or changes case has no place in a pack', () => {
  const hostile = [
    '',
    '/etc/passwd',
    '../index.html',
    'index.html/',
    './index.html',
    'Index.html',
    'index.html\u0000.txt',
    'index.htm',
    'records/../checkpoint.json',
    'records/a/b.json',
    'records\\a.json',
    'files/ABC',
    'tile/0/000.p/256',
    'verify.html.js',
  ]
  expect(hostile.filter(isPackName)).toEqual([])
})

test('the pages an inspector opens first have a place in a pack', () => {
  const pages = ['README.txt', 'README-ko.txt', 'index.html', 'verify.html', 'readiness.json']
  expect(pages.filter((name) => !isPackName(name))).toEqual([])
})

test('a file hashed in pieces has the digest of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (pieces) => {
      const running = runningSha256()
      for (const piece of pieces) running.add(utf8Bytes(piece.toWellFormed()))
      return running.hex() === digestHex(pieces.map((piece) => piece.toWellFormed()).join(''))
    }),
  )
})
