import { quoted } from '../duck.ts'

/** Parquet files as one table. The names of their folders are for other readers and add no columns here. */
export function parquet(paths: readonly string[]): string {
  return `read_parquet([${paths.map(quoted).join(', ')}], union_by_name = true, hive_partitioning = false)`
}
