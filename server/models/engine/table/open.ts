import type { Answer } from '@maek/domain/refusal.ts'
import type { Bench } from '../task.ts'
import { openCsv } from './csv.ts'
import { openNdjson } from './ndjson.ts'
import { openParquet } from './parquet.ts'
import type { Source } from './source.ts'

export type TableFormat = 'csv' | 'csv-gzip' | 'ndjson' | 'ndjson-gzip' | 'parquet'

/** A table file as a relation; refused when its bytes are no such table. */
export function openTable(
  bench: Bench,
  { path, format }: { readonly path: string; readonly format: TableFormat },
): Promise<Answer<Source>> {
  switch (format) {
    case 'csv':
    case 'csv-gzip':
      return openCsv(bench, path, format === 'csv-gzip')
    case 'ndjson':
    case 'ndjson-gzip':
      return openNdjson(bench, path, format === 'ndjson-gzip')
    case 'parquet':
      return openParquet(bench, path)
    default: {
      const never: never = format
      throw new Error(`unknown format ${String(never)}`)
    }
  }
}
