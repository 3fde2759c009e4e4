import { expect, test } from 'vitest'
import { csvText } from './csv-text.ts'

test('a cell that a spreadsheet would run as a formula is made plain text', () => {
  for (const text of ['=1+1', '+A1', '-A1', '@SUM(A1)', '\t=1', '＝1', `'=1`])
    expect(csvText([[text]])).toBe(`\uFEFF${`'${text}`}\r\n`)
  expect(csvText([['-1.5', '12']])).toBe('\uFEFF-1.5,12\r\n')
})

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csvText([['a,b', 'say "hi"', 'two\nlines', '한글']])).toBe(
    '\uFEFF"a,b","say ""hi""","two\nlines",한글\r\n',
  )
})
