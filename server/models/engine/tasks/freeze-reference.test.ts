import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quoted } from '../duck.ts'
import type { TableFormat } from '../table/open.ts'
import { inPlace } from '../test/bench.ts'
import { freezeReferenceTask } from './freeze-reference.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-freeze-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const rows = Array.from({ length: 60 }, (_, at) => ({
  case_id: `C${at}`,
  label: at % 2,
  score: ((at * 37) % 61) / 61,
  kvp: at % 7 === 0 ? null : 100 + (at % 5),
}))
const csv = Buffer.from(
  `case_id,label,score,kvp\n${rows.map((row) => `${row.case_id},${row.label},${row.score},${row.kvp ?? ''}`).join('\n')}\n`,
)
const ndjson = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

async function parquetOf(path: string): Promise<void> {
  const duck = await (await DuckDBInstance.create()).connect()
  const values = rows.map((row) => `('${row.case_id}', ${row.label}, '${row.score}'::double, ${row.kvp})`)
  await duck.run(
    `copy (from (values ${values.join(', ')}) t(case_id, label, score, kvp)) to ${quoted(path)} (format parquet)`,
  )
  duck.closeSync()
}

const frozen = (path: string, format: TableFormat) =>
  inPlace(freezeReferenceTask, {
    task: 'freeze-reference',
    path,
    format,
    evaluation: { id: '0199f000-0000-7000-8000-000000000001', number: 'EVAL-1', predictionsSha256: 'ab' },
    threshold: 0.5,
    score: 'score',
    label: 'label',
    inputs: ['kvp'],
  })

test('a baseline freezes to the same reference in whatever form it was taken in', async () => {
  const files: readonly (readonly [TableFormat, Buffer | null])[] = [
    ['csv', csv],
    ['csv', Buffer.from(csv.toString().replaceAll(',', ' ; '))],
    ['csv-gzip', gzipSync(csv)],
    ['ndjson', ndjson],
    ['ndjson-gzip', gzipSync(ndjson)],
    ['parquet', null],
  ]
  const references = new Set<string>()
  for (const [at, [format, bytes]] of files.entries()) {
    const path = join(folder, `baseline-${at}`)
    await (bytes === null ? parquetOf(path) : writeFile(path, bytes))
    const answer = await frozen(path, format)
    if (!answer.ok) throw new Error(`${format}: ${answer.refusal.because.en}`)
    references.add(JSON.stringify(answer.value))
  }
  const [reference = '{}', ...others] = references
  expect(others).toEqual([])
  // Counted anew, plainly.
  const called = rows.filter(({ score }) => score >= 0.5)
  expect(JSON.parse(reference)).toMatchObject({
    n: 60,
    calls: {
      truePositives: called.filter(({ label }) => label === 1).length,
      falsePositives: called.filter(({ label }) => label === 0).length,
    },
    scoreMillionths: rows.reduce((sum, { score }) => sum + Math.round(score * 1e6), 0),
    variables: [{ name: 'score' }, { name: 'kvp' }],
  })
})

test('a gzip file that is cut short is refused, wherever it was cut', async () => {
  const path = join(folder, 'cut')
  for (const [format, bytes] of [
    ['csv-gzip', gzipSync(csv)],
    ['ndjson-gzip', gzipSync(ndjson)],
  ] as const) {
    for (const end of [60, 200, bytes.length - 30, bytes.length - 8, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, end))
      expect(await frozen(path, format)).toMatchObject({ ok: false, refusal: { code: 'wrong-type' } })
    }
    const flipped = Buffer.from(bytes)
    flipped[bytes.length - 6] = (flipped[bytes.length - 6] ?? 0) ^ 1
    await writeFile(path, flipped)
    expect(await frozen(path, format)).toMatchObject({ ok: false, refusal: { field: 'body' } })
  }
})

test('a label or a score that is none is refused', async () => {
  const path = join(folder, 'broken')
  await writeFile(path, 'case_id,label,score,kvp\nC1,2,0.5,1\n')
  expect(await frozen(path, 'csv')).toMatchObject({ ok: false, refusal: { field: 'label' } })
  await writeFile(path, 'case_id,label,score,kvp\nC1,1,1.5,1\n')
  expect(await frozen(path, 'csv')).toMatchObject({ ok: false, refusal: { field: 'score' } })
})
