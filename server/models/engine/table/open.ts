import type { Answer } from '@maek/domain/refusal.ts'
import type { Bench } from '../task.ts'
import { openCsv } from './csv.ts'
import { checkGzip } from './gzip.ts'
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
      return openCsv(bench, path, false)
    case 'csv-gzip':
      return ifWhole(checkGzip(bench, path), openCsv(bench, path, true))
    case 'ndjson':
      return openNdjson(bench, path, false)
    case 'ndjson-gzip':
      return ifWhole(checkGzip(bench, path), openNdjson(bench, path, true))
    case 'parquet':
      return openParquet(bench, path)
    default: {
      const never: never = format
      throw new Error(`unknown format ${String(never)}`)
    }
  }
}

/** Both at once: what is compressed is read by one core and checked by another. */
async function ifWhole(
  check: Promise<Answer<null>>,
  source: Promise<Answer<Source>>,
): Promise<Answer<Source>> {
  const [whole, opened] = await Promise.all([check, source])
  return whole.ok ? opened : whole
}
