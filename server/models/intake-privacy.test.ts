import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { quoted } from './engine/duck.ts'
import { inspectPiece } from './inspect-predictions.ts'
import { takeInPredictions } from './intake.ts'
import { signedEvaluation } from './test/signed-evaluation.ts'

let house: StandingHouse
let quality: Actor
let folder: string
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
  folder = await mkdtemp(join(tmpdir(), 'maek-planted-'))
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true, force: true })
})

const two = (n: number) => String(n).padStart(2, '0')
const three = (n: number) => String(n).padStart(3, '0')
const surnames = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임']
const given = ['철수', '영희', '민수', '지훈', '서연', '하준', '은지', '도윤', '수빈', '예린']
const latin = ['Kim Chul-soo', 'LEE Minji', 'John Smith', 'Park Jihoon', 'Maria Garcia', 'HONG^GILDONG']
/** One planted cell of each kind; `n` makes it another one. */
const planted: readonly ((n: number) => string)[] = [
  (n) => `${two(n % 99)}${two((n % 12) + 1)}${two((n % 28) + 1)}-${(n % 4) + 1}${three(n)}567`,
  (n) => `${two(n % 99)}${two((n % 12) + 1)}${two((n % 28) + 1)}${(n % 4) + 1}${three(n)}567`,
  (n) => `${surnames[n % 10]}${given[(n * 3) % 10]}`,
  (n) => `${surnames[n % 10]}${given[(n * 7) % 10]} 환자`,
  (n) => latin[n % latin.length] ?? '',
  (n) => `010-${1000 + n}-${2000 + n}`,
  (n) => `+82 10 ${1000 + n} ${3000 + n}`,
  (n) => `０１０－${1000 + n}－${4000 + n}`,
  (n) => `patient${n}@hospital.or.kr`,
  (n) => `1.2.840.113619.2.55.3.${604_688_000 + n}.${n}`,
  (n) => `19${two((n % 70) + 20)}-${two((n % 12) + 1)}-${two((n % 28) + 1)}`,
  (n) => `19${two((n % 70) + 20)}년 ${(n % 12) + 1}월 ${(n % 28) + 1}일`,
  (n) => `19${two((n % 70) + 20)}${two((n % 12) + 1)}${two((n % 28) + 1)}`,
  (n) => three(n).padStart(32, 'deadbeef'),
  (n) => three(n).padStart(64, 'c0ffee00'),
  (n) => `병변이 ${n}번 영상에서 조금 더 커져 보임`,
]

type Row = readonly [id: string, label: string, score: string, note: string]
/** Clean rows enough that the engine is asked, and so many planted ones among them. */
function rowsWith(from: number, count: number): Row[] {
  const clean = Array.from(
    { length: 3000 },
    (_, n): Row => [`C-${n}`, String(n % 2), String((n % 97) / 97), ''],
  )
  const dirty = Array.from({ length: count }, (_, at): Row => {
    const n = from + at
    const cell = planted[n % planted.length]?.(n) ?? ''
    return [`P-${n}`, String(n % 2), '0.5', cell]
  })
  return [...clean.slice(0, 1500), ...dirty, ...clean.slice(1500)]
}

const header = ['case_id', 'label', 'score', 'note']
async function bytesOf(rows: readonly Row[], format: string): Promise<Buffer> {
  if (format === 'csv') return Buffer.from([header, ...rows].map((row) => row.join(',')).join('\n'))
  if (format === 'ndjson') {
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(header.map((name, at) => [name, row[at]]))),
    )
    return Buffer.from(lines.join('\n'))
  }
  const path = join(folder, 'planted.parquet')
  const duck = await (await DuckDBInstance.create()).connect()
  const values = rows.map((row) => `(${row.map(quoted).join(', ')})`).join(', ')
  await duck.run(`copy (from (values ${values}) t(${header.join(', ')})) to ${quoted(path)} (format parquet)`)
  duck.closeSync()
  const bytes = await readFile(path)
  await rm(path)
  return bytes
}

const inFolder = async (name: string) => {
  const path = join(house.folder, name)
  return existsSync(path) ? await readdir(path, { recursive: true }) : []
}

test.each([
  ['csv', 0, 334],
  ['ndjson', 334, 333],
  ['parquet', 667, 333],
] as const)('of a thousand planted rows none is stored: %s', async (format, from, count) => {
  const id = await signedEvaluation(house, quality)
  const rows = rowsWith(from, count)
  const bytes = await bytesOf(rows, format)
  const answer = await takeInPredictions(house, quality, { name: `p.${format}`, bytes, evaluation: id })
  if (answer.ok) throw new Error('it was to be refused')
  expect(answer.refusal.because.en).toContain(`${count} faults were found`)
  expect(answer.refusal.more).toHaveLength(100)
  expect(answer.refusal.more?.[0]?.field).toBe('row 1501, column note')
  for (const [, , , cell] of rows.slice(1500, 1500 + count)) {
    expect(JSON.stringify(answer)).not.toContain(cell)
  }
  expect(await rowsOf(house, quality.organisation, 'select 1 from file')).toEqual([])
  expect(await inFolder('files')).toEqual([])
  expect(await inFolder('uploads')).toEqual([])
  expect(await inFolder('engine')).toEqual([])
  const [kept] = await rowsOf(house, quality.organisation, `select body from record where id = '${id}'`)
  expect(JSON.stringify(kept)).not.toMatch(/"predictions"|"results"/)
})

test('a planted case id is refused as any other cell is', async () => {
  const evaluation = await signedEvaluation(house, quality)
  const rows = rowsWith(0, 0).map(([id, label, score, note], at): Row => {
    const named = at < 3 ? planted[at * 5]?.(at) : undefined
    return [named ?? id, label, score, note]
  })
  const answer = await takeInPredictions(house, quality, {
    name: 'p.csv',
    bytes: await bytesOf(rows, 'csv'),
    evaluation,
  })
  expect(answer).toMatchObject({ ok: false, refusal: { field: 'row 1, column case_id' } })
})

const headless = ['홍길동,1,0.913', '김철수,0,0.124', '박영희,1,0.502']
test.each([
  ['in place', Buffer.from(`${headless.join('\n')}\n`)],
  ['in the engine', gzipSync(Buffer.from(`${headless.join('\n')}\n`))],
])('a table without a header is refused and its first line told to nobody, read %s', async (_, bytes) => {
  const evaluation = await signedEvaluation(house, quality)
  const answers = [
    await takeInPredictions(house, quality, { name: 'p.csv', bytes, evaluation }),
    await inspectPiece(house, quality, { name: 'p.csv', bytes }),
  ]
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, refusal: { field: 'body' } })
    expect(JSON.stringify(answer)).not.toMatch(/홍길동|0\.913/)
  }
  expect(await rowsOf(house, quality.organisation, 'select 1 from file')).toEqual([])
})
