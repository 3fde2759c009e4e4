import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffWords } from './diff.ts'

const side = (pieces: ReturnType<typeof diffWords>, other: 'before' | 'after') =>
  (pieces ?? [])
    .filter((piece) => piece.side !== other)
    .map((piece) => piece.text)
    .join('')

test('a changed word is shown as taken out and put in, the rest stays', () => {
  expect(diffWords('민감도 0.85 이상', '민감도 0.90 이상')).toEqual([
    { side: 'both', text: '민감도' },
    { side: 'before', text: ' 0.85' },
    { side: 'after', text: ' 0.90' },
    { side: 'both', text: ' 이상' },
  ])
})

test('from nothing and to nothing, all is new and all is gone', () => {
  expect(diffWords('', 'a b')).toEqual([{ side: 'after', text: 'a b' }])
  expect(diffWords('a b', '')).toEqual([{ side: 'before', text: 'a b' }])
  expect(diffWords('', '')).toEqual([])
})

test('texts too long to compare are left to be read side by side', () => {
  const long = (word: string) => Array.from({ length: 1100 }, (_, index) => `${word}${index}`).join(' ')
  expect(diffWords(long('a'), long('b'))).toBeNull()
})

test('either text can be read back from the pieces, whatever was written', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', ' ', '\n', '가'), { maxLength: 30 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffWords(before, after)
      expect(side(pieces, 'after')).toBe(before)
      expect(side(pieces, 'before')).toBe(after)
    }),
  )
})
