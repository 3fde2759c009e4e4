import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { faultText } from './fault-text.ts'

test('a fault of DuckDB is logged by its kind and place, without a cell of the file', async () => {
  const duck = await (await DuckDBInstance.create()).connect()
  const error = await duck
    .run(`select cast(x as double) from (values ('김철수 can''t 900101-1234567')) t(x)`)
    .catch((failed: unknown) => failed)
  const text = faultText(error)
  expect(text).toMatch(/^Conversion Error(\n\s+at .*)*$/)
  expect(text).not.toMatch(/김철수|900101/)
})

test.each([
  `Invalid Input Error: Can't read it. Original Line: 김철수,900101-1234567\nPossible fixes`,
  'Constraint Error: Duplicate key 900101-1234567\n    at 김철수',
  `TypeError: it isn't "900101-1234567" nor '김철수'`,
])('no cell is left of %j', (said) => {
  expect(faultText(said)).not.toMatch(/김철수|900101/)
})

test('our own words are kept', () => {
  expect(faultText(new Error('no such column'))).toMatch(/^Error: no such column\n\s+at /)
})
