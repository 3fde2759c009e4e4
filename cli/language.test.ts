import { expect, test } from 'vitest'
import { languageNamed, languageOf } from './language.ts'

test('a machine that speaks Korean gets Korean, any other English', () => {
  expect(languageOf({ LANG: 'ko_KR.UTF-8' })).toBe('ko')
  expect(languageOf({ LANG: 'ko' })).toBe('ko')
  expect(languageOf({ LANG: 'KO-kr' })).toBe('ko')
  for (const LANG of ['en_US.UTF-8', 'C', 'POSIX', '', 'kok_IN', 'kor'])
    expect(languageOf({ LANG })).toBe('en')
  expect(languageOf({})).toBe('en')
})

test('LC_ALL decides before LC_MESSAGES and LANG, unless it is empty', () => {
  expect(languageOf({ LC_ALL: 'en_GB', LC_MESSAGES: 'ko_KR', LANG: 'ko_KR' })).toBe('en')
  expect(languageOf({ LC_ALL: '', LC_MESSAGES: 'ko_KR', LANG: 'en_US' })).toBe('ko')
  expect(languageOf({ LC_ALL: '', LC_MESSAGES: '', LANG: 'ko_KR' })).toBe('ko')
})

test('only the two languages of the house can be asked for', () => {
  expect(languageNamed('ko')).toBe('ko')
  expect(languageNamed('en')).toBe('en')
  expect(languageNamed('de')).toBeUndefined()
})
