import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { quoted } from '../duck.ts'
import { describeTask } from '../tasks/describe.ts'
import { inPlace } from '../test/bench.ts'

test('Parquet with a column by the name that places of rows have is refused in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maek-parquet-'))
  const path = join(folder, 'a.parquet')
  const duck = await (await DuckDBInstance.create()).connect()
  await duck.run(`copy (select 'C-1' as id, 1 as file_row_number) to ${quoted(path)} (format parquet)`)
  const refusal = { code: 'invalid', field: 'column file_row_number' }
  expect(await inPlace(describeTask, { task: 'describe', path })).toMatchObject({ ok: false, refusal })
  await rm(folder, { recursive: true })
})
