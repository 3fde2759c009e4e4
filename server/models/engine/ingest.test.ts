import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { evaluate } from '@maek/domain/models/performance/evaluate.ts'
import { binaryPlanSchema } from '@maek/domain/models/performance/plan.ts'
import {
  type PredictionColumns,
  parsePredictions,
  predictionColumnsSchema,
} from '@maek/domain/models/performance/predictions.ts'
import type { Refusal } from '@maek/domain/refusal.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quoted } from './duck.ts'
import type { TableFormat } from './table/open.ts'
import { evaluateTask } from './tasks/evaluate.ts'
import { type Ingest, ingestTask } from './tasks/ingest.ts'
import { inPlace } from './test/bench.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-ingest-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const header = ['id', 'label', 'score', 'sex', 'site', 'note']
const columns: PredictionColumns = predictionColumnsSchema.parse({
  caseId: 'id',
  label: 'label',
  score: 'score',
  subgroups: [{ column: 'sex' }, { column: 'site', codes: ['A', 'B', '김영희'] }],
})

let count = 0
async function ingested(rows: readonly (readonly string[])[], format: TableFormat, asked = columns) {
  count++
  const path = join(folder, `table-${count}.${format}`)
  await written(path, rows, format)
  const out = join(folder, `canonical-${count}.parquet`)
  const task: Ingest = { task: 'ingest', path, format, columns: asked, out }
  return { out, answer: await inPlace(ingestTask, task) }
}

async function written(
  path: string,
  rows: readonly (readonly string[])[],
  format: TableFormat,
): Promise<void> {
  const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const csv = [header, ...rows].map((row) => row.map(cell).join(',')).join('\n')
  const object = (row: readonly string[]) =>
    JSON.stringify(Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
  const ndjson = rows.map(object).join('\n')
  switch (format) {
    case 'csv':
      return writeFile(path, csv)
    case 'csv-gzip':
      return writeFile(path, gzipSync(csv))
    case 'ndjson':
      return writeFile(path, ndjson)
    case 'ndjson-gzip':
      return writeFile(path, gzipSync(ndjson))
    case 'parquet': {
      const duck = await (await DuckDBInstance.create()).connect()
      const values = rows.map((row) => `(${row.map(quoted).join(', ')})`).join(', ')
      await duck.run(
        `copy (from (values ${values}) t(${header.join(', ')})) to ${quoted(path)} (format parquet)`,
      )
      duck.closeSync()
    }
  }
}

/** Mostly what is usual, now and then what is odd; some odd cells are refused and some are not. */
const mixed = <T>(usual: fc.Arbitrary<T>, odd: readonly T[]) =>
  fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
const serial = fc.integer({ min: 0, max: 10_000 }).map((n) => `C-${n}`)
const label = fc.constantFrom('0', '1')
const score = fc.integer({ min: 0, max: 20 }).map((n) => String(n / 20))
const clean = fc.tuple(
  mixed(serial, [' C-10099', '550e8400-e29b-41d4-a716-44665544000a', '\u00a0X.1_2#3 ']),
  mixed(label, [' 1 ', '0\t']),
  mixed(score, ['-0', ' .5', '1.', '1e-3', '+0.25']),
  mixed(fc.constantFrom('F', 'M', ''), ['F ', '\u3000M', '고혈압']),
  mixed(fc.constantFrom('A', 'B', ''), ['김영희', 'A\u00a0']),
  mixed(fc.constantFrom('', 'ok', '12.5', '7'), ['three short words', '1234567', 'l1\nl2', 'say "so"']),
)
const hard = fc.tuple(
  mixed(serial, [
    '',
    'x y',
    '900101-1234567',
    '김철수',
    '-7',
    '20240131',
    '1.2.840.113619.2.55',
    'C-1',
    'C-1',
  ]),
  mixed(label, ['', '2', 'yes', '010-1234-5678']),
  mixed(score, ['', '1.5', '1e999', 'nan', 'inf', '19900101', '12345.5', '1_0', '0x1', '-0.1']),
  mixed(fc.constantFrom('F', 'M', ''), ['박영희', 'a@b.co.kr', 'x'.repeat(201), 'Kim Chul-soo']),
  mixed(fc.constantFrom('A', 'B', ''), ['C', 'Z "q"', '홍길동']),
  mixed(fc.constantFrom('', 'ok'), ['it was seen by four people', '2024-01-31', '9001011234567']),
)
const once = (rows: fc.Arbitrary<[string, string, string, string, string, string]>) =>
  fc.uniqueArray(rows, { minLength: 1, maxLength: 80, selector: ([id]) => id.trim() })

const told = (refusal: Refusal) =>
  (refusal.more ?? [refusal]).map(({ field, because }) => `${field}: ${because.en}`).toSorted()
const plan = binaryPlanSchema.parse({ threshold: 0.5, stratumClassCasesMin: 1 })

async function compare(rows: readonly (readonly string[])[], format: TableFormat): Promise<void> {
  const plain = parsePredictions({ header, rows }, columns)
  const { out, answer } = await ingested(rows, format)
  if (!plain.ok) {
    expect(answer.ok).toBe(false)
    if (!answer.ok) expect(told(answer.refusal)).toEqual(told(plain.refusal))
    return
  }
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  const digests = []
  // On 4 threads what is too much to be held.
  for (const [threads, heldMegabytes] of [
    [1, 500],
    [2, 500],
    [4, 0],
  ] as const) {
    const task = { task: 'evaluate' as const, path: out, plan, scoreKind: columns.scoreKind }
    const found = await inPlace(evaluateTask, { ...task, ingested: answer.value }, { threads, heldMegabytes })
    if (!found.ok) throw new Error(JSON.stringify(found.refusal))
    digests.push(found.value.digest)
    const expected = evaluate(plain.value, plan)
    expect(found.value.result).toEqual(expected.ok && expected.value)
  }
  expect(new Set(digests).size).toBe(1)
}

test.each(['csv', 'ndjson', 'parquet'] as const)(
  'cases of a sound %s table are read and judged as the plain reader judges them, on 1, 2 and 4 threads',
  (format) =>
    fc.assert(
      fc.asyncProperty(once(clean), (rows) => compare(rows, format)),
      { numRuns: 8 },
    ),
)

test.each(['csv', 'ndjson', 'parquet'] as const)(
  'a faulty %s table is refused for just what the plain reader refuses, row by row',
  (format) =>
    fc.assert(
      fc.asyncProperty(fc.array(hard, { minLength: 1, maxLength: 40 }), (rows) => compare(rows, format)),
      { numRuns: 12 },
    ),
)

test('ids that are serial numbers are told apart by their texts: zeros before them count, repetitions are refused', async () => {
  const cases = (ids: readonly string[]) =>
    ids.map((id, at) => [id, String(at % 2), String(at / 10), 'F', 'A', ''])
  for (const format of ['csv', 'parquet'] as const) {
    for (const ids of [
      ['C-1', 'C-01', 'C-001', 'C-2'],
      ['1', '01', '2', '3'],
      ['C-7', 'C-8', 'C-9', 'C-7'],
      ['C-7', 'C7', 'c-7', 'C_7'],
      ['C-000000007', 'C-999999999', 'C-7', 'C-999999999'],
      ['C', 'C-', 'CC', 'C'],
    ])
      await compare(cases(ids), format)
  }
})

test('the order of the rows changes neither the result nor its digest', async () => {
  const rows = Array.from({ length: 5000 }, (_, n) => [
    `C-${n}`,
    String((n * 7919) % 3 === 0 ? 1 : 0),
    String(((n * 104_729) % 997) / 997),
    n % 3 === 0 ? 'F' : 'M',
    n % 5 === 0 ? '' : n % 2 === 0 ? 'A' : 'B',
    '',
  ])
  const shuffled = rows.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? 1 : -1))
  const digests = new Set<string>()
  for (const [order, threads] of [
    [rows, 1],
    [shuffled, 2],
    [rows.toReversed(), 4],
  ] as const) {
    const { out, answer } = await ingested(order, 'csv')
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    const task = { task: 'evaluate' as const, path: out, plan, scoreKind: columns.scoreKind }
    const found = await inPlace(evaluateTask, { ...task, ingested: answer.value }, { threads })
    if (found.ok) digests.add(found.value.digest)
  }
  expect(digests.size).toBe(1)
})

test.each([
  ['id,label,score,sex,site,note\nC-1,1,0.5,F,A\n', 'row 1'],
  ['id,label,score,sex,site,note\nC-1,1,0.5,F,A,"open\n', 'row 1'],
  ['id,label,score,sex,site\nC-1,1,0.5,F,A\nC-2,1,0.5,F,A,"x"y\n', 'row 2'],
  ['id,label,score,sex\nC-1,1,0.5,F\n', 'column site'],
  ['', 'body'],
])('a table of broken form is refused with its place: %j', async (text, field) => {
  const path = join(folder, 'broken.csv')
  await writeFile(path, text)
  const task: Ingest = { task: 'ingest', path, format: 'csv', columns, out: join(folder, 'broken.parquet') }
  expect(await inPlace(ingestTask, task)).toMatchObject({ ok: false, refusal: { field } })
})

test.each([
  ['{"id":"C-1","label":1,"score":0.5,"sex":"F","site":"A"}\nnot json\n', 'row 2'],
  ['{"id":"C-1","label":1,"label":0,"score":0.5,"sex":"F","site":"A"}\n', 'row 1'],
  ['{"id":"C-1","label":1,"score":0.5,"sex":"F","site":{"name":"A"}}\n', 'row 1, column site'],
  [
    '{"id":"C-1","label":1,"score":0.5,"sex":"F","site":"A"}\n{"id":"C-2","label":1,"score":1,"phone":"x"}\n',
    'column phone',
  ],
])('NDJSON hides nothing in a second name, a nested value or a late column: %j', async (text, field) => {
  const path = join(folder, 'broken.ndjson')
  await writeFile(path, text)
  const task: Ingest = {
    task: 'ingest',
    path,
    format: 'ndjson',
    columns,
    out: join(folder, 'broken.parquet'),
  }
  expect(await inPlace(ingestTask, task)).toMatchObject({ ok: false, refusal: { field } })
})

test('bytes that are no table of the format are refused in words', async () => {
  for (const format of ['csv-gzip', 'ndjson-gzip', 'parquet', 'csv'] as const) {
    const path = join(folder, `noise.${format}`)
    await writeFile(path, Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80, 0x0a, 0x22, 0x2c, 0xc3]))
    const task: Ingest = { task: 'ingest', path, format, columns, out: join(folder, 'noise.parquet') }
    expect(await inPlace(ingestTask, task)).toMatchObject({ ok: false, refusal: { field: 'body' } })
  }
})

test('Parquet holds numbers of persons as numbers and dates as dates, and both are refused', async () => {
  const path = join(folder, 'typed.parquet')
  const duck = await (await DuckDBInstance.create()).connect()
  await duck.run(`copy (select 'C-' || i as id, i % 2 = 0 as label, i / 10.0 as score, 'F' as sex, 'A' as site,
      case when i = 3 then 9001011234567 else i end as note, date '1950-01-01' + i::int as seen
    from range(10) t(i)) to ${quoted(path)} (format parquet)`)
  const task: Ingest = {
    task: 'ingest',
    path,
    format: 'parquet',
    columns,
    out: join(folder, 'typed-out.parquet'),
  }
  const answer = await inPlace(ingestTask, task)
  if (answer.ok) throw new Error('it was to be refused')
  expect(answer.refusal.more?.map(({ field }) => field)).toContain('row 4, column note')
  expect(answer.refusal.because.en).toMatch(/^11 faults/)
})
