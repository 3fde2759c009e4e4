import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { binaryPlanSchema } from '@maek/domain/models/performance/plan.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEngine } from './engine.ts'
import type { EngineLimits } from './run-options.ts'

let folder: string
let table: string
const logged: unknown[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-engine-'))
  table = join(folder, 'small.parquet')
  const duck = await (await DuckDBInstance.create()).connect()
  await duck.run(`copy (select 'C-' || i as case_id, i / 4 as score from range(8) t(i)) to '${table}'`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const open = (limits: Partial<EngineLimits> = {}) =>
  openEngine(join(folder, 'engine'), { log: (line) => logged.push(line), limits })
const own = { organisation: 'A' }
const rows = () => ({ task: 'read-rows' as const, path: table, format: 'parquet' as const, cellsMax: 100 })

test('a job runs in a process of its own, tells how far it is and leaves nothing behind', async () => {
  const engine = open()
  const steps: string[] = []
  const answer = await engine.run(rows(), { ...own, onProgress: ({ step }) => steps.push(step) })
  expect(answer).toMatchObject({ ok: true, value: { header: ['case_id', 'score'] } })
  expect(steps).toContain('waiting')
  expect(await readdir(join(folder, 'engine'))).toEqual([])
  await engine.close()
})

test('a job that takes too long or too much memory is killed and refused, and the next one is served', async () => {
  const slow = open({ msMax: 1 })
  expect(await slow.run(rows(), own)).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
  await slow.close()
  const large = open({ processMegabytes: 20 })
  expect(await large.run(rows(), own)).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
  await large.close()
  const engine = open()
  expect((await engine.run(rows(), own)).ok).toBe(true)
  await engine.close()
})

test('a table with more rows than the engine takes is refused by the process that would read it', async () => {
  const engine = open({ bounds: { rowsMax: 7 } })
  expect(await engine.run(rows(), own)).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
  await engine.close()
})

test('an organisation that has too many jobs waiting is told so; another is served', async () => {
  const engine = open({ organisationWaitingMax: 1 })
  const taken = [engine.run(rows(), own), engine.run(rows(), own)]
  const refused = await engine.run(rows(), own)
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'unavailable' } })
  expect(refused.ok || refused.refusal.because.ko).toContain('이 조직의 계산 1건')
  expect((await engine.run(rows(), { organisation: 'B' })).ok).toBe(true)
  expect((await Promise.all(taken)).map(({ ok }) => ok)).toEqual([true, true])
  await engine.close()
})

test('a fault of the process is a refusal in words, logged, and no dead server', async () => {
  const engine = open()
  const plan = binaryPlanSchema.parse({ threshold: 0.5 })
  const ingested = { cases: 8, positives: 4, references: 0, groups: [], columnsLeftOut: [] }
  // Not a canonical table: no one but our own intake could ask for this.
  const answer = await engine.run(
    { task: 'evaluate', path: table, ingested, plan, scoreKind: 'probability' },
    own,
  )
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'unavailable' } })
  expect(logged).toContainEqual(expect.objectContaining({ what: 'engine', task: 'evaluate' }))
  await engine.close()
})

test('an aborted job is killed at once, and one that waits is never begun', async () => {
  const engine = open()
  const leaving = new AbortController()
  const first = engine.run(rows(), { ...own, signal: leaving.signal })
  const second = engine.run(rows(), { ...own, signal: leaving.signal })
  leaving.abort()
  expect((await first).ok).toBe(false)
  expect((await second).ok).toBe(false)
  await engine.close()
})

test('when the server stops, running jobs are killed and later ones refused', async () => {
  const engine = open()
  const running = engine.run(rows(), own)
  await engine.close()
  expect((await running).ok).toBe(false)
  expect((await engine.run(rows(), own)).ok).toBe(false)
  expect(existsSync(join(folder, 'engine')) ? await readdir(join(folder, 'engine')) : []).toEqual([])
})
