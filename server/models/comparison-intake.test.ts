import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Actor } from '@maek/domain/record.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { takeInPredictions } from './intake.ts'
import { signedEvaluation } from './test/signed-evaluation.ts'

let house: StandingHouse
let quality: Actor
beforeAll(async () => {
  house = await standingHouse()
  quality = person(house.organisation, '김품질', 'quality')
})
afterAll(() => house.close())

const single = (operatingPoint: string) => signedEvaluation(house, quality, { operatingPoint })
const compared = (earlier: string, operatingPoint: string, comparison: Readonly<Record<string, string>>) =>
  signedEvaluation(house, quality, {
    purpose: 'update',
    task: 'comparison',
    operatingPoint,
    acceptanceCriteria: undefined,
    previousEvaluation: earlier,
    comparisons: [{ against: 'previous', ...comparison }],
  })
const noWorse = { measure: 'auroc', hypothesis: 'non-inferiority', margin: '0.05' }

const take = (evaluation: string, lines: readonly string[], columns?: string) =>
  takeInPredictions(house, quality, {
    name: 'p.csv',
    bytes: Buffer.from(`${lines.join('\n')}\n`),
    evaluation,
    ...(columns !== undefined && { columns }),
  })

const scores = (shift: number) => (at: number) =>
  (at % 2 === 0 ? 0.2 : 0.7) + ((at * 7919) % 100) / 400 + shift

/** The same cells in every form a table may come in; numbers and whole numbers where the form knows them. */
async function inEveryForm(lines: readonly string[]): Promise<readonly (readonly [string, Buffer])[]> {
  const csv = Buffer.from(`${lines.join('\n')}\n`)
  const objects = lines.slice(1).map((line) => {
    const [id, label, score] = line.split(',')
    return JSON.stringify({ case_id: id, label: Number(label), score: Number(score) })
  })
  const ndjson = Buffer.from(`${objects.join('\n')}\n`)
  const path = join(house.folder, 'earlier.parquet')
  const duck = await (await DuckDBInstance.create()).connect()
  const values = lines.slice(1).map((line) => {
    const [id, label, score] = line.split(',')
    return `('${id}', ${label}::utinyint, '${score}'::double, 'A,2')`
  })
  await duck.run(
    `copy (from (values ${values.join(', ')}) t(case_id, label, score, site)) to '${path}' (format parquet)`,
  )
  duck.closeSync()
  const parquet = await readFile(path)
  await rm(path)
  return [
    ['p.csv', csv],
    ['p.csv', Buffer.from(csv.toString().replaceAll(',', ';'))],
    ['p.csv.gz', gzipSync(csv)],
    ['p.ndjson', ndjson],
    ['p.ndjson.gz', gzipSync(ndjson)],
    ['p.parquet', parquet],
  ]
}

test('in whatever form earlier predictions were taken in, a comparison with them gives the same digest', async () => {
  const cases = Array.from({ length: 120 }, (_, at) => at)
  const linesOf = (shift: number) => [
    'case_id,label,score',
    ...cases.map((at) => `C${at},${at % 2},${scores(shift)(at)}`),
  ]
  const digests = new Set<string>()
  for (const [name, bytes] of await inEveryForm(linesOf(0))) {
    const earlier = await single('0.5')
    accepted(await takeInPredictions(house, quality, { name, bytes, evaluation: earlier }))
    const id = await compared(earlier, '0.5', noWorse)
    const taken = accepted(await take(id, linesOf(0.001)))
    digests.add(taken.resultDigest)
    expect(taken.metrics.find(({ of }) => of === 'previous')?.title.en).toContain('the version before')
  }
  expect(digests.size).toBe(1)
})

test('earlier predictions with the usual names are joined to a table whose columns are named otherwise', async () => {
  const cases = Array.from({ length: 80 }, (_, at) => at)
  const rows = (shift: number) => cases.map((at) => `C${at},${at % 2},${scores(shift)(at)}`)
  const earlier = await single('0.5')
  accepted(await take(earlier, ['case_id,label,score', ...rows(0)]))
  const id = await compared(earlier, '0.5', noWorse)
  const lines = ['image,truth,probability', ...rows(0)]
  const named = 'case=image,truth=truth,score=probability'
  // A score column named for the earlier table is taken at its word.
  expect(await take(id, lines, `${named},score:previous=old`)).toMatchObject({
    ok: false,
    refusal: { field: 'columns.score:previous' },
  })
  const { metrics } = accepted(await take(id, lines, named))
  expect(metrics.find(({ metric }) => metric === 'auroc-difference')?.estimate).toBe('0')
})

test('a 32-bit score below a threshold stays below it when earlier predictions are joined', async () => {
  const path = join(house.folder, 'float.parquet')
  const duck = await (await DuckDBInstance.create()).connect()
  await duck.run(
    `copy (select 'C' || i as case_id, (i % 2)::utinyint as label, (case when i % 2 = 1 then 0.7 else 0.1 end)::float as score
     from range(40) r(i)) to '${path}' (format parquet)`,
  )
  duck.closeSync()
  const bytes = await readFile(path)
  await rm(path)
  const earlier = await single('0.7')
  const before = accepted(
    await takeInPredictions(house, quality, { name: 'p.parquet', bytes, evaluation: earlier }),
  )
  expect(before.metrics.find(({ metric }) => metric === 'sensitivity')?.estimate).toBe('0')
  const id = await compared(earlier, '0.7', { measure: 'sensitivity', hypothesis: 'superiority' })
  const lines = Array.from({ length: 40 }, (_, at) => `C${at},${at % 2},${at % 2 ? 0.9 : 0.1}`)
  const { metrics } = accepted(await take(id, ['case_id,label,score', ...lines]))
  expect(metrics.find(({ metric }) => metric === 'sensitivity-difference')?.estimate).toBe('1')
})
