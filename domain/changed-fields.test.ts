import { expect, test } from 'vitest'
import { changedFields } from './decide.ts'

test('a table read back with its columns in another order is not a change', () => {
  const written = { rows: [{ metric: 'AUROC', limit: '0.95' }], title: { ko: '가', en: 'a' } }
  const readBack = { title: { en: 'a', ko: '가' }, rows: [{ limit: '0.95', metric: 'AUROC' }] }
  expect(changedFields(written, readBack)).toEqual([])
})

test('another order of rows, a longer row, an emptied field and another type are changes', () => {
  const before = { a: [1, 2], b: [{ x: 1 }], c: 'text', d: '1', e: [] }
  const after = { a: [2, 1], b: [{ x: 1, y: 2 }], d: 1, e: {} }
  expect(changedFields(before, after)).toEqual(['a', 'b', 'c', 'd', 'e'])
})
