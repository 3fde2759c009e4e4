import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { predictionColumnsSchema } from '@maek/domain/models/performance/predictions.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { usualBounds } from '../bounds.ts'
import { quoted } from '../duck.ts'
import { describeTask } from '../tasks/describe.ts'
import { freezeReferenceTask } from '../tasks/freeze-reference.ts'
import { ingestTask } from '../tasks/ingest.ts'
import { observeTask } from '../tasks/observe.ts'
import { readRowsTask } from '../tasks/read-rows.ts'
import { inPlace } from '../test/bench.ts'
import type { TableFormat } from './open.ts'

let folder: string
let repeated: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-size-'))
  repeated = join(folder, 'repeated.parquet')
  await parquet(repeated, `select 'C-1' as case_id, 1 as label, 0.5 as score from range(100000)`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function parquet(path: string, select: string): Promise<void> {
  const duck = await (await DuckDBInstance.create()).connect()
  await duck.run(`copy (${select}) to ${quoted(path)} (format parquet, compression zstd)`)
  duck.closeSync()
}

/** A count as the footer writes it: Thrift compact protocol, the next field, an i64 as zigzag varint. */
function footerCount(count: bigint): Buffer {
  const bytes = [0x16]
  let rest = count >= 0n ? count * 2n : -count * 2n - 1n
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return Buffer.from([...bytes, Number(rest)])
}

/** A file whose footer tells another number of rows; which of the places that tell it are forged, in their order. */
async function forged(rows: bigint, isForged: (place: number) => boolean): Promise<string> {
  const sound = join(folder, 'sound.parquet')
  await parquet(sound, `select 'C-1' as case_id, 1 as label, 0.5 as score from range(1000)`)
  const bytes = await readFile(sound)
  const start = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)
  const parts: Buffer[] = []
  let rest = bytes.subarray(start, -8)
  for (let place = 0; ; place++) {
    const at = rest.indexOf(footerCount(1000n))
    if (at < 0) break
    parts.push(rest.subarray(0, at), footerCount(isForged(place) ? rows : 1000n))
    rest = rest.subarray(at + footerCount(1000n).length)
  }
  const footer = Buffer.concat([...parts, rest])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  const path = join(folder, 'forged.parquet')
  await writeFile(path, Buffer.concat([bytes.subarray(0, start), footer, length, Buffer.from('PAR1')]))
  return path
}

const tooLarge = { ok: false, refusal: { code: 'too-large', field: 'body' } }
const ingestOf = (path: string, format: TableFormat = 'parquet') => ({
  task: 'ingest' as const,
  ...{ path, format, out: join(folder, 'out.parquet') },
  columns: predictionColumnsSchema.parse({ caseId: 'case_id', label: 'label', score: 'score' }),
})

test.each([
  ['everywhere', 1_000_000_000n, () => true],
  ['for the whole file only', 1_000_000_000n, (place: number) => place === 0],
  ['for its parts only', 1_000_000_000n, (place: number) => place > 0],
  ['as many as a whole number can hold', 9_223_372_036_854_775_807n, () => true],
])(
  'a small Parquet that declares more rows than are taken, %s, is refused before a row is read',
  async (_where, rows, isForged) => {
    const path = await forged(rows, isForged)
    expect((await stat(path)).size).toBeLessThan(2_000)
    const answer = await inPlace(describeTask, { task: 'describe', path })
    expect(answer).toMatchObject(tooLarge)
    if (answer.ok) return
    expect(answer.refusal.because.ko).toContain('200,000,000행까지')
    expect(answer.refusal.because.en).toContain('one file may have 200,000,000')
  },
)

test('a Parquet that declares fewer rows than none is no Parquet', async () => {
  const path = await forged(-5n, () => true)
  expect(await inPlace(describeTask, { task: 'describe', path })).toMatchObject({
    ok: false,
    refusal: { code: 'wrong-type' },
  })
})

test('a value repeated beyond the rows that are taken is refused, whatever the file is read for', async () => {
  expect((await stat(repeated)).size).toBeLessThan(5_000)
  const bounds = { rowsMax: 99_999 }
  const observe = { path: repeated, syntax: 'parquet' as const, folder: join(folder, 'model') }
  const known = {
    ...{ predictions: [], unknownLabels: [], names: {}, isKnown: false },
    now: '2026-06-01T00:00:00.000Z',
  }
  const evaluation = { id: '', number: '', predictionsSha256: '' }
  const reading = { score: 'score', label: 'label', inputs: [], threshold: 0.5, evaluation }
  for (const answer of [
    await inPlace(ingestTask, ingestOf(repeated), bounds),
    await inPlace(describeTask, { task: 'describe', path: repeated }, bounds),
    await inPlace(
      readRowsTask,
      { task: 'read-rows', path: repeated, format: 'parquet', cellsMax: 1e9 },
      bounds,
    ),
    await inPlace(
      observeTask,
      {
        task: 'observe',
        contents: 'predictions',
        batch: 'b',
        out: join(folder, 'out'),
        ...observe,
        ...known,
      },
      bounds,
    ),
    await inPlace(
      freezeReferenceTask,
      { task: 'freeze-reference', path: repeated, format: 'parquet', ...reading },
      bounds,
    ),
  ])
    expect(answer).toMatchObject(tooLarge)
})

test('exactly as many rows as are taken are read', async () => {
  expect(
    await inPlace(describeTask, { task: 'describe', path: repeated }, { rowsMax: 100_000 }),
  ).toMatchObject({
    ok: true,
  })
})

test('a table is refused for its cells, and for what it holds once decompressed', async () => {
  const cells = await inPlace(ingestTask, ingestOf(repeated), { cellsMax: 299_999 })
  expect(cells).toMatchObject(tooLarge)
  expect(cells.ok || cells.refusal.because.en).toContain('100,000 rows × 3 columns')
  const wide = join(folder, 'wide.parquet')
  await parquet(
    wide,
    `select repeat('A', 1000) || i as case_id, 1 as label, 0.5 as score from range(20000) t(i)`,
  )
  const bytes = await inPlace(ingestTask, ingestOf(wide), { bytesMax: 10_000_000 })
  expect(bytes).toMatchObject(tooLarge)
  expect(bytes.ok || bytes.refusal.because.en).toContain('GB')
})

test('compressed CSV and NDJSON are refused by the rows they turn out to hold', async () => {
  const csv = join(folder, 'many.csv.gz')
  await writeFile(csv, gzipSync(`case_id,label,score\n${'C-1,1,0.5\n'.repeat(5_000)}`))
  expect(await inPlace(ingestTask, ingestOf(csv, 'csv-gzip'), { rowsMax: 4_999 })).toMatchObject(tooLarge)
  const ndjson = join(folder, 'many.ndjson.gz')
  await writeFile(ndjson, gzipSync('{"case_id":"C-1","label":1,"score":0.5}\n'.repeat(5_000)))
  expect(await inPlace(ingestTask, ingestOf(ndjson, 'ndjson-gzip'), { rowsMax: 4_999 })).toMatchObject(
    tooLarge,
  )
  expect(await inPlace(ingestTask, ingestOf(ndjson, 'ndjson-gzip'), { cellsMax: 14_999 })).toMatchObject(
    tooLarge,
  )
})

test('DuckDB may spill no more to disk than a job is given, and cannot be told otherwise', async () => {
  const runner = {
    places: () => [],
    run: async ({ duck }: Parameters<typeof describeTask.run>[0]) => {
      const set = duck.run(`set max_temp_directory_size = '1TB'`)
      await expect(set).rejects.toThrow()
      const found = await duck.runAndReadAll(`select current_setting('max_temp_directory_size')`)
      return { ok: true as const, value: String(found.getRowsJS()[0]?.[0]) }
    },
  }
  expect(await inPlace(runner, null, { diskMegabytes: 64 })).toEqual({ ok: true, value: '61.0 MiB' })
  expect(usualBounds.diskMegabytes).toBeGreaterThan(0)
})
