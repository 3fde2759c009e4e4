import { expect, test } from 'vitest'
import { say } from '../../words.ts'
import { measureTitleOf } from './measure-title.ts'

const words = say('민감도', 'Sensitivity')
const difference = say('민감도 차이', 'Difference of sensitivity')

test('a difference names the version it is held against in words', () => {
  expect(measureTitleOf({ name: 'sensitivity-difference', words: difference, of: 'cleared' })).toEqual({
    ko: '민감도 차이(최초 허가 버전 대비)',
    en: 'Difference of sensitivity against the version first cleared',
  })
})

test('the measure of an earlier version names that version, where versions are compared', () => {
  expect(measureTitleOf({ name: 'sensitivity', words, of: 'previous', task: 'comparison' })).toEqual({
    ko: '민감도(직전 버전)',
    en: 'Sensitivity of the version before',
  })
})

test('a class that happens to be called as a version stays a class', () => {
  expect(measureTitleOf({ name: 'sensitivity', words, of: 'previous', task: 'multi-class' }).ko).toBe(
    '민감도(previous)',
  )
})

test('a measure of everything has no addition', () => {
  expect(measureTitleOf({ name: 'sensitivity', words })).toEqual(words)
})
