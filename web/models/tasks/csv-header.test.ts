import { expect, test } from 'vitest'
import { csvHeader } from './csv-header.ts'

test('the first line is parted by commas outside quotes, whatever ends it and whatever mark begins the file', () => {
  expect(csvHeader('\uFEFFcase_id, label ,score\r\nC1,1,0.5\n')).toEqual(['case_id', 'label', 'score'])
  expect(csvHeader('"a,b","c""d",e\n1,2,3')).toEqual(['a,b', 'c"d', 'e'])
})

test('a file whose first line does not end within what was read has no header to offer', () => {
  expect(csvHeader('a,b,c')).toEqual([])
  expect(csvHeader('')).toEqual([])
})
