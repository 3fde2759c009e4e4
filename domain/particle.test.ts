import { expect, test } from 'vitest'
import { withAnd, withSubject, withTopic } from './particle.ts'

test('a particle follows the sound of the last syllable', () => {
  expect(withTopic('제품')).toBe('제품은')
  expect(withTopic('보호조치')).toBe('보호조치는')
  expect(withSubject('릴리스')).toBe('릴리스가')
  expect(withAnd('백업의 체크포인트')).toBe('백업의 체크포인트와')
})

test('a record number is followed as its last digit is read', () => {
  const followed = [...'0123456789'].map((digit) => withTopic(digit))
  expect(followed).toEqual(['0은', '1은', '2는', '3은', '4는', '5는', '6은', '7은', '8은', '9는'])
})

test('brackets and quotes at the end are not read', () => {
  expect(withTopic('영향 여부(VEX)')).toBe('영향 여부(VEX)는')
  expect(withTopic('‘충족’')).toBe('‘충족’은')
})

test('Latin letters and emptiness leave both forms', () => {
  expect(withTopic('SBOM')).toBe('SBOM은(는)')
  expect(withTopic('')).toBe('은(는)')
  expect(withTopic('(VEX)')).toBe('(VEX)은(는)')
})
