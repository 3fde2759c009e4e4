import { expect, test } from 'vitest'
import { refLabel } from './ref-label.ts'

test.each([
  ['Ch.2', '제2장'],
  ['Art.5', '제5조'],
  ['Art.5#1', '제5조 #1'],
  ['Art.23-3', '제23조의3'],
  ['Art.34(1)', '제34조제1항'],
  ['Decree.58-2(2)', '시행령 제58조의2제2항'],
  ['Audit.substitute', 'Audit.substitute'],
])('an article of Korean law, %s, is written %s for a Korean reader', (ref, label) => {
  expect(refLabel('kr-security-notice', ref, 'ko')).toBe(label)
})

test('an English reader sees the article as the catalogue writes it', () => {
  expect(refLabel('kr-security-notice', 'Art.5', 'en')).toBe('Art.5')
})

test('an article of European law is not written as if it were Korean', () => {
  expect(refLabel('eu-ai-act', 'Art.10', 'ko')).toBe('Art.10')
})
