import { DuckDBInstance } from '@duckdb/node-api'

/** A table of cases: distinct scores, one in seven positive, 20 sites, 2 sexes, 6 bands of age; some are reference. */
export async function makeCases(
  rows: number,
  { parquet, csv }: { parquet: string; csv?: string },
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '3GB' })
  const duck = await instance.connect()
  const part = (salt: number, of: number) => `(hash(i * 31 + ${salt}) % ${of})`
  await duck.run(
    `copy (select 'C-' || i as case_id, cast(${part(1, 7)} = 0 as int) as label,
       least(0.999999, greatest(0.000001, 0.75 * (hash(i + 7) % 1000000007) / 1000000007.0 + 0.25 * (${part(1, 7)} = 0)::int * (hash(i) % 1000) / 1000.0)) as score,
       'S' || ${part(2, 20)} as site, case when ${part(3, 2)} = 0 then 'F' else 'M' end as sex, 'A' || ${part(4, 6)} as age,
       cast(${part(5, 10)} = 0 as int) as reference
     from range(${rows}) t(i)) to '${parquet}' (format parquet, compression zstd)`,
  )
  if (csv !== undefined) await duck.run(`copy (from '${parquet}') to '${csv}' (header)`)
  duck.closeSync()
  instance.closeSync()
}
