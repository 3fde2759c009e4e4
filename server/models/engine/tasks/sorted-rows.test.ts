import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { binaryPlanSchema } from '@maek/domain/models/performance/plan.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quoted } from '../duck.ts'
import { inPlace } from '../test/bench.ts'
import { evaluateTask } from './evaluate.ts'
import type { Ingested } from './ingest.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-sorted-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const [cases, references] = [150_000, 70_000]
const ingested: Omit<Ingested, 'positives'> = {
  cases,
  references,
  groups: [
    { column: 'site', strata: ['A', "B'"], hasEmpty: true },
    { column: 'sex', strata: ['F', 'M'], hasEmpty: false },
  ],
  columnsLeftOut: [],
}

/** A canonical table of scores of their own (beside some that many cases share), its rows in this order. */
async function canonical(order: string): Promise<{ path: string; positives: number }> {
  const path = join(folder, `${order.replaceAll(/\W/g, '')}.parquet`)
  const duck = await (await DuckDBInstance.create()).connect()
  const rows = `select i, i >= ${cases} as is_reference, (hash(i) % 5 = 0)::utinyint as label,
      case when i % 11 = 0 then (i % 7) / 8.0 else (hash(i + 3) % 1000003 + 1) / 1000005.0 end::double as score,
      case i % 3 when 0 then 'A' when 1 then 'B''' end as "group:site",
      case when i % 2 = 0 then 'F' else 'M' end as "group:sex"
    from range(${cases + references}) t(i)`
  await duck.run(
    `copy (select * exclude (i) from (${rows}) order by ${order}) to ${quoted(path)} (format parquet)`,
  )
  const found = await duck.runAndReadAll(
    `select count(*) from read_parquet(${quoted(path)}) where label = 1 and not is_reference`,
  )
  const positives = Number(found.getRowsJS()[0]?.[0])
  duck.closeSync()
  return { path, positives }
}

test('rows sorted here or by DuckDB, in any order and on 1, 2 and 4 threads, come to the same bits', async () => {
  const plan = binaryPlanSchema.parse({ threshold: 0.5, strata: ['site', 'sex'] })
  const digests = new Set<string>()
  const tables = [await canonical('i'), await canonical('hash(i)'), await canonical('score desc')]
  for (const [at, { path, positives }] of tables.entries()) {
    const task = { task: 'evaluate' as const, path, plan, scoreKind: 'probability' as const }
    for (const heldMegabytes of [0, 500]) {
      const found = await inPlace(
        evaluateTask,
        { ...task, ingested: { ...ingested, positives } },
        { threads: 2 ** at, heldMegabytes },
      )
      if (!found.ok) throw new Error(found.refusal.because.en)
      digests.add(found.value.digest)
    }
  }
  expect(digests.size).toBe(1)
})
