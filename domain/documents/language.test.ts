import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Body } from '../kind.ts'
import { type InStep, settleLanguages, staleLanguage } from './language.ts'

const paired = (ko: string, en: string, languageInStep?: InStep): Body => ({
  title: { ko: '문서', en: 'Document' },
  languages: 'pair',
  body: { ko, en },
  ...(languageInStep && { languageInStep }),
})

test('a new pair written in both languages is in step', () => {
  expect(staleLanguage(null, paired('하나', 'one'))).toBe('both')
})

test('a half that says nothing is the stale one, whatever is claimed', () => {
  expect(staleLanguage(null, paired('하나', '', 'both'))).toBe('korean-newer')
  expect(staleLanguage(paired('하나', 'one', 'both'), paired('', 'one', 'both'))).toBe('english-newer')
})

test('changing one language makes the other stale, even when the writer claims otherwise', () => {
  expect(staleLanguage(paired('하나', 'one', 'both'), paired('둘', 'one', 'both'))).toBe('korean-newer')
  expect(staleLanguage(paired('하나', 'one', 'both'), paired('하나', 'two', 'both'))).toBe('english-newer')
})

test('translating the stale language brings the pair in step again', () => {
  expect(staleLanguage(paired('둘', 'one', 'korean-newer'), paired('둘', 'two'))).toBe('both')
  expect(staleLanguage(paired('하나', 'two', 'english-newer'), paired('둘', 'two'))).toBe('both')
})

test('changing the newer language again keeps the other stale', () => {
  expect(staleLanguage(paired('둘', 'one', 'korean-newer'), paired('셋', 'one'))).toBe('korean-newer')
})

test('changing both languages at once keeps the pair in step', () => {
  expect(staleLanguage(paired('하나', 'one', 'korean-newer'), paired('둘', 'two'))).toBe('both')
})

test('a change that touches no text lets the writer confirm that no translation is needed', () => {
  expect(staleLanguage(paired('둘', 'one', 'korean-newer'), paired('둘', 'one', 'both'))).toBe('both')
  expect(staleLanguage(paired('둘', 'one', 'korean-newer'), paired('둘', 'one'))).toBe('korean-newer')
})

test('a newly uploaded file in one language makes the other language stale', () => {
  const before = { ...paired('하나', 'one', 'both'), koreanFile: { sha256: 'a'.repeat(64) } }
  const after = { ...before, koreanFile: { sha256: 'b'.repeat(64) } }
  expect(staleLanguage(before, after)).toBe('korean-newer')
})

test('a document in one language carries no mark, not even a claimed one', () => {
  const body = { ...paired('하나', '', 'both'), languages: 'korean' }
  expect('languageInStep' in settleLanguages(null, body)).toBe(false)
})

test('no edit of exactly one written half ever leaves the pair in step unless the other was ahead', () => {
  const word = fc.string({ minLength: 1 })
  const mark = fc.constantFrom<InStep>('both', 'korean-newer', 'english-newer')
  fc.assert(
    fc.property(word, word, word, mark, mark, (ko, other, en, was, claimed) => {
      fc.pre(ko !== other)
      const result = staleLanguage(paired(ko, en, was), paired(other, en, claimed))
      expect(result).toBe(was === 'english-newer' ? 'both' : 'korean-newer')
    }),
  )
})
