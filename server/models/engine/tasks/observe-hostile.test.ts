import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quoted } from '../duck.ts'
import { inPlace } from '../test/bench.ts'
import { type Observe, observeTask } from './observe.ts'
import type { ObservationSyntax } from './observe-source.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-observe-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let count = 0
function taskOf(path: string, syntax: ObservationSyntax): Observe {
  const out = join(folder, `out-${count}`)
  const where = { path, syntax, out, folder: join(folder, 'model'), batch: 'b' }
  const known = {
    predictions: [],
    unknownLabels: [],
    names: {},
    isKnown: false,
    now: '2026-06-01T00:00:00.000Z',
  }
  return { task: 'observe', contents: 'predictions', ...where, ...known }
}
async function observed(text: string, syntax: ObservationSyntax) {
  count++
  const path = join(folder, `file-${count}.${syntax}`)
  await writeFile(path, text)
  return inPlace(observeTask, taskOf(path, syntax))
}
async function observedParquet(columns: string, options = '') {
  count++
  const path = join(folder, `file-${count}.parquet`)
  const duck = await (await DuckDBInstance.create()).connect()
  const known = `'E-1' as event_id, timestamptz '2026-03-01T09:00:00Z' as predicted_at, 0.5 as score`
  await duck.run(`copy (select ${known}, ${columns}) to ${quoted(path)} (format parquet${options})`)
  duck.closeSync()
  return inPlace(observeTask, taskOf(path, 'parquet'))
}
const one = '"event_id":"E-1","predicted_at":"2026-03-01T09:00:00Z","score":0.5'

test('a sound record passes, in every syntax', async () => {
  expect(await observed(`{${one}}\n`, 'ndjson')).toMatchObject({ ok: true })
  expect(await observed(`[{${one}}]`, 'json')).toMatchObject({ ok: true })
  const nested = `{${one},"attributes":{"sex":"F","a/b~c\\"d\\\\e":"1"},"inputs":{"kVp":120}}`
  expect(await observed(`${nested}\n`, 'ndjson')).toMatchObject({ ok: true })
  const csv = 'event_id,predicted_at,score\nE-1,2026-03-01T09:00:00Z,0.5\n'
  expect(await observed(csv, 'csv')).toMatchObject({ ok: true })
  expect(await observedParquet("'F' as attribute_sex, 120 as input_kvp")).toMatchObject({ ok: true })
})

test.each([
  ['the name of an object’s own nature', '"constructor":"900101-1234567"'],
  ['a name given twice', '"note":"900101-1234567","note":"ok"'],
  ['a name given twice within the attributes', '"attributes":{"sex":"900101-1234567","sex":"F"}'],
  ['attributes that are no object', '"attributes":"900101-1234567"'],
  ['attributes in a list', '"attributes":[{"sex":"김철수"}]'],
  ['a value within a value', '"note":{"who":"김철수"}'],
  ['a value within an attribute', '"attributes":{"sex":{"who":"김철수"}}'],
  ['an input', '"inputs":{"kVp":9001011234567}'],
  ['an input of text', '"input_kvp":"9001011234567"'],
])('JSON hides no person in %s', async (_where, hidden) => {
  for (const syntax of ['ndjson', 'json'] as const) {
    const record = `{${one},${hidden}}`
    const answer = await observed(syntax === 'json' ? `[${record}]` : `${record}\n`, syntax)
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
    expect(JSON.stringify(answer)).not.toMatch(/김철수|900101/)
  }
})

test.each([
  ['a structure', "{'who': '김철수'} as note", ''],
  ['a list', "['김철수'] as note", ''],
  ['bytes', "'900101-1234567'::blob as note", ''],
  ['a number', '9001011234567.0::double as input_kvp', ''],
  ['its footer', "'x' as note", ", kv_metadata {who: '900101-1234567'}"],
])('Parquet hides no person in %s', async (_where, columns, options) => {
  const answer = await observedParquet(columns, options)
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
  expect(JSON.stringify(answer)).not.toMatch(/김철수|900101/)
})

test.each([
  ['csv', 'event_id,predicted_at,score,Score\nE-1,2026-03-01T09:00:00Z,0.5,0.6\n'],
  ['ndjson', `{${one},"Score":0.6}\n`],
] as const)('two names that differ in case only are refused in words: %s', async (syntax, text) => {
  expect(await observed(text, syntax)).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
})

test('a table of ten thousand columns is refused before it is read', async () => {
  const names = Array.from({ length: 10_000 }, (_, at) => `c${at}`).join()
  expect(await observed(`event_id,predicted_at,score,${names}\n`, 'csv')).toMatchObject({
    ok: false,
    refusal: { code: 'too-large' },
  })
})

test.each([
  ['an empty file', ''],
  ['nothing but NUL', '\u0000'.repeat(1000)],
  ['one line without an end', `event_id,predicted_at,score\n${'x'.repeat(2_000_000)}`],
  ['a NUL in a name', 'event_id,predicted_at,score,a\u0000b\nE-1,2026-03-01T09:00:00Z,0.5,1\n'],
  ['a name that is SQL', `event_id,predicted_at,score,"a""' } ); drop table x; --"\nE-1,y,0.5,1\n`],
])('%s is refused in words', async (_what, text) => {
  for (const syntax of ['csv', 'ndjson', 'json', 'parquet'] as const) {
    expect(await observed(text, syntax)).toMatchObject({ ok: false })
  }
})

test.each([
  ['a person and numbers', '홍길동,2026-03-01T09:00:00Z,0.5\n김철수,2026-03-02T09:00:00Z,0.4\n'],
  ['numbers that come twice', '010-1234-5678,0.512345,0.512345\n010-1234-0000,0.1,0.2\n'],
  ['a person twice', '홍길동,홍길동,0.5\n김철수,김철수,0.4\n'],
])(
  'a file without a header, its first line holding %s, is refused without repeating a cell',
  async (_, text) => {
    const answer = await observed(text, 'csv')
    expect(answer.ok).toBe(false)
    expect(JSON.stringify(answer)).not.toMatch(/홍길동|1234-5678|0\.5|2026-03/)
  },
)
