import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tableNames } from './table-names.ts'

test.each([
  ['a,b,c\n1,2,3\n', ['a', 'b', 'c']],
  ['\uFEFFa;b\r\n1;2', ['a', 'b']],
  ['a\tb', ['a', 'b']],
  ['"a, b","c ""d""" ,e\n', ['a, b', 'c "d"']],
  ['"two\nlines",b\n1,2', ['two\nlines', 'b']],
  [' a , b \n', ['a', 'b']],
  ['a,a,,b\n', ['a', 'b']],
])('the header of %j is read as the server reads it', (text, names) => {
  expect(tableNames(text)).toEqual(names)
})

test('names of JSON records are told from whole records only, nested ones as columns of their own', () => {
  const first = '{"event_id":"E-1","attributes":{"sex":"F"},"inputs":{"kVp":120}}'
  const names = ['event_id', 'attribute_sex', 'input_kVp']
  expect(tableNames(`${first}\n{"event_id":"E-2","score":0.5}\n{"event_id":"E-3","no`)).toEqual([
    ...names,
    'score',
  ])
  expect(tableNames(`[${first},{"x":1}]`)).toEqual(names)
  expect(tableNames('[{"a":"}","b":1}')).toEqual(['a', 'b'])
})

test('what is no table has no names', () => {
  for (const text of ['', '\n', '"never closed', '[1,2]', '[', '{', '{"a":'])
    expect(tableNames(text)).toEqual(null)
})

test('any header written by RFC 4180 is read back', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
    .filter((text) => text.trim() === text)
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 20 }), (names) => {
      const line = names.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')
      expect(tableNames(`${line}\r\n1,2\r\n`)).toEqual(names)
    }),
  )
})
